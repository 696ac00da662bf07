package dev.renkei.actor;

import java.util.ArrayDeque;
import java.util.Deque;

/** Remember what a scenario makes or begins, before it does, and undo it in reverse. */
public final class Ledger {

    private final Deque<Entry> entries = new ArrayDeque<>();

    private record Entry(String what, Runnable undo) {}

    /** Say that an undoing failed, so that something may be left behind. */
    public static final class CleanupFailure extends AssertionError {

        private static final long serialVersionUID = 1L;

        CleanupFailure(String what, Throwable cause) {
            super("could not undo: %s: %s".formatted(what, cause.getMessage()), cause);
        }
    }

    /** Note what is about to be made or begun, and how it is undone; the undoing must bear that it never came to be. */
    public synchronized void before(String what, Runnable undo) {
        entries.push(new Entry(what, undo));
    }

    /**
     * Undo everything, the newest first; a failure does not keep the rest from being undone.
     *
     * @throws CleanupFailure for the first failure, with the others as suppressed
     */
    public synchronized void undoAll() {
        CleanupFailure failure = null;
        while (!entries.isEmpty()) {
            var entry = entries.pop();
            try {
                entry.undo().run();
            } catch (RuntimeException | AssertionError e) {
                var next = new CleanupFailure(entry.what(), e);
                if (failure == null) {
                    failure = next;
                } else {
                    failure.addSuppressed(next);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
