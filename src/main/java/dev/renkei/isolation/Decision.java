package dev.renkei.isolation;

import java.util.Objects;

/**
 * What an authoriser says to a request, and why.
 *
 * @param outcome what it says
 * @param reason why, in plain words, with the rule that decided; where nothing did, with what was looked at
 */
public record Decision(Outcome outcome, String reason) {

    /** What an authoriser can say. */
    public enum Outcome {
        /** The request may pass; no further authoriser is asked. */
        ALLOWED,
        /** The next authoriser is asked; the request is refused when there is none. */
        NO_OPINION,
        /** The request is refused; no further authoriser is asked. */
        DENIED
    }

    /** Insist on both parts. */
    public Decision {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
    }

    /** Allow, for this reason. */
    public static Decision allowed(String reason) {
        return new Decision(Outcome.ALLOWED, reason);
    }

    /** Leave it to the next authoriser, for this reason. */
    public static Decision noOpinion(String reason) {
        return new Decision(Outcome.NO_OPINION, reason);
    }

    /** Refuse, for this reason. */
    public static Decision denied(String reason) {
        return new Decision(Outcome.DENIED, reason);
    }

    /** Tell whether the request may pass. */
    public boolean isAllowed() {
        return outcome == Outcome.ALLOWED;
    }
}
