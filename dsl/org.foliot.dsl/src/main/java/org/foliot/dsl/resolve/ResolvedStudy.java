package org.foliot.dsl.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.foliot.dsl.foliot.Chart;
import org.foliot.dsl.foliot.Constraint;
import org.foliot.dsl.foliot.PairedComparison;
import org.foliot.dsl.foliot.Repetition;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.StudyClaim;
import org.foliot.dsl.foliot.Variation;
import org.foliot.time.Duration;

/**
 * A study with everything decided that can be decided without resolving the scenario at each point.
 *
 * @param declaration where it stands
 * @param variations what varies, in the order of the text
 * @param constraints conditions that every point meets
 * @param warmUp from when measures count
 * @param measures what is measured: what it declares, then the metrics that it names elsewhere
 * @param distributions what is kept of all that happens in a run, by name
 * @param repetition how often each point is run
 * @param batches into how many equal parts a run is cut, 1 for a run that is measured as a whole
 * @param commonSeeds whether a replication has the same seed at all points
 * @param antithetic whether each replication is a pair of runs with mirrored random numbers
 * @param intervals how intervals of means are made: one of {@code student}, {@code percentile} and {@code bca}
 * @param comparisons what is compared, pair by pair
 * @param sensitivity which axes matter, and how that is found out
 * @param charts what is drawn
 * @param confidences what is expected, with the confidence of its intervals in parts per billion
 * @param facts what was found out about its conditions
 */
public record ResolvedStudy(
        Study declaration,
        List<ResolvedVariation> variations,
        List<Constraint> constraints,
        Duration warmUp,
        List<ResolvedMeasure> measures,
        List<String> distributions,
        ResolvedRepetition repetition,
        int batches,
        boolean commonSeeds,
        boolean antithetic,
        String intervals,
        List<ResolvedComparison> comparisons,
        Optional<ResolvedSensitivity> sensitivity,
        List<ResolvedChart> charts,
        Map<StudyClaim, Long> confidences,
        StudyFacts facts) {
    /**
     * One axis, or several that vary together.
     *
     * @param rows the values, one per axis in each
     * @param interval what the only range of the list spans, for designs that choose their own values
     */
    public record ResolvedVariation(
            Variation declaration, List<ResolvedAxis> axes, List<List<Level>> rows, Optional<Interval> interval) {
        public ResolvedVariation {
            axes = List.copyOf(axes);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Something that varies.
     *
     * @param name the parameter, or owner and property as in {@code web.vcpus}
     * @param isParameter which of the two
     * @param kind what its values are
     */
    public record ResolvedAxis(String name, boolean isParameter, StudyKind kind) {}

    /**
     * A value of an axis.
     *
     * @param text as a scenario writes it
     * @param settings options of an extension or kernel that it names
     * @param amount in the smallest unit, for what has an order
     */
    public record Level(String text, SortedMap<String, String> settings, OptionalLong amount) {
        public Level {
            settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        }

        /** The value with its settings, as a scenario writes it. */
        String written() {
            return settings.isEmpty()
                    ? text
                    : settings.entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .collect(Collectors.joining(" ", text + " { ", " }"));
        }
    }

    /**
     * What a range spans, both ends included.
     *
     * @param logarithmic whether equal ratios count as equal steps
     */
    public record Interval(long low, long high, boolean logarithmic) {}

    /**
     * Something that is measured in every run.
     *
     * @param name as tables show it
     * @param kind what it counts
     */
    public record ResolvedMeasure(String name, NumberKind kind) {}

    /**
     * How often a point is run.
     *
     * @param count how often, or how often at most
     * @param until the interval that is to be narrow enough, absent for a fixed number
     * @param least how often at least
     */
    public record ResolvedRepetition(
            Optional<Repetition> declaration, int count, Optional<Precision> until, int least) {}

    /**
     * How narrow a confidence interval is to be.
     *
     * @param measure of what
     * @param relative whether the limit is a share of the mean, in parts per billion
     * @param limit largest half-width
     * @param confidence of the interval, in parts per billion
     */
    public record Precision(int measure, boolean relative, long limit, long confidence) {}

    /**
     * A comparison of points that differ in one variation.
     *
     * @param variation number of the variation
     * @param base number of the row that the others are compared with
     */
    public record ResolvedComparison(PairedComparison declaration, int measure, int variation, int base) {}

    /** How much each variation matters to a measure; the size is what the method calls so. */
    public record ResolvedSensitivity(int measure, String method, int size) {}

    /** A chart of a measure over one axis, with a line per value of others. */
    public record ResolvedChart(Chart declaration, int measure, int axis, List<Integer> series) {}

    public ResolvedStudy {
        variations = List.copyOf(variations);
        constraints = List.copyOf(constraints);
        measures = List.copyOf(measures);
        distributions = List.copyOf(distributions);
        comparisons = List.copyOf(comparisons);
        charts = List.copyOf(charts);
        confidences = Collections.unmodifiableMap(new LinkedHashMap<>(confidences));
    }

    /** What is expected, in the order of the text. */
    public List<StudyClaim> claims() {
        return List.copyOf(confidences.keySet());
    }

    /** The axes of all variations in a row. */
    public List<ResolvedAxis> axes() {
        return variations.stream().flatMap(v -> v.axes().stream()).toList();
    }
}
