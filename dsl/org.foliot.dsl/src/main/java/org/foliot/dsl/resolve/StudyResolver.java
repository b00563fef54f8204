package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Antithetic;
import org.foliot.dsl.foliot.AxisUse;
import org.foliot.dsl.foliot.Batches;
import org.foliot.dsl.foliot.Chart;
import org.foliot.dsl.foliot.Comparison;
import org.foliot.dsl.foliot.Constraint;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.IntervalMethod;
import org.foliot.dsl.foliot.MeasureUse;
import org.foliot.dsl.foliot.PairedComparison;
import org.foliot.dsl.foliot.Repetition;
import org.foliot.dsl.foliot.SeedPolicy;
import org.foliot.dsl.foliot.Sensitivity;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.StudyClaim;
import org.foliot.dsl.foliot.StudyClause;
import org.foliot.dsl.foliot.StudyExpectations;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.foliot.Variation;
import org.foliot.dsl.foliot.WarmUp;
import org.foliot.dsl.messages.Spelling;
import org.foliot.dsl.resolve.ResolvedStudy.Level;
import org.foliot.dsl.resolve.ResolvedStudy.Precision;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedAxis;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedChart;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedComparison;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedMeasure;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedRepetition;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedSensitivity;
import org.foliot.dsl.resolve.ResolvedStudy.ResolvedVariation;
import org.foliot.dsl.resolve.StudyFacts.Leaf;
import org.foliot.time.Dimension;
import org.foliot.time.Duration;
import org.foliot.time.Ratio;

/** Works out what a study asks, against its scenario as it stands. */
final class StudyResolver {
    /** Replications of one point. */
    static final int MOST_RUNS = 1_000_000;

    private static final String STUDENT = "student";
    private static final List<String> INTERVALS = StudyWords.INTERVALS.texts();
    private static final int LEAST_BATCHES = 5;
    private static final int MOST_BATCHES = 50;
    private static final int LEAST_FOR_INTERVAL = 5;
    private static final long USUAL_CONFIDENCE = Ratio.ofPercent(95).partsPerBillion();
    private static final List<String> METHODS = StudyWords.SENSITIVITIES.texts();

    /** Fewer runs than this say too little of a distribution for resamples to be like it. */
    private static final int LEAST_FOR_BOOTSTRAP = 10;

    /** Where a tail still holds some of the resamples that studies make. */
    private static final long MOST_OF_BOOTSTRAP = Ratio.ofPercent(99).partsPerBillion();

    private final Resolution scenario;
    private final Findings findings;

    private Study study;
    private List<ResolvedVariation> variations;
    private StudyTerms terms;

    StudyResolver(Resolution scenario, Findings findings) {
        this.scenario = scenario;
        this.findings = findings;
    }

    ResolvedStudy resolve(Study declaration) {
        study = declaration;
        checkOnce();
        List<ResolvedMeasure> measures = new Measures(scenario, findings)
                .resolve(study).stream()
                        .map(m -> new ResolvedMeasure(m.name(), m.kind()))
                        .toList();
        Optional<Sensitivity> sensitivity = find(Sensitivity.class);
        AxisResolver axes = new AxisResolver(scenario, sensitivity.isPresent(), findings);
        variations = all(Variation.class).stream().map(axes::resolve).toList();
        List<ResolvedAxis> flat =
                variations.stream().flatMap(v -> v.axes().stream()).toList();
        terms = new StudyTerms(flat, measures, scenario.values(), findings);
        all(Constraint.class).forEach(c -> terms.requireCondition(c.getCondition(), false));
        boolean common = find(SeedPolicy.class).map(this::isCommon).orElse(true);
        ResolvedStudy resolved = new ResolvedStudy(
                study,
                variations,
                all(Constraint.class),
                find(WarmUp.class).flatMap(this::warmUp).orElse(Duration.ZERO),
                measures,
                new Distributions(scenario, findings)
                        .resolve(study).stream()
                                .map(ResolvedPoint.ResolvedDistribution::name)
                                .toList(),
                repetition(),
                find(Batches.class).map(this::batches).orElse(1),
                common,
                find(Antithetic.class).map(Antithetic::isOn).orElse(false),
                find(IntervalMethod.class).map(this::method).orElse(STUDENT),
                comparisons(common),
                sensitivity.flatMap(this::sensitivity),
                charts(),
                claims(),
                terms.facts());
        checkMeaning(resolved);
        return resolved;
    }

