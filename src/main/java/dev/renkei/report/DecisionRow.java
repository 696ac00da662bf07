package dev.renkei.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What may be done to one kind of resource in one place, as the decision matrix found it.
 *
 * @param user who asks
 * @param namespace where; empty for all namespaces or the cluster
 * @param resource with group and sub-resource, such as {@code deployments.apps/scale}
 * @param allowed the verbs that are allowed by policy, review and real request
 * @param refused the verbs that all three refuse
 * @param disagreeing the verbs over which they are not of one mind
 */
public record DecisionRow(
        String user,
        String namespace,
        String resource,
        List<String> allowed,
        List<String> refused,
        List<String> disagreeing) {

    /** Copy the lists. */
    public DecisionRow {
        allowed = List.copyOf(allowed);
        refused = List.copyOf(refused);
        disagreeing = List.copyOf(disagreeing);
    }

    static DecisionRow parse(JsonNode node) {
        return new DecisionRow(
                ReportJson.text(node, "user"),
                ReportJson.text(node, "namespace"),
                ReportJson.text(node, "resource"),
                ReportJson.texts(node, "allowed"),
                ReportJson.texts(node, "refused"),
                ReportJson.texts(node, "disagreeing"));
    }

    ObjectNode json() {
        ObjectNode node = ReportJson.object();
        node.put("user", user);
        node.put("namespace", namespace);
        node.put("resource", resource);
        node.set("allowed", ReportJson.plain(allowed));
        node.set("refused", ReportJson.plain(refused));
        node.set("disagreeing", ReportJson.plain(disagreeing));
        return node;
    }
}
