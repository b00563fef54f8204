package org.foliot.report.chart;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.foliot.export.Svg;
import org.foliot.report.drawing.Colours;
import org.foliot.report.drawing.Lettering;
import org.foliot.report.drawing.Mark;
import org.foliot.report.drawing.Scale;
import org.foliot.report.drawing.Words;

/** Draws a chart as static SVG; the same chart gives the same bytes. */
public final class ChartPicture {
    private static final int WIDTH = 760;
    private static final int PLOT = 340;
    private static final int LEFT = 78;
    private static final int RIGHT = 22;
    private static final int LINE = 17;
    /** From one line of small words to the next. */
    private static final int BENEATH = 15;

    private static final int TICKS = 6;
    private static final int FEW = 9;
    private static final double CAP = 3.5;
    private static final double LEGEND_GAP = 18;
    private static final double SWATCH = 26;
    private static final double SMALL = 11;

    private final Chart chart;
    private final List<List<Integer>> legend;
    private final List<List<String>> categories;
    private final List<String> note;
    private final double top;
    private final double bottom;
    private final Svg svg;
    private final Scale x;
    private final Scale y;

    private ChartPicture(Chart chart) {
        this.chart = chart;
        this.legend = legend(chart);
        this.categories = categories(chart);
        this.note = Words.lines(chart.note(), SMALL, WIDTH - LEFT - RIGHT);
        this.top = 40 + LINE * legend.size() + 8;
        this.bottom = top + PLOT + BENEATH * Math.max(0, rows(categories) - 1);
        this.x = horizontal(chart);
        this.y = vertical(chart, top + PLOT, top);
        this.svg = new Svg(WIDTH, (int) bottom + 52 + BENEATH * note.size() + 8);
    }

    /** Writes a chart as SVG 1.1; the writer stays open. */
    public static void write(Chart chart, Writer writer) throws IOException {
        ChartPicture picture = new ChartPicture(chart);
        picture.draw();
        picture.svg.write(writer);
    }

    private static Stream<Point> points(Chart chart) {
        return chart.series().stream().flatMap(s -> s.points().stream());
    }

    private static double extreme(Chart chart, ToDoubleFunction<Point> of, boolean highest, double otherwise) {
        DoubleStream values = points(chart).mapToDouble(of);
        return (highest ? values.max() : values.min()).orElse(otherwise);
    }

    private static Scale horizontal(Chart chart) {
        double from = LEFT;
        double to = WIDTH - RIGHT;
        return switch (chart.x().scale()) {
            case CATEGORIES -> Scale.exact(-0.5, chart.x().categories().size() - 0.5, from, to, 1);
            case LOGARITHMIC -> {
                Scale scale = Scale.logarithmic(
                        extreme(chart, Point::x, false, 1), extreme(chart, Point::x, true, 10), from, to);
                double[] places =
                        points(chart).mapToDouble(Point::x).distinct().sorted().toArray();
                yield places.length > 0 && places.length <= FEW ? scale.withTicks(places) : scale;
            }
            case LINEAR ->
                Scale.linear(
                        extreme(chart, Point::x, false, 0), extreme(chart, Point::x, true, 1), from, to, TICKS + 2);
        };
    }

    private static Scale vertical(Chart chart, double from, double to) {
        double high = extreme(chart, Point::highest, true, 1);
        if (chart.y().scale() == Axis.Scale.LOGARITHMIC) {
            double low = points(chart)
                    .mapToDouble(p -> p.lowest() > 0 ? p.lowest() : p.y())
                    .min()
                    .orElse(1);
            return Scale.logarithmic(low, Math.max(high, low), from, to);
        }
        double low = extreme(chart, Point::lowest, false, 0);
        boolean bars = chart.series().stream().anyMatch(s -> s.style() == Series.Style.BARS);
        // An axis begins at 0 where it begins near 0 anyway: differences are not made to look larger than they are.
        boolean fromZero = bars || low > 0 && low < high / 2;
        boolean toZero = bars || high < 0 && high > low / 2;
        return Scale.linear(fromZero ? Math.min(0, low) : low, toZero ? Math.max(0, high) : high, from, to, TICKS);
    }

    /** The names of categories, each as lines that fit beneath it; a brace stays with the word that it is beside. */
    private static List<List<String>> categories(Chart chart) {
        if (chart.x().scale() != Axis.Scale.CATEGORIES) {
            return List.of();
        }
        double room = Math.max(
                (WIDTH - LEFT - RIGHT) / (double) chart.x().categories().size() - 4, 12);
        return chart.x().categories().stream()
                .map(name -> name.replace("{ ", "{\u00a0").replace(" }", "\u00a0}"))
                .map(name -> Words.lines(name, SMALL, room).stream()
                        .map(line -> Words.fitting(line, SMALL, room))
                        .toList())
                .toList();
    }

    private static int rows(List<List<String>> names) {
        return names.stream().mapToInt(List::size).max().orElse(1);
    }

    /** The series by number, row by row as they fit. */
    private static List<List<Integer>> legend(Chart chart) {
        List<List<Integer>> rows = new ArrayList<>();
        double room = 0;
        for (int i = 0; i < chart.series().size(); i++) {
            double width =
                    SWATCH + LEGEND_GAP + Words.width(chart.series().get(i).name(), 12);
            if (rows.isEmpty() || width > room) {
                rows.add(new ArrayList<>());
                room = WIDTH - LEFT - RIGHT;
            }
            rows.get(rows.size() - 1).add(i);
            room -= width;
        }
        return rows;
    }

