package dev.renkei.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.renkei.contract.Contract;
import dev.renkei.contract.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes report.json as a reader of the page would meet it. The rich one is a real run of the lab (run.json beside it) with a
 * second platform, earlier nights, records and changes laid over; the same on every call.
 */
final class SampleReport {
    static final Instant GENERATED = Instant.parse("2026-11-25T02:40:00Z");
    static final String CSI = "lab-csi";
    static final String INTREE = "lab-intree";
    static final String DETACHED = "volumes/detached-on-delete";
    static final int NIGHTS = 12;

    private static final DateTimeFormatter RUN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Contract> CONTRACTS =
            Collections.unmodifiableMap(new TreeMap<>(Contracts.load(Path.of("scenarios"))));

    private final ObjectNode report = JSON.createObjectNode();
    private final ArrayNode platforms = report.putArray("platforms");
    private final ArrayNode scenarios = report.putArray("scenarios");
    private final ArrayNode nights = report.putArray("nights");
    private final ArrayNode changes = report.putArray("changes");
    private final ArrayNode flaky = report.putArray("flaky");
    private final ArrayNode rejected = report.putArray("rejected");

    private SampleReport() {
        report.putArray("missing");
        report.putArray("older");
        report.put("schema", 1).put("generated", GENERATED.toString()).put("green", false);
    }

    /** Two platforms, twelve nights, one of each kind of trouble. */
    static ObjectNode rich() {
        SampleReport sample = new SampleReport();
        ObjectNode csi = realRun();
        csi.putObject("windowLimits").put("token-revoked", 20.0).put("policy-changed", 20.0);
        scenario(csi, "auth/wrong-password").putObject("windows").put("token-revoked", 11.2);
        ObjectNode intree = realRun().put("platform", INTREE).put("seconds", 188.4);
        intree.putObject("windowLimits").put("token-revoked", 20.0);
        intree.putObject("versions").put("kubernetes", "v1.20.2").put("keystone", "22.0.2");
        ((ObjectNode) csi.get("versions"))
                .put("keystone", "22.0.2")
                .put("cinder", "21.3.2")
                .put("nova", "26.3.0");
        sample.recordMoves(csi, 0);
        sample.recordMoves(intree, 3.2);
        verdict(
                intree,
                DETACHED,
                "failed",
                "waited 60.0 s for volume 245cb28f-26b2-4151-a3c5-450993c6095f to be detached in all three records; last seen:"
                        + " Kubernetes [], Nova [node-011], Cinder [node-011] (in-use)");
        scenario(intree, DETACHED).put("evidence", "evidence/" + DETACHED);
        neverDetaches(scenario(intree, DETACHED));
        verdict(
                intree,
                "auth/https-only-keystone",
                "skipped",
                "the platform does not claim fault:authenticator-over-http");
        scenario(intree, "auth/https-only-keystone").put("link", (String) null).put("seconds", 0.0);
        verdict(
                intree,
                "isolation/all-namespaces",
                "known gap",
                "the article's policy lets everybody list every namespace; seen: status of GET /api/v1/secrets was 200");
        scenario(intree, "isolation/all-namespaces").put("link", "https://example.org/renkei/gaps/all-namespaces");
        verdict(intree, "auth/forged-token", "broken", "Keystone did not answer: connect timed out after 10 s");
        intree.putArray("leaks")
                .addObject()
                .put("kind", "Cinder volume")
                .put("id", "245cb28f-26b2-4151-a3c5-450993c6095f")
                .put("name", "pvc-52cb0af0-ce3b-4962-989f-ad124b454f84")
                .put("scenario", DETACHED);
        for (ObjectNode run : List.of(csi, intree)) {
            scenario(run, "volumes/data-survives-on-same-node")
                    .putObject("latencies")
                    .put("attach", 8.1)
                    .put("re-attach", 4.6);
            scenario(run, "provisioning/static-volume")
                    .putObject("latencies")
                    .put("attach", 12.9)
                    .put("detach", 6.0);
        }
        scenario(csi, "volumes/attached-to-the-pods-vm").putObject("latencies").put("attach", 19.8);
        sample.add(csi, true);
        sample.add(intree, false);
        sample.history();
        sample.change(
                "newly failing",
                INTREE,
                DETACHED,
                "was passed in 20261124-023126, is failed: waited 60.0 s for volume"
                        + " 245cb28f-26b2-4151-a3c5-450993c6095f to be detached in all three records");
        sample.change("newly failing", INTREE, null, "left one Cinder volume behind; the run before left nothing");
        sample.change(
                "still failing", INTREE, "auth/forged-token", "broken since 20261123-023126: Keystone did not answer");
        sample.change("slower", CSI, "volumes/attached-to-the-pods-vm", "attach took 19.8 s, was 10.6 s");
        sample.change("fixed", CSI, "provisioning/static-volume", "was failed in 20261124-023126, is passed");
        sample.flaky
                .addObject()
                .put("platform", INTREE)
                .put("scenario", "volumes/read-write-once-is-exclusive")
                .put("red", 2)
                .put("of", 10)
                .put("rule", "turned red and back within the last 10 runs in which it ran");
        sample.rejected
                .addObject()
                .put("file", "agent-3/lab-rbac/20261125-001502/run.json")
                .put("reason", "not JSON: unexpected end of input at line 4211, column 7")
                .put("damaged", true);
        ((ArrayNode) sample.report.get("older"))
                .addObject()
                .put("file", "agent-2.zip")
                .put("platform", CSI)
                .put("run", "20261123-023126")
                .put("newest", "20261125-023126");
        return sample.report;
    }

