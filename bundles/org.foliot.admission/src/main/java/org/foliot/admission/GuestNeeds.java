package org.foliot.admission;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;

/**
 * What a guest holds, and has to find again wherever it goes. Without names, so that guests which need the same are equal.
 *
 * @param memory its main memory
 * @param format whose state it is saved in
 * @param counter CNTFRQ_EL0, which firmware, kernel and user space have read
 * @param structureRevision revision of its stolen-time structures, absent without stolen time
 * @param placement how its structures are placed, absent without stolen time
 * @param implementation MIDR_EL1, REVIDR_EL1 and AIDR_EL1 as it was shown them
 * @param features its other identification registers as it was shown them
 * @param workarounds names of the errata that its kernel works around
 * @param told whether it was given the hypercalls that tell it where it may come to run
 * @param targets what it learned by them; empty where it did not ask or did not believe the answer
 * @param livePhysicalTime whether the counter is that of Live Physical Time, which its kernel scales the host's to
 */
public record GuestNeeds(
        ByteSize memory,
        String format,
        Frequency counter,
        OptionalInt structureRevision,
        Optional<Placement> placement,
        Implementation implementation,
        ProcessorFeatures features,
        SortedSet<String> workarounds,
        boolean told,
        List<Implementation> targets,
        boolean livePhysicalTime) {
    /** What a guest holds that reads its host's counter. */
    public GuestNeeds(
            ByteSize memory,
            String format,
            Frequency counter,
            OptionalInt structureRevision,
            Optional<Placement> placement,
            Implementation implementation,
            ProcessorFeatures features,
            SortedSet<String> workarounds,
            boolean told,
            List<Implementation> targets) {
        this(
                memory,
                format,
                counter,
                structureRevision,
                placement,
                implementation,
                features,
                workarounds,
                told,
                targets,
                false);
    }

    public GuestNeeds {
        workarounds = Collections.unmodifiableSortedSet(new TreeSet<>(workarounds));
        targets = List.copyOf(targets);
    }

    /**
     * How structures are placed.
     *
     * @param strategy id of the memory strategy
     * @param settings its options that are set
     * @param demand how much is asked for
     */
    public record Placement(String strategy, SortedMap<String, String> settings, MemoryStrategy.Demand demand) {
        public Placement {
            settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        }
    }

    /** The same with other workarounds, of a kernel that learned of other targets. */
    public GuestNeeds withWorkarounds(SortedSet<String> others, List<Implementation> learned) {
        return new GuestNeeds(
                memory,
                format,
                counter,
                structureRevision,
                placement,
                implementation,
                features,
                others,
                told,
                learned,
                livePhysicalTime);
    }
}
