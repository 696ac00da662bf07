package dev.renkei.actor;

import dev.renkei.cluster.Answer;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.cluster.Ports;
import dev.renkei.platform.Secret;
import java.util.List;

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

    /** Ask a node's kubelet for its pods without credentials. */
    public Answer askKubelet(String address) {
        return scene.trace()
                .step(
                        "nobody: ask the kubelet at " + address,
                        () -> scene.access()
                                .kubeletAsNobody(address, scene.trace())
                                .get("/pods"));
    }

    /** Find those of {@code ports} at {@code host} that accept a connection. */
    public List<Integer> openPorts(String host, List<Integer> ports) {
        return scene.trace()
                .step(
                        "nobody: knock at %s of %s".formatted(ports, host),
                        () -> scene.trace()
                                .onPlatform(() -> ports.stream()
                                        .filter(port -> Ports.open(host, port))
                                        .toList()));
    }

    /** Send a request with {@code token} as its bearer token. */
    public Answer askWith(Secret token, ApiRequest request) {
        scene.keepSecret(token);
        return scene.trace()
                .step(
                        "somebody with a made-up token: " + request,
                        () -> scene.access().apiAsBearer(token, scene.trace()).ask(request));
    }

    /**
     * Use {@code count} tokens that nobody gave out, each made to look like a service account's, at a rate of
     * {@code perSecond} or as fast as the platform answers.
     */
    public List<Answer> flood(int count, int perSecond, ApiRequest request) {
        return scene.trace()
                .step(
                        "somebody with %d made-up tokens, %d a second: %s".formatted(count, perSecond, request),
                        () -> scene.trace()
                                .onPlatform(() -> AtRate.times(
                                        count,
                                        perSecond,
                                        () -> scene.access()
                                                .apiAsBearer(Forged.serviceAccountToken(), scene.trace())
                                                .ask(request))));
    }
}
