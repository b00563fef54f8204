package org.foliot.admission;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.host.Implementation;
import org.foliot.program.Erratum;

/** The errata that are known, and what a kernel does about them. */
public final class Errata {
    private final Map<String, Erratum> known = new LinkedHashMap<>();

    /**
     * Errata by name.
     *
     * @throws IllegalArgumentException when two of one name say different things
     */
    public Errata(Collection<Erratum> declared) {
        for (Erratum erratum : declared) {
            Erratum other = known.putIfAbsent(erratum.name(), erratum);
            if (other != null && !other.equals(erratum)) {
                throw new IllegalArgumentException("erratum " + erratum.name() + " is declared in two ways");
            }
        }
    }

    /** An erratum with what a kernel does about it, for messages. */
    String describe(String name) {
        Erratum erratum = known.get(name);
        return erratum == null || erratum.workaround().isEmpty()
                ? "erratum " + name
                : "erratum " + name + " (" + erratum.workaround().get() + ")";
    }

    /**
     * The errata that a kernel works around.
     *
     * <p>Without targets, those of the processors that it boots on. With targets it does not look at its own MIDR_EL1 any
     * more: it works around what any of them has, so it goes without a workaround only if all of them can (is_midr_in_range_list
     * and is_midr_subset_of_range_list, arch/arm64/kernel/cpu_errata.c). What MIDR_EL1 does not tell, it learns on the
     * processors themselves either way.
     *
     * @param present errata of the processors that it boots on
     * @param targets on which implementations it may come to run; empty if it was not told
     */
    public SortedSet<String> workarounds(SortedSet<String> present, List<Implementation> targets) {
        SortedSet<String> workarounds = new TreeSet<>();
        for (String name : present) {
            Erratum erratum = known.get(name);
            if (targets.isEmpty() || erratum == null || !erratum.isToldByMidr()) {
                workarounds.add(name);
            }
        }
        for (Erratum erratum : known.values()) {
            if (targets.stream().anyMatch(t -> erratum.affects(t.midr()))) {
                workarounds.add(erratum.name());
            }
        }
        return workarounds;
    }

    /** Whether the workarounds of two errata do not go together; it is enough that one of the two says so. */
    boolean areExclusive(String one, String other) {
        return excludes(one, other) || excludes(other, one);
    }

    private boolean excludes(String one, String other) {
        Erratum erratum = known.get(one);
        return erratum != null && erratum.excludes().contains(other);
    }
}
