package dev.renkei.cluster;

import dev.renkei.http.Tls;
import dev.renkei.platform.Kubernetes;
import dev.renkei.platform.Secret;
import dev.renkei.trace.Trace;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Open the cluster that a context of a kubeconfig names, as its administrator or as somebody with a bearer token. */
public final class ClusterAccess {

    private static final int TIMEOUT_MILLIS = 30_000;
    // After a 401 the API server ends an HTTP/2 connection, which Java's client then reports instead of the next
    // answer.
    private static final boolean HTTP2_DISABLED = true;

    private final Config admin;

    private ClusterAccess(Config admin) {
        this.admin = admin;
    }

    /** Read the kubeconfig of {@code kubernetes}; nothing is asked of the cluster yet. */
    public static ClusterAccess read(Kubernetes kubernetes) {
        var config = Config.fromKubeconfig(
                kubernetes.context(), kubernetes.kubeconfig().toFile());
        return new ClusterAccess(new ConfigBuilder(config)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withConnectionTimeout(TIMEOUT_MILLIS)
                // A retry would hide what a scenario is there to see.
                .withRequestRetryBackoffLimit(0)
                .withHttp2Disable(HTTP2_DISABLED)
                .build());
    }

    /** Give the API server's address, without a slash at its end. */
    public String server() {
        return admin.getMasterUrl().replaceAll("/+$", "");
    }

    /** Open the cluster as the kubeconfig's own user. */
    public Cluster asAdministrator(Trace trace) {
        return new Cluster(admin, trace);
    }

    /** Open the cluster as whoever {@code token} belongs to. */
    public Cluster asBearer(Secret token, Trace trace) {
        return new Cluster(stranger().withOauthToken(token.reveal()).build(), trace);
    }

    /** Send raw requests as the holder of {@code token}. */
    public Api apiAsBearer(Secret token, Trace trace) {
        return Api.forOne(server(), tls(), Optional.of(token), trace);
    }

    /** Send many raw requests as the holder of {@code token}, from several threads. */
    public Api apiForMany(Secret token, Trace trace) {
        return Api.forMany(server(), tls(), token, trace);
    }

    /** Send raw requests to a node's kubelet without any credentials; its certificate is its own and not judged. */
    public Api kubeletAsNobody(String address, Trace trace) {
        return Api.forOne("https://%s:%d".formatted(address, Ports.KUBELET), Tls.unverified(), Optional.empty(), trace);
    }

    /** Send raw requests without any credentials. */
    public Api apiAsNobody(Trace trace) {
        return Api.forOne(server(), tls(), Optional.empty(), trace);
    }

    private ConfigBuilder stranger() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(admin.getMasterUrl())
                .withCaCertData(admin.getCaCertData())
                .withCaCertFile(admin.getCaCertFile())
                .withTrustCerts(admin.isTrustCerts())
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .withHttp2Disable(HTTP2_DISABLED);
    }

    private Tls tls() {
        if (admin.isTrustCerts()) {
            return Tls.unverified();
        }
        if (admin.getCaCertData() != null) {
            return Tls.trusting(
                    new String(Base64.getMimeDecoder().decode(admin.getCaCertData()), StandardCharsets.UTF_8));
        }
        if (admin.getCaCertFile() == null) {
            return Tls.installed();
        }
        try {
            return Tls.trusting(Files.readString(Path.of(admin.getCaCertFile())));
        } catch (IOException e) {
            throw new ClusterRefusal(
                    "the CA %s named in the kubeconfig cannot be read".formatted(admin.getCaCertFile()), e);
        }
    }
}
