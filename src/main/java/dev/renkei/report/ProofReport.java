package dev.renkei.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What proof.json holds: for each scenario, whether it catches the defect that it exists for.
 *
 * @param platform the profile's name
 * @param run the run's id
 * @param started when it began
 * @param finished when it ended; null if it has not
 * @param proofs one for each scenario that has a defect
 */
public record ProofReport(String platform, String run, Instant started, Instant finished, List<Proof> proofs) {

    /** The file's name in a run's folder. */
    public static final String FILE = "proof.json";

    /** Copy the list and refuse nulls, except for {@code finished}. */
    public ProofReport {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(started, "started");
        proofs = List.copyOf(proofs);
    }

    /**
     * Put the proofs together. A scenario without one stands there as not caught, and so does one that caught its defect
     * only when it was tried again.
     *
     * @param defects names of defects by scenario id: what was to be proved
     * @param finished null if it has not ended
     */
    public static ProofReport of(RunFacts facts, Map<String, String> defects, List<Proof> proofs, Instant finished) {
        Map<String, Proof> given = new LinkedHashMap<>();
        proofs.forEach(proof -> given.merge(proof.id(), proof, (old, now) -> old.caught() ? now : old));
        Map<String, Proof> byId = new LinkedHashMap<>();
        defects.forEach((id, defect) -> byId.put(id, new Proof(id, defect, false, "not run")));
        byId.putAll(given);
        return new ProofReport(facts.platform(), facts.run(), facts.started(), finished, List.copyOf(byId.values()));
    }

    /**
     * Read a proof.json, or that of a run's folder. Names that it doesn't know are passed over.
     *
     * @throws ReportException if it is not there, of another schema or damaged
     */
    public static ProofReport read(Path fileOrFolder) {
        Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(FILE) : fileOrFolder;
        return ReportJson.read(
                file,
                node -> new ProofReport(
                        ReportJson.text(node, "platform"),
                        ReportJson.text(node, "run"),
                        ReportJson.instant(node, "started"),
                        ReportJson.instantOrNull(node, "finished"),
                        ReportJson.list(node, "scenarios", ReportJson::proof)));
    }

    /**
     * Write proof.json in one move and return its path.
     *
     * @throws UncheckedIOException if it can't be written
     */
    public Path write(RunFolder folder) {
        return folder.write(FILE, ReportJson.page(json()));
    }

    /** Count the scenarios that caught their defect. */
    public int caught() {
        return (int) proofs.stream().filter(Proof::caught).count();
    }

    /** Tell whether the run ended and every defect was caught, and there was one. */
    public boolean green() {
        return finished != null && !proofs.isEmpty() && caught() == proofs.size();
    }

    private ObjectNode json() {
        ObjectNode node = ReportJson.object();
        node.put("schema", ReportJson.SCHEMA);
        node.put("platform", platform);
        node.put("run", run);
        node.put("started", ReportJson.instant(started));
        node.put("finished", ReportJson.instant(finished));
        node.put("green", green());
        node.put("expected", proofs.size());
        node.put("caught", caught());
        ArrayNode all = node.putArray("scenarios");
        proofs.forEach(proof -> all.add(ReportJson.proof(proof)));
        return node;
    }
}
