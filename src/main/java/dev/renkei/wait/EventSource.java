package dev.renkei.wait;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Tell of a thing's changes by events, so that nobody has to poll for them. */
@FunctionalInterface
public interface EventSource<T> {

    /**
     * Complete with the first state for which {@code condition} holds, the present one included; the state is null while
     * the thing does not exist. What {@code condition} throws completes the future exceptionally. Cancelling the future
     * ends the watch.
     */
    CompletableFuture<T> when(Predicate<T> condition);
}
