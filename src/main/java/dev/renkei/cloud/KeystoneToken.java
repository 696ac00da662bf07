package dev.renkei.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.renkei.platform.Secret;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Hold a token and what Keystone says of its owner (Identity API v3, {@code POST /v3/auth/tokens}).
 *
 * @param secret the token itself
 * @param projectId null when the token is not scoped to a project
 * @param projectName null when the token is not scoped to a project
 * @param roles names of the roles in that project
 */
public record KeystoneToken(
        Secret secret,
        String userId,
        String userName,
        String userDomain,
        String userDomainId,
        String projectId,
        String projectName,
        List<String> roles,
        Instant expires,
        JsonNode catalog) {

    static KeystoneToken read(String secret, JsonNode body) {
        var token = body.path("token");
        return new KeystoneToken(
                new Secret(secret),
                token.path("user").path("id").asText(),
                token.path("user").path("name").asText(),
                token.path("user").path("domain").path("name").asText(),
                token.path("user").path("domain").path("id").asText(),
                token.path("project").path("id").asText(null),
                token.path("project").path("name").asText(null),
                stream(token.path("roles"))
                        .map(role -> role.path("name").asText())
                        .toList(),
                instant(token.path("expires_at").asText()),
                token.path("catalog"));
    }

    /**
     * Find the public URL of the service of the first of {@code types} that there is in {@code region}, without a slash
     * at its end.
     *
     * @throws CloudRefusal when the catalogue has none, which names what it has
     */
    public String endpoint(String region, List<String> types) {
        for (var type : types) {
            var url = stream(catalog)
                    .filter(service -> service.path("type").asText().equals(type))
                    .flatMap(service -> stream(service.path("endpoints")))
                    .filter(endpoint -> endpoint.path("interface").asText().equals("public"))
                    .filter(endpoint -> endpoint.path("region").asText().equals(region))
                    .map(endpoint -> endpoint.path("url").asText().replaceAll("/$", ""))
                    .findFirst();
            if (url.isPresent()) {
                return url.get();
            }
        }
        throw new CloudRefusal("Keystone's catalogue has no public endpoint of type %s in region %s; it has %s"
                .formatted(
                        String.join(" or ", types),
                        region,
                        stream(catalog)
                                .map(service -> service.path("type").asText())
                                .toList()));
    }

    // Where a token ends with an application credential, Keystone leaves out the Z.
    private static Instant instant(String utc) {
        return Instant.parse(utc.endsWith("Z") ? utc : utc + "Z");
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
