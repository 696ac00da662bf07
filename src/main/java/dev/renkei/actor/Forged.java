package dev.renkei.actor;

import dev.renkei.platform.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Make credentials that nobody has given out, in the shapes in which true ones come. */
public final class Forged {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Forged() {}

    /** Make a password, which no user has. */
    public static Secret password() {
        return new Secret(random(18));
    }

    /** Make a token without any structure. */
    public static Secret opaqueToken() {
        return new Secret(random(32));
    }

    /** Make a token in the shape of Keystone's Fernet tokens. */
    public static Secret fernetToken() {
        return new Secret("gAAAAAB" + random(130));
    }

    /** Make a token in the shape of a service account's, signed by nobody. */
    public static Secret serviceAccountToken() {
        return new Secret(String.join(
                ".",
                encoded("{\"alg\":\"RS256\",\"kid\":\"none\"}"),
                encoded("{\"iss\":\"https://kubernetes.default.svc\","
                        + "\"sub\":\"system:serviceaccount:kube-system:default\",\"exp\":4102444800}"),
                random(256)));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String random(int bytes) {
        var buffer = new byte[bytes];
        RANDOM.nextBytes(buffer);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer);
    }
}