    /** One platform on its first night, on which nothing ran. */
    static ObjectNode poor() {
        SampleReport sample = new SampleReport();
        ObjectNode run = realRun().put("ran", 0).put("seconds", 0.0);
        for (JsonNode result : run.get("scenarios")) {
            verdict(run, result.get("id").asText(), "not run", "it left no result");
            ((ObjectNode) result).put("seconds", 0.0).put("link", (String) null).putArray("steps");
        }
        run.put("finished", (String) null).put("cut", "the run was killed; 0 of 21 scenarios had ended");
        sample.add(run, false);
        sample.nights.add(night(run));
        return sample.report;
    }

    /** As many platforms and scenarios as anybody will have: 40 and 200. */
    static ObjectNode wide() {
        SampleReport sample = new SampleReport();
        Random random = new Random(2);
        for (int platform = 1; platform <= 40; platform++) {
            ObjectNode run = realRun()
                    .put("platform", "cloud-%02d-prod".formatted(platform))
                    .put("expected", 200)
                    .put("ran", 200);
            ArrayNode results = run.putArray("scenarios");
            for (int index = 0; index < 200; index++) {
                ObjectNode result = results.addObject();
                result.put("id", "area-%d/scenario-number-%03d".formatted(index / 25, index));
                result.put("title", "Scenario number " + index)
                        .put("seconds", random.nextDouble() * 60)
                        .put("ownSeconds", 0.1);
                result.put("verdict", random.nextInt(400) == 0 ? "failed" : "passed")
                        .put("reason", (String) null);
            }
            for (JsonNode result : results) {
                if (result.get("verdict").asText().equals("failed")) {
                    verdict(run, result.get("id").asText(), "failed", "it took too long");
                }
            }
            sample.add(run, false);
        }
        return sample.report;
    }

    /** Text that would like to be markup, an address that would like to be a script, and ids that are nobody's friends. */
    static ObjectNode hostile() {
        SampleReport sample = new SampleReport();
        String text = "</script><script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'> <!--<script> "
                + "\u202egnirts desrever\u202c \u05d0\u05d1\u05d2 \ud83d\udc7e \ud800 \u0000 \u2028 ${harmed} {{harmed}} "
                + "x".repeat(300);
        String id = "area/<b>\"'&?#%zz__proto__";
        ObjectNode run = realRun().put("platform", "__proto__").put("cut", text).put("green", false);
        ArrayNode results = run.putArray("scenarios");
        ObjectNode result = results.addObject()
                .put("id", id)
                .put("title", text)
                .put("verdict", "failed")
                .put("seconds", 1.5);
        result.put("reason", text.repeat(8))
                .put("link", "javascript:window.harmed=1")
                .put("evidence", "../<x>?#" + text);
        result.putArray("steps").addObject().put("name", text).put("at", 0.5).put("seconds", 1);
        record(result, 0.2, List.of("<b>"), List.of(), List.of("<b>", "constructor"), List.of("\u202e"), text);
        results.addObject()
                .put("id", "constructor")
                .put("title", "")
                .put("verdict", "toString")
                .put("seconds", -1);
        run.putObject("versions").put("__proto__", text).put(text, "1");
        run.putArray("damaged").add(text);
        run.putArray("leaks")
                .addObject()
                .put("kind", text)
                .put("id", text)
                .put("name", text)
                .put("scenario", text);
        sample.add(run, false);
        sample.nights.add(night(run)).add(night(run));
        sample.change(text, "__proto__", id, text);
        sample.flaky
                .addObject()
                .put("platform", text)
                .put("scenario", text)
                .put("red", 1)
                .put("of", 2);
        sample.rejected.addObject().put("file", text).put("reason", text);
        return sample.report;
    }

