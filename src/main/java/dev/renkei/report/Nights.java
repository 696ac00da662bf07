package dev.renkei.report;

import dev.renkei.report.Change.Kind;
import dev.renkei.report.HistoryLine.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runs of one platform, and what the newest of them changed.
 *
 * <p>A scenario is compared with the last earlier run that did not skip it; one that ran, with the last in which it ran, if
 * there is any: a run that was cut says nothing about it.
 *
 * @param runs oldest first, at least one
 */
record Nights(List<HistoryLine> runs) {
    private static final String RED_RULE = "red now, and not red in the last run before in which it ran";
    private static final String STILL_RULE = "red now, and red in the last run before in which it ran";
    private static final String FIXED_RULE = "not red now, and red in the last run before that did not skip it";
    private static final String CLOSED_RULE =
            "passes now, and was a known gap in the last run before that did not skip it";
    private static final String ENTRY_RULE =
            "passes though its profile lists it as a known gap, and was not red in the last run before in which it ran";
    private static final String OPENED_RULE = "a known gap now, and none in the last run before that did not skip it";
    private static final String SKIPPED_RULE = "skipped now, and not in the last run before that listed it";
    private static final String NEW_RULE = "no earlier run of this platform listed it";
    private static final String GONE_RULE = "there was such a scenario in the run before, and there is none now";
    private static final String WHOLE_RULE = "compared with the run before";
    private static final String TIMES_RULE = "passed, and more than 1.5 times and more than 5 s %s the median of"
            + " the last runs before in which it passed: up to 10, at least 5";

    private static final int REMEMBERED = 10;
    private static final int LEAST_REMEMBERED = 5;
    private static final double FACTOR = 1.5;
    private static final double SECONDS = 5;
    private static final int LONGEST_REASON = 300;
    /** More scenarios than these that come or go together are one change. */
    private static final int LISTED_ALONE = 5;

