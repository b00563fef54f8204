package org.foliot.dsl.resolve;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;

/**
 * Identity of a processor.
 *
 * @param implementation MIDR_EL1, REVIDR_EL1 and AIDR_EL1
 * @param features its other identification registers
 * @param errata names of the errata that affect it
 */
public record CpuIdentity(Implementation implementation, ProcessorFeatures features, SortedSet<String> errata) {
    public CpuIdentity {
        errata = Collections.unmodifiableSortedSet(new TreeSet<>(errata));
    }
}
