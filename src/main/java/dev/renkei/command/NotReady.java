package dev.renkei.command;

/** End a command with one line for the person who started it; it has no stack trace, which would only hide that line. */
public final class NotReady extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Say what is wrong, where, and what to do about it. */
    public NotReady(String line) {
        super(line, null, false, false);
    }
}
