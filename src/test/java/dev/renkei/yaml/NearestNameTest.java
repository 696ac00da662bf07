package dev.renkei.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    @ParameterizedTest
    @DisplayName("A name with a letter missing, too many, wrong or swapped is recognised")
    @CsvSource({"storag,storage", "stooorage,storage", "sterage,storage", "tsorage,storage", "tennats,tenants"})
    void recognisesSlips(String written, String meant) {
        assertThat(NearestName.to(written, List.of("tenants", "storage", "name")))
                .contains(meant);
    }

    @Test
    @DisplayName("A name that is like none of the others is not taken for one")
    void doesNotGuess() {
        assertThat(NearestName.to("kubernetes", List.of("tenants", "storage"))).isEmpty();
    }

    @Test
    @DisplayName("Of two names that are equally near, the first in the alphabet is taken")
    void isDeterministic() {
        assertThat(NearestName.to("limit", List.of("limits", "limita"))).contains("limita");
    }

    @Test
    @DisplayName("A hint names the nearest, else all, else says that there are none")
    void hints() {
        assertThat(NearestName.hint("nam", List.of("name"))).isEqualTo("; did you mean 'name'?");
        assertThat(NearestName.hint("zebra", List.of("name", "up"))).isEqualTo("; known: name, up");
        assertThat(NearestName.hint("zebra", List.of())).isEqualTo("; there are none");
    }
}
