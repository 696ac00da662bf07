package dev.renkei.isolation;

/** One way in which k8s-keystone-auth, as it is built, does not keep what its documentation says of a policy. */
public enum KnownDifference {

    /** Seen as a hole in a rule for nodes, which opens the kubelets. */
    SUBRESOURCES_NOT_COMPARED(
            true,
            "a rule of version 2 compares no sub-resource, so whoever may get or create pods may also get or create"
                    + " pods/log and pods/exec; the documentation tells sub-resources apart"),

    /** The only way to write a sub-resource in version 2 does not work. */
    SUBRESOURCE_KEYS_SKIPPED(
            false,
            "a key of version 2 with a sub-resource, such as default/pods/exec, is passed over without a word; the"
                    + " documentation gives sub-resources by a slash"),

    /** Discovery of version 2 needs one key for each path. */
    PATH_PATTERNS_NOT_READ(
            false,
            "a path of version 2 that ends in a star, such as /api/*, is compared to the letter; the documentation"
                    + " names /api/* among the paths to allow"),

    /** A crash for everybody whom an earlier rule does not allow. */
    UNFINISHED_RULE_ENDS_THE_ANSWER(
            false,
            "a rule of version 1 without version or namespace, or a rule that is null, ends the answer to every request"
                    + " that comes to it, and the rules after it are never asked; the documentation says that any rule"
                    + " suffices"),

    /** Only reviews that are made by hand lack groups: the API server gives everybody one. */
    NO_ANSWER_WITHOUT_GROUPS(
            false,
            "a request of a user without any group gets no answer; the documentation says that any rule suffices");

    private final boolean opens;
    private final String sentence;

    KnownDifference(boolean opens, String sentence) {
        this.opens = opens;
        this.sentence = sentence;
    }

    /**
     * Tell whether it lets requests pass that the documentation refuses; else it refuses what the documentation
     * allows.
     */
    public boolean opens() {
        return opens;
    }

    /** Say in one sentence what is built, and what is documented. */
    public String sentence() {
        return sentence;
    }
}
