package org.foliot.machine;

/** A group of host threads; number 0 is the root group. */
final class HostGroup {
    final String name;
    final int parent;
    final boolean idle;
    final int subject;
    /** Its bandwidth; null for the root group, which cannot be limited. */
    final QuotaPool pool;

    /** Whether it was frozen by name. */
    boolean frozen;

    private long weight;

    HostGroup(String name, int parent, long cpuWeight, boolean idle, int subject, QuotaPool pool) {
        this.name = name;
        this.parent = parent;
        this.idle = idle;
        this.subject = subject;
        this.pool = pool;
        setWeight(cpuWeight);
    }

    /** Sets the weight from cpu.weight, as sched_weight_from_cgroup does (kernel/sched/core.c). */
    void setWeight(long cpuWeight) {
        GroupSpec.requireWeight(cpuWeight);
        weight = (cpuWeight * 1024 + 50) / 100;
    }

    long weight() {
        return weight;
    }
}
