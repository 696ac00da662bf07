package dev.renkei.actor;

import static dev.renkei.cluster.AnswerAssert.assertThat;

import dev.renkei.cluster.Api;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.wait.Wait;
import java.util.List;

/** Watch that a tenant gets nothing that is another tenant's or the cluster's. */
final class Confinement {

    private static final int FORBIDDEN = 403;

    private final Tenant tenant;
    private final ApiRequest own;
    private final List<ApiRequest> foreign;

    Confinement(Tenant tenant, Tenant other) {
        this.tenant = tenant;
        this.own = ApiRequest.list("configmaps").in(tenant.namespace());
        this.foreign = List.of(
                ApiRequest.list("secrets").in(other.namespace()),
                ApiRequest.list("pods").in(other.namespace()),
                ApiRequest.deleteCollection("configmaps").in(other.namespace()).asDryRun(),
                ApiRequest.list("secrets"),
                ApiRequest.list("pods"));
    }

    void watch() {
        var scene = tenant.scene();
        var api = tenant.apiForMany();
        Wait.<Boolean>of(scene.trace(), tenant.user() + " gains nothing", scene.limit("watched"))
                .throughout(() -> confined(api), Boolean::booleanValue);
    }

    private boolean confined(Api api) {
        foreign.forEach(request -> assertThat(api.ask(request)).isForbidden(tenant.user(), request));
        var answer = api.ask(own);
        if (answer.status() == FORBIDDEN) {
            assertThat(answer).isForbidden(tenant.user(), own);
        } else {
            assertThat(answer).isAllowed();
        }
        return true;
    }
}
