package dev.renkei.actor;

import dev.renkei.cluster.Answer;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.platform.Secret;

/** Act as somebody whom the platform does not know: without credentials, or with a token that nobody gave out. */
public final class Stranger {

    private final Scene scene;

    Stranger(Scene scene) {
        this.scene = scene;
    }

    /** Send a request without credentials. */
    public Answer ask(ApiRequest request) {
        return scene.trace()
                .step(
                        "nobody: " + request,
                        () -> scene.access().apiAsNobody(scene.trace()).ask(request));
    }

    /** Get a path without credentials. */
    public Answer get(String path) {
        return scene.trace()
                .step(
                        "nobody: get " + path,
                        () -> scene.access().apiAsNobody(scene.trace()).get(path));
    }

    /** Send a request with {@code token} as its bearer token. */
    public Answer askWith(Secret token, ApiRequest request) {
        scene.keepSecret(token);
        return scene.trace()
                .step(
                        "somebody with a made-up token: " + request,
                        () -> scene.access().apiAsBearer(token, scene.trace()).ask(request));
    }
}
