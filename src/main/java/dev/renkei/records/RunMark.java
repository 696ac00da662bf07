package dev.renkei.records;

import dev.renkei.cloud.Volume;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Mark what a run makes on one platform, and recognise it again: on the Kubernetes side by a label and by names that end in
 * the mark, in Cinder by the claim's name among a volume's metadata. Several platforms may share a cluster or a cloud, and
 * runs may begin in the same second: so the mark is made of both names.
 *
 * @param run the run's id, such as {@code 20261125-001502}
 * @param platform the platform's name
 */
public record RunMark(String run, String platform) {

    /** The label that every Kubernetes object of a run carries. */
    public static final String RUN_LABEL = "renkei.dev/run";

    /** The label that names the scenario's part of the name of whatever it made. */
    public static final String SCENARIO_LABEL = "renkei.dev/scenario";

    /** Give the mark itself, such as {@code 20261125-001502-5b0c}; what it makes of a platform's name never changes. */
    public String text() {
        return "%s-%04x".formatted(run, platform.hashCode() & 0xffff);
    }

    /** Make the part of all names of one scenario's objects, such as {@code detached-on-delete-20261125-001502-5b0c}. */
    public String unique(String scenario) {
        return scenario.substring(scenario.indexOf('/') + 1) + "-" + text();
    }

    /** Say whether this run made the object. */
    public boolean isOn(HasMetadata object) {
        var labels = object.getMetadata().getLabels();
        return labels != null && text().equals(labels.get(RUN_LABEL));
    }

    /** Say whether this run made the volume, through a claim whose name the provisioner wrote into the volume's metadata. */
    public boolean isOn(Volume volume) {
        return volume.metadata().values().stream().anyMatch(this::named);
    }

    /** Say whether a name is one that this run gave. */
    public boolean named(String name) {
        return name != null && name.endsWith("-" + text());
    }

    /** Tell which of {@code scenarios} gave a name, by {@link #unique}; empty when none of them did. */
    public Optional<String> scenarioIn(String name, Collection<String> scenarios) {
        return scenarios.stream()
                .filter(scenario -> Pattern.compile("(^|.*-)" + Pattern.quote(unique(scenario)) + "(-.*|$)")
                        .matcher(name)
                        .matches())
                // The name of one scenario may be the end of another's.
                .max(Comparator.comparing(String::length));
    }
}
