package org.foliot.dsl.resolve;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Identity of a processor.
 *
 * @param midr MIDR_EL1
 * @param revidr REVIDR_EL1
 * @param aidr AIDR_EL1
 * @param errata numbers of the errata that affect it
 */
public record CpuIdentity(long midr, long revidr, long aidr, SortedSet<Long> errata) {
    public CpuIdentity {
        errata = Collections.unmodifiableSortedSet(new TreeSet<>(errata));
    }
}
