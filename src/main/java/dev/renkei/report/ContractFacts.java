package dev.renkei.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.renkei.contract.Contract;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a report says of a scenario's contract, so that it can be read where the repository is not.
 *
 * @param source where the contract comes from
 * @param given what holds before
 * @param when what happens
 * @param then what must hold after
 * @param needs the capabilities without which it is skipped
 * @param tags its tags
 * @param limits how long its waits may take at most, by name, before the platform's time factor
 * @param defect the defect that must turn it red
 */
public record ContractFacts(
        String source,
        List<String> given,
        List<String> when,
        List<String> then,
        List<String> needs,
        List<String> tags,
        Map<String, Duration> limits,
        String defect) {

    /** Copy lists and map. */
    public ContractFacts {
        given = List.copyOf(given);
        when = List.copyOf(when);
        then = List.copyOf(then);
        needs = List.copyOf(needs);
        tags = List.copyOf(tags);
        limits = Ordered.copy(limits);
    }

    /** Take what a report needs from a contract. */
    public static ContractFacts of(Contract contract) {
        return new ContractFacts(
                contract.source(),
                contract.given(),
                contract.when(),
                contract.then(),
                List.copyOf(contract.needs()),
                List.copyOf(contract.tags()),
                contract.limits(),
                contract.defect().name());
    }

    static ContractFacts parse(JsonNode node) {
        return new ContractFacts(
                ReportJson.text(node, "source"),
                ReportJson.texts(node, "given"),
                ReportJson.texts(node, "when"),
                ReportJson.texts(node, "then"),
                ReportJson.texts(node, "needs"),
                ReportJson.texts(node, "tags"),
                ReportJson.map(node, "limits", ReportJson::duration),
                ReportJson.text(node, "defect"));
    }

    ObjectNode json() {
        ObjectNode node = ReportJson.object();
        node.put("source", source);
        node.set("given", ReportJson.plain(given));
        node.set("when", ReportJson.plain(when));
        node.set("then", ReportJson.plain(then));
        node.set("needs", ReportJson.plain(needs));
        node.set("tags", ReportJson.plain(tags));
        ObjectNode times = node.putObject("limits");
        limits.forEach((name, limit) -> times.put(name, ReportJson.seconds(limit)));
        node.put("defect", defect);
        return node;
    }
}
