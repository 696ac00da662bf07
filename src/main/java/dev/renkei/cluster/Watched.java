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
        return watch(condition);
    }

    private CompletableFuture<T> watch(Predicate<T> condition) {
        var informed = resources.informOnCondition(list -> condition.test(state.apply(list)));
        var answer = informed.thenApply(state);
        answer.whenComplete((result, failure) -> informed.cancel(true));
        return answer;
    }
}
