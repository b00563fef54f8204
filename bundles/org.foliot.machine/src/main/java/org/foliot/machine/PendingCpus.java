package org.foliot.machine;

/** Processors for which something is still to be done; nearly always none or one. */
final class PendingCpus {
    private static final int NONE = -1;

    private final CpuSet many;
    /** The only member while there is just one, and they are not in {@link #many}. */
    private int only = NONE;

    private boolean several;

    PendingCpus(int cpus) {
        many = new CpuSet(cpus);
    }

    void add(int cpu) {
        if (several) {
            many.add(cpu);
        } else if (only == NONE) {
            only = cpu;
        } else if (only != cpu) {
            several = true;
            many.add(only);
            many.add(cpu);
            only = NONE;
        }
    }

    void remove(int cpu) {
        if (several) {
            many.remove(cpu);
        } else if (only == cpu) {
            only = NONE;
        }
    }

    /** Removes the lowest processor and returns it, or −1 when there is none. */
    int takeLowest() {
        if (several) {
            int taken = many.takeLowest();
            several = !many.isEmpty();
            return taken;
        }
        int taken = only;
        only = NONE;
        return taken;
    }
}
