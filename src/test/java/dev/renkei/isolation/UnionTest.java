package dev.renkei.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnionTest {
    private static final Request REQUEST = Asked.of(Asked.identity("kinoshita of devs"), "get pods in a");
    private static final Policy ALLOWS = request -> Decision.allowed("A says yes");
    private static final Policy DENIES = request -> Decision.denied("B says no");
    private static final Policy SILENT = request -> Decision.noOpinion("C does not know");
    private static final Policy NEVER_ASKED = request -> {
        throw new AssertionError("asked of " + request);
    };

    @Test
    @DisplayName("The first authoriser that allows or denies has decided, and no other is asked")
    void first() {
        assertThat(Union.of(SILENT, ALLOWS, NEVER_ASKED).decide(REQUEST)).isEqualTo(Decision.allowed("A says yes"));
        assertThat(Union.of(SILENT, DENIES, NEVER_ASKED).decide(REQUEST)).isEqualTo(Decision.denied("B says no"));
    }

    @Test
    @DisplayName("Where nobody decides there is no opinion, with the reasons of all")
    void silence() {
        assertThat(Union.of(SILENT, request -> Decision.noOpinion("nor does D")).decide(REQUEST))
                .isEqualTo(Decision.noOpinion("C does not know; nor does D"));
        assertThat(Union.of().decide(REQUEST)).isEqualTo(Decision.noOpinion("there is no authoriser"));
    }

    @Test
    @DisplayName("The group system:masters may do everything, and of others that authoriser knows nothing")
    void masters() {
        var master = Asked.of(Asked.identity("admin of system:masters"), "delete nodes");
        assertThat(Union.of(new SystemMasters(), NEVER_ASKED).decide(master).isAllowed())
                .isTrue();
        assertThat(new SystemMasters().decide(REQUEST))
                .isEqualTo(Decision.noOpinion("'kinoshita' is not in system:masters"));
    }
}