    private <T extends EObject> List<T> all(Class<T> type) {
        return study.getClauses().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private <T extends EObject> Optional<T> find(Class<T> type) {
        return all(type).stream().findFirst();
    }

    private void checkOnce() {
        Map<EClass, StudyClause> seen = new HashMap<>();
        for (StudyClause clause : study.getClauses()) {
            boolean once = clause instanceof WarmUp
                    || clause instanceof Batches
                    || clause instanceof Repetition
                    || clause instanceof SeedPolicy
                    || clause instanceof Antithetic
                    || clause instanceof IntervalMethod
                    || clause instanceof Sensitivity;
            StudyClause first = once ? seen.putIfAbsent(clause.eClass(), clause) : null;
            if (first != null) {
                findings.error(
                        Codes.STATEMENT_TWICE,
                        clause,
                        "this has been said in line "
                                + NodeModelUtils.findActualNodeFor(first).getStartLine(),
                        "keep one of the two");
            }
        }
    }

    private boolean isCommon(SeedPolicy policy) {
        String word = policy.getPolicy() == null ? "common" : policy.getPolicy();
        List<String> known = StudyWords.SEEDS.texts();
        if (!known.contains(word)) {
            findings.error(
                    Codes.WORD_UNKNOWN,
                    policy,
                    FoliotPackage.Literals.SEED_POLICY__POLICY,
                    "seeds cannot be " + word,
                    "they are common to all points, or independent",
                    known);
        }
        return !word.equals("independent");
    }

    private String method(IntervalMethod clause) {
        String word = clause.getMethod() == null ? STUDENT : clause.getMethod();
        if (!INTERVALS.contains(word)) {
            findings.error(
                    Codes.WORD_UNKNOWN,
                    clause,
                    FoliotPackage.Literals.INTERVAL_METHOD__METHOD,
                    "there are no intervals by " + word,
                    Spelling.remedy(word, INTERVALS, "methods"),
                    Spelling.nearest(word, INTERVALS));
            return STUDENT;
        }
        return word;
    }

    /** Resamples are to be like the runs, and enough of them to lie in either tail. */
    private void checkBootstrap(ResolvedStudy resolved) {
        if (resolved.intervals().equals(STUDENT) || resolved.batches() > 1) {
            return;
        }
        ResolvedRepetition repetition = resolved.repetition();
        int least = repetition.until().isPresent() ? repetition.least() : repetition.count();
        if (least < LEAST_FOR_BOOTSTRAP) {
            findings.warning(
                    Codes.STUDY_CLAUSE,
                    find(IntervalMethod.class).orElseThrow(),
                    FoliotPackage.Literals.INTERVAL_METHOD__METHOD,
                    "of fewer than " + LEAST_FOR_BOOTSTRAP + " runs intervals by " + resolved.intervals()
                            + " come out too narrow, and here there may be " + least,
                    "repeat at least " + LEAST_FOR_BOOTSTRAP + " times, or keep to intervals by " + STUDENT);
        }
        repetition
                .until()
                .ifPresent(p -> checkTails(
                        p.confidence(), repetition.declaration().orElseThrow().getConfidence()));
        resolved.confidences().forEach((claim, confidence) -> checkTails(confidence, claim.getConfidence()));
    }

    private void checkTails(long confidence, Value place) {
        if (confidence > MOST_OF_BOOTSTRAP) {
            findings.error(
                    Codes.VALUE_RANGE,
                    place,
                    "too few resamples lie outside of an interval of this confidence",
                    "write 99 % or less, or keep to intervals by " + STUDENT);
        }
    }

    private Optional<Duration> warmUp(WarmUp clause) {
        Optional<Duration> time = scenario.values().duration(clause.getTime(), "the warm-up");
        Duration end = scenario.scenario().end();
        if (time.isPresent() && time.get().compareTo(end) >= 0) {
            findings.error(
                    Codes.STUDY_CLAUSE,
                    clause.getTime(),
                    "the run ends at " + end + ", so nothing is left to measure after " + time.get(),
                    "shorten the warm-up, or move the end");
        }
        return time;
    }

    // ---- how often ----

    private ResolvedRepetition repetition() {
        Optional<Repetition> clause = find(Repetition.class);
        if (clause.isEmpty()) {
            return new ResolvedRepetition(clause, 1, Optional.empty(), 1);
        } else if (clause.get().getCount() != null) {
            return new ResolvedRepetition(clause, runs(clause.get().getCount(), 1), Optional.empty(), 1);
        }
        Repetition until = clause.get();
        int most = runs(until.getMost(), 2);
        int least = until.getLeast() == null ? Math.min(LEAST_FOR_INTERVAL, most) : runs(until.getLeast(), 2);
        if (least > most) {
            findings.error(
                    Codes.RANGE_EMPTY, until.getLeast(), "at least " + least + " runs are more than " + most, "");
        }
        return new ResolvedRepetition(clause, most, precision(until), least);
    }

    /** A run is cut into enough parts to tell whether neighbours go together, and few enough to keep each in a column. */
    private int batches(Batches clause) {
        for (StudyClause other : study.getClauses()) {
            if (other instanceof Repetition || other instanceof PairedComparison) {
                notOfBatches(
                        other, "is one run at each point, and this needs several", "write repeat in place of batches");
            } else if (other instanceof Antithetic antithetic && antithetic.isOn()) {
                notOfBatches(other, "is one run at each point, which has no mirror image", "leave it out");
            } else if (other instanceof IntervalMethod method && !STUDENT.equals(method.getMethod())) {
                notOfBatches(other, "has intervals by Student's distribution, since batches are few", "leave it out");
            }
        }
        return (int) scenario.values()
                .integer(clause.getCount(), "the number of batches", LEAST_BATCHES, MOST_BATCHES)
                .orElse(LEAST_BATCHES);
    }

    private void notOfBatches(StudyClause clause, String why, String remedy) {
        findings.error(Codes.STUDY_CLAUSE, clause, "a study in batches " + why, remedy);
    }

    private int runs(Value value, int least) {
        return (int) scenario.values()
                .integer(value, "the number of runs", least, MOST_RUNS)
                .orElse(least);
    }

    private Optional<Precision> precision(Repetition until) {
        terms.requireCondition(until.getClaim(), true);
        long confidence = confidence(until.getConfidence());
        if (until.getClaim() instanceof Comparison comparison
                && comparison.getOperator().startsWith("<")
                && terms.facts().leaf(comparison.getLeft()) instanceof Leaf.OverRuns of
                && of.function().equals("ci")
                && terms.facts().leaf(comparison.getRight()) instanceof Leaf.Fixed limit) {
            if (limit.amount() <= 0) {
                findings.error(
                        Codes.VALUE_RANGE,
                        comparison.getRight(),
                        "an interval of no width takes infinitely many runs",
                        "write a limit of more than 0, such as 2 %");
            }
            return Optional.of(new Precision(of.measure(), of.relative(), limit.amount(), confidence));
        } else if (!findings.hasErrors()) {
            findings.error(
                    Codes.STUDY_CLAUSE,
                    until.getClaim(),
                    "runs are not repeated until this",
                    "write how narrow an interval is to be, as in repeat until ci(overhead) < 2 % max 200");
        }
        return Optional.empty();
    }

    private long confidence(Value value) {
        if (value == null) {
            return USUAL_CONFIDENCE;
        }
        boolean ratio = scenario.values().isQuantity(value, Dimension.RATIO);
        long confidence = ratio
                ? Ratio.parse(scenario.values().literal(value).orElseThrow().text())
                        .partsPerBillion()
                : USUAL_CONFIDENCE;
        if (confidence <= 0 || confidence >= Ratio.ONE.partsPerBillion()) {
            findings.error(
                    Codes.VALUE_RANGE,
                    value,
                    "no interval has this confidence",
                    "it is more than 0 % and less than 100 %");
            return USUAL_CONFIDENCE;
        }
        return confidence;
    }

    // ---- what is asked ----

    private Map<StudyClaim, Long> claims() {
        Map<StudyClaim, Long> claims = new LinkedHashMap<>();
        for (StudyExpectations block : all(StudyExpectations.class)) {
            for (StudyClaim claim : block.getItems()) {
                terms.requireCondition(claim.getClaim(), true);
                terms.requireCondition(claim.getCondition(), false);
                claims.put(claim, confidence(claim.getConfidence()));
            }
        }
        return claims;
    }

    private int measure(MeasureUse use) {
        return use == null ? -1 : terms.measure(Measures.name(use));
    }

    /** The axis that a use means, −1 where it means none, which has been reported. */
    private int axis(AxisUse use) {
        if (use == null || use.getRoot() != null && use.getRoot().eIsProxy()) {
            return -1;
        }
        String name = use.getRoot() == null ? Written.text(use) : Name.of(use.getRoot()) + "." + use.getProperty();
        int found = terms.index(name);
        if (found < 0 && use.getRoot() == null) {
            List<String> names = variations.stream()
                    .flatMap(v -> v.axes().stream())
                    .map(ResolvedAxis::name)
                    .toList();
            List<String> matching =
                    names.stream().filter(n -> n.endsWith("." + name)).toList();
            if (matching.size() > 1) {
                findings.error(
                        Codes.AXIS_UNKNOWN,
                        use,
                        name + " can mean " + String.join(" or ", matching),
                        "write one of the two");
                return -1;
            }
            found = matching.isEmpty() ? -1 : names.indexOf(matching.get(0));
        }
        boolean broken = variations.stream().anyMatch(v -> v.axes().isEmpty());
        if (found < 0 && !broken) {
            terms.unknownAxis(use, null, name);
        }
        return found;
    }

    /** The number of the variation that an axis belongs to. */
    private int variationOf(int axis) {
        int passed = 0;
        for (int i = 0; i < variations.size(); i++) {
            passed += variations.get(i).axes().size();
            if (axis < passed) {
                return i;
            }
        }
        return -1;
    }

    private int columnOf(int axis) {
        int before = 0;
        for (int i = 0; i < variationOf(axis); i++) {
            before += variations.get(i).axes().size();
        }
        return axis - before;
    }

    private List<ResolvedComparison> comparisons(boolean common) {
        List<ResolvedComparison> comparisons = new ArrayList<>();
        for (PairedComparison clause : all(PairedComparison.class)) {
            int measure = measure(clause.getMeasure());
            int axis = axis(clause.getAxis());
            if (!common) {
                findings.error(
                        Codes.STUDY_CLAUSE,
                        clause,
                        "runs are compared in pairs of equal seeds, and here every point has its own",
                        "write seeds common");
            }
            if (measure >= 0 && axis >= 0) {
                base(clause, axis)
                        .ifPresent(b -> comparisons.add(new ResolvedComparison(clause, measure, variationOf(axis), b)));
            }
        }
        return comparisons;
    }

    private Optional<Integer> base(PairedComparison clause, int axis) {
        List<List<Level>> rows = variations.get(variationOf(axis)).rows();
        if (clause.getBase() == null) {
            return rows.isEmpty() ? Optional.empty() : Optional.of(0);
        }
        int column = columnOf(axis);
        String wanted =
                scenario.values().literal(clause.getBase()).map(Literal::text).orElse("");
        // The word alone means the value that is that word alone, if there is one.
        Optional<Integer> named = IntStream.range(0, rows.size())
                .boxed()
                .filter(i -> rows.get(i).get(column).text().equals(wanted))
                .min(Comparator.comparing(
                        i -> rows.get(i).get(column).settings().size()));
        if (named.isPresent()) {
            return named;
        }
        List<String> known = rows.stream().map(r -> r.get(column).text()).toList();
        if (!known.isEmpty()) {
            findings.error(
                    Codes.AXIS_VALUE,
                    clause.getBase(),
                    null,
                    wanted + " is none of the values of this axis",
                    Spelling.remedy(wanted, known, "values"),
                    Spelling.nearest(wanted, known));
        }
        return Optional.empty();
    }

    private List<ResolvedChart> charts() {
        List<ResolvedChart> charts = new ArrayList<>();
        for (Chart clause : all(Chart.class)) {
            int measure = measure(clause.getMeasure());
            int axis = axis(clause.getAxis());
            List<Integer> series = new ArrayList<>();
            clause.getSeries().forEach(s -> series.add(axis(s)));
            if (measure >= 0 && axis >= 0 && !series.contains(-1)) {
                charts.add(new ResolvedChart(clause, measure, axis, List.copyOf(series)));
            }
        }
        return charts;
    }

    private Optional<ResolvedSensitivity> sensitivity(Sensitivity clause) {
        String method = clause.getMethod() == null ? "sobol" : clause.getMethod();
        if (!METHODS.contains(method)) {
            findings.error(
                    Codes.WORD_UNKNOWN,
                    clause,
                    FoliotPackage.Literals.SENSITIVITY__METHOD,
                    "there is no method " + method,
                    Spelling.remedy(method, METHODS, "methods"),
                    Spelling.nearest(method, METHODS));
        }
        int size = (int) scenario.values()
                .integer(clause.getSize(), "the size of a design", 2, AxisLevels.MOST)
                .orElse(2);
        if (find(Constraint.class).isPresent()) {
            findings.error(
                    Codes.STUDY_CLAUSE,
                    find(Constraint.class).get(),
                    "a design of sensitivity leaves no point out",
                    "take the condition away, or narrow the ranges");
        }
        for (StudyClause other : study.getClauses()) {
            if (other instanceof Chart || other instanceof PairedComparison) {
                findings.error(
                        Codes.STUDY_CLAUSE,
                        other,
                        "the points of a design of sensitivity are not those of a grid",
                        "write this into a study of its own");
            }
        }
        int measure = measure(clause.getMeasure());
        return measure < 0 ? Optional.empty() : Optional.of(new ResolvedSensitivity(measure, method, size));
    }

    private void checkMeaning(ResolvedStudy resolved) {
        checkBootstrap(resolved);
        if (resolved.measures().isEmpty() && resolved.distributions().isEmpty() && !findings.hasErrors()) {
            findings.warning(
                    Codes.STUDY_CLAUSE,
                    study,
                    FoliotPackage.Literals.STUDY__NAME,
                    "this study measures nothing, so only outcomes will be known of its runs",
                    "write for example measure stolen = sum(web.vcpu[*].stolen)");
        }
    }
}
