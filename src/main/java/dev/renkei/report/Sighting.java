package dev.renkei.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * What the three records said of a volume from one moment on, until the next sighting of it.
 *
 * @param volume its id in Cinder
 * @param at since the scenario's start
 * @param kubernetes the nodes that have it by Kubernetes' record
 * @param requested the nodes that shall have it by Kubernetes' record
 * @param nova the nodes whose server has it by Nova's record
 * @param cinder the nodes whose server has it by Cinder's record
 * @param status Cinder's status, {@code deleted} when Cinder does not know it
 */
public record Sighting(
        String volume,
        Duration at,
        List<String> kubernetes,
        List<String> requested,
        List<String> nova,
        List<String> cinder,
        String status) {

    /** Copy the lists. */
    public Sighting {
        kubernetes = List.copyOf(kubernetes);
        requested = List.copyOf(requested);
        nova = List.copyOf(nova);
        cinder = List.copyOf(cinder);
    }

    static Sighting parse(JsonNode node) {
        return new Sighting(
                ReportJson.text(node, "volume"),
                ReportJson.duration(node, "at"),
                ReportJson.texts(node, "kubernetes"),
                ReportJson.texts(node, "requested"),
                ReportJson.texts(node, "nova"),
                ReportJson.texts(node, "cinder"),
                ReportJson.text(node, "status"));
    }

    ObjectNode json() {
        ObjectNode node = ReportJson.object();
        node.put("volume", volume);
        node.put("at", ReportJson.seconds(at));
        node.set("kubernetes", ReportJson.plain(kubernetes));
        node.set("requested", ReportJson.plain(requested));
        node.set("nova", ReportJson.plain(nova));
        node.set("cinder", ReportJson.plain(cinder));
        node.put("status", status);
        return node;
    }
}