    /** Give every scenario that moves a volume the records of it, as Kubernetes, Nova and Cinder would have told them. */
    private void recordMoves(ObjectNode run, double slower) {
        String first = run.get("platform").asText().equals(CSI) ? "node-001" : "node-011";
        String second = run.get("platform").asText().equals(CSI) ? "node-002" : "node-012";
        for (JsonNode node : run.get("scenarios")) {
            ObjectNode result = (ObjectNode) node;
            String id = result.get("id").asText();
            if (id.startsWith("volumes/")) {
                double at = 1.1;
                at = move(result, at, first, 8.4 + slower);
                if (id.equals("volumes/data-survives-on-another-node")) {
                    at = move(result, at, second, 9.1 + slower);
                }
                record(result, at + 6.2, List.of(), List.of(), List.of(), List.of(), "deleted");
                if (slower > 0) {
                    result.put("seconds", Math.max(result.get("seconds").asDouble(), at + 9));
                }
            }
        }
    }

    private static double move(ObjectNode result, double start, String node, double took) {
        List<String> here = List.of(node);
        List<String> none = List.of();
        record(result, start, none, none, none, none, "available");
        record(result, start + 1, none, here, none, none, "available");
        record(result, start + 2.1, none, here, none, none, "attaching");
        record(result, start + 3.4, none, here, here, none, "attaching");
        record(result, start + 3.9, none, here, here, here, "in-use");
        record(result, start + took - 3, here, here, here, here, "in-use");
        record(result, start + took + 1, here, none, here, here, "in-use");
        record(result, start + took + 1.8, here, none, here, here, "detaching");
        record(result, start + took + 2.6, here, none, none, here, "detaching");
        record(result, start + took + 3, none, none, none, none, "available");
        return start + took + 3.4;
    }

    private static void neverDetaches(ObjectNode result) {
        result.remove("records");
        result.put("seconds", 74.9);
        List<String> node = List.of("node-011");
        record(result, 1.1, List.of(), node, List.of(), List.of(), "attaching");
        record(result, 4.0, List.of(), node, node, node, "in-use");
        record(result, 9.5, node, node, node, node, "in-use");
        record(result, 13.2, List.of(), List.of(), node, node, "in-use");
    }

    private static void record(
            ObjectNode result,
            double at,
            List<String> kubernetes,
            List<String> requested,
            List<String> nova,
            List<String> cinder,
            String status) {
        ObjectNode change = result.withArray("records").addObject();
        change.put("volume", "245cb28f-26b2-4151-a3c5-450993c6095f").put("at", at);
        names(change, "kubernetes", kubernetes);
        names(change, "requested", requested);
        names(change, "nova", nova);
        names(change, "cinder", cinder);
        change.put("status", status);
    }

    private static void names(ObjectNode change, String record, List<String> nodes) {
        ArrayNode names = change.putArray(record);
        nodes.forEach(names::add);
    }

    private void add(ObjectNode run, boolean proved) {
        count(run);
        String folder = run.get("platform").asText() + "/" + run.get("run").asText();
        ObjectNode platform =
                platforms.addObject().put("name", run.get("platform").asText()).put("folder", folder);
        platform.set("run", run);
        platform.set("proof", proved ? proof(run) : null);
        if (scenarios.isEmpty()) {
            for (JsonNode result : run.get("scenarios")) {
                ObjectNode scenario =
                        scenarios.addObject().put("id", result.get("id").asText());
                scenario.put("title", result.get("title").asText());
                scenario.set("contract", contract(result.get("id").asText()));
            }
        }
    }

    private static JsonNode contract(String id) {
        Contract contract = CONTRACTS.get(id);
        if (contract == null) {
            return null;
        }
        ObjectNode node = JSON.createObjectNode().put("source", contract.source());
        node.putPOJO("given", contract.given()).putPOJO("when", contract.when()).putPOJO("then", contract.then());
        node.putPOJO("needs", contract.needs()).putPOJO("tags", contract.tags());
        ObjectNode limits = node.putObject("limits");
        contract.limits().forEach((name, limit) -> limits.put(name, limit.toMillis() / 1000.0));
        return JSON.valueToTree(node.put("defect", contract.defect().name()));
    }

    private static JsonNode proof(ObjectNode run) {
        ObjectNode proof = JSON.createObjectNode().put("schema", 1).put("green", true);
        proof.put("expected", CONTRACTS.size()).put("caught", CONTRACTS.size());
        ArrayNode proved = proof.putArray("scenarios");
        CONTRACTS.forEach((id, contract) -> proved.addObject()
                .put("id", id)
                .put("defect", contract.defect().name())
                .put("caught", true)
                .put("message", "with the defect on: " + contract.defect().message()));
        for (String name : List.of("platform", "run", "started", "finished")) {
            proof.set(name, run.get(name));
        }
        return proof;
    }

