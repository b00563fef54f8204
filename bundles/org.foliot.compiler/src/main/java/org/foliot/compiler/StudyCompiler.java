package org.foliot.compiler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.Catalog;
import org.foliot.dsl.Codes;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.ParsedScenario;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.resolve.Findings;
import org.foliot.dsl.resolve.Overrides;
import org.foliot.dsl.resolve.ResolvedStudy;
import org.foliot.dsl.resolve.ScenarioResolver;
import org.foliot.program.study.Axis;
import org.foliot.program.study.Grid;
import org.foliot.program.study.PointCondition;
import org.foliot.program.study.PointTerms;
import org.foliot.program.study.Study;

/** Compiles studies; has no state, so one serves any number of threads. */
public final class StudyCompiler {
    /** More combinations than anyone has the patience for. */
    public static final long MOST_COMBINATIONS = 10_000_000;

    /**
     * Compiles a study.
     *
     * @param scenario what the language read; may have errors, which are then passed on
     * @param name the name of one of its {@linkplain ParsedScenario#studies() studies}
     * @param catalog what is installed
     * @param parameters values that replace the defaults of the scenario's parameters at all points, as a scenario writes them
     * @throws IllegalArgumentException when the file has no such study
     */
    public StudyCompilation compile(
            ParsedScenario scenario, String name, Catalog catalog, Map<String, String> parameters) {
        if (scenario.model().isEmpty() || scenario.hasErrors()) {
            return new StudyCompilation(Optional.empty(), scenario.diagnostics());
        }
        org.foliot.dsl.foliot.Study declaration = scenario.studies().stream()
                .filter(s -> name.equals(s.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no study " + name));
        Findings findings = new Findings();
        ResolvedStudy resolved =
                new ScenarioResolver(catalog).study(declaration, Overrides.ofParameters(parameters), findings);
        if (findings.hasErrors()) {
            return refused(scenario, findings);
        }
        Study study = new StudyTranslation(scenario, resolved).translate();
        checkPoints(study, resolved, findings);
        checkSettings(study, declaration, parameters, findings);
        if (findings.hasErrors()) {
            return refused(scenario, findings);
        }
        CompiledStudy compiled = new CompiledStudy(study, scenario, resolved, catalog, new TreeMap<>(parameters));
        return new StudyCompilation(Optional.of(compiled), scenario.locate(findings.all()));
    }

    private static StudyCompilation refused(ParsedScenario scenario, Findings findings) {
        List<Diagnostic> diagnostics = scenario.locate(findings.all());
        return new StudyCompilation(Optional.empty(), diagnostics);
    }

    private static void checkPoints(Study study, ResolvedStudy resolved, Findings findings) {
        EObject place = resolved.constraints().isEmpty()
                ? resolved.declaration()
                : resolved.constraints().get(0);
        Optional<Long> combinations = combinations(study);
        if (combinations.isEmpty() || combinations.get() > MOST_COMBINATIONS) {
            findings.error(
                    Codes.STUDY_POINT,
                    resolved.declaration(),
                    FoliotPackage.Literals.STUDY__NAME,
                    "this study has more than " + MOST_COMBINATIONS + " combinations of values",
                    "vary less at once, or let axes vary together");
        } else if (new Grid(study).points().findFirst().isEmpty()) {
            findings.error(
                    Codes.STUDY_EMPTY,
                    place,
                    "no point meets the conditions, so there is nothing to run",
                    combinations.get() + " combinations of values were tried");
        } else if (study.sensitivity().isEmpty()) {
            checkClaims(study, resolved, findings);
        }
    }

    /** An expectation of no point would hold whatever comes out. */
    private static void checkClaims(Study study, ResolvedStudy resolved, Findings findings) {
        for (int i = 0; i < study.claims().size(); i++) {
            Optional<PointCondition> where = study.claims().get(i).where();
            if (where.isPresent() && new Grid(study).points().noneMatch(p -> PointTerms.holds(where.get(), p))) {
                findings.error(
                        Codes.STUDY_EMPTY,
                        resolved.claims().get(i).getCondition(),
                        "no point meets this, so nothing is expected",
                        "compare with values that the study varies over");
            }
        }
    }

    private static Optional<Long> combinations(Study study) {
        try {
            return Optional.of(new Grid(study).combinations());
        } catch (ArithmeticException tooMany) {
            return Optional.empty();
        }
    }

    private static void checkSettings(
            Study study, EObject declaration, Map<String, String> parameters, Findings findings) {
        for (Axis axis : study.axes()) {
            if (axis.isParameter() && parameters.containsKey(axis.name())) {
                findings.error(
                        Codes.PARAMETER_UNKNOWN,
                        declaration,
                        axis.name() + " varies in this study, so it cannot be set",
                        "filter the points instead");
            }
        }
    }
}
