package org.foliot.api.hypervisor;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.time.Frequency;

/**
 * What a hypervisor can give any VM on a host: what a VMM, or whoever plans for many hosts, can know before a VM is there.
 *
 * @param format whose saved state it reads, for example the hypervisor's id
 * @param structureRevision revision of the stolen-time structures that a new VM gets; empty where there is no stolen time
 * @param structureRevisions revisions that it can go on with, for a VM that arrives
 * @param lowerable fields that a VMM can set lower for a VM than the host has them
 * @param writableImplementation whether a VMM can set MIDR_EL1, REVIDR_EL1 and AIDR_EL1 of a VM
 * @param targetImplementations whether a VMM can tell a guest on which implementations it may come to run
 * @param counters frequencies of the counter that a guest can keep which comes with one, and keeps when it boots again; empty
 *     where a guest's counter is the host's
 * @param livePhysicalTime frequency of the counter that guests are given by Live Physical Time, on this host and wherever they go
 *     that has the same; empty where there is none
 */
public record HypervisorOffer(
        String format,
        OptionalInt structureRevision,
        SortedSet<Integer> structureRevisions,
        Set<ProcessorFeatures.Field> lowerable,
        boolean writableImplementation,
        boolean targetImplementations,
        Optional<CounterRange> counters,
        Optional<Frequency> livePhysicalTime) {
    /**
     * Frequencies of a counter.
     *
     * @param slowest of them
     * @param fastest of them
     */
    public record CounterRange(Frequency slowest, Frequency fastest) {
        public CounterRange {
            if (slowest.compareTo(fastest) > 0) {
                throw new IllegalArgumentException(
                        "no counter is slower than " + fastest + " and faster than " + slowest);
            }
        }

        /** Whether a frequency is one of them. */
        public boolean contains(Frequency frequency) {
            return frequency.compareTo(slowest) >= 0 && frequency.compareTo(fastest) <= 0;
        }
    }

    /** An offer without Live Physical Time. */
    public HypervisorOffer(
            String format,
            OptionalInt structureRevision,
            SortedSet<Integer> structureRevisions,
            Set<ProcessorFeatures.Field> lowerable,
            boolean writableImplementation,
            boolean targetImplementations,
            Optional<CounterRange> counters) {
        this(
                format,
                structureRevision,
                structureRevisions,
                lowerable,
                writableImplementation,
                targetImplementations,
                counters,
                Optional.empty());
    }

    /** The same with Live Physical Time of a frequency, or without. */
    public HypervisorOffer withLivePhysicalTime(Optional<Frequency> frequency) {
        return new HypervisorOffer(
                format,
                structureRevision,
                structureRevisions,
                lowerable,
                writableImplementation,
                targetImplementations,
                counters,
                frequency);
    }

    public HypervisorOffer {
        structureRevisions = Collections.unmodifiableSortedSet(new TreeSet<>(structureRevisions));
        lowerable =
                lowerable.isEmpty() ? Collections.emptySet() : Collections.unmodifiableSet(EnumSet.copyOf(lowerable));
    }

    /** Stolen time of revision 0, and nothing about identification registers: what a hypervisor offers that says nothing. */
    public static HypervisorOffer plain(String format) {
        return new HypervisorOffer(
                format,
                OptionalInt.of(0),
                new TreeSet<>(Set.of(0)),
                Collections.emptySet(),
                false,
                false,
                Optional.empty());
    }
}
