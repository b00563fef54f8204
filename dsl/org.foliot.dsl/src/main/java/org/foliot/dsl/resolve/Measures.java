package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.foliot.api.observation.Metric;
import org.foliot.api.observation.Metrics;
import org.foliot.api.observation.Subject;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.MeasureDeclaration;
import org.foliot.dsl.foliot.MeasureUse;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.messages.Spelling;
import org.foliot.dsl.resolve.ExpressionFacts.ResolvedReading;
import org.foliot.dsl.resolve.ResolvedPoint.Measured;

/**
 * Works out what a study measures: what it declares, and the metrics that it names where a measure is asked for. {@code
 * overhead of web} is the measure that is declared so, and else the metric of that name.
 */
final class Measures {
    private final Resolution scenario;
    private final Findings findings;

    Measures(Resolution scenario, Findings findings) {
        this.scenario = scenario;
        this.findings = findings;
    }

    /** Everything that a study measures: first what it declares, then what it names, each once. */
    List<Measured> resolve(Study study) {
        Map<String, Measured> measures = new LinkedHashMap<>();
        for (MeasureDeclaration declaration : declarations(study)) {
            Measured measure = declared(declaration);
            if (measures.putIfAbsent(measure.name(), measure) != null) {
                findings.error(
                        Codes.NAME_DUPLICATE,
                        declaration,
                        FoliotPackage.Literals.MEASURE_DECLARATION__NAME,
                        "there is a measure " + measure.name() + " already",
                        "");
            }
        }
        study.eAllContents().forEachRemaining(each -> {
            if (each instanceof MeasureUse use
                    && find(use).isEmpty()
                    && !word(use).isEmpty()) {
                metric(study, use).ifPresent(m -> measures.putIfAbsent(m.name(), m));
            }
        });
        return new ArrayList<>(measures.values());
    }

    /** The name of the measure that a use means; empty where it means none. */
    static String name(MeasureUse use) {
        return find(use).map(Measures::name).orElseGet(() -> Written.text(use));
    }

    private static List<MeasureDeclaration> declarations(Study study) {
        return study.getClauses().stream()
                .filter(MeasureDeclaration.class::isInstance)
                .map(MeasureDeclaration.class::cast)
                .filter(m -> m.getName() != null)
                .toList();
    }

    private static Optional<MeasureDeclaration> find(MeasureUse use) {
        return Optional.ofNullable(use.getDeclaration()).filter(d -> !d.eIsProxy());
    }

    /** The first word of a use, which names a measure or a metric. */
    private static String word(MeasureUse use) {
        return NodeModelUtils.findNodesForFeature(use, FoliotPackage.Literals.MEASURE_USE__DECLARATION).stream()
                .findFirst()
                .map(NodeModelUtils::getTokenText)
                .orElse("");
    }

    private static String name(MeasureDeclaration declaration) {
        return declaration.getRoot() == null
                ? declaration.getName()
                : declaration.getName() + " of " + Name.of(declaration.getRoot());
    }

    private Measured declared(MeasureDeclaration declaration) {
        Optional<NumberKind> kind = scenario.expressions().requireNumber(declaration.getValue());
        return new Measured(
                name(declaration),
                kind.orElse(NumberKind.COUNT),
                Optional.ofNullable(declaration.getValue()),
                Optional.empty());
    }

    private Optional<Measured> metric(Study study, MeasureUse use) {
        if (use.getRoot() == null) {
            List<String> known = declarations(study).stream()
                    .map(MeasureDeclaration::getName)
                    .toList();
            findings.error(
                    Codes.MEASURE_UNKNOWN,
                    use,
                    FoliotPackage.Literals.MEASURE_USE__DECLARATION,
                    "there is no measure " + word(use),
                    known.isEmpty()
                            ? "declare one, as in measure stolen = sum(web.vcpu[*].stolen), or name a metric, as in stolen of web.vcpu[0]"
                            : Spelling.remedy(word(use), known, "measures"),
                    Spelling.nearest(word(use), known));
            return Optional.empty();
        }
        List<SubjectPath> paths = scenario.subjects().of(use.getRoot(), use.getPart(), use);
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        Subject subject = paths.get(0).kind();
        Optional<Metric> metric = Metrics.find(subject, word(use));
        if (metric.isEmpty()) {
            reportNoMetric(use, subject);
            return Optional.empty();
        } else if (paths.size() > 1) {
            reportMany(use, paths.size());
            return Optional.empty();
        }
        return Optional.of(new Measured(
                Written.text(use),
                NumberKind.of(metric.get().unit()),
                Optional.empty(),
                Optional.of(new ResolvedReading(metric.get(), paths))));
    }

    private void reportNoMetric(MeasureUse use, Subject subject) {
        List<String> known = Metrics.all().stream()
                .filter(m -> m.subject() == subject)
                .map(Metric::name)
                .toList();
        findings.error(
                Codes.MEASURE_UNKNOWN,
                use,
                FoliotPackage.Literals.MEASURE_USE__DECLARATION,
                "there is no measure " + Written.text(use) + ", and a " + subject.title() + " has no metric "
                        + word(use),
                Spelling.remedy(word(use), known, "metrics of a " + subject.title()),
                Spelling.nearest(word(use), known));
    }

    private void reportMany(EObject use, int count) {
        findings.error(
                Codes.SELECTOR,
                use,
                "this selects " + count + " things, and a measure is one number",
                "select one, or declare a measure with sum, min or max");
    }
}
