package dev.renkei.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(BrowserOnPath.class)
class AccessPageTest {
    private static final Path CONTRAST = Path.of("src", "test", "resources", "page", "contrast.js");
    private static final String OPEN_DETAILS = "document.querySelectorAll('details').forEach(d => d.open = true);"
            + "new Promise(done => setTimeout(() => { document.querySelectorAll('details').forEach(d => d.open = true);"
            + " setTimeout(done); }))";
    private static final String OPEN_ALL =
            "document.querySelectorAll('[aria-expanded=false]').forEach(b => b.click());" + OPEN_DETAILS;
    /** One of each kind: failed with records, broken, known gap, moved between nodes. */
    private static final String OPEN_SOME = "[...document.querySelectorAll('[aria-expanded=false]')].filter(b =>"
            + " /detached|forged|https|another/.test(b.textContent)).forEach(b => b.click());" + OPEN_DETAILS;

    @Test
    @DisplayName("Every text has the contrast of WCAG's AA, in both themes, whatever is open")
    void contrast(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), "");
        tab.evaluate(OPEN_SOME);

        for (String scheme : List.of("light", "dark")) {
            tab.media("screen", scheme);
            assertThat(tab.texts(Files.readString(CONTRAST))).as(scheme).isEmpty();
        }
    }

    @Test
    @DisplayName("The page itself never scrolls sideways, whatever is open, on a phone, a tablet and a desk")
    void noSidewaysScroll(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), "");
        tab.evaluate(OPEN_SOME);

        for (int width : new int[] {360, 768, 1280}) {
            tab.size(width, 800);
            assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
                    .isEqualTo(width);
            assertThat(tab.evaluate("document.querySelector('.matrix').offsetWidth")
                            .asInt())
                    .isLessThan(width);
        }
    }

    @Test
    @DisplayName("40 platforms and 200 scenarios scroll inside the table only, under a head and beside names that stay")
    void wide(Tab tab) throws IOException {
        tab.size(1280, 800)
                .open(SamplePage.write("wide", SampleReport.wide()), "#cloud-39-prod/area-3/scenario-number-090");

        assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(1280);
        tab.evaluate("document.querySelector('.matrix-box').scrollTo(3000, 2500)");
        String top = "document.elementFromPoint(40 + box.left, 20 + box.top).closest('th').textContent";
        assertThat(tab.text("{const box = document.querySelector('.matrix-box').getBoundingClientRect(); " + top + "}"))
                .isEqualTo("200 scenarios");
        assertThat(tab.evaluate("document.querySelector('.matrix .row th').getBoundingClientRect().left")
                        .asDouble())
                .isBetween(0.0, 40.0);
        assertThat(tab.evaluate("document.querySelector('.panel').getBoundingClientRect().width")
                        .asDouble())
                .isLessThan(1280);
        assertThat(tab.evaluate("document.querySelector('.panel').getBoundingClientRect().left")
                        .asDouble())
                .isBetween(0.0, 40.0);
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    @DisplayName(
            "Ids are there once, headings in order, tables have a caption and heads with a scope, pictures a title, fields a label")
    void structure(Tab tab) throws IOException {
        tab.open(SamplePage.write("rich", SampleReport.rich()), "");
        tab.evaluate(OPEN_ALL);

        assertThat(tab.texts("[...document.querySelectorAll('[id]')].map(e => e.id)"))
                .doesNotHaveDuplicates();
        List<String> headings =
                tab.texts("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(h => h.checkVisibility())"
                        + ".map(h => h.tagName.slice(1))");
        assertThat(headings).startsWith("1", "2").contains("3", "4");
        for (int index = 1; index < headings.size(); index++) {
            int deeper = Integer.parseInt(headings.get(index)) - Integer.parseInt(headings.get(index - 1));
            assertThat(deeper).as("step to heading %d of %s", index, headings).isLessThanOrEqualTo(1);
        }
        assertThat(headings.stream().filter("1"::equals)).hasSize(1);
        assertNone(tab, "svg", "!e.querySelector(':scope > title')?.textContent.trim()");
        assertNone(tab, "figure > svg, .lanes > svg", "!e.querySelector(':scope > desc')?.textContent.trim()");
        assertNone(tab, "table", "!e.caption?.textContent.trim()");
        assertNone(tab, "th", "!e.scope");
        assertNone(tab, "input", "!e.labels.length");
        assertNone(tab, "a, button, summary", "!e.textContent.trim()");
        assertNone(tab, "a", "!e.getAttribute('href')");
        assertNone(tab, "section", "!document.getElementById(e.getAttribute('aria-labelledby'))");
        assertNone(tab, "[aria-controls]", "!document.getElementById(e.getAttribute('aria-controls'))");
        assertThat(tab.text("document.documentElement.lang")).isEqualTo("en");
    }

    @Test
    @DisplayName("Nothing is asked of the network, nothing complained about, and nothing moves after it is drawn")
    void quiet(Tab tab) throws IOException {
        Path file = SamplePage.write("rich", SampleReport.rich());
        tab.open(file, "");
        assertThat(tab.evaluate(
                                "new Promise(done => { let shifts = 0; new PerformanceObserver(list => shifts += list.getEntries().length)"
                                        + ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(shifts), 200); })")
                        .asInt())
                .isZero();
        tab.evaluate(OPEN_SOME);

        assertThat(tab.requests().stream().filter(address -> !address.startsWith("data:")))
                .containsExactly(file.toUri().toString());
        assertThat(tab.complaints()).isEmpty();
        assertThat(tab.evaluate("document.getAnimations().length").asInt()).isZero();
    }

    @Test
    @DisplayName(
            "On paper whatever is red is open, on white, with links written out and no row cut in two; afterwards all is as before")
    void paper(Tab tab) throws IOException {
        ObjectNode report = SampleReport.rich();
        SampleReport.scenario(report.at("/platforms/1/run"), SampleReport.DETACHED)
                .put("reason", "long ".repeat(400));
        tab.size(800, 1100).media("screen", "dark").open(SamplePage.write("paper", report), "#auth/no-credentials");
        String before = tab.text("document.body.innerText");

        tab.media("print", "dark");
        assertThat(
                        tab.texts(
                                "[...document.querySelectorAll('.panel-row')].filter(r => r.checkVisibility()).map(r => r.previousSibling.querySelector('button').textContent)"))
                .containsExactly("auth/forged-token", "auth/no-credentials", "volumes/detached-on-delete");
        assertNone(tab, "details[data-red]:not([data-red=false])", "!e.open || !e.children[1]?.checkVisibility()");
        assertThat(tab.text("document.querySelector('.panel-row .folded .reason').innerText"))
                .hasSizeGreaterThan(1900);
        assertThat(tab.text("getComputedStyle(document.body).backgroundColor")).isEqualTo("rgb(255, 255, 255)");
        assertThat(tab.text("getComputedStyle(document.querySelector('.cell a[rel]'), '::after').content"))
                .contains("https://github.com/kubernetes/cloud-provider-openstack/blob/v1.34.1/pkg");
        assertNone(tab, ".matrix .row, .steps tr, .numbers tr", "getComputedStyle(e).breakInside !== 'avoid'");
        assertNone(tab, ".filter, .skip", "e.checkVisibility()");
        assertThat(tab.texts(Files.readString(CONTRAST))).isEmpty();

        tab.media("screen", "dark");
        assertThat(tab.text("document.body.innerText")).isEqualTo(before);
        tab.evaluate(
                "addEventListener('beforeprint', () => window.printed = document.querySelectorAll('.panel-row').length)");
        assertThat(new String(tab.paper(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(tab.evaluate("window.printed").asInt()).isEqualTo(3);
        assertThat(tab.text("document.body.innerText")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    @DisplayName("Text that would be markup or script is shown as the text that it is, and breaks no line")
    void hostile(int width, Tab tab) throws IOException {
        tab.size(width, 800);
        tab.open(
                SamplePage.write("hostile", SampleReport.hostile()),
                "#__proto__/area/%3Cb%3E%22'%26%3F%23%25zz__proto__");
        assertThat(tab.texts("[...document.querySelectorAll('[aria-expanded=true]')].map(b => b.textContent)"))
                .containsExactly("area/<b>\"'&?#%zz__proto__");
        tab.evaluate(OPEN_ALL);

        assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(width);
        assertThat(tab.evaluate("typeof window.harmed").asText()).isEqualTo("undefined");
        assertThat(tab.evaluate("document.querySelectorAll('img, main script, main b, iframe, style').length")
                        .asInt())
                .isEqualTo(1);
        assertThat(tab.text("document.querySelector('.result .reason').textContent"))
                .contains("</script><script>window.harmed = 1");
        assertNone(tab, "a", "!/^(#|https?:|\\.\\/__proto__\\/|summary\\.md$)/.test(e.getAttribute('href'))");
        assertThat(tab.requests().stream().filter(address -> !address.startsWith("data:")))
                .hasSize(1);
        assertThat(tab.complaints()).isEmpty();
    }

    private static void assertNone(Tab tab, String elements, String wrong) {
        String all = "[...document.querySelectorAll('%s')]".formatted(elements.replace("'", "\\'"));
        assertThat(tab.evaluate(all + ".length").asInt())
                .as("number of %s", elements)
                .isPositive();
        assertThat(tab.texts(all + ".filter(e => " + wrong + ").map(e => e.outerHTML.slice(0, 200))"))
                .as("%s with %s", elements, wrong)
                .isEmpty();
    }
}
