package org.foliot.program;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Identity of a physical processor: what software sees of it and which errata it has.
 *
 * @param midr MIDR_EL1
 * @param revidr REVIDR_EL1
 * @param aidr AIDR_EL1
 * @param errata numbers of the errata that affect it
 */
public record ProcessorIdentity(long midr, long revidr, long aidr, SortedSet<Long> errata) {
    /** A Neoverse N1 r3p1, where a scenario says nothing. */
    public static final ProcessorIdentity DEFAULT =
            new ProcessorIdentity(0x413fd0c1L, 0, 0, Collections.emptySortedSet());

    public ProcessorIdentity {
        errata = Collections.unmodifiableSortedSet(new TreeSet<>(errata));
    }
}
