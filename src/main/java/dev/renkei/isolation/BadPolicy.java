package dev.renkei.isolation;

/**
 * Says in one line where a policy cannot be read, and why: its authoriser would refuse it, or this model will not
 * guess.
 */
public final class BadPolicy extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Create the error.
     *
     * @param where the place, as {@code file:line} where there is a line
     * @param what what is wrong and what to do, in one line
     */
    public BadPolicy(String where, String what) {
        super(where + ": " + what);
    }
}
