package org.foliot.dsl.resolve;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.host.Implementation;

/**
 * An erratum with everything that is said about it.
 *
 * @param name its number or name
 * @param affects values of MIDR_EL1 of processors that have it; empty for all that are not spared, if any are
 * @param spares values of MIDR_EL1 of processors that do not have it
 * @param workaround what a kernel does about it
 * @param excludes errata whose workarounds do not go together with this one's
 */
public record ResolvedErratum(
        String name,
        List<MidrRange> affects,
        List<MidrRange> spares,
        Optional<String> workaround,
        SortedSet<String> excludes) {
    public ResolvedErratum {
        affects = List.copyOf(affects);
        spares = List.copyOf(spares);
        excludes = Collections.unmodifiableSortedSet(new TreeSet<>(excludes));
    }

    /** Values of MIDR_EL1 of one model, from one revision to another. */
    public record MidrRange(long first, long last) {
        boolean contains(long midr) {
            return Implementation.isInRange(midr, first, last);
        }
    }

    /** Whether MIDR_EL1 says which processors have it. */
    boolean isToldByMidr() {
        return !affects.isEmpty() || !spares.isEmpty();
    }

    /** Whether MIDR_EL1 says that a processor has it. */
    boolean affects(long midr) {
        return isToldByMidr()
                && (affects.isEmpty() || affects.stream().anyMatch(r -> r.contains(midr)))
                && spares.stream().noneMatch(r -> r.contains(midr));
    }
}