    private void draw() {
        Lettering.title(svg, LEFT, chart.title());
        drawLegend();
        drawHorizontalAxis();
        drawVerticalAxis();
        for (int i = 0; i < chart.series().size(); i++) {
            draw(chart.series().get(i), i);
        }
        double base = bottom + 56;
        for (String line : note) {
            svg.label(LEFT, base, "start", SMALL, Colours.FAINT, line);
            base += BENEATH;
        }
    }

    private void drawLegend() {
        double base = 48;
        for (List<Integer> row : legend) {
            double left = LEFT;
            for (int number : row) {
                Series series = chart.series().get(number);
                String colour = Colours.ofSeries(number);
                switch (series.style()) {
                    case BARS -> svg.rectangle(left + 4, base - 10, 14, 11, colour, "");
                    case MARKS -> Mark.ofSeries(number).draw(svg, left + 11, base - 4, colour);
                    case LINE -> {
                        svg.line(left, base - 4, left + 22, base - 4, colour, 1.8);
                        Mark.ofSeries(number).draw(svg, left + 11, base - 4, colour);
                    }
                    case CURVE, STEPS -> svg.line(left, base - 4, left + 22, base - 4, colour, 2);
                }
                svg.label(left + SWATCH, base, "start", 12, Colours.INK, series.name());
                left += SWATCH + LEGEND_GAP + Words.width(series.name(), 12);
            }
            base += LINE;
        }
    }

    private void drawHorizontalAxis() {
        double floor = top + PLOT;
        for (int i = 0; i < categories.size(); i++) {
            double base = floor + 17;
            for (String line : categories.get(i)) {
                svg.label(x.at(i), base, "middle", SMALL, Colours.FAINT, line);
                base += BENEATH;
            }
        }
        if (categories.isEmpty()) {
            for (Scale.Tick tick : x.ticks()) {
                svg.line(x.at(tick.value()), top, x.at(tick.value()), floor, Colours.GRID, 1);
                svg.label(x.at(tick.value()), floor + 17, "middle", SMALL, Colours.FAINT, tick.label());
            }
        }
        svg.label(
                (LEFT + WIDTH - RIGHT) / 2.0,
                bottom + 36,
                "middle",
                12,
                Colours.INK,
                chart.x().label());
    }

    private void drawVerticalAxis() {
        Lettering.numbers(svg, y, LEFT, WIDTH - RIGHT, 7);
        boolean zero = y.low() < 0 && y.high() > 0;
        double floor = zero ? y.at(0) : top + PLOT;
        svg.line(LEFT, floor, WIDTH - RIGHT, floor, Colours.FAINT, 1);
        svg.line(LEFT, top, LEFT, top + PLOT, Colours.FAINT, 1);
        Lettering.upwards(svg, top + PLOT / 2.0, chart.y().label());
    }

    private void draw(Series series, int number) {
        String colour = Colours.ofSeries(number);
        svg.beginGroup().title(series.name());
        if (series.style() == Series.Style.BARS) {
            drawBars(series, number, colour);
        } else {
            drawLine(series, colour);
            for (Point point : series.points()) {
                drawInterval(point, x.at(point.x()), colour);
            }
            if (series.style() == Series.Style.LINE || series.style() == Series.Style.MARKS) {
                for (Point point : series.points()) {
                    Mark.ofSeries(number).draw(svg, x.at(point.x()), y.at(point.y()), colour);
                }
            }
        }
        svg.endGroup();
    }

    private void drawLine(Series series, String colour) {
        if (series.style() == Series.Style.MARKS || series.points().size() < 2) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (Point point : series.points()) {
            String across = Svg.number(x.at(point.x()));
            String up = Svg.number(y.at(point.y()));
            if (path.length() == 0) {
                path.append('M').append(across).append(' ').append(up);
            } else if (series.style() == Series.Style.STEPS) {
                path.append('H').append(across).append('V').append(up);
            } else {
                path.append('L').append(across).append(' ').append(up);
            }
        }
        svg.begin("path")
                .attribute("d", path.toString())
                .attribute("fill", "none")
                .attribute("stroke", colour)
                .attribute("stroke-width", 1.8)
                .attribute("stroke-linejoin", "round")
                .end("path");
    }

    private void drawBars(Series series, int number, String colour) {
        List<Series> bars = chart.series().stream()
                .filter(s -> s.style() == Series.Style.BARS)
                .toList();
        double room = (x.at(1) - x.at(0)) * 0.76;
        double width = room / bars.size();
        int place = 0;
        for (int i = 0; i < number; i++) {
            place += chart.series().get(i).style() == Series.Style.BARS ? 1 : 0;
        }
        double zero = y.at(Math.min(Math.max(0, y.low()), y.high()));
        for (Point point : series.points()) {
            double left = x.at(point.x()) - room / 2 + place * width;
            double end = y.at(point.y());
            svg.rectangle(left + 1, Math.min(zero, end), Math.max(1, width - 2), Math.abs(end - zero), colour, "");
            drawInterval(point, left + width / 2, Colours.INK);
        }
    }

    private void drawInterval(Point point, double at, String colour) {
        point.interval().ifPresent(interval -> {
            double high = y.at(Math.max(interval.high(), y.low()));
            double low = y.at(Math.max(interval.low(), y.low()));
            svg.line(at, low, at, high, colour, 1.3);
            svg.line(at - CAP, high, at + CAP, high, colour, 1.3);
            svg.line(at - CAP, low, at + CAP, low, colour, 1.3);
        });
    }
}
