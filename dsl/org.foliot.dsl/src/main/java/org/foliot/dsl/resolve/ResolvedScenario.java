package org.foliot.dsl.resolve;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.time.Duration;

/**
 * A scenario with everything decided that can be decided before it runs.
 *
 * @param file where it stands
 * @param name its name; that of the file where it has none
 * @param origin the mail or incident it comes from
 * @param parameters every parameter with its value as a scenario would write it
 * @param errata the errata that the file can see
 * @param hosts the hosts that take part, those of the file first
 * @param guests the guests that take part, those of the file first
 * @param events the timeline in the order of the file
 * @param end when the run ends
 * @param expectations what is expected, in the order of the file
 * @param facts what was found out about its expressions
 */
public record ResolvedScenario(
        ScenarioFile file,
        String name,
        Optional<String> origin,
        SortedMap<String, String> parameters,
        List<ResolvedErratum> errata,
        List<ResolvedHost> hosts,
        List<ResolvedGuest> guests,
        List<ResolvedEvent> events,
        Duration end,
        List<ResolvedExpectation> expectations,
        ExpressionFacts facts) {
    public ResolvedScenario {
        errata = List.copyOf(errata);
        hosts = List.copyOf(hosts);
        guests = List.copyOf(guests);
        events = List.copyOf(events);
        expectations = List.copyOf(expectations);
    }
}
