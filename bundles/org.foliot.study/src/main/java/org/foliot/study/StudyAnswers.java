package org.foliot.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.foliot.program.study.PointTerms;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyPoint;
import org.foliot.program.study.Term;
import org.foliot.statistics.BatchMeans;
import org.foliot.statistics.MeanEstimate;
import org.foliot.statistics.Morris;
import org.foliot.statistics.PairedComparison;
import org.foliot.statistics.QuantileSketch;
import org.foliot.statistics.Sample;
import org.foliot.statistics.Sobol;

/** What the runs of a study answer together: estimates, differences, sensitivities and verdicts. */
public final class StudyAnswers {
    private static final double BILLION = 1e9;
    private static final int RESAMPLES = 1000;

    private final StudyResults results;
    private final Study study;
    private final Intervals intervals;
    private final Map<Asked, Optional<MeanEstimate>> estimates = new ConcurrentHashMap<>();
    private final Map<Merged, QuantileSketch> distributions = new ConcurrentHashMap<>();

    /** What an estimate is asked for; resampling takes long enough to do it once. */
    private record Asked(StudyPoint point, int measure, double level) {}

    /** What is merged over all runs of a point; decoding them takes long enough to do it once. */
    private record Merged(StudyPoint point, String distribution) {}

    /**
     * A difference between two points, from runs of equal seeds.
     *
     * @param measure number of the measure
     * @param point the point
     * @param base what it is compared with
     * @param difference the point less the base; absent of fewer than two pairs
     * @param baseMean the mean of the base over the same seeds
     * @param adjusted the p-value as it is to be read beside the others of its comparison (Holm); NaN where there is none
     */
    public record Difference(
            int measure,
            StudyPoint point,
            StudyPoint base,
            Optional<PairedComparison> difference,
            double baseMean,
            double adjusted) {
        private Difference adjusted(double pValue) {
            return new Difference(measure, point, base, difference, baseMean, pValue);
        }
    }

    /**
     * How much a variation matters.
     *
     * @param variation the names of its axes
     * @param morris by elementary effects
     * @param sobol by shares of variance
     */
    public record Influence(String variation, Optional<Morris.Effect> morris, Optional<Sobol.Index> sobol) {}

    /**
     * What became of an expectation. One that cannot be judged at a point, because a number that it speaks of cannot be had
     * from so few runs, failed there.
     *
     * @param claim what was expected
     * @param judged at how many points; 0 where a filter has left out all that it is about
     * @param held whether it held at all of them
     * @param where the first point at which it did not, or, of one that is never to hold, did
     * @param elsewhere at how many points besides
     * @param found what its statistics came to at that point; empty if it held
     * @param quantiles what its quantiles rest on: at that point, or of one that held where there are fewest values
     */
    public record Verdict(
            Study.Claim claim,
            int judged,
            boolean held,
            Optional<StudyPoint> where,
            int elsewhere,
            List<Finding> found,
            List<QuantileBasis> quantiles) {
        public Verdict {
            found = List.copyOf(found);
            quantiles = List.copyOf(quantiles);
        }
    }

    /** Answers from results. */
    public StudyAnswers(StudyResults results) {
        this.results = results;
        this.study = results.study();
        this.intervals = Intervals.of(study);
    }

    /** How their intervals are made. */
    Intervals intervals() {
        return intervals;
    }

    /** What the answers are from. */
    public StudyResults results() {
        return results;
    }

    /** The mean of a measure at a point with its interval; absent of fewer than two values. */
    public Optional<MeanEstimate> estimate(PointResult point, int measure) {
        return estimate(point, measure, study.confidence() / BILLION);
    }

    private Optional<MeanEstimate> estimate(PointResult point, int measure, double level) {
        return estimates.computeIfAbsent(new Asked(point.point(), measure, level), asked -> {
            double[] values = point.values(measure);
            return values.length < 2 ? Optional.empty() : Optional.of(intervals.mean(values, level));
        });
    }

    /** What all runs of a point together have many of; only to be read. */
    QuantileSketch distribution(PointResult point, String name) {
        return distributions.computeIfAbsent(new Merged(point.point(), name), asked -> point.distribution(name));
    }