    /** Lay earlier nights before the newest one of each platform. */
    private void history() {
        Random random = new Random(1);
        for (JsonNode platform : platforms) {
            ObjectNode newest = (ObjectNode) platform.get("run");
            for (int ago = NIGHTS - 1; ago > 0; ago--) {
                ObjectNode run = newest.deepCopy();
                Instant started = Instant.parse(newest.get("started").asText()).minus(Duration.ofDays(ago));
                run.put("run", RUN_ID.format(started)).put("started", started.toString());
                run.put("seconds", newest.get("seconds").asDouble() * (0.85 + random.nextDouble() * 0.3))
                        .putArray("leaks");
                vary(run, random, ago);
                nights.add(night(run));
            }
            nights.add(night(newest));
        }
    }

    private static void vary(ObjectNode run, Random random, int ago) {
        boolean csi = run.get("platform").asText().equals(CSI);
        for (JsonNode result : run.get("scenarios")) {
            for (String times : List.of("latencies", "windows")) {
                ObjectNode values = (ObjectNode) result.get(times);
                for (String name : namesOf(values)) {
                    values.put(name, values.get(name).asDouble() * (0.7 + random.nextDouble() * 0.6));
                }
            }
        }
        if (csi) {
            scenario(run, "volumes/attached-to-the-pods-vm")
                    .putObject("latencies")
                    .put("attach", 9 + random.nextDouble() * 3);
        } else {
            verdict(run, DETACHED, "passed", null);
            if (ago > 2) {
                verdict(run, "auth/forged-token", "passed", null);
            }
        }
        if (csi && ago == 1) {
            verdict(run, "provisioning/static-volume", "failed", "[content] expected: \"kept\" but was: \"\"");
        }
        if (!csi && (ago == 4 || ago == 7)) {
            verdict(run, "volumes/read-write-once-is-exclusive", "failed", "both nodes had it");
        }
        count(run);
    }

    private static ObjectNode night(ObjectNode run) {
        ObjectNode night = JSON.createObjectNode().put("schema", 1);
        for (String name : List.of(
                "platform", "run", "started", "finished", "seconds", "green", "cut", "expected", "ran", "versions")) {
            night.set(name, run.get(name));
        }
        ObjectNode counts = night.putObject("verdicts");
        run.get("verdicts").properties().stream()
                .filter(count -> count.getValue().asInt() > 0)
                .forEach(count -> counts.set(count.getKey(), count.getValue()));
        night.put("leaks", run.get("leaks").size());
        ObjectNode scenarios = night.putObject("scenarios");
        for (JsonNode result : run.get("scenarios")) {
            ObjectNode then = scenarios
                    .putObject(result.get("id").asText())
                    .put("verdict", result.get("verdict").asText());
            then.set("seconds", result.get("seconds"));
            then.set("latencies", result.get("latencies"));
            then.set("windows", result.get("windows"));
        }
        return night;
    }

    private void change(String kind, String platform, String scenario, String text) {
        changes.addObject()
                .put("kind", kind)
                .put("platform", platform)
                .put("scenario", scenario)
                .put("text", text)
                .put("rule", rule(kind));
    }

    private static String rule(String kind) {
        return switch (kind) {
            case "newly failing" -> "red now, and not red in the last run of this platform in which it ran";
            case "slower" -> "more than 1.5 times the median of the last 10 green runs, and more than 5 s over it";
            case "fixed" -> "passed now, and red in the last run of this platform in which it ran";
            default -> "red now, and red in the last run of this platform in which it ran";
        };
    }

    private static void verdict(ObjectNode run, String id, String verdict, String reason) {
        scenario(run, id).put("verdict", verdict).put("reason", reason);
    }

    static ObjectNode scenario(JsonNode run, String id) {
        for (JsonNode result : run.get("scenarios")) {
            if (result.get("id").asText().equals(id)) {
                return (ObjectNode) result;
            }
        }
        throw new IllegalArgumentException("no result of " + id);
    }

    /** Make the run's own counts agree with its results again. */
    private static void count(ObjectNode run) {
        ObjectNode counts = JSON.createObjectNode();
        List.of("passed", "failed", "broken", "known gap", "gap closed", "skipped", "not run")
                .forEach(verdict -> counts.put(verdict, 0));
        int ran = 0;
        boolean green = run.get("leaks").isEmpty() && run.get("cut").isNull();
        for (JsonNode result : run.get("scenarios")) {
            String verdict = result.get("verdict").asText();
            counts.put(verdict, counts.path(verdict).asInt() + 1);
            ran += List.of("skipped", "not run").contains(verdict) ? 0 : 1;
            green &= List.of("passed", "known gap", "skipped").contains(verdict);
        }
        run.set("verdicts", counts);
        run.put("expected", run.get("scenarios").size()).put("ran", ran).put("green", green);
    }

    private static List<String> namesOf(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static ObjectNode realRun() {
        try (var file = SampleReport.class.getResourceAsStream("/page/run.json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
