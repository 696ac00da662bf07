package dev.renkei.actor;

import dev.renkei.cluster.ApiRequest;
import java.util.Optional;

/**
 * Hold one request of a list, in which a tenant asks for more than its own, or for what is its own.
 *
 * @param request as it is sent: a dry run where it would change something, but for a proxy, which knows none
 * @param decided what the authoriser is asked for it, which is something else where the request is made in another's name
 * @param object how to get the object that it would make or change; empty where it only reads
 */
public record Demand(ApiRequest request, ApiRequest decided, Optional<ApiRequest> object) {

    @Override
    public String toString() {
        return request.toString();
    }
}