    Nights {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no run, and so nothing to compare");
        }
    }

    /**
     * List what the newest run changed, in the order of {@link Change#BY_WEIGHT}. Nothing of a first run but its red is news.
     *
     * @param reasons why a scenario of the newest run is not simply passed, by its id
     */
    List<Change> changes(Map<String, String> reasons) {
        List<Change> changes = new ArrayList<>(whole());
        List<String> unknown = new ArrayList<>();
        List<Change> lost = new ArrayList<>();
        now().scenarios().forEach((id, outcome) -> {
            if (before(id).findAny().isEmpty() && !earlier().isEmpty()) {
                unknown.add(id);
            }
            changed(id, outcome, reasons.getOrDefault(id, ""))
                    .ifPresent(change -> (newlyLost(change, outcome) ? lost : changes).add(change));
            changes.addAll(times(id, outcome));
        });
        changes.addAll(
                lost.size() <= LISTED_ALONE
                        ? lost
                        : together(
                                Kind.NEWLY_FAILING,
                                lost.stream().map(Change::scenario).toList(),
                                "not run",
                                "not run, and " + RED_RULE));
        changes.addAll(together(Kind.NEW, unknown, "no earlier run listed it", NEW_RULE));
        previous()
                .ifPresent(run -> changes.addAll(
                        together(Kind.GONE, gone(run), "run " + run.run() + " knew it, this one does not", GONE_RULE)));
        changes.sort(Change.BY_WEIGHT);
        return changes;
    }

    /** List the scenarios of the newest run that turn red and come back, in the order of ids. */
    List<Flaky> flaky() {
        List<Flaky> flaky = new ArrayList<>();
        for (String id : new TreeSet<>(now().scenarios().keySet())) {
            List<Boolean> red = Stream.concat(Stream.of(now()), latestFirst())
                    .map(run -> run.scenarios().get(id))
                    .filter(outcome -> outcome != null && outcome.verdict().ran())
                    .limit(REMEMBERED)
                    .map(outcome -> outcome.verdict().red())
                    .toList();
            int turns = 0;
            for (int i = 1; i < red.size(); i++) {
                turns += red.get(i).equals(red.get(i - 1)) ? 0 : 1;
            }
            if (turns >= 2) {
                flaky.add(new Flaky(
                        platform(), id, (int) red.stream().filter(each -> each).count(), red.size()));
            }
        }
        return flaky;
    }

    private static boolean newlyLost(Change change, Outcome outcome) {
        return change.kind() == Kind.NEWLY_FAILING && outcome.verdict() == Verdict.NOT_RUN;
    }

    private Optional<Change> changed(String id, Outcome outcome, String reason) {
        Verdict is = outcome.verdict();
        Optional<Then> listed = before(id).findFirst();
        Optional<Then> before =
                before(id).filter(then -> then.was() != Verdict.SKIPPED).findFirst();
        Optional<Then> ran = before(id).filter(then -> then.was().ran()).findFirst();
        if (is == Verdict.SKIPPED) {
            return listed.filter(then -> then.was() != Verdict.SKIPPED)
                    .map(then -> change(Kind.NEWLY_SKIPPED, id, then, is, reason, SKIPPED_RULE));
        }
        if (is.red()) {
            Optional<Then> compared = is.ran() ? ran.or(() -> before) : before;
            if (compared.isEmpty()) {
                return Optional.of(change(
                        Kind.NEWLY_FAILING,
                        id,
                        null,
                        is,
                        reason,
                        "red now, and no earlier run of this platform judged it"));
            }
            Then then = compared.get();
            if (then.was().red()) {
                return Optional.of(change(Kind.STILL_FAILING, id, then, is, reason, STILL_RULE));
            }
            return Optional.of(
                    is == Verdict.GAP_CLOSED
                            ? change(Kind.GAP_CLOSED, id, then, is, reason, ENTRY_RULE)
                            : change(Kind.NEWLY_FAILING, id, then, is, reason, RED_RULE));
        }
        return before.flatMap(then -> better(id, then, is, reason));
    }

    /** Compare a scenario that is not red with one time before. */
    private Optional<Change> better(String id, Then then, Verdict is, String reason) {
        if (is == Verdict.KNOWN_GAP) {
            return then.was() == Verdict.KNOWN_GAP
                    ? Optional.empty()
                    : Optional.of(change(Kind.GAP_OPENED, id, then, is, reason, OPENED_RULE));
        }
        if (then.was() == Verdict.KNOWN_GAP) {
            return Optional.of(change(Kind.GAP_CLOSED, id, then, is, reason, CLOSED_RULE));
        }
        return then.was().red() ? Optional.of(change(Kind.FIXED, id, then, is, reason, FIXED_RULE)) : Optional.empty();
    }

    private Change change(Kind kind, String id, Then then, Verdict is, String reason, String rule) {
        String was = then == null ? "" : "was " + then.was().label() + " in " + then.run() + ", ";
        String why = reason.isBlank() ? "" : ": " + Columns.shorten(reason, LONGEST_REASON);
        return new Change(kind, platform(), id, was + "is " + is.label() + why, rule);
    }

    private List<Change> times(String id, Outcome outcome) {
        if (outcome.verdict() != Verdict.PASSED) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        time(id, "", outcome.seconds(), passed(id).map(Outcome::seconds)).ifPresent(changes::add);
        new TreeMap<>(outcome.latencies())
                .forEach((name, seconds) -> time(
                                id,
                                name + " ",
                                seconds,
                                passed(id)
                                        .filter(then -> then.latencies().containsKey(name))
                                        .map(then -> then.latencies().get(name)))
                        .ifPresent(changes::add));
        return changes;
    }

    private Optional<Change> time(String id, String what, double now, Stream<Double> before) {
        List<Double> remembered = before.limit(REMEMBERED).sorted().toList();
        if (remembered.size() < LEAST_REMEMBERED) {
            return Optional.empty();
        }
        int middle = remembered.size() / 2;
        double median = remembered.size() % 2 == 1
                ? remembered.get(middle)
                : (remembered.get(middle - 1) + remembered.get(middle)) / 2;
        String text = String.format(
                Locale.ROOT,
                "%s%.1f s, where the median of the last %d was %.1f s",
                what,
                now,
                remembered.size(),
                median);
        if (clearlyMore(now, median)) {
            return Optional.of(new Change(Kind.SLOWER, platform(), id, text, TIMES_RULE.formatted("above")));
        }
        return clearlyMore(median, now)
                ? Optional.of(new Change(Kind.FASTER, platform(), id, text, TIMES_RULE.formatted("below")))
                : Optional.empty();
    }

    private static boolean clearlyMore(double more, double less) {
        return more > FACTOR * less && more > less + SECONDS;
    }

    private Stream<Outcome> passed(String id) {
        return latestFirst()
                .map(run -> run.scenarios().get(id))
                .filter(outcome -> outcome != null && outcome.verdict() == Verdict.PASSED);
    }

    /** Compare what concerns the platform as a whole: a run that was cut, and things left behind. */
    private List<Change> whole() {
        List<Change> changes = new ArrayList<>();
        whole(
                        now().cut() != null,
                        previous().filter(run -> run.cut() != null),
                        "the run was cut: " + now().cut(),
                        "was cut")
                .ifPresent(changes::add);
        whole(
                        now().leaks() > 0,
                        previous().filter(run -> run.leaks() > 0),
                        now().leaks() == 1 ? "1 leak" : now().leaks() + " leaks",
                        "left something behind")
                .ifPresent(changes::add);
        return changes;
    }

    private Optional<Change> whole(boolean now, Optional<HistoryLine> before, String text, String was) {
        String then = before.map(run -> "run " + run.run() + " " + was).orElse("");
        if (now) {
            return Optional.of(
                    before.isPresent()
                            ? new Change(Kind.STILL_FAILING, platform(), null, text + "; " + then + " too", WHOLE_RULE)
                            : new Change(Kind.NEWLY_FAILING, platform(), null, text, WHOLE_RULE));
        }
        return before.map(run -> new Change(Kind.FIXED, platform(), null, then + ", this one not", WHOLE_RULE));
    }

    private List<Change> together(Kind kind, List<String> ids, String text, String rule) {
        if (ids.size() <= LISTED_ALONE) {
            return ids.stream()
                    .map(id -> new Change(kind, platform(), id, text, rule))
                    .toList();
        }
        String some = ids.stream().limit(LISTED_ALONE).collect(Collectors.joining(", "));
        return List.of(new Change(
                kind,
                platform(),
                null,
                "%d scenarios: %s and %d more; %s".formatted(ids.size(), some, ids.size() - LISTED_ALONE, text),
                rule));
    }

    private List<String> gone(HistoryLine before) {
        return Stream.concat(before.scenarios().keySet().stream(), before.unchosen().stream())
                .filter(id -> !now().knew(id))
                .sorted()
                .toList();
    }

    /** One scenario in an earlier run. */
    private record Then(String run, Verdict was) {}

    /** Look back, the latest first, at the runs that list this scenario. */
    private Stream<Then> before(String id) {
        return latestFirst()
                .filter(run -> run.scenarios().containsKey(id))
                .map(run -> new Then(run.run(), run.scenarios().get(id).verdict()));
    }

    private Stream<HistoryLine> latestFirst() {
        List<HistoryLine> reversed = new ArrayList<>(earlier());
        Collections.reverse(reversed);
        return reversed.stream();
    }

    private List<HistoryLine> earlier() {
        return runs.subList(0, runs.size() - 1);
    }

    private Optional<HistoryLine> previous() {
        return latestFirst().findFirst();
    }

    private HistoryLine now() {
        return runs.get(runs.size() - 1);
    }

    private String platform() {
        return now().platform();
    }
}
