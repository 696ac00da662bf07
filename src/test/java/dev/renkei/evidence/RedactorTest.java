package dev.renkei.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.platform.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final String FERNET = "gAAAAABlY2hvIHRoaXMgaXMgbm90IGEgcmVhbCB0b2tlbg-_==";
    private static final String JWT = "eyJhbGciOiJSUzI1NiIs.eyJpc3MiOiJrdWJlcm5ldGVz.c2lnbmF0dXJl-_";

    private final Redactor redactor = new Redactor(
            List.of(new Secret("kirsch"), new Secret("kirschbluete"), new Secret("a\"b\\c"), new Secret("ab")));

    @ParameterizedTest
    @MethodSource("texts")
    @DisplayName("Secrets go, and what stands around them stays")
    void redacts(String text, String redacted) {
        assertThat(redactor.redact(text)).isEqualTo(redacted);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                // What the run knows, the longer before what it begins with, and as JSON writes it.
                Arguments.of("logged in with kirschbluete", "logged in with ***"),
                Arguments.of("kirsch, kirschbluete", "***, ***"),
                Arguments.of("{\"x\": \"a\\\"b\\\\c\"}", "{\"x\": \"***\"}"),
                // Tokens, wherever.
                Arguments.of("token " + FERNET + " expired", "token *** expired"),
                Arguments.of("[" + JWT + "]", "[***]"),
                // Headers, in text, JSON, Python and curl.
                Arguments.of("X-Auth-Token: abc", "X-Auth-Token: ***"),
                Arguments.of("x-subject-token=abc; next", "x-subject-token=*** next"),
                Arguments.of("{\"X-Auth-Token\": \"abc def\", \"a\": 1}", "{\"X-Auth-Token\": ***, \"a\": 1}"),
                Arguments.of("{'X-Auth-Token': 'abc', 'a': 1}", "{'X-Auth-Token': ***, 'a': 1}"),
                Arguments.of("Authorization: Bearer abc\nAccept: x", "Authorization: ***\nAccept: x"),
                Arguments.of("authorization: Basic YWRtaW46c2VjcmV0", "authorization: ***"),
                Arguments.of("\"Authorization\": \"Bearer abc\", 1", "\"Authorization\": \"***\", 1"),
                // Passwords by their name, in text, shell, YAML, JSON, JSON in JSON, and Python.
                Arguments.of("password = hunter2", "password = ***"),
                Arguments.of("OS_PASSWORD=hunter2 openstack", "OS_PASSWORD=*** openstack"),
                Arguments.of("  password: hunter2\n  user: x", "  password: ***\n  user: x"),
                Arguments.of("{\"password\":\"hun ter\\\"2\",\"user\":\"x\"}", "{\"password\":***,\"user\":\"x\"}"),
                Arguments.of(
                        "\"body\": \"{\\\"password\\\": \\\"hun ter2\\\", \\\"user\\\": 1}\"",
                        "\"body\": \"{\\\"password\\\": ***, \\\"user\\\": 1}\""),
                Arguments.of("{'password': 'hun ter2', 'a': 1}", "{'password': ***, 'a': 1}"),
                Arguments.of("\"adminPass\": \"hunter2\"", "\"adminPass\": ***"),
                // The secret of an application credential.
                Arguments.of("{\"id\": \"a\", \"secret\": \"hun ter2\"}", "{\"id\": \"a\", \"secret\": ***}"),
                Arguments.of("{'secret': 'hunter2', 'a': 1}", "{'secret': ***, 'a': 1}"),
                Arguments.of(
                        "\"body\": \"{\\\"secret\\\": \\\"hunter2\\\", \\\"id\\\": 1}\"",
                        "\"body\": \"{\\\"secret\\\": ***, \\\"id\\\": 1}\""),
                // Addresses of databases and message brokers.
                Arguments.of("mysql+pymysql://nova:hunter2@127.0.0.1/nova", "mysql+pymysql://nova:***@127.0.0.1/nova"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abandon hope",
                "volume v1 is in-use at https://127.0.0.1:8776/v3",
                "the password was refused",
                "gAAAAA",
                "{\"passwords_seen\": true}",
                "volumes:\n- secret:\n    secretName: nginx",
                "{\"secret\": {\"secretName\": \"nginx\"}}",
                "the secret: it is gone",
                "GET http://127.0.0.1:5000/v3/auth/tokens 201"
            })
    @DisplayName("Harmless text stays as it is, also where it holds a few letters of a secret")
    void harmless(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @Test
    @DisplayName("No text is no text")
    void noText() {
        assertThat(redactor.redact(null)).isNull();
        assertThat(redactor.redact("")).isEmpty();
    }
}
