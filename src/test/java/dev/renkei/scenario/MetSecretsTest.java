package dev.renkei.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.platform.Secret;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MetSecretsTest {

    private static final Secret KNOWN = new Secret("kirschbluete");
    private static final Secret MET = new Secret("pflaumenbluete");

    private final MetSecrets secrets = new MetSecrets(Set.of(KNOWN));

    @Test
    @DisplayName("What is known of the platform and what any scenario met is sought, and taken out of texts")
    void all() {
        var redactor = secrets.redactor();

        secrets.add(MET);

        assertThat(secrets.all()).containsExactlyInAnyOrder(KNOWN, MET);
        assertThat(redactor.redact("kirschbluete, pflaumenbluete")).isEqualTo("***, ***");
    }

    @Test
    @DisplayName("What a defect may have let out is not sought any more, but is still taken out of texts")
    void forgotten() {
        secrets.add(MET);
        secrets.forget();

        assertThat(secrets.all()).containsExactly(KNOWN);
        assertThat(secrets.redactor().redact("pflaumenbluete")).isEqualTo("***");
    }
}
