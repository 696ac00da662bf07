package dev.renkei.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.stub.StubCertificate;
import dev.renkei.stub.StubServer;
import dev.renkei.stub.StubServer.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCheckTest {

    @TempDir
    private Path folder;

    private StubPlatform platform;
    private String context;
    private Path profile;

    @BeforeEach
    void start() {
        platform = new StubPlatform(folder);
        context = "context 'lab' of " + platform.file("kubeconfig");
        profile = platform.file("platforms/own.yaml");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    @DisplayName("An API server that nobody listens for is told once, and nothing else about it")
    void unreachable() {
        platform.cluster().close();

        assertThat(platform.problems())
                .containsExactly(
                        "API server %s (%s) cannot be reached: connection refused; is it up, and is the address right?"
                                .formatted(platform.kubernetes(), context));
    }

    @Test
    @DisplayName("A host name of the API server that nobody knows is told as that")
    void unknownHost() {
        platform.replace("kubeconfig", platform.kubernetes(), "http://nowhere.invalid:6443");

        assertThat(platform.problems())
                .containsExactly(
                        "API server http://nowhere.invalid:6443 (%s) cannot be reached: unknown host name; is it up, and is the address right?"
                                .formatted(context));
    }

    @Test
    @DisplayName("A certificate of the API server that nobody vouches for is told as that")
    void untrusted() {
        try (var server =
                StubServer.startTls(StubCertificate.of("ip:127.0.0.1", folder).context())) {
            platform.replace("kubeconfig", platform.kubernetes(), server.url().toString());

            assertThat(platform.problems())
                    .containsExactly(
                            "API server %s (%s) is not trusted: its certificate is not signed by anybody who is trusted; correct certificate-authority-data there"
                                    .formatted(server.url(), context));
        }
    }

    @Test
    @DisplayName("A certificate of the API server for another host is told as that")
    void misnamed() {
        var certificate = StubCertificate.of("dns:elsewhere.example", folder);
        var authority = Base64.getEncoder().encodeToString(certificate.pem().getBytes(StandardCharsets.UTF_8));
        try (var server = StubServer.startTls(certificate.context())) {
            platform.replace(
                    "kubeconfig",
                    "\"" + platform.kubernetes() + "\"",
                    "\"%s\", certificate-authority-data: %s".formatted(server.url(), authority));

            assertThat(platform.problems())
                    .containsExactly(
                            "API server %s (%s) is not trusted: its certificate is not for this host name; correct certificate-authority-data there"
                                    .formatted(server.url(), context));
        }
    }

    @Test
    @DisplayName("A kubeconfig whose certificates cannot be read is told as that")
    void unreadableAuthority() {
        platform.replace(
                "kubeconfig",
                "\"" + platform.kubernetes() + "\"",
                "\"https://127.0.0.1:1\", certificate-authority: " + platform.file("gone.pem"));

        assertThat(platform.problems())
                .containsExactly("%s cannot be used: NoSuchFileException: %s; correct it"
                        .formatted(context, platform.file("gone.pem")));
    }

    @Test
    @DisplayName("Credentials that the API server does not know are told as refused")
    void refused() {
        platform.cluster()
                .server()
                .on(
                        "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        Reply.json(
                                401,
                                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":401,\"message\":\"Unauthorized\"}"));

        assertThat(platform.problems())
                .containsExactly("API server %s refuses the credentials of %s (401 Unauthorized); renew them"
                        .formatted(platform.kubernetes(), context));
    }

    @Test
    @DisplayName("Somebody who may not do everything is told to be no administrator")
    void noAdministrator() {
        platform.mayDoEverything(false);

        assertThat(platform.problems())
                .containsExactly(
                        "%s is no administrator of API server %s: it may not do everything; name another one under kubernetes.context in %s"
                                .formatted(context, platform.kubernetes(), profile));
    }

    @Test
    @DisplayName("Somebody who may not even ask what it may do is told the same")
    void nobody() {
        platform.cluster()
                .server()
                .on(
                        "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        Reply.json(
                                403,
                                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":403,\"message\":\"forbidden\"}"));

        assertThat(platform.problems())
                .containsExactly(
                        "%s is no administrator of API server %s: it may not do everything; name another one under kubernetes.context in %s"
                                .formatted(context, platform.kubernetes(), profile));
    }

    @Test
    @DisplayName("A namespace of a tenant that does not exist is named, and the one that was probably meant")
    void namespace() {
        platform.replace("platforms/own.yaml", "b-space", "b-spaec");
        platform.replace("clouds.yaml", "team-a", "far-away");

        assertThat(platform.problems())
                .containsExactly(
                        "%s: namespace 'far-away' of tenant 'alice' does not exist in the cluster; create it, or name another one under tenants"
                                .formatted(profile),
                        "%s: namespace 'b-spaec' of tenant 'bob' does not exist in the cluster; create it, or did you mean 'b-space'?"
                                .formatted(profile));
    }

    @Test
    @DisplayName(
            "A StorageClass that does not exist is named, and the one that was probably meant; claims on it are not judged")
    void storageClass() {
        platform.replace("platforms/own.yaml", "class: cinder", "class: cindr");

        assertThat(platform.problems())
                .containsExactly("%s: StorageClass 'cindr' does not exist in the cluster; did you mean 'cinder'?"
                        .formatted(profile));
    }

    @Test
    @DisplayName("When no node takes pods, each is told with its reason; claims on nodes are not judged")
    void noNode() {
        platform.cluster().forgetAll("Node");
        platform.node("a", "\"providerID\":\"openstack:///1\"", false);
        platform.node("b", "\"providerID\":\"openstack:///2\",\"unschedulable\":true", true);
        platform.node("c", "\"taints\":[{\"key\":\"role/control\",\"effect\":\"NoSchedule\"}]", true);

        assertThat(platform.problems())
                .containsExactly(
                        "no node of API server %s takes pods: a is not ready, b is cordoned, c has the taint role/control; at least one must"
                                .formatted(platform.kubernetes()));
    }

    @Test
    @DisplayName("A cluster without nodes is told as that")
    void noNodeAtAll() {
        platform.cluster().forgetAll("Node");

        assertThat(platform.problems())
                .containsExactly("no node of API server %s takes pods: it has none at all; at least one must"
                        .formatted(platform.kubernetes()));
    }

    @Test
    @DisplayName("A node that names no server of OpenStack is told with what it names")
    void providerId() {
        platform.node("n3", "\"providerID\":\"kind://n3\"", true);

        assertThat(platform.problems())
                .containsExactly(
                        "node n3 of API server %s has providerID 'kind://n3', which names no OpenStack server (openstack://...); start its kubelet with --provider-id, or run the OpenStack cloud controller"
                                .formatted(platform.kubernetes()));
    }
}
