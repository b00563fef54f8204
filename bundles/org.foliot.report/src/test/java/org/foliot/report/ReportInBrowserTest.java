package org.foliot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.foliot.report.chart.Axis;
import org.foliot.report.chart.Chart;
import org.foliot.report.chart.Charts;
import org.foliot.report.chart.Point;
import org.foliot.report.chart.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser; needs the packages chromium and chromium-driver. */
class ReportInBrowserTest {
    @TempDir
    static Path temp;

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        if (!"required".equals(System.getProperty("foliot.packages"))) {
            assumeTrue(Browser.isInstalled(), "chromedriver is not installed");
        }
        browser = new Browser(temp.resolve("profile"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private interface Page {
        void writeTo(Writer out) throws Exception;
    }

    private static void show(Report report) throws Exception {
        open(out -> ReportPage.write(report, out));
    }

    private static void showSection(Embedding embedding) throws Exception {
        open(out -> ReportPage.write(Report.of(List.of(Views.moved())), embedding, out));
    }

    private static void open(Page page) throws Exception {
        Path file = temp.resolve("report.html");
        try (Writer out = Files.newBufferedWriter(file)) {
            page.writeTo(out);
        }
        browser.open(file);
        assertThat(browser.complaints()).isEmpty();
        assertThat(text("return document.documentElement.dataset.ready")).isEqualTo("true");
    }

    private static void showOne() throws Exception {
        show(Report.of(List.of(Views.moved())));
    }

    private static String text(String script) throws Exception {
        return browser.run(script).getAsString();
    }

    private static double number(String script) throws Exception {
        return browser.run(script).getAsDouble();
    }

    private static double[] range() throws Exception {
        JsonArray range = browser.run("return foliot.range()").getAsJsonArray();
        return new double[] {range.get(0).getAsDouble(), range.get(1).getAsDouble()};
    }

    @Test
    void everyLaneIsThereAndHasItsStates() throws Exception {
        showOne();
        assertThat(browser.run("return foliot.lanes()").toString())
                .isEqualTo(
                        "[{\"segments\":801,\"subject\":\"src.cpu[0]\"},"
                                + "{\"segments\":3,\"subject\":\"dst.cpu[0]\"},{\"segments\":804,\"subject\":\"web.vcpu[0]\"}]");
        assertThat(text("return foliot.stateAt('web.vcpu[0]', 3e9)")).isEqualTo("running");
        assertThat(text("return foliot.stateAt('web.vcpu[0]', 8e9)")).isEqualTo("waiting");
        assertThat(text("return foliot.stateAt('web.vcpu[0]', 4.2e12)")).isEqualTo("paused");
        assertThat(text("return foliot.stateAt('dst.cpu[0]', 9e12)")).isEqualTo("offline");
        // Boxes of running, waiting, in_host, paused and idle in the lane of the vCPU.
        JsonArray drawn = browser.run("return foliot.drawn()[2]").getAsJsonArray();
        assertThat(drawn.get(0).getAsInt()).isGreaterThan(300);
        assertThat(drawn.get(1).getAsInt()).isGreaterThan(300);
        assertThat(drawn.get(3).getAsInt()).isBetween(1, 3);
        assertThat(drawn.get(4).getAsInt()).isBetween(1, 3);
        browser.picture("one.png");
    }

    @Test
    void thePicturesAreNotBlank() throws Exception {
        showOne();
        assertThat(number("return document.querySelectorAll('canvas').length")).isEqualTo(3);
        String colours = "const c = document.querySelectorAll('canvas')[%d]; const d = c.getContext('2d')"
                + ".getImageData(0, 0, c.width, c.height).data; const s = new Set();"
                + "for (let i = 0; i < d.length; i += 4) s.add(d[i] << 16 | d[i+1] << 8 | d[i+2]); return [...s]";
        assertThat(browser.run(String.format(colours, 0)).toString())
                .contains(String.valueOf(0x0072b2), String.valueOf(0xd55e00), String.valueOf(0xcc79a7));
        assertThat(browser.run(String.format(colours, 1)).getAsJsonArray()).hasSizeGreaterThan(20);
    }

    @Test
    void zoomShowsASingleState() throws Exception {
        showOne();
        assertThat(range()).containsExactly(0, 10e12);
        browser.run("foliot.zoomTo(1.0001e12, 1.0005e12)");
        assertThat(range()).containsExactly(1.0001e12, 1.0005e12);
        assertThat(browser.run("return foliot.drawn()[2]").toString()).isEqualTo("[1,0,0,0,0,0,0]");
        browser.run("foliot.zoomBy(1e9)");
        assertThat(range()).containsExactly(0, 10e12);
    }

    @Test
    void theKeyboardZoomsAndMoves() throws Exception {
        showOne();
        String timeline = "[role=application]";
        browser.press(timeline, "++");
        assertThat(range()).containsExactly(3.75e12, 6.25e12);
        browser.press(timeline, "\uE014");
        assertThat(range()).containsExactly(4.375e12, 6.875e12);
        browser.press(timeline, "-");
        assertThat(range()[1] - range()[0]).isEqualTo(5e12);
        browser.press(timeline, "0");
        assertThat(range()).containsExactly(0, 10e12);
    }

    @Test
    void searchFindsEventsAndLanes() throws Exception {
        showOne();
        browser.press("input[type=search]", "migrate");
        assertThat(text("return document.querySelector('[role=status]').textContent"))
                .isEqualTo("2 events, 0 lanes");
        assertThat(number("return document.querySelectorAll('.hits button').length"))
                .isEqualTo(2);
        assertThat(number("return foliot.search('HOG')")).isZero();
        assertThat(number("return foliot.search('')")).isZero();
    }

    @Test
    void aVerdictLeadsToItsInstantAndItsLine() throws Exception {
        showOne();
        browser.run("document.querySelector('tbody button').click()");
        assertThat(text("return document.querySelector('tbody a').textContent")).isEqualTo("move.foliot:9");
        browser.run("document.querySelector('tbody a').click()");
        assertThat(number("return document.querySelectorAll('.source .marked').length"))
                .isEqualTo(1);
        browser.run("window.asked = []; window.foliotOpen = (file, line) => asked.push(file + ':' + line);"
                + "document.querySelector('tbody a').click()");
        assertThat(text("return asked.join()")).isEqualTo("a/move.foliot:9");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void namesOfAScenarioAreTextAndNothingElse() throws Exception {
        String evil = "</script><script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 1\">";
        show(Report.of(List.of(Views.moved(evil, evil, "web"))));
        assertThat(text("return typeof window.hacked")).isEqualTo("undefined");
        assertThat(number("return document.querySelectorAll('img, script').length"))
                .isEqualTo(3);
        assertThat(text("return document.querySelector('h1').firstChild.data")).isEqualTo(evil);
    }

    @Test
    void severalRunsStandBesideEachOther() throws Exception {
        show(new Report(
                "Three", "", List.of(Charts.costs(), Charts.errors(), Charts.clocks()), List.of(), Views.several()));
        assertThat(number("return document.querySelectorAll('tbody tr').length"))
                .isEqualTo(3);
        browser.picture("several.png");
        browser.run("foliot.select(2)");
        assertThat(text("return document.querySelector('h1').firstChild.data")).isEqualTo("other");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aStudyIsChartsAndTables() throws Exception {
        String evil = "<img src=x onerror=\"window.hacked = 1\">";
        Table table = new Table(
                "Points",
                List.of(
                        Table.Column.words("axis"),
                        Table.Column.numbers("cost"),
                        Table.Column.code("where"),
                        new Table.Column("verdict", Table.Column.Content.VERDICTS)),
                List.of(List.of(evil, "1.2 us", "a < b", "held"), List.of("two", "3 us", "", "failed")),
                "n: replications");
        show(new Report("A study", "Of two.\n\nAnd why.", List.of(Charts.costs()), List.of(table), List.of()));
        assertThat(browser.run("return [...document.querySelectorAll('h1 ~ p')].slice(0, 2).map(p => p.textContent)")
                        .toString())
                .isEqualTo("[\"Of two.\",\"And why.\"]");
        assertThat(number("return document.querySelectorAll('canvas').length")).isEqualTo(1);
        assertThat(number("return document.querySelectorAll('tbody tr').length"))
                .isEqualTo(2);
        assertThat(text("return document.querySelector('tbody th').textContent"))
                .isEqualTo(evil);
        assertThat(text("return document.querySelector('td.number').textContent"))
                .isEqualTo("1.2 us");
        assertThat(
                        text(
                                "return document.querySelector('span.held').textContent + document.querySelector('span.failed').textContent"))
                .isEqualTo("heldfailed");
        browser.run("foliot.theme('dark')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void everyCategoryHasItsNameAndTheLegendItsRows() throws Exception {
        show(new Report("A study", "", List.of(Charts.reads()), List.of(), List.of()));
        String chart = "const chart = echarts.getInstanceByDom(document.querySelector('.chart'));"
                + "const shown = chart.getZr().storage.getDisplayList().filter(d => !d.ignore && !d.invisible);"
                + "const texts = shown.filter(d => d.style && d.style.text);";
        // What is written, without the breaks of lines.
        assertThat(browser.run(chart + "return texts.map(d => d.style.text.replaceAll('\u00a0', ' ')).join(' ')")
                        .getAsString())
                .contains("kvm kvm { counter_traps", "kvm_lpt { rounding up }", "hyperv");
        String lowest = chart + "const legend = texts.filter(d => d.style.text.startsWith('from_hz'));"
                + "const box = d => { const r = d.getBoundingRect().clone(); r.applyTransform(d.getComputedTransform()); return r };"
                + "const low = Math.max(...legend.map(d => box(d).y + box(d).height));";
        assertThat(number(lowest + "return new Set(legend.map(d => Math.round(box(d).y))).size"))
                .isGreaterThan(1);
        assertThat(number(lowest + "return chart.getModel().getComponent('grid').coordinateSystem.getRect().y - low"))
                .isPositive();
        browser.picture("categories.png");
    }

    @Test
    void intervalThatReachesBelowAnAxisOfFactorsGoesDownToIt() throws Exception {
        Chart chart = Chart.of(
                "Charging error",
                Axis.linear("strike", "ms"),
                Axis.logarithmic("error", "us"),
                List.of(Series.line(
                        "dropped",
                        List.of(
                                Point.of(1, 69).between(-6, 144),
                                Point.of(2, 500).between(490, 510)))));
        show(new Report("A study", "", List.of(chart), List.of(), List.of()));

        String bars = "const chart = echarts.getInstanceByDom(document.querySelector('.chart'));"
                + "const plot = chart.getModel().getComponent('grid').coordinateSystem.getRect();"
                + "const lines = chart.getZr().storage.getDisplayList().filter(d => d.type === 'line' && d.z === 5)"
                + ".map(d => d.shape);";
        assertThat(number(bars + "return lines.length")).isEqualTo(5);
        assertThat(number(bars
                        + "return lines.filter(l => Math.abs(l.y1 - plot.y - plot.height) < 1 && l.y2 < l.y1).length"))
                .isEqualTo(1);
    }

    @Test
    void anotherReportCanBeLoaded() throws Exception {
        showOne();
        StringWriter document = new StringWriter();
        ReportDocument.write(Report.of(List.of(Views.moved("other", "", "db"))), document);
        browser.run("foliot.load(" + document + ")");
        assertThat(text("return document.querySelector('h1').firstChild.data")).isEqualTo("other");
        assertThat(text("return foliot.lanes()[2].subject")).isEqualTo("db.vcpu[0]");
        assertThat(text("try { foliot.load({}); return 'loaded' } catch (e) { return e.message }"))
                .isEqualTo("this is no report that this page can show");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aViewIsOneSectionInTheColoursAroundIt() throws Exception {
        showSection(new Embedding(Embedding.Section.FIGURE, true));
        assertThat(number("return document.querySelectorAll('canvas').length")).isEqualTo(1);
        assertThat(number("return document.querySelectorAll('h1, h2').length")).isZero();
        assertThat(text("return document.querySelector('.strip').textContent"))
                .contains("failed")
                .contains("move.foliot:9");
        assertThat(text("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(13, 17, 23)");
        showSection(new Embedding(Embedding.Section.TIMELINE, false));
        assertThat(number("return foliot.lanes().length")).isEqualTo(3);
        assertThat(text("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.run("return foliot.placeOf(0)").getAsJsonArray()).hasSize(2);
        browser.picture("view.png");
    }

    @Test
    void anEmbedderIsToldWhatHasGoneWrong() throws Exception {
        showOne();
        assertThat(browser.run("return foliot.complaints()").getAsJsonArray()).isEmpty();
        browser.run("dispatchEvent(new ErrorEvent('error', {message: 'gone wrong', lineno: 7}))");
        assertThat(browser.run("return foliot.complaints()").toString()).contains("gone wrong (line 7)");
    }

    @Test
    void theDarkThemeIsReadable() throws Exception {
        showOne();
        String contrast = "const lum = (c) => { const [r, g, b] = c.match(/\\d+/g).map((v) => { v /= 255;"
                + " return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };"
                + "const ground = lum(getComputedStyle(document.body).backgroundColor); let least = 21;"
                + "document.querySelectorAll('h1, p, td, th, a, small, caption, .badge').forEach((e) => {"
                + " const ink = lum(getComputedStyle(e).color); const [a, b] = [Math.max(ink, ground), Math.min(ink, ground)];"
                + " least = Math.min(least, (a + 0.05) / (b + 0.05)); }); return least";
        for (String theme : List.of("light", "dark")) {
            browser.run("foliot.theme('" + theme + "')");
            // WCAG 2, level AA, for text of usual size.
            assertThat(number(contrast)).as(theme).isGreaterThan(4.5);
            browser.picture(theme + ".png");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aMillionSegmentsCanBeMovedAboutIn() throws Exception {
        show(Report.of(List.of(Views.crowded(1_000_000))));
        assertThat(number("return foliot.lanes().reduce((n, l) => n + l.segments, 0)"))
                .isEqualTo(1_000_000);
        for (int i = 0; i < 10; i++) {
            browser.run("foliot.zoomBy(0.25)");
        }
        browser.run("foliot.zoomTo(0, 10e12)");
        assertThat(number("return foliot.search('web')")).isEqualTo(6);
        // What is drawn is as much as there are pixels, not as there are segments.
        assertThat(number("return foliot.drawn().flat().reduce((a, b) => a + b, 0)"))
                .isBetween(1000.0, 40_000.0);
        browser.picture("crowded.png");
        assertThat(browser.complaints()).isEmpty();
    }
}
