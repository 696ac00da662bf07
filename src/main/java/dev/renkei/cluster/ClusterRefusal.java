package dev.renkei.cluster;

/** Say that Kubernetes did not do what a scenario or the harness needs of it, so that nothing can be judged. */
public final class ClusterRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** Say what was asked and what came back, in one line. */
    public ClusterRefusal(String message) {
        this(message, null);
    }

    ClusterRefusal(String message, Throwable cause) {
        this(message, 0, cause);
    }

    ClusterRefusal(String message, int status, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** Give the HTTP status of the API server's answer; 0 where it was not an answer that failed. */
    public int status() {
        return status;
    }
}
