package dev.renkei.actor;

/**
 * One cell of the decision matrix.
 *
 * @param user who asks
 * @param namespace where; empty for all namespaces or the cluster
 * @param resource what for, with group and sub-resource, such as {@code deployments.apps/scale}
 * @param verb such as {@code list}
 * @param expected what the platform's policy says
 * @param review what the SubjectAccessReview says
 * @param real what the real request came to
 * @param answer the real request's answer in a line
 * @param why the policy's reason
 */
public record DecisionCell(
        String user,
        String namespace,
        String resource,
        String verb,
        boolean expected,
        boolean review,
        boolean real,
        String answer,
        String why) {

    /** Say whether the three are not of one mind. */
    public boolean disagrees() {
        return expected != review || expected != real;
    }

    /** Say whether all three allow it. */
    public boolean allowed() {
        return expected && review && real;
    }

    /** Say whether all three refuse it. */
    public boolean refused() {
        return !expected && !review && !real;
    }

    @Override
    public String toString() {
        return "%s may %s%s %s %s by the policy (%s); the review says it is %s, and the real request was %s (%s)"
                .formatted(
                        user,
                        expected ? "" : "not ",
                        verb,
                        resource,
                        namespace.isEmpty() ? "of the cluster" : "in " + namespace,
                        why,
                        word(review),
                        word(real),
                        answer);
    }

    private static String word(boolean allowed) {
        return allowed ? "allowed" : "refused";
    }
}