    /** What is known of the batches of a run, of a study in batches; the estimate is that of {@link #estimate}. */
    public Optional<BatchMeans> batches(PointResult point, int measure) {
        double[] values = point.values(measure);
        return study.batches() == 1 || values.length < study.batches()
                ? Optional.empty()
                : Optional.of(BatchMeans.of(Sample.of(values), study.batches(), study.confidence() / BILLION));
    }

    /** The differences that a comparison asks for, in the order of the points. */
    public List<Difference> differences(Study.Comparison comparison) {
        List<Integer> axes = axesOf(comparison.variation());
        Map<List<StudyPoint.Coordinate>, PointResult> bases = new LinkedHashMap<>();
        for (PointResult result : results.points()) {
            if (isBase(result.point(), comparison, axes)) {
                bases.put(result.point().without(axes), result);
            }
        }
        List<Difference> differences = new ArrayList<>();
        for (PointResult result : results.points()) {
            PointResult base = bases.get(result.point().without(axes));
            if (base != null && !base.equals(result)) {
                differences.add(difference(comparison.measure(), result, base));
            }
        }
        return adjusted(differences);
    }

    /** With so many differences some would look like more than chance by chance; those without a p-value do not count. */
    private static List<Difference> adjusted(List<Difference> differences) {
        double[] adjusted = PairedComparison.holm(differences.stream()
                .flatMap(d -> d.difference().stream())
                .mapToDouble(PairedComparison::pValue)
                .toArray());
        List<Difference> all = new ArrayList<>();
        int next = 0;
        for (Difference each : differences) {
            all.add(each.difference().isPresent() ? each.adjusted(adjusted[next++]) : each);
        }
        return all;
    }

    private List<Integer> axesOf(int variation) {
        int first = study.variations().subList(0, variation).stream()
                .mapToInt(v -> v.axes().size())
                .sum();
        return IntStream.range(
                        first, first + study.variations().get(variation).axes().size())
                .boxed()
                .toList();
    }

    private boolean isBase(StudyPoint point, Study.Comparison comparison, List<Integer> axes) {
        return axes.stream()
                .map(point::value)
                .toList()
                .equals(study.variations().get(comparison.variation()).rows().get(comparison.base()));
    }

    private Difference difference(int measure, PointResult result, PointResult base) {
        Map<Integer, Double> theirs = new TreeMap<>();
        base.replications().stream()
                .filter(Replication::isMeasured)
                .forEach(r -> theirs.put(r.number(), r.value(measure)));
        List<Replication> paired = result.replications().stream()
                .filter(r -> r.isMeasured() && theirs.containsKey(r.number()))
                .toList();
        double[] ours = paired.stream().mapToDouble(r -> r.value(measure)).toArray();
        double[] others =
                paired.stream().mapToDouble(r -> theirs.get(r.number())).toArray();
        return new Difference(
                measure,
                result.point(),
                base.point(),
                ours.length < 2
                        ? Optional.empty()
                        : Optional.of(intervals.difference(ours, others, study.confidence() / BILLION)),
                others.length == 0 ? Double.NaN : Sample.of(others).mean(),
                Double.NaN);
    }

    /** How much each variation matters; nothing where a point of the design has no value. */
    public List<Influence> influences() {
        if (study.sensitivity().isEmpty()) {
            return List.of();
        }
        Study.Sensitivity asked = study.sensitivity().get();
        List<double[]> values =
                results.points().stream().map(p -> p.values(asked.measure())).toList();
        if (values.stream().anyMatch(v -> v.length == 0)) {
            return List.of();
        }
        double[] outputs = values.stream().mapToDouble(v -> Sample.of(v).mean()).toArray();
        List<Influence> influences = new ArrayList<>();
        switch (asked.method()) {
            case MORRIS -> {
                List<Morris.Effect> effects = Design.morris(study).effects(outputs);
                for (int i = 0; i < effects.size(); i++) {
                    influences.add(new Influence(name(i), Optional.of(effects.get(i)), Optional.empty()));
                }
            }
            case SOBOL -> {
                List<Sobol.Index> indices =
                        Design.sobol(study).indices(outputs, study.confidence() / BILLION, RESAMPLES, 1);
                for (int i = 0; i < indices.size(); i++) {
                    influences.add(new Influence(name(i), Optional.empty(), Optional.of(indices.get(i))));
                }
            }
        }
        return influences;
    }

