package dev.renkei.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Do something again and again, at a steady rate, whether the one before has ended or not. */
final class AtRate {

    private static final int THREADS = 32;

    private AtRate() {}

    /** Do it {@code count} times and give what came of it each time; the first failure is thrown. */
    static <R> List<R> times(int count, int perSecond, Supplier<R> action) {
        var threads = Executors.newScheduledThreadPool(THREADS);
        try {
            var futures = new ArrayList<ScheduledFuture<R>>();
            for (var i = 0; i < count; i++) {
                var delay = TimeUnit.SECONDS.toMicros(i) / perSecond;
                futures.add(threads.schedule(action::get, delay, TimeUnit.MICROSECONDS));
            }
            var results = new ArrayList<R>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while something was done again and again", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
