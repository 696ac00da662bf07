package dev.renkei.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    private static final List<String> IDS =
            List.of("auth/keystone-login", "auth/no-credentials", "volumes/moves", "volumes/moves-back");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "*"})
    @DisplayName("No pattern, or a lone star, selects every scenario")
    void selectsAll(String text) {
        assertThat(Selection.parse(text).of(IDS)).isEqualTo(IDS);
    }

    @Test
    @DisplayName("Patterns and ids with commas between them select what any of them matches")
    void selectsSome() {
        assertThat(Selection.parse("volumes/*, auth/keystone-login,").of(IDS))
                .containsExactly("auth/keystone-login", "volumes/moves", "volumes/moves-back");
    }

    @ParameterizedTest
    @DisplayName("A pattern matches the whole id, with * for any text and nothing else special")
    @CsvSource({
        "volumes/moves,volumes/moves,true",
        "volumes/moves,volumes/moves-back,false",
        "*login,auth/keystone-login,true",
        "*/no-*,auth/no-credentials,true",
        "volumes/move.,volumes/moves,false",
        "volumes,volumes/moves,false"
    })
    void matches(String pattern, String id, boolean matches) {
        assertThat(Selection.parse(pattern).matches(id)).isEqualTo(matches);
    }

    @Test
    @DisplayName("A pattern that matches nothing is told with the nearest id")
    void refusesUnmatchedPattern() {
        Selection selection = Selection.parse("volumes/*,auth/keystone-logn");

        assertThat(selection.unmatched(IDS)).containsExactly("auth/keystone-logn");
        assertThatThrownBy(() -> selection.of(IDS))
                .isInstanceOf(SelectionException.class)
                .hasMessage("no scenario matches 'auth/keystone-logn'; did you mean 'auth/keystone-login'?");
    }

    @Test
    @DisplayName("A pattern that is like no id is told with all ids")
    void listsIds() {
        assertThatThrownBy(() -> Selection.parse("network").of(IDS.subList(0, 2)))
                .isInstanceOf(SelectionException.class)
                .hasMessage("no scenario matches 'network'; known: auth/keystone-login, auth/no-credentials");
    }
}
