package org.foliot.machine;

import org.foliot.api.scheduler.SchedulerHost;

/** A group of host threads; number 0 is the root group. */
final class HostGroup {
    final String name;
    final int parent;
    final boolean idle;
    /** Whether it is one that a kernel with autogroups makes for a session. */
    final boolean session;

    final int subject;
    /** Its bandwidth; null for the root group, which cannot be limited. */
    final QuotaPool pool;

    /** Whether it was frozen by name. */
    boolean frozen;

    private long weight;

    /** The root group. */
    HostGroup(int subject) {
        this(new GroupSpec(""), SchedulerHost.ROOT_GROUP, subject, null);
    }

    HostGroup(GroupSpec spec, int parent, int subject, QuotaPool pool) {
        this.name = spec.name();
        this.parent = parent;
        this.idle = spec.idle();
        this.session = spec.session();
        this.subject = subject;
        this.pool = pool;
        setWeight(spec.weight());
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
