package org.foliot.machine;

import java.util.List;
import org.foliot.api.host.HostFacts;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.SchedulerHost;

/** A host as its scheduler sees it. */
final class SchedulerPort implements SchedulerHost {
    private final Dispatcher dispatcher;
    private final Roster roster;
    private final List<HostGroup> groups;
    private final Processors processors;

    SchedulerPort(Dispatcher dispatcher, List<HostGroup> groups, Processors processors) {
        this.dispatcher = dispatcher;
        this.roster = dispatcher.roster();
        this.groups = groups;
        this.processors = processors;
    }

    @Override
    public HostFacts facts() {
        return dispatcher.facts();
    }

    @Override
    public int threads() {
        return roster.count();
    }

    @Override
    public boolean online(int cpu) {
        return processors.isOnline(cpu);
    }

    @Override
    public boolean allowed(int thread, int cpu) {
        return roster.thread(thread).isAllowedOn(cpu);
    }

    @Override
    public int nice(int thread) {
        return roster.thread(thread).nice;
    }

    @Override
    public Policy policy(int thread) {
        return roster.thread(thread).policy;
    }

    @Override
    public int realTimePriority(int thread) {
        return roster.thread(thread).priority;
    }

    @Override
    public long requestedSlice(int thread) {
        return roster.thread(thread).requestedSlice;
    }

    @Override
    public boolean readsCpuClock(int thread) {
        return roster.thread(thread).readsCpuClock();
    }

    /** {@inheritDoc} Without autogroups, the threads of sessions are in the root group (kernel/sched/autogroup.h). */
    @Override
    public int group(int thread) {
        int group = roster.thread(thread).group;
        boolean exists =
                !groups.get(group).session || dispatcher.facts().kernel().autogroup();
        return exists ? group : ROOT_GROUP;
    }

    @Override
    public int parent(int group) {
        return groups.get(group).parent;
    }

    @Override
    public long groupWeight(int group) {
        return groups.get(group).weight();
    }

    @Override
    public boolean idleGroup(int group) {
        return groups.get(group).idle;
    }

    @Override
    public int current(int cpu) {
        return roster.current(cpu);
    }

    /** {@inheritDoc} The grid is the same for all processors. */
    @Override
    public long tickAtOrAfter(int cpu, long instant) {
        return dispatcher.ticks().atOrAfter(instant);
    }

    @Override
    public void reschedule(int cpu) {
        dispatcher.reschedule(existing(cpu));
    }

    @Override
    public void callAt(int cpu, long instant) {
        dispatcher.callAt(existing(cpu), instant);
    }

    @Override
    public void moved(int thread, int toCpu) {
        dispatcher.moved(roster.thread(thread), existing(toCpu));
    }

    /** A scheduler that names a processor that is not there is told so, before anything is done about it. */
    private int existing(int cpu) {
        int cpus = facts().cpus();
        if (cpu < 0 || cpu >= cpus) {
            throw new IllegalArgumentException("there is no CPU " + cpu + "; the host has " + cpus);
        }
        return cpu;
    }
}
