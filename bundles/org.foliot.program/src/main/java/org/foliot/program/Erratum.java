package org.foliot.program;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.host.Implementation;

/**
 * A defect of processors for which kernels have a workaround.
 *
 * @param name its number or name
 * @param affects values of MIDR_EL1 of the processors that have it; empty for all that are not spared, if any are
 * @param spares values of MIDR_EL1 of processors that are known not to have it
 * @param workaround what a kernel does about it, for messages
 * @param excludes errata whose workarounds do not go together with this one's
 */
public record Erratum(
        String name,
        List<MidrRange> affects,
        List<MidrRange> spares,
        Optional<String> workaround,
        SortedSet<String> excludes) {
    public Erratum {
        affects = List.copyOf(affects);
        spares = List.copyOf(spares);
        excludes = Collections.unmodifiableSortedSet(new TreeSet<>(excludes));
    }

    /**
     * Values of MIDR_EL1 of one model.
     *
     * @param first the lowest variant and revision
     * @param last the highest
     */
    public record MidrRange(long first, long last) {
        /** Whether a processor is in it. */
        public boolean contains(long midr) {
            return Implementation.isInRange(midr, first, last);
        }
    }

    /**
     * Whether MIDR_EL1 alone says which processors have it. If not, software learns it on the processor itself, for instance
     * from its firmware.
     */
    public boolean isToldByMidr() {
        return !affects.isEmpty() || !spares.isEmpty();
    }

    /** Whether MIDR_EL1 says that a processor has it. */
    public boolean affects(long midr) {
        return isToldByMidr()
                && (affects.isEmpty() || affects.stream().anyMatch(r -> r.contains(midr)))
                && spares.stream().noneMatch(r -> r.contains(midr));
    }
}
