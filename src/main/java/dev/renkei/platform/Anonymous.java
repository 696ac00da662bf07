package dev.renkei.platform;

/** How the API server turns away somebody without credentials. */
public enum Anonymous {
    /** With 403: anonymous requests are known as a user without rights. */
    FORBIDDEN,
    /** With 401: anonymous requests are not known at all. */
    UNAUTHENTICATED
}
