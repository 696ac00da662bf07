package dev.renkei.platform;

/** Says in one line why no platform could be made of a profile: what is wrong, where, and what to do. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Create the error with its one line. */
    public ProfileException(String message) {
        super(message);
    }

    /** Create the error with its one line and what led to it. */
    public ProfileException(String message, Throwable cause) {
        super(message, cause);
    }
}
