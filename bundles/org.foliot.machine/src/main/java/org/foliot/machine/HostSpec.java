package org.foliot.machine;

import java.util.List;
import org.foliot.api.host.HostFacts;

/**
 * A host to be made.
 *
 * @param facts its kernel, processors and counter
 * @param groups its groups, parents first
 */
public record HostSpec(HostFacts facts, List<GroupSpec> groups) {
    /** Processors that a host can have at most. */
    public static final int MAX_CPUS = 4096;

    public HostSpec {
        groups = List.copyOf(groups);
        if (facts.cpus() < 1 || facts.cpus() > MAX_CPUS) {
            throw new IllegalArgumentException(
                    facts.name() + ": " + facts.cpus() + " CPUs are not between 1 and " + MAX_CPUS);
        }
    }
}