    private String name(int variation) {
        return study.variations().get(variation).name();
    }

    // ---- expectations ----

    /** What became of each expectation of the study; nothing before all runs have been made, since more may decide otherwise. */
    public List<Verdict> verdicts() {
        return !results.complete()
                ? List.of()
                : study.claims().stream().map(this::verdict).toList();
    }

    private Verdict verdict(Study.Claim claim) {
        List<PointResult> concerned = results.points().stream()
                .filter(r -> claim.where().isEmpty()
                        || PointTerms.holds(claim.where().get(), r.point()))
                .toList();
        List<PointResult> against =
                concerned.stream().filter(r -> !holds(claim, r)).toList();
        if (against.isEmpty()) {
            return new Verdict(
                    claim, concerned.size(), true, Optional.empty(), 0, List.of(), quantiles(claim, concerned));
        }
        PointResult first = against.get(0);
        return new Verdict(
                claim,
                concerned.size(),
                false,
                Optional.of(first.point()),
                against.size() - 1,
                found(claim, first),
                quantiles(claim, List.of(first)));
    }

    private List<Finding> found(Study.Claim claim, PointResult result) {
        return PointTerms.statistics(claim.condition()).stream()
                .map(term -> new Finding(
                        term,
                        study.measures().get(term.measure()),
                        result.values(term.measure()).length,
                        statistic(term, result, claim.confidence() / BILLION)))
                .toList();
    }

    private List<QuantileBasis> quantiles(Study.Claim claim, List<PointResult> concerned) {
        double level = claim.confidence() / BILLION;
        List<QuantileBasis> found = new ArrayList<>();
        for (Term.OverRuns term : PointTerms.statistics(claim.condition())) {
            Optional<PointResult> fewest =
                    concerned.stream().min(Comparator.comparingInt(r -> r.values(term.measure()).length));
            Optional<Double> probability = QuantileBasis.probability(term);
            if (probability.isPresent() && fewest.isPresent()) {
                found.add(QuantileBasis.of(
                        probability.get(),
                        study.measures().get(term.measure()),
                        fewest.get(),
                        statistic(term, fewest.get(), level),
                        term,
                        level));
            }
        }
        return found;
    }

    private boolean holds(Study.Claim claim, PointResult result) {
        ToDoubleFunction<Term.OverRuns> statistics = term -> statistic(term, result, claim.confidence() / BILLION);
        return claim.never()
                ? PointTerms.fails(claim.condition(), result.point(), statistics)
                : PointTerms.holds(claim.condition(), result.point(), statistics);
    }

    /** A statistic over the runs of a point; NaN where there are too few. */
    private double statistic(Term.OverRuns term, PointResult result, double level) {
        double[] values = result.values(term.measure());
        if (values.length == 0) {
            return Double.NaN;
        }
        Sample sample = Sample.of(values);
        double[] sorted = sample.sorted();
        Optional<MeanEstimate> estimate = estimate(result, term.measure(), level);
        return switch (term.function()) {
            case MEAN -> sample.mean();
            case MEDIAN -> quantile(sorted, 0.5);
            case QUANTILE -> quantile(sorted, term.percent().orElseThrow() / 100.0);
            case LOWEST -> sorted[0];
            case HIGHEST -> sorted[sorted.length - 1];
            case DEVIATION -> estimate.map(MeanEstimate::standardDeviation).orElse(Double.NaN);
            case CI ->
                estimate.map(e -> term.relative()
                                ? e.relativeHalfWidth() * BILLION
                                : e.interval().halfWidth())
                        .orElse(Double.NaN);
        };
    }

    /** The smallest value that at least such a share of all do not exceed; of two in the middle their mean. */
    private static double quantile(double[] sorted, double share) {
        double place = share * sorted.length;
        int index = (int) Math.ceil(place) - 1;
        boolean between = place == Math.rint(place) && index + 1 < sorted.length;
        return between ? (sorted[index] + sorted[index + 1]) / 2 : sorted[Math.max(0, index)];
    }
}
