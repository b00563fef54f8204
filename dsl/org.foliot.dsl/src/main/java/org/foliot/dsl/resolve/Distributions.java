package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.foliot.api.observation.Subject;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.DistributionDeclaration;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.messages.Spelling;
import org.foliot.dsl.resolve.ResolvedPoint.ResolvedDistribution;

/** Finds what a study keeps distributions of: what a run has many of, and whose. */
final class Distributions {
    private static final Map<String, Set<Subject>> QUANTITIES =
            Map.of("waits", Set.of(Subject.VCPU), "responses", Set.of(Subject.TASK, Subject.PROCESS));

    private final Resolution scenario;
    private final Findings findings;

    Distributions(Resolution scenario, Findings findings) {
        this.scenario = scenario;
        this.findings = findings;
    }

    /** What the study declares, each once. */
    List<ResolvedDistribution> resolve(Study study) {
        Map<String, ResolvedDistribution> found = new LinkedHashMap<>();
        study.getClauses().stream()
                .filter(DistributionDeclaration.class::isInstance)
                .map(DistributionDeclaration.class::cast)
                .forEach(d -> resolve(d).ifPresent(r -> {
                    if (found.putIfAbsent(r.name(), r) != null) {
                        findings.error(Codes.NAME_DUPLICATE, d, "there is a distribution " + r.name() + " already", "");
                    }
                }));
        return new ArrayList<>(found.values());
    }

    private Optional<ResolvedDistribution> resolve(DistributionDeclaration declaration) {
        String quantity = declaration.getQuantity();
        List<SubjectPath> subjects = scenario.subjects().of(declaration.getRoot(), declaration.getPart(), declaration);
        if (quantity == null || subjects.isEmpty()) {
            return Optional.empty();
        }
        Set<Subject> owners = QUANTITIES.get(quantity);
        if (owners == null) {
            List<String> known = StudyWords.DISTRIBUTIONS.texts();
            findings.error(
                    Codes.WORD_UNKNOWN,
                    declaration,
                    FoliotPackage.Literals.DISTRIBUTION_DECLARATION__QUANTITY,
                    "a run keeps no " + quantity,
                    Spelling.remedy(quantity, known, "distributions"),
                    Spelling.nearest(quantity, known));
            return Optional.empty();
        } else if (!owners.contains(subjects.get(0).kind())) {
            findings.error(
                    Codes.STUDY_CLAUSE,
                    declaration,
                    "a " + subjects.get(0).kind().title() + " has no " + quantity,
                    "waits are those of vCPUs, as in waits of web.vcpu[*]; responses those of tasks and processes");
            return Optional.empty();
        }
        String text = NodeModelUtils.getTokenText(NodeModelUtils.findActualNodeFor(declaration));
        return Optional.of(
                new ResolvedDistribution(text.substring(text.indexOf(' ') + 1).strip(), quantity, subjects));
    }
}
