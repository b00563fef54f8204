package org.foliot.program;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;

/**
 * Identity of a physical processor: what software sees of it and which errata it has.
 *
 * @param implementation MIDR_EL1, REVIDR_EL1 and AIDR_EL1
 * @param features what its other identification registers promise
 * @param errata names of the errata that affect it
 */
public record ProcessorIdentity(Implementation implementation, ProcessorFeatures features, SortedSet<String> errata) {
    /** A Neoverse N1 r3p1, where a scenario says nothing. */
    public static final ProcessorIdentity DEFAULT = new ProcessorIdentity(
            new Implementation(0x413fd0c1L, 0, 0), ProcessorFeatures.DEFAULT, Collections.emptySortedSet());

    public ProcessorIdentity {
        errata = Collections.unmodifiableSortedSet(new TreeSet<>(errata));
    }
}
