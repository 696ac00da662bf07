package dev.renkei.cloud;

/** Say that OpenStack did not do what a scenario or the harness needs of it, so that nothing can be judged. */
public final class CloudRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Say what was asked and what came back, in one line. */
    public CloudRefusal(String message) {
        super(message);
    }

    CloudRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
