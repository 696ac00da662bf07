package dev.renkei.isolation;

import java.util.ArrayList;
import java.util.List;

/**
 * Several authorisers in the order in which the API server asks them: the first that allows or denies has decided.
 *
 * @param policies the authorisers, the first one first; with none, there is no opinion
 */
public record Union(List<Policy> policies) implements Policy {

    /** Copy the list. */
    public Union {
        policies = List.copyOf(policies);
    }

    /** Put authorisers in order. */
    public static Union of(Policy... policies) {
        return new Union(List.of(policies));
    }

    @Override
    public Decision decide(Request request) {
        var reasons = new ArrayList<String>();
        for (var policy : policies) {
            var decision = policy.decide(request);
            if (decision.outcome() != Decision.Outcome.NO_OPINION) {
                return decision;
            }
            reasons.add(decision.reason());
        }
        return Decision.noOpinion(reasons.isEmpty() ? "there is no authoriser" : String.join("; ", reasons));
    }
}
