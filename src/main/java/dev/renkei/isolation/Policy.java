package dev.renkei.isolation;

/** Decides over requests as one authoriser of the API server does. */
@FunctionalInterface
public interface Policy {

    /** Decide over a request; never null, and the same for the same request. */
    Decision decide(Request request);
}
