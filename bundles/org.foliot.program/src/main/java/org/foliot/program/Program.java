package org.foliot.program;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.time.Duration;

/**
 * A whole scenario, ready to run.
 *
 * @param name its name
 * @param origin the mail or incident that it came from
 * @param documentation its documentation comment, may be empty
 * @param parameters every parameter with the value it has, as a scenario would write it
 * @param errata the errata that it declares, in the order of the file
 * @param hosts the hosts in the order of the file
 * @param guests the guests in the order of the file
 * @param timeline what happens, in the order of the file
 * @param end when the run ends at the latest
 * @param expectations what is expected, in the order of the file
 */
public record Program(
        String name,
        Optional<String> origin,
        String documentation,
        SortedMap<String, String> parameters,
        List<Erratum> errata,
        List<HostDescription> hosts,
        List<GuestDescription> guests,
        List<Action> timeline,
        Duration end,
        List<Expectation> expectations) {
    public Program {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        errata = List.copyOf(errata);
        hosts = List.copyOf(hosts);
        guests = List.copyOf(guests);
        timeline = List.copyOf(timeline);
        expectations = List.copyOf(expectations);
    }
}
