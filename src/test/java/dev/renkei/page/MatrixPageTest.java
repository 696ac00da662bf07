package dev.renkei.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrowserOnPath.class)
class MatrixPageTest {
    private static final String SHOWN =
            "[...document.querySelectorAll('.matrix .row:not([hidden]) button')].map(b => b.textContent)";

    @Test
    @DisplayName("The first line says it all, and the tab's title says the worst of it")
    void outcome(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), "");

        assertThat(tab.text("document.querySelector('.outcome').textContent"))
                .isEqualTo(
                        "✗ red · 2 platforms, 41 of 42 scenarios ran: 37 passed, 1 failed, 1 broken, 2 known gaps, 1 skipped,"
                                + " 1 leak, results left out");
        assertThat(tab.text("document.title")).isEqualTo("2 red · Renkei report 2026-11-25 02:40 UTC");
        assertThat(tab.texts("[...document.querySelectorAll('.tile')].map(tile => tile.innerText)"))
                .satisfiesExactly(
                        csi -> assertThat(csi).contains("lab-csi", "green", "21 of 21 ran", "no leaks", "proof"),
                        intree -> assertThat(intree).contains("lab-intree", "red", "20 of 21 ran", "1 leak"));
    }

    @Test
    @DisplayName("What changed comes first after that, the worst kind first, each with the rule that decides")
    void changes(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), "");

        assertThat(tab.text("document.querySelector('main').firstElementChild.id"))
                .isEqualTo("changes");
        assertThat(tab.texts("[...document.querySelectorAll('#changes h3')].map(h => h.textContent)"))
                .containsExactly("Newly failing (2)", "Still failing (1)", "Slower (1)", "Fixed (1)");
        assertThat(tab.text("document.querySelector('#changes .change').innerText"))
                .contains(
                        "not red in the last run",
                        "lab-intree volumes/detached-on-delete",
                        "was passed in 20261124-023126");
        assertThat(tab.text("document.getElementById('rejected').innerText"))
                .contains("Left out of this report: 1 file", "agent-3/lab-rbac/20261125-001502/run.json", "not JSON");
    }

    @Test
    @DisplayName("Where nothing changed it says so, and a platform that left no result is named without a link")
    void nothingChanged(Tab tab) throws IOException {
        ObjectNode report = SampleReport.rich();
        report.putArray("changes");
        tab.open(SamplePage.write("quiet", report), "");
        assertThat(tab.text("document.getElementById('changes').innerText"))
                .contains("Nothing changed since the last run.");

        report.withArray("changes")
                .addObject()
                .put("kind", "newly failing")
                .put("platform", "lab-gone")
                .put("text", "no result");
        tab.open(SamplePage.write("missing", report), "");
        assertThat(tab.text("document.getElementById('changes').innerText")).contains("lab-gone as a whole");
        assertThat(tab.evaluate("document.querySelectorAll('#changes a').length")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("Each cell says its verdict and time, and by its name for which platform and scenario")
    void cells(Tab tab) throws IOException {
        JsonNode report = SampleReport.rich();
        tab.open(SamplePage.write("rich", report), "");

        assertThat(tab.texts("[...document.querySelectorAll('.matrix thead th')].map(th => th.innerText.trim())"))
                .containsExactly("21 scenarios", "lab-csi\n21 of 21 ran", "lab-intree\n20 of 21 ran");
        for (JsonNode platform : report.get("platforms")) {
            String name = platform.get("name").asText();
            for (JsonNode result : platform.at("/run/scenarios")) {
                String id = result.get("id").asText();
                String verdict = result.get("verdict").asText();
                String link = "document.querySelector('.cell > a[href=\"#%s/%s\"]')".formatted(name, id);
                assertThat(tab.accessibleName(link)).isEqualTo("%s on %s, %s".formatted(verdict, name, id));
                if (!verdict.equals("skipped")) {
                    assertThat(tab.text(link + ".closest('td').innerText"))
                            .contains(String.format(
                                    Locale.ROOT, "%.1f s", result.get("seconds").asDouble()));
                }
            }
        }
    }

    @Test
    @DisplayName("A known gap shows its reason and link in the matrix, a skipped scenario its reason")
    void reasons(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), "");

        String cell = "document.querySelector('.cell > a[href=\"#%s/auth/https-only-keystone\"]').closest('td')";
        assertThat(tab.text(cell.formatted("lab-csi") + ".innerText"))
                .contains("known gap", "k8s-keystone-auth takes an http:// address of Keystone", "github.com");
        assertThat(tab.text(cell.formatted("lab-csi") + ".querySelector('a[rel]').href"))
                .endsWith("/pkg/identity/keystone/keystone.go#L584");
        assertThat(tab.text(cell.formatted("lab-intree") + ".innerText"))
                .contains("skipped", "the platform does not claim fault:authenticator-over-http");
    }

    @Test
    @DisplayName("Verdicts and words filter the rows, and the address keeps the filter")
    void filter(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), "");
        tab.evaluate("document.querySelector('[data-verdict=\"known gap\"]').click()");
        assertThat(tab.texts(SHOWN)).containsExactly("auth/https-only-keystone", "isolation/all-namespaces");
        assertThat(tab.text("document.getElementById('shown').textContent")).isEqualTo("2 of 21 scenarios shown");
        assertThat(tab.text("document.querySelector('[data-verdict=\"known gap\"]').ariaPressed"))
                .isEqualTo("true");

        tab.evaluate("document.getElementById('search').value = 'HTTP:// upon nothing'");
        tab.evaluate("document.getElementById('search').dispatchEvent(new Event('input'))");
        assertThat(tab.texts(SHOWN)).isEmpty();
        tab.evaluate("document.getElementById('search').value = 'HTTP:// address'");
        tab.evaluate("document.getElementById('search').dispatchEvent(new Event('input'))");
        assertThat(tab.texts(SHOWN)).containsExactly("auth/https-only-keystone");
        String address = tab.text("location.hash");
        assertThat(address).isEqualTo("#?verdict=known%20gap&text=HTTP%3A//%20address");

        tab.open(SamplePage.write("again", SampleReport.rich()), address);
        assertThat(tab.texts(SHOWN)).containsExactly("auth/https-only-keystone");
        assertThat(tab.text("document.getElementById('search').value")).isEqualTo("HTTP:// address");

        tab.evaluate("document.querySelector('[data-verdict=\"\"]').click()");
        tab.evaluate("location.hash = '#?verdict=failed,broken'");
        assertThat(tab.texts("new Promise(done => setTimeout(() => done(" + SHOWN + ")))"))
                .containsExactly("auth/forged-token", "volumes/detached-on-delete");
    }

    @Test
    @DisplayName(
            "One night of one platform on which nothing ran is shown as that, and the plots say why there are none")
    void poor(Tab tab) throws IOException {
        tab.open(SamplePage.write("poor", SampleReport.poor()), "#lab-csi");

        assertThat(tab.text("document.querySelector('.outcome').textContent"))
                .isEqualTo("✗ red · 1 platform, 0 of 21 scenarios ran: 21 not run, 1 run cut");
        assertThat(tab.text("document.querySelector('.tile').innerText")).contains("Cut: the run was killed");
        assertThat(tab.text("document.getElementById('changes').innerText")).contains("First run of lab-csi");
        assertThat(tab.text("document.getElementById('platforms').innerText"))
                .contains("One run so far: the plots over nights begin with the second one.");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    @DisplayName("Without any platform, or with a template that nobody filled, the page is red or says what it is")
    void empty(Tab tab) throws IOException {
        ObjectNode report = SampleReport.rich();
        for (String name : new String[] {"platforms", "scenarios", "nights", "changes", "flaky", "rejected"}) {
            report.putArray(name);
        }
        tab.open(SamplePage.write("empty", report.put("green", true)), "");
        assertThat(tab.text("document.body.innerText"))
                .contains("red · no platform has a result", "No scenario has a result.");

        tab.open(Path.of("reports/page/index.html").toAbsolutePath(), "");
        assertThat(tab.text("document.querySelector('main').innerText"))
                .contains("cannot be shown", "empty template", "summary.md");
        tab.open(SamplePage.write("later", report.put("schema", 2)), "");
        assertThat(tab.text("document.querySelector('main').innerText"))
                .contains("reads schema 1 of report.json and found 2");
    }

    @Test
    @DisplayName("An old report and an old run say how old they are")
    void age(Tab tab) throws IOException {
        ObjectNode report = SampleReport.rich();
        report.put("generated", Instant.now().toString());
        tab.open(SamplePage.write("fresh", report), "");
        assertThat(tab.evaluate("document.querySelector('header .notice')").isNull())
                .isTrue();
        report.put("generated", Instant.now().minus(Duration.ofDays(3)).toString());
        ((ObjectNode) report.at("/platforms/0/run"))
                .put("started", Instant.now().minus(Duration.ofDays(8)).toString());
        tab.open(SamplePage.write("old", report), "");
        assertThat(tab.text("document.querySelector('header .notice').textContent"))
                .isEqualTo("This report is 3 days old.");
        assertThat(tab.text("document.querySelector('.tile').innerText"))
                .containsPattern("This run is [45] days older");
    }
}
