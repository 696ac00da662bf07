package dev.renkei.isolation;

/**
 * Lets the group {@code system:masters} do everything, as the API server does before it asks any other authoriser.
 */
public final class SystemMasters implements Policy {

    /** The group that no policy can hold back. */
    public static final String GROUP = "system:masters";

    @Override
    public Decision decide(Request request) {
        return request.identity().groups().contains(GROUP)
                ? Decision.allowed("the API server asks no policy about " + GROUP)
                : Decision.noOpinion(
                        "'%s' is not in %s".formatted(request.identity().name(), GROUP));
    }
}
