package dev.renkei.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.renkei.contract.Contract;
import dev.renkei.contract.Contracts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrowserOnPath.class)
class ScenarioPageTest {
    private static final String RED = "#lab-intree/volumes/detached-on-delete";
    private static final String OPEN = "[...document.querySelectorAll('[aria-expanded=true]')].map(b => b.textContent)";
    private static final String FIRST = "document.querySelector('.result')";

    @Test
    @DisplayName(
            "An address with platform and scenario opens that one, in view and with the focus on the platform's result")
    void fragment(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), RED);

        assertThat(tab.texts(OPEN)).containsExactly("volumes/detached-on-delete");
        assertThat(tab.text("document.activeElement.innerText")).isEqualTo("lab-intree ✗ failed 74.9 s");
        assertThat(tab.evaluate("document.querySelector('[aria-expanded=true]').getBoundingClientRect().top")
                        .asDouble())
                .isBetween(0.0, 800.0);

        tab.evaluate("location.hash = '#auth/keystone-login'");
        assertThat(tab.texts("new Promise(done => setTimeout(() => done(" + OPEN + ")))"))
                .containsExactly("auth/keystone-login", "volumes/detached-on-delete");
        tab.evaluate("location.hash = '#no-such/thing%'");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    @DisplayName("The keyboard alone reaches a scenario, opens and closes it, and moves in the matrix by its arrows")
    void keyboard(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), "");
        tab.press("Tab");
        assertThat(tab.text("document.activeElement.textContent")).isEqualTo("Skip to the matrix");
        assertThat(tab.evaluate("document.activeElement.getBoundingClientRect().top")
                        .asDouble())
                .isPositive();
        tab.press("Enter");

        int presses = 0;
        while (!tab.text("document.activeElement.textContent").equals("auth/forged-token")) {
            tab.press("Tab");
            assertThat(tab.text("getComputedStyle(document.activeElement).outlineStyle"))
                    .as("focus is seen")
                    .isEqualTo("solid");
            assertThat(++presses).as("presses of Tab after the skip link").isLessThan(12);
        }
        tab.press("ArrowDown", "ArrowDown", "Enter");
        assertThat(tab.texts(OPEN)).containsExactly("auth/insecure-port-closed");
        assertThat(tab.text("location.hash")).isEqualTo("#auth/insecure-port-closed");
        tab.press("Enter");
        assertThat(tab.texts(OPEN)).isEmpty();

        tab.press("End", "ArrowUp", "Enter");
        assertThat(tab.text("location.hash")).isEqualTo("#lab-intree/auth/https-only-keystone");
        tab.evaluate("new Promise(done => setTimeout(done))");
        assertThat(tab.texts(OPEN)).containsExactly("auth/https-only-keystone");
    }

    @Test
    @DisplayName(
            "An opened scenario shows its contract, and per platform why, how long each step took, and where to look")
    void panel(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), RED);

        Contract contract = Contracts.load(Path.of("scenarios")).get(SampleReport.DETACHED);
        assertThat(tab.text("document.querySelector('.panel .contract').innerText"))
                .contains("Given", "When", "Then", "detached 60.0 s", contract.source())
                .contains(contract.given())
                .contains(contract.when())
                .contains(contract.then())
                .contains(contract.needs())
                .contains(contract.defect().name());
        assertThat(tab.text(FIRST + ".innerText"))
                .contains(
                        "waited 60.0 s for volume",
                        "detach 9.7 s",
                        "openstack calls 54",
                        "Last 12 runs: red in 1 of 12");
        assertThat(tab.text(FIRST + ".querySelector('a').getAttribute('href')"))
                .isEqualTo("./lab-intree/20261125-023126/evidence/volumes/detached-on-delete/");
        assertThat(tab.evaluate(FIRST + ".querySelectorAll('.steps tbody tr').length")
                        .asInt())
                .isEqualTo(16);
        assertThat(tab.texts("[..." + FIRST + ".querySelectorAll('.past rect')].map(r => r.textContent)"))
                .hasSize(12)
                .endsWith("20261125-023126: failed, 74.9 s");
    }

    @Test
    @DisplayName(
            "The records' picture has a bar for each time in which a record names a node, to scale, and says the same in words")
    void records(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), RED);

        String bars = "[..." + FIRST + ".querySelectorAll('.records .bar')]";
        assertThat(tab.texts(bars + ".map(bar => bar.querySelector('title').textContent)"))
                .containsExactly(
                        "Kubernetes has node-011, 9.5 s to 13.2 s",
                        "Kubernetes asks for node-011, 1.1 s to 9.5 s",
                        "Nova has node-011, 4.0 s to 74.9 s",
                        "Cinder has node-011, 4.0 s to 74.9 s",
                        "status attaching, 1.1 s to 4.0 s",
                        "status in-use, 4.0 s to 74.9 s");
        String box = ".getBoundingClientRect()";
        double whole = tab.evaluate(FIRST + ".querySelector('.records .lanes > svg')" + box + ".width")
                .asDouble();
        assertThat(tab.evaluate(bars + "[1]" + box + ".width").asDouble() / whole)
                .isCloseTo((9.5 - 1.1) / 74.9, Offset.offset(0.002));
        assertThat(tab.evaluate(bars + "[1].querySelectorAll('[fill^=\"url(#hatch\"]').length")
                        .asInt())
                .isEqualTo(1);
        assertThat(tab.evaluate(bars + "[0].querySelectorAll('[fill^=\"url(#hatch\"]').length")
                        .asInt())
                .isZero();
        assertThat(tab.text(FIRST + ".querySelector('.records').innerText"))
                .contains("node-011: Kubernetes 9.5 to 13.2 s; Nova 4.0 to the end; Cinder 4.0 to the end");
        tab.evaluate(FIRST + ".querySelector('.records summary').click()");
        assertThat(tab.texts("new Promise(done => setTimeout(() => done([..." + FIRST
                        + ".querySelectorAll('.records tbody tr')].map(row => row.innerText))))"))
                .containsExactly(
                        "1.1 s\t–\tnode-011\t–\t–\tattaching",
                        "4.0 s\t–\tnode-011\tnode-011\tnode-011\tin-use",
                        "9.5 s\tnode-011\tnode-011\tnode-011\tnode-011\tin-use",
                        "13.2 s\t–\t–\tnode-011\tnode-011\tin-use");
    }

    @Test
    @DisplayName("Two nodes that a record names at once are both seen, one over the other")
    void twoNodesAtOnce(Tab tab) throws IOException {
        ObjectNode report = SampleReport.rich();
        SampleReport.scenario(report.at("/platforms/1/run"), SampleReport.DETACHED)
                .withArray("records")
                .addObject()
                .put("volume", "245cb28f-26b2-4151-a3c5-450993c6095f")
                .put("at", 20)
                .put("status", "in-use")
                .putArray("nova")
                .add("node-011")
                .add("node-012");
        tab.open(SamplePage.write("shared", report), RED);

        String bars = "[..." + FIRST + ".querySelectorAll('.bar')].filter(b => b.textContent.startsWith('Nova'))";
        assertThat(tab.texts(bars + ".map(bar => bar.querySelector('title').textContent)"))
                .containsExactly("Nova has node-011, 4.0 s to 74.9 s", "Nova has node-012, 20.0 s to 74.9 s");
        assertThat(tab.evaluate(bars + "[0].getBoundingClientRect().bottom <= " + bars
                                + "[1].getBoundingClientRect().top + 0.5")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @DisplayName(
            "A decision matrix is a table for each user with a square for each verb, and names what disagrees first")
    void decisions(Tab tab) throws IOException {
        ObjectNode report = SampleReport.rich();
        ArrayNode rows = SampleReport.scenario(report.at("/platforms/1/run"), SampleReport.DETACHED)
                .withArray("decisions");
        decision(rows, "pods", "team-a", List.of("get", "list"), List.of("create"), List.of());
        decision(rows, "pods", "team-b", List.of(), List.of("get", "list"), List.of("create"));
        decision(rows, "nodes", "", List.of("get"), List.of("patch"), List.of());
        tab.open(SamplePage.write("decisions", report), RED);

        String figure = FIRST + ".querySelector('.decisions')";
        assertThat(tab.text(figure + ".innerText"))
                .contains("8 decisions, not of one mind in 1", "kinoshita: create pods in team-b");
        tab.evaluate(figure + ".querySelector('summary').click()");
        String cells = "[..." + figure + ".querySelectorAll('tbody tr')].map(row => [...row.children].map(cell =>"
                + " (cell.querySelector('title') || cell).textContent).join(' | '))";
        assertThat(tab.texts("new Promise(done => setTimeout(() => done(" + cells + ")))"))
                .containsExactly(
                        "Resource | all namespaces, cluster | team-a | team-b",
                        "pods | – | allowed: get, list; refused: create | refused: get, list; disagreeing: create",
                        "nodes | allowed: get; refused: patch | – | –");
        assertThat(tab.complaints()).isEmpty();
    }

    private static void decision(
            ArrayNode rows,
            String resource,
            String namespace,
            List<String> allowed,
            List<String> refused,
            List<String> disagreeing) {
        ObjectNode row = rows.addObject();
        row.put("user", "kinoshita").put("namespace", namespace).put("resource", resource);
        allowed.forEach(row.putArray("allowed")::add);
        refused.forEach(row.putArray("refused")::add);
        disagreeing.forEach(row.putArray("disagreeing")::add);
    }

    @Test
    @DisplayName("A reason of 3000 characters is folded, and there as a whole")
    void longReason(Tab tab) throws IOException {
        ObjectNode report = SampleReport.rich();
        String reason = "it said: " + "word ".repeat(600);
        SampleReport.scenario(report.at("/platforms/1/run"), SampleReport.DETACHED)
                .put("reason", reason);
        tab.open(SamplePage.write("long", report), RED);

        assertThat(tab.evaluate(FIRST + ".querySelector('.beginning').getBoundingClientRect().height")
                        .asDouble())
                .isLessThan(200);
        tab.evaluate(FIRST + ".querySelector('.folded summary').click()");
        assertThat(tab.text(FIRST + ".querySelector('.folded .reason').textContent"))
                .isEqualTo(reason);
        assertThat(tab.evaluate(FIRST + ".querySelector('.beginning').checkVisibility()")
                        .asBoolean())
                .isFalse();
    }

    @Test
    @DisplayName("A platform's plots draw a point per night, the limit of a window, and the same numbers as tables")
    void plots(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), "#lab-csi");

        String figures = "[...document.querySelectorAll('#platform-0 .charts figure')]";
        assertThat(tab.texts(figures + ".map(figure => figure.querySelector('figcaption').textContent)"))
                .containsExactly(
                        "Verdicts",
                        "Run time",
                        "Latency: attach",
                        "Latency: detach",
                        "Latency: re-attach",
                        "Window: token-revoked");
        assertThat(tab.evaluate(figures + "[1].querySelectorAll('circle').length")
                        .asInt())
                .isEqualTo(SampleReport.NIGHTS);
        assertThat(tab.text(figures + "[5].querySelector('.key').textContent")).contains("limit 20.0 s");
        tab.evaluate(figures + ".forEach(figure => figure.querySelector('details').open = true)");
        assertThat(tab.text("new Promise(done => setTimeout(() => done(" + figures
                        + "[2].querySelector('tbody tr').innerText)))"))
                .isEqualTo("20261125-023126\t12.9 s\t19.8 s\t19.8 s");
        assertThat(tab.text(figures + "[0].querySelector('tbody tr').innerText"))
                .isEqualTo("20261125-023126\t20\t0\t1");
        assertThat(tab.text("document.getElementById('flaky').innerText"))
                .contains("read-write-once-is-exclusive – red in 2 of 10");
        assertThat(tab.text("document.getElementById('platform-0').innerText"))
                .contains("kubernetes v1.34.4", "Leaks: none.", "defects caught");
        assertThat(tab.text("document.getElementById('platform-1').innerText"))
                .contains("1 leak: made by this run, and still there", "pvc-52cb0af0-ce3b-4962-989f-ad124b454f84");
    }
}
