package org.foliot.dsl.validation;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.validation.Check;
import org.foliot.api.extension.Catalog;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.resolve.Finding;
import org.foliot.dsl.resolve.Findings;
import org.foliot.dsl.resolve.ScenarioResolver;

/** Shows in an editor what {@link ScenarioResolver} finds. */
public class FoliotValidator extends AbstractFoliotValidator {
    @Inject
    private Supplier<Catalog> catalog;

    /** Resolves the file that is being edited; one that does not parse has nothing to resolve yet. */
    @Check
    public void resolve(ScenarioFile file) {
        boolean parses = file.eResource() instanceof XtextResource resource
                && resource.getParseResult() != null
                && !resource.getParseResult().hasSyntaxErrors();
        if (!parses) {
            return;
        }
        Findings findings = new Findings();
        new ScenarioResolver(catalog.get()).check(file, findings);
        findings.all().stream()
                .filter(f -> f.object().eResource() == file.eResource())
                .forEach(this::show);
    }

    private void show(Finding finding) {
        List<String> data = new ArrayList<>(List.of(finding.remedy()));
        data.addAll(finding.replacements());
        String[] issueData = data.toArray(new String[0]);
        switch (finding.severity()) {
            case ERROR -> error(finding.sentence(), finding.object(), finding.feature(), finding.code(), issueData);
            case WARNING -> warning(finding.sentence(), finding.object(), finding.feature(), finding.code(), issueData);
            case INFO -> info(finding.sentence(), finding.object(), finding.feature(), finding.code(), issueData);
        }
    }
}
