package org.foliot.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.report.chart.Charts;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static String page(Report report) throws Exception {
        StringWriter out = new StringWriter();
        ReportPage.write(report, out);
        return out.toString();
    }

    private static String document(Report report) throws Exception {
        StringWriter out = new StringWriter();
        ReportDocument.write(report, out);
        return out.toString();
    }

    @Test
    void theDataOfARun() throws Exception {
        String pretty = new com.google.gson.GsonBuilder()
                .setPrettyPrinting()
                .create()
                .toJson(JsonParser.parseString(document(
                        new Report("A study", "Of two.", List.of(Charts.costs()), List.of(), List.of(Views.moved())))));
        Golden.assertSame("report.json", pretty.replaceFirst("\"foliot\": \"[^\"]*\"", "\"foliot\": \"…\"") + "\n");
    }

    @Test
    void thePageIsTheSameEveryTime() throws Exception {
        assertThat(page(Report.of(List.of(Views.moved())))).isEqualTo(page(Report.of(List.of(Views.moved()))));
    }

    @Test
    void whatAScenarioSaysNeverEndsTheElementThatItStandsIn() throws Exception {
        String evil = "</script><script>alert(1)</script><!-- <![CDATA[ \u2028 ]]>";
        String page = page(Report.of(List.of(Views.moved(evil, evil, evil))));
        String plain = page(Report.of(List.of(Views.moved())));
        assertThat(count(page, "<script")).isEqualTo(count(plain, "<script"));
        assertThat(count(page, "</script")).isEqualTo(count(plain, "</script"));
        assertThat(count(page, "<!--")).isEqualTo(count(plain, "<!--"));
        String data = page.substring(page.indexOf("id=\"foliot-data\">") + 17);
        String document = data.substring(0, data.indexOf("</script>"));
        assertThat(document).doesNotContain("<").doesNotContain("\u2028");
        JsonObject run = JsonParser.parseString(document)
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject();
        assertThat(run.get("name").getAsString()).isEqualTo(evil);
    }

    @Test
    void thePageNamesNothingOutsideItself() throws Exception {
        String page = page(Report.of(List.of(Views.moved())));
        String ours = page.replaceAll("(?s)<script>.*?</script>", "");
        assertThat(ours)
                .contains("default-src 'none'")
                .doesNotContain("src=\"", "href=", "url(", "http://", "https://", "@import");
        assertThat(count(page, "'sha256-")).isEqualTo(2);
    }

    @Test
    void runsOfOneNameAreToldApart() {
        assertThat(Report.of(Views.several()).labels()).containsExactly("move", "move-2", "other");
        assertThat(Report.of(Views.several()).title()).isEqualTo("move and 2 more");
    }

    private static int count(String text, String part) {
        Matcher matcher = Pattern.compile(Pattern.quote(part)).matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
