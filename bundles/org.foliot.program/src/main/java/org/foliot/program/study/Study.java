package org.foliot.program.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.foliot.program.MeasureDefinition;
import org.foliot.program.Source;
import org.foliot.time.Duration;

/**
 * A study, ready to be planned.
 *
 * @param name its name
 * @param scenario what is studied
 * @param documentation its documentation comment, may be empty
 * @param variations what varies, in the order of the text
 * @param conditions what every point meets
 * @param warmUp from when measures count
 * @param measures what is measured
 * @param distributions of what distributions are kept, by name
 * @param repetition how often each point is run
 * @param batches into how many equal parts each run is cut after the warm-up, 1 for a run that is measured as a whole
 * @param commonSeeds whether a replication has the same seed at all points
 * @param antithetic whether a replication is a pair of runs with mirrored random numbers
 * @param intervals how intervals of means are made
 * @param comparisons what is compared pair by pair
 * @param sensitivity what is asked of a design in place of the grid
 * @param charts what is drawn
 * @param claims what is expected
 * @param source where it stands
 */
public record Study(
        String name,
        Scenario scenario,
        String documentation,
        List<Variation> variations,
        List<PointCondition> conditions,
        Duration warmUp,
        List<StudyMeasure> measures,
        List<String> distributions,
        Repetition repetition,
        int batches,
        boolean commonSeeds,
        boolean antithetic,
        IntervalMethod intervals,
        List<Comparison> comparisons,
        Optional<Sensitivity> sensitivity,
        List<Chart> charts,
        List<Claim> claims,
        Source source) {
    /**
     * The scenario of a study, for readers of its answers.
     *
     * @param name its name
     * @param origin the mail or incident that it came from
     * @param documentation its documentation comment, may be empty
     */
    public record Scenario(String name, Optional<String> origin, String documentation) {}

    /** How the confidence interval of a mean is made. */
    public enum IntervalMethod {
        /** From Student's distribution: symmetric about the mean. */
        STUDENT,
        /** The middle part of the means of resamples (Efron 1979). */
        PERCENTILE,
        /** The same, corrected for bias and skewness (Efron 1987). */
        BCA
    }

    /**
     * A comparison of points that differ in one variation alone, run by run of equal seeds.
     *
     * @param measure number of the measure
     * @param variation number of the variation
     * @param base number of the row that the others are compared with
     */
    public record Comparison(int measure, int variation, int base) {}

    /**
     * How much each variation matters.
     *
     * @param measure number of the measure
     * @param method how that is found out
     * @param size trajectories of Morris, base samples of Sobol
     */
    public record Sensitivity(int measure, Method method, int size) {
        /** A method of finding out. */
        public enum Method {
            /** Elementary effects (Morris 1991). */
            MORRIS,
            /** Shares of variance (Sobol 1993, Saltelli 2010). */
            SOBOL
        }
    }

    /**
     * A chart of a measure over one axis, a line per value of others; one chart per combination of what is left.
     *
     * @param measure number of the measure
     * @param axis number of the axis
     * @param series numbers of the axes that make lines
     */
    public record Chart(int measure, int axis, List<Integer> series) {
        public Chart {
            series = List.copyOf(series);
        }
    }

    /**
     * What is expected.
     *
     * @param never whether it is to hold at no point, rather than at every one
     * @param condition the claim
     * @param confidence of its intervals, in parts per billion
     * @param where of which points, absent for all
     */
    public record Claim(
            boolean never, PointCondition condition, long confidence, Optional<PointCondition> where, Source source) {}

    public Study {
        variations = List.copyOf(variations);
        conditions = List.copyOf(conditions);
        measures = List.copyOf(measures);
        distributions = List.copyOf(distributions);
        comparisons = List.copyOf(comparisons);
        charts = List.copyOf(charts);
        claims = List.copyOf(claims);
    }

    /** The axes of all variations in a row; their numbers are what terms and charts go by. */
    public List<Axis> axes() {
        return variations.stream().flatMap(v -> v.axes().stream()).toList();
    }

    /** What the values of a run are called: its measures, or each measure batch by batch. */
    public List<String> valueNames() {
        return measures.stream()
                .flatMap(m -> batches == 1
                        ? Stream.of(m.name())
                        : IntStream.range(0, batches).mapToObj(b -> MeasureDefinition.ofBatch(m.name(), b)))
                .toList();
    }

    /** The confidence of intervals in tables, in parts per billion: that of the repetition, else 95 %. */
    public long confidence() {
        return repetition.until().map(Repetition.Precision::confidence).orElse(950_000_000L);
    }
}
