package dev.renkei.trace;

/** Name the side of the platform that a call goes to. */
public enum Side {
    /** The Kubernetes API server. */
    KUBERNETES,
    /** Keystone, Nova or Cinder. */
    OPENSTACK;

    /** Give the name under which reports count calls to this side. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
