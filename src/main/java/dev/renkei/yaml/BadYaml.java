package dev.renkei.yaml;

/** Says in one line what is wrong in a file that a person wrote, where, and what to do about it. */
public final class BadYaml extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Create the error.
     *
     * @param where the place, as {@code file:line} where there is a line
     * @param what what is wrong and what to do, in one line
     */
    public BadYaml(String where, String what) {
        super(where + ": " + what);
    }
}
