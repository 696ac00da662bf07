package dev.renkei.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.cloud.Volume;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunMarkTest {

    private static final String MARK = "20261125-001502-af86";

    private final RunMark mark = new RunMark("20261125-001502", "own");

    @Test
    @DisplayName("Names that a scenario gives end in its name and the run's mark, and are recognised")
    void unique() {
        assertThat(mark.unique("volumes/detached-on-delete")).isEqualTo("detached-on-delete-" + MARK);
        assertThat(mark.named("nginx-pvc-" + mark.unique("volumes/detached-on-delete")))
                .isTrue();
    }

    @Test
    @DisplayName("Runs that begin in the same second on two platforms are told apart")
    void platforms() {
        assertThat(new RunMark("20261125-001502", "lab-csi").text()).isEqualTo("20261125-001502-09b9");
        assertThat(new RunMark("20261125-001502", "lab-intree").text()).isEqualTo("20261125-001502-c683");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx-pvc-x-20261125-001502",
                "nginx-pvc-x-20261125-001502-af8",
                "nginx-pvc-x-20261125-001502-af860",
                "nginx-pvc-x-20261125-001502-af86-1",
                "nginx-pvc-x-20261125-001502-09b9",
                "nginx-pvc-x-120261125-001502-af86",
                "nginx-pvc-x-20261124-001502-af86",
                "20261125-001502-af86",
                "nginx"
            })
    @DisplayName("A name of another run or of nobody's is not this run's, however alike")
    void namedByOthers(String name) {
        assertThat(mark.named(name)).isFalse();
    }

    @Test
    @DisplayName("A missing name is nobody's")
    void noName() {
        assertThat(mark.named(null)).isFalse();
    }

    @Test
    @DisplayName("A Kubernetes object is the run's by its label alone")
    void labels() {
        var named =
                new PodBuilder().withNewMetadata().withName("nginx-x-" + MARK).endMetadata();

        assertThat(mark.isOn(named.build())).isFalse();
        assertThat(mark.isOn(named.editMetadata()
                        .addToLabels(RunMark.RUN_LABEL, MARK)
                        .endMetadata()
                        .build()))
                .isTrue();
        assertThat(mark.isOn(named.editMetadata()
                        .addToLabels(RunMark.RUN_LABEL, MARK + "0")
                        .endMetadata()
                        .build()))
                .isFalse();
    }

    @Test
    @DisplayName("A volume is the run's by the claim that the provisioner noted in it")
    void volumes() {
        assertThat(mark.isOn(volume("pvc-1", Map.of("csi.storage.k8s.io/pvc/name", "nginx-pvc-x-" + MARK))))
                .isTrue();
        assertThat(mark.isOn(volume("pvc-1", Map.of("kubernetes.io/created-for/pvc/name", "nginx-pvc-x-" + MARK))))
                .isTrue();
    }

    @Test
    @DisplayName("A volume of another run, or of nobody's, is not this run's, whatever its own name")
    void othersVolumes() {
        assertThat(mark.isOn(volume("pvc-1", Map.of()))).isFalse();
        assertThat(mark.isOn(volume("backup-" + MARK, Map.of()))).isFalse();
        assertThat(mark.isOn(volume("pvc-1", Map.of("csi.storage.k8s.io/pvc/name", "nginx-pvc-x-" + MARK + "0"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "nginx-pvc-detached-on-delete-20261125-001502-af86,volumes/detached-on-delete",
        "nginx-detached-on-delete-20261125-001502-af86-x7k2p,volumes/detached-on-delete",
        "kept-pvc-delete-and-retain-20261125-001502-af86,reclaim/delete-and-retain",
        "nginx-pvc-retain-20261125-001502-af86,reclaim/retain",
        "nginx-pvc-unknown-20261125-001502-af86,",
        "nginx-pvc-retain-20261125-001502-af860,",
        "nginx-pvc-retain-20261124-001502-af86,",
        "pvc-1,"
    })
    @DisplayName("What a run left is told to the scenario that gave its name, whatever stands around it")
    void scenario(String name, String scenario) {
        var ids = List.of("volumes/detached-on-delete", "reclaim/retain", "reclaim/delete-and-retain");

        assertThat(mark.scenarioIn(name, ids).orElse(null)).isEqualTo(scenario);
    }

    private static Volume volume(String name, Map<String, String> metadata) {
        return new Volume("v1", name, "available", 1, metadata, List.of());
    }
}
