package org.foliot.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.foliot.report.Golden;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartPictureTest {
    private static String svg(Chart chart) throws IOException {
        StringWriter writer = new StringWriter();
        ChartPicture.write(chart, writer);
        return writer.toString();
    }

    private static String svg(List<Point> points) throws IOException {
        return svg(Chart.of("t", Axis.linear("x", ""), Axis.linear("y", ""), List.of(Series.line("s", points))));
    }

    @Test
    void linesWithIntervalsOverALogarithmicAxis() throws Exception {
        Golden.assertSame("chart-lines.svg", svg(Charts.costs()));
    }

    @Test
    void barsOfCategoriesOnBothSidesOfZero() throws Exception {
        Golden.assertSame("chart-bars.svg", svg(Charts.errors()));
    }

    @Test
    void curvesStepsAndMarksOverLogarithms() throws Exception {
        Golden.assertSame("chart-logarithms.svg", svg(Charts.clocks()));
    }

    @Test
    void noPointsAreAnEmptyChart() throws Exception {
        assertThat(svg(List.of())).contains(">t<").doesNotContain("NaN");
    }

    @Test
    void onePointHasRoomAroundIt() throws Exception {
        for (double value : new double[] {0, -3, 7, 1e-9, 1e12}) {
            assertThat(svg(List.of(Point.of(value, value))))
                    .doesNotContain("NaN")
                    .doesNotContain("Infinity");
        }
    }

    @Test
    void namesOfCategoriesAreAllWrittenInLines() throws Exception {
        String picture = svg(Charts.reads());

        assertThat(picture)
                .contains(">kvm<", ">kvm {\u00a0counter_traps<", ">constant\u00a0}<")
                .contains(">kvm_lpt {\u00a0rounding<", ">up\u00a0}<", ">hyperv<");
        assertThat(picture).doesNotContain("…");
    }

    @Test
    void textIsNeverMarkup() throws Exception {
        String evil = "</text><script>alert(1)</script>\u0001&\"";
        Chart chart = Chart.of(
                evil,
                Axis.of(evil, List.of(evil)),
                Axis.linear(evil, evil),
                List.of(Series.bars(evil, List.of(Point.of(0, 1)))));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg(chart.withNote(evil)))));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void whatHasNoPlaceOnAnAxisIsRefused() {
        List<Series> zero = List.of(Series.line("s", List.of(Point.of(1, 0))));
        assertThatThrownBy(() -> Chart.of("t", Axis.linear("x", ""), Axis.logarithmic("y", ""), zero))
                .hasMessage("chart t: 0.0 of s has no place on axis y");
        assertThatThrownBy(() -> Chart.of("t", Axis.of("x", List.of("a")), Axis.linear("y", ""), zero))
                .hasMessage("chart t: 1.0 of s has no place on axis x");
        assertThatThrownBy(() -> Point.of(1, Double.NaN)).hasMessage("no point at 1.0, NaN");
        assertThatThrownBy(() -> Point.of(1, 1).between(2, 1)).hasMessage("no interval from 2.0 to 1.0");
    }
}
