package dev.renkei.contract;

/** Says in one line that a selection asks for scenarios that do not exist. */
public final class SelectionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Create the error with its one line. */
    public SelectionException(String message) {
        super(message);
    }
}
