package org.foliot.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.extension.Catalog;
import org.foliot.api.observation.Metric;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.ParsedScenario;
import org.foliot.dsl.resolve.Findings;
import org.foliot.dsl.resolve.NumberKind;
import org.foliot.dsl.resolve.Overrides;
import org.foliot.dsl.resolve.Overrides.PropertyValue;
import org.foliot.dsl.resolve.ResolvedPoint;
import org.foliot.dsl.resolve.ResolvedPoint.Measured;
import org.foliot.dsl.resolve.ResolvedStudy;
import org.foliot.dsl.resolve.ScenarioResolver;
import org.foliot.program.Expression;
import org.foliot.program.MeasureDefinition;
import org.foliot.program.study.DistributionDefinition;
import org.foliot.program.study.PointProgram;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyPoint;
import org.foliot.program.study.StudyPoint.Coordinate;

/** A study with the scenario that it is of, which compiles the programs of its points one by one. */
public final class CompiledStudy {
    private final Study study;
    private final ParsedScenario scenario;
    private final ResolvedStudy resolved;
    private final Catalog catalog;
    private final SortedMap<String, String> parameters;

    CompiledStudy(
            Study study,
            ParsedScenario scenario,
            ResolvedStudy resolved,
            Catalog catalog,
            SortedMap<String, String> parameters) {
        this.study = study;
        this.scenario = scenario;
        this.resolved = resolved;
        this.catalog = catalog;
        this.parameters = parameters;
    }

    /** What is to be planned. */
    public Study study() {
        return study;
    }

    /** The scenario with the values of a point in place of its own. One point is compiled at a time. */
    public synchronized PointCompilation compile(StudyPoint point) {
        Findings findings = new Findings();
        ResolvedPoint at = new ScenarioResolver(catalog).point(resolved, overrides(point), findings);
        List<Diagnostic> errors = scenario.locate(findings.all()).stream()
                .filter(Diagnostic::isError)
                .map(d -> at(point, d))
                .toList();
        return errors.isEmpty()
                ? new PointCompilation(Optional.of(program(at)), List.of())
                : new PointCompilation(Optional.empty(), errors);
    }

    private Overrides overrides(StudyPoint point) {
        SortedMap<String, String> set = new TreeMap<>(parameters);
        SortedMap<String, PropertyValue> properties = new TreeMap<>();
        for (Coordinate coordinate : point.coordinates()) {
            if (coordinate.axis().isParameter()) {
                set.put(coordinate.axis().name(), coordinate.value().text());
            } else {
                properties.put(
                        coordinate.axis().name(),
                        new PropertyValue(
                                coordinate.value().text(), coordinate.value().settings()));
            }
        }
        return new Overrides(set, properties);
    }

    private static Diagnostic at(StudyPoint point, Diagnostic d) {
        return new Diagnostic(
                d.severity(),
                d.code(),
                d.file(),
                d.line(),
                d.column(),
                d.length(),
                "at " + point + ": " + d.message(),
                d.remedy());
    }

    private PointProgram program(ResolvedPoint at) {
        Claims claims = new Claims(at.scenario().facts());
        List<MeasureDefinition> measures = new ArrayList<>();
        for (Measured measure : at.measures()) {
            Expression value =
                    measure.expression().map(e -> claims.numbers(e).get(0)).orElseGet(() -> reading(measure));
            measures.add(new MeasureDefinition(measure.name(), unit(measure.kind()), value));
        }
        List<DistributionDefinition> distributions = at.distributions().stream()
                .map(d -> new DistributionDefinition(
                        d.name(),
                        DistributionDefinition.Quantity.valueOf(d.quantity().toUpperCase(Locale.ROOT)),
                        d.subjects().stream().map(TimelineTranslation::subject).toList()))
                .toList();
        return new PointProgram(Compiler.program(scenario, at.scenario()), measures, distributions);
    }

    private static Expression reading(Measured measure) {
        var reading = measure.reading().orElseThrow();
        return new Expression.Reading(
                TimelineTranslation.subject(reading.subjects().get(0)), reading.metric());
    }

    static Metric.Unit unit(NumberKind kind) {
        return switch (kind) {
            case TIME -> Metric.Unit.TIME;
            case BYTES -> Metric.Unit.BYTES;
            case RATIO -> Metric.Unit.RATIO;
            case FLAG -> Metric.Unit.FLAG;
            case TICKS -> Metric.Unit.TICKS;
            case COUNT, CONDITION -> Metric.Unit.COUNT;
        };
    }
}
