package org.foliot.study;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.foliot.api.observation.Metric;
import org.foliot.program.study.Axis;
import org.foliot.program.study.AxisKind;
import org.foliot.program.study.AxisValue;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyMeasure;
import org.foliot.program.study.StudyPoint;
import org.foliot.report.chart.Chart;
import org.foliot.report.chart.Point;
import org.foliot.report.chart.Series;
import org.foliot.statistics.MeanEstimate;

/** Draws what a study asks to be drawn: means with their intervals. */
final class StudyCharts {
    private static final double PERCENT = 1e7;

    private final StudyAnswers answers;
    private final Study study;

    StudyCharts(StudyAnswers answers) {
        this.answers = answers;
        this.study = answers.results().study();
    }

    /** The charts that one asks for: one per combination of the axes that are neither along it nor among its lines. */
    List<Chart> of(Study.Chart asked) {
        List<Integer> used = new ArrayList<>(asked.series());
        used.add(asked.axis());
        Map<List<StudyPoint.Coordinate>, List<PointResult>> groups = new LinkedHashMap<>();
        for (PointResult result : answers.results().points()) {
            groups.computeIfAbsent(result.point().without(used), k -> new ArrayList<>())
                    .add(result);
        }
        List<Chart> charts = new ArrayList<>();
        groups.forEach((where, points) -> charts.add(chart(asked, where, points)));
        return charts;
    }

    private Chart chart(Study.Chart asked, List<StudyPoint.Coordinate> where, List<PointResult> points) {
        StudyMeasure measure = study.measures().get(asked.measure());
        Axis axis = study.axes().get(asked.axis());
        List<AxisValue> values = points.stream()
                .map(p -> p.point().value(asked.axis()))
                .distinct()
                .toList();
        boolean numbers = values.stream().allMatch(v -> v.amount().isPresent()) && axis.kind() != AxisKind.RELEASE;
        double scale = scale(axis.kind());
        double yScale = yScale(measure.unit(), points, asked.measure());
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        for (PointResult result : points) {
            AxisValue value = result.point().value(asked.axis());
            double x = numbers ? value.amount().getAsLong() / scale : values.indexOf(value);
            String line = asked.series().isEmpty()
                    ? measure.name()
                    : String.join(
                            ", ",
                            asked.series().stream()
                                    .map(s ->
                                            result.point().coordinates().get(s).told())
                                    .toList());
            point(result, asked.measure(), x, yScale).ifPresent(p -> lines.computeIfAbsent(line, k -> new ArrayList<>())
                    .add(p));
        }
        List<Series> series = new ArrayList<>();
        lines.forEach((name, p) -> series.add(numbers ? Series.line(name, p) : Series.bars(name, p)));
        String place = where.isEmpty()
                ? ""
                : " at "
                        + String.join(", ", where.stream().map(Object::toString).toList());
        return Chart.of(
                        measure.name() + " by " + axis.name() + place,
                        numbers ? xAxis(axis, values) : org.foliot.report.chart.Axis.of(axis.name(), labels(values)),
                        yAxis(measure.name(), yUnit(measure.unit(), yScale), series),
                        series)
                .withNote("means with " + Amounts.plain(study.confidence() / PERCENT) + " % intervals"
                        + (study.intervals() == Study.IntervalMethod.STUDENT && study.batches() == 1
                                ? ""
                                : " " + answers.intervals().described())
                        + "; study "
                        + study.name() + ", " + answers.results().runs() + " runs");
    }

    private static List<String> labels(List<AxisValue> values) {
        return values.stream().map(AxisValue::label).toList();
    }

    private Optional<Point> point(PointResult result, int measure, double x, double scale) {
        double[] values = result.values(measure);
        Optional<MeanEstimate> estimate = answers.estimate(result, measure);
        if (estimate.isEmpty()) {
            return values.length == 0 ? Optional.empty() : Optional.of(Point.of(x, values[0] / scale));
        }
        return Optional.of(Point.of(x, estimate.get().mean() / scale)
                .between(
                        estimate.get().interval().lower() / scale,
                        estimate.get().interval().upper() / scale));
    }

    /** Values that go by factors are shown so. */
    private static org.foliot.report.chart.Axis xAxis(Axis axis, List<AxisValue> values) {
        long[] amounts = values.stream()
                .map(AxisValue::amount)
                .mapToLong(OptionalLong::getAsLong)
                .sorted()
                .toArray();
        boolean wide = amounts.length > 2 && amounts[0] > 0 && amounts[amounts.length - 1] >= 16 * amounts[0];
        return wide
                ? org.foliot.report.chart.Axis.logarithmic(axis.name(), unit(axis.kind()))
                : org.foliot.report.chart.Axis.linear(axis.name(), unit(axis.kind()));
    }

    /** Means that lie factors of a thousand apart are shown by factors, as long as they are lines and all above 0. */
    private static org.foliot.report.chart.Axis yAxis(String title, String unit, List<Series> series) {
        DoubleSummaryStatistics means = series.stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(Point::y)
                .summaryStatistics();
        boolean wide = means.getMin() > 0
                && means.getMax() >= 1000 * means.getMin()
                && series.stream().allMatch(s -> s.style() == Series.Style.LINE);
        return wide
                ? org.foliot.report.chart.Axis.logarithmic(title, unit)
                : org.foliot.report.chart.Axis.linear(title, unit);
    }

    private static double scale(AxisKind kind) {
        return switch (kind) {
            case TIME -> 1e9;
            case FREQUENCY -> 1e6;
            case RATIO -> PERCENT;
            case WORD, RELEASE, COUNT, BYTES, CYCLES, ADDRESS -> 1;
        };
    }

    private static String unit(AxisKind kind) {
        return switch (kind) {
            case TIME -> "ms";
            case FREQUENCY -> "MHz";
            case RATIO -> "%";
            case BYTES -> "B";
            case CYCLES -> "cycles";
            case WORD, RELEASE, COUNT, ADDRESS -> "";
        };
    }

    /** The unit that suits the largest mean. */
    private static double yScale(Metric.Unit unit, List<PointResult> points, int measure) {
        if (unit == Metric.Unit.RATIO) {
            return PERCENT;
        } else if (unit != Metric.Unit.TIME) {
            return 1;
        }
        double largest = 0;
        for (PointResult point : points) {
            for (double value : point.values(measure)) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        double scale = 1;
        while (scale < 1e12 && largest >= scale * 1000) {
            scale *= 1000;
        }
        return scale;
    }

    private static String yUnit(Metric.Unit unit, double scale) {
        return switch (unit) {
            case RATIO -> "%";
            case BYTES -> "B";
            case TICKS -> "ticks";
            case COUNT, FLAG -> "";
            case TIME -> scale >= 1e12 ? "s" : scale >= 1e9 ? "ms" : scale >= 1e6 ? "us" : scale >= 1e3 ? "ns" : "ps";
        };
    }
}
