package org.foliot.compiler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.Catalog;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.ParsedScenario;
import org.foliot.dsl.resolve.Findings;
import org.foliot.dsl.resolve.ResolvedErratum;
import org.foliot.dsl.resolve.ResolvedScenario;
import org.foliot.dsl.resolve.Starts;
import org.foliot.program.Erratum;
import org.foliot.program.Program;
import org.foliot.program.Source;

/** Compiles scenarios; has no state, so one serves any number of threads. */
public final class Compiler {
    /**
     * Compiles a scenario.
     *
     * @param scenario what the language read; may have errors, which are then passed on
     * @param catalog what is installed
     * @param parameters values that replace the defaults of the scenario's parameters, as a scenario writes them
     */
    public Compilation compile(ParsedScenario scenario, Catalog catalog, Map<String, String> parameters) {
        if (scenario.model().isEmpty() || scenario.hasErrors()) {
            return new Compilation(Optional.empty(), scenario.diagnostics());
        }
        Findings findings = new Findings();
        ResolvedScenario resolved = scenario.resolve(catalog, parameters, findings);
        List<Diagnostic> diagnostics = scenario.locate(findings.all());
        return diagnostics.stream().anyMatch(Diagnostic::isError)
                ? new Compilation(Optional.empty(), diagnostics)
                : new Compilation(Optional.of(program(scenario, resolved)), diagnostics);
    }

    static Program program(ParsedScenario scenario, ResolvedScenario resolved) {
        Sources sources = new Sources(scenario);
        Claims claims = new Claims(resolved.facts());
        Starts starts = new Starts(resolved.events());
        HostTranslation hosts = new HostTranslation(sources);
        GuestTranslation guests = new GuestTranslation(sources);
        return new Program(
                resolved.name(),
                resolved.origin(),
                documentation(scenario, resolved),
                resolved.parameters(),
                resolved.errata().stream().map(Compiler::erratum).toList(),
                resolved.hosts().stream().map(h -> hosts.translate(h, starts)).toList(),
                resolved.guests().stream().map(g -> guests.translate(g, starts)).toList(),
                new TimelineTranslation(sources, claims).translate(resolved.events()),
                resolved.end(),
                new ExpectationTranslation(sources, claims).translate(resolved.expectations()));
    }

    private static Erratum erratum(ResolvedErratum erratum) {
        return new Erratum(
                erratum.name(),
                erratum.affects().stream()
                        .map(r -> new Erratum.MidrRange(r.first(), r.last()))
                        .toList(),
                erratum.spares().stream()
                        .map(r -> new Erratum.MidrRange(r.first(), r.last()))
                        .toList(),
                erratum.workaround(),
                erratum.excludes());
    }

    private static String documentation(ParsedScenario scenario, ResolvedScenario resolved) {
        return resolved.file().getScenario() == null
                ? ""
                : scenario.documentation(resolved.file().getScenario());
    }

    /** Turns elements of the model into places of the text. */
    static final class Sources {
        private final ParsedScenario scenario;

        Sources(ParsedScenario scenario) {
            this.scenario = scenario;
        }

        Source of(EObject element) {
            ParsedScenario.Place place = scenario.place(element);
            return new Source(place.file(), place.line(), place.column(), place.text());
        }
    }
}
