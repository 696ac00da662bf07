package dev.renkei.cluster;

import dev.renkei.wait.EventSource;
import io.fabric8.kubernetes.client.dsl.Informable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/** Turn one of Fabric8's watches (a list, kept current by events) into a source of events. */
final class Watched<R, T> implements EventSource<T> {

    private final Informable<R> resources;
    private final Function<List<R>, T> state;

    Watched(Informable<R> resources, Function<List<R>, T> state) {
        this.resources = resources;
        this.state = state;
    }

    @Override
    public CompletableFuture<T> when(Predicate<T> condition) {
        var answer = new CompletableFuture<T>();
        var informed = resources.informOnCondition(list -> {
            try {
                return condition.test(state.apply(list));
            } catch (RuntimeException | Error e) {
                // Fabric8 would lose an error, such as an assertion's, and go on watching.
                answer.completeExceptionally(e);
                return true;
            }
        });
        informed.whenComplete((list, failure) -> {
            if (failure == null) {
                answer.complete(state.apply(list));
            } else {
                answer.completeExceptionally(failure);
            }
        });
        answer.whenComplete((result, failure) -> informed.cancel(true));
        return answer;
    }
}
