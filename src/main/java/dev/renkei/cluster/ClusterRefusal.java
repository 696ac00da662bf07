package dev.renkei.cluster;

/** Say that Kubernetes did not do what a scenario or the harness needs of it, so that nothing can be judged. */
public final class ClusterRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Say what was asked and what came back, in one line. */
    public ClusterRefusal(String message) {
        super(message);
    }

    ClusterRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
