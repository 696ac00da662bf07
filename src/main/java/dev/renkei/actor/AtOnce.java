package dev.renkei.actor;

import dev.renkei.trace.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Do something for each of several, all at the same time, each in a thread of its own. */
final class AtOnce {

    private AtOnce() {}

    /** Do it and give what came of each, in the order of {@code each}; the first failure is thrown when all have ended. */
    static <T, R> List<R> each(Trace trace, Collection<T> each, Function<T, R> action) {
        return trace.onPlatform(() -> {
            var threads = Executors.newFixedThreadPool(each.size());
            try {
                return results(threads.invokeAll(each.stream()
                        .map(one -> (java.util.concurrent.Callable<R>) () -> action.apply(one))
                        .toList()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while many act at once", e);
            } finally {
                threads.shutdownNow();
            }
        });
    }

    private static <R> List<R> results(List<Future<R>> futures) throws InterruptedException {
        var results = new ArrayList<R>();
        for (var future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause());
            }
        }
        return results;
    }
}
