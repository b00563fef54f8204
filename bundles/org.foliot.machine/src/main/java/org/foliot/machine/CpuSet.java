package org.foliot.machine;

import java.util.List;

/** A set of processors from which the lowest can be taken at once; at most {@link HostSpec#MAX_CPUS}. */
final class CpuSet {
    private final long[] words;
    /** One bit per word that is not empty. */
    private long summary;

    CpuSet(int cpus) {
        words = new long[(cpus + 63) >>> 6];
    }

    /**
     * The processors of a list, or null for an empty one, which stands for all.
     *
     * @throws IllegalArgumentException for a processor that is not there
     */
    static CpuSet affinity(int cpus, List<Integer> members) {
        if (members.isEmpty()) {
            return null;
        }
        CpuSet set = new CpuSet(cpus);
        for (int cpu : members) {
            if (cpu < 0 || cpu >= cpus) {
                throw new IllegalArgumentException("there is no CPU " + cpu + " among 0 to " + (cpus - 1));
            }
            set.add(cpu);
        }
        return set;
    }

    void add(int cpu) {
        words[cpu >>> 6] |= 1L << cpu;
        summary |= 1L << (cpu >>> 6);
    }

    void remove(int cpu) {
        int word = cpu >>> 6;
        words[word] &= ~(1L << cpu);
        if (words[word] == 0) {
            summary &= ~(1L << word);
        }
    }

    boolean contains(int cpu) {
        return (words[cpu >>> 6] & 1L << cpu) != 0;
    }

    boolean isEmpty() {
        return summary == 0;
    }

    /** Whether the two share a processor. */
    boolean intersects(CpuSet other) {
        for (long rest = summary & other.summary; rest != 0; rest &= rest - 1) {
            int word = Long.numberOfTrailingZeros(rest);
            if ((words[word] & other.words[word]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Removes the lowest processor and returns it, or −1 when there is none. */
    int takeLowest() {
        if (summary == 0) {
            return -1;
        }
        int word = Long.numberOfTrailingZeros(summary);
        int cpu = (word << 6) + Long.numberOfTrailingZeros(words[word]);
        words[word] &= words[word] - 1;
        if (words[word] == 0) {
            summary &= summary - 1;
        }
        return cpu;
    }
}
