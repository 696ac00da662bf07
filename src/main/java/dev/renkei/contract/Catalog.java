package dev.renkei.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Renders the list of all scenarios for people: scenarios/CATALOG.md. */
public final class Catalog {
    private Catalog() {}

    /** Render the contracts as Markdown: a table for each area. */
    public static String render(Collection<Contract> contracts) {
        Map<String, List<Contract>> areas =
                contracts.stream().collect(Collectors.groupingBy(Contract::area, TreeMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder("# Scenarios\n\nGenerated from the scenario.yaml files; do not edit. ");
        page.append(contracts.size()).append(" scenarios.\n");
        areas.forEach((area, members) -> {
            page.append("\n## ").append(area).append("\n\n");
            page.append("| Scenario | Contract | Needs | Tags | Turned red by | Source |\n");
            page.append("|---|---|---|---|---|---|\n");
            members.stream().sorted(Comparator.comparing(Contract::id)).forEach(contract -> page.append(row(contract)));
        });
        return page.toString();
    }

    private static String row(Contract contract) {
        List<String> cells = List.of(
                "[" + contract.id() + "](" + contract.id() + "/" + Contracts.FILE + ")",
                contract.title(),
                codes(contract.needs()),
                codes(contract.tags()) + (contract.disruptive() ? " (runs alone)" : ""),
                "`" + contract.defect().name() + "`",
                contract.source());
        return cells.stream()
                .map(cell -> cell.strip().replaceAll("\\s+", " ").replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String codes(Set<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
