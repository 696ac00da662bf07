package dev.renkei.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get pods/log named web in a     | get pods/log "web" in namespace "a" as "kinoshita"
            list deployments.apps           | list deployments.apps at cluster scope as "kinoshita"
            update deployments.apps/scale in a | update deployments/scale.apps in namespace "a" as "kinoshita"
            get /healthz                    | get /healthz as "kinoshita"
            """)
    @DisplayName("A request says in words what is asked")
    void words(String asked, String words) {
        assertThat(Asked.of(Identity.of("kinoshita"), asked)).hasToString(words.replace('"', '\''));
    }

    @Test
    @DisplayName("An identity stays as it was made, whatever becomes of the lists that it was made of")
    void identityIsCopied() {
        var groups = new ArrayList<>(List.of("devs"));
        var values = new ArrayList<>(List.of("member"));
        var extra = new HashMap<String, List<String>>(Map.of("roles", values));
        var identity = new Identity("kinoshita", groups, extra);
        groups.add("system:masters");
        values.add("admin");
        extra.clear();
        assertThat(identity).isEqualTo(new Identity("kinoshita", List.of("devs"), Map.of("roles", List.of("member"))));
        assertThat(identity.extra("projects")).isEmpty();
        assertThatThrownBy(() -> identity.extra().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
