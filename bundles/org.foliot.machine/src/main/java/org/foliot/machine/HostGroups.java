package org.foliot.machine;

import java.util.List;
import org.foliot.api.observation.Subject;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.engine.EventLoop;

/**
 * The groups of a host's threads, by name: what an administrator does to them, and what cpu.stat has of them. Control groups
 * can be limited, weighted and frozen; those that a kernel makes for sessions can only be frozen.
 *
 * <p>What is done to them takes effect at the present instant, together with everything it makes the scheduler do.
 */
public final class HostGroups {
    private final String host;
    private final List<HostGroup> groups;
    private final Dispatcher dispatcher;
    private final EventLoop loop;

    HostGroups(String host, List<HostGroup> groups, Dispatcher dispatcher, EventLoop loop) {
        this.host = host;
        this.groups = groups;
        this.dispatcher = dispatcher;
        this.loop = loop;
    }

    /** Adds a group; those above it are there. */
    void add(GroupSpec group, int cpus, Subjects subjects) {
        int number = groups.size();
        int parent = group.parent().map(this::number).orElse(SchedulerHost.ROOT_GROUP);
        if (groups.stream().anyMatch(g -> g.name.equals(group.name()))) {
            throw new IllegalArgumentException("host " + host + " has two groups called " + group.name());
        }
        QuotaPool[] pool = new QuotaPool[1];
        int source = loop.addSource((fired, kind, now) -> {
            dispatcher.open();
            dispatcher.bandwidth().expired(pool[0], now);
            dispatcher.settleAfterTimer(now);
        });
        pool[0] = new QuotaPool(number, cpus, source);
        dispatcher.bandwidth().add(pool[0]);
        int numbered = subjects.add(Subject.GROUP, host + "." + group.name());
        groups.add(new HostGroup(group, parent, numbered, pool[0]));
    }

    private HostGroup group(String name) {
        return groups.get(number(name));
    }

    private HostGroup controlGroup(String name) {
        HostGroup group = group(name);
        if (group.session) {
            throw new IllegalArgumentException("the group of a session, " + name + ", is no control group");
        }
        return group;
    }

    /** The number of a group. */
    int number(String name) {
        for (int number = 1; number < groups.size(); number++) {
            if (groups.get(number).name.equals(name)) {
                return number;
            }
        }
        throw new IllegalArgumentException("host " + host + " has no group " + name);
    }

    /**
     * Limits a group from now on.
     *
     * @throws IllegalArgumentException when there is no such control group
     */
    public void setQuota(String group, Quota quota) {
        limit(controlGroup(group).pool, quota);
    }

    /**
     * Removes a group's limit.
     *
     * @throws IllegalArgumentException when there is no such control group
     */
    public void clearQuota(String group) {
        limit(controlGroup(group).pool, null);
    }

    private void limit(QuotaPool pool, Quota quota) {
        long now = dispatcher.open();
        dispatcher.bandwidth().limit(pool, quota, now);
        dispatcher.settle(now);
    }

    /**
     * Changes a group's weight.
     *
     * @param cpuWeight cpu.weight, 1 to 10000
     * @throws IllegalArgumentException when there is no such control group or weight
     */
    public void setWeight(String group, long cpuWeight) {
        int number = number(group);
        controlGroup(group).setWeight(cpuWeight);
        long now = dispatcher.open();
        dispatcher.groupChanged(number, now);
        dispatcher.settle(now);
    }

    /**
     * Freezes a group as cgroup.freeze does: all threads in it and in the groups below stop at once, whatever they do, and those
     * that join it do not run. It is neither running nor waiting; timers run on.
     *
     * @throws IllegalArgumentException when there is no such group
     * @throws IllegalStateException when it is frozen already
     */
    public void freeze(String group) {
        requireFrozen(group, false);
        group(group).frozen = true;
        dispatcher.holds().holdAll(thread -> isFrozen(thread.group), HostThread.HELD_BY_FREEZER);
    }

    /**
     * Ends {@link #freeze}; threads that a group above keeps frozen stay so.
     *
     * @throws IllegalArgumentException when there is no such group
     * @throws IllegalStateException when it is not frozen
     */
    public void thaw(String group) {
        requireFrozen(group, true);
        group(group).frozen = false;
        dispatcher.holds().releaseAll(thread -> !isFrozen(thread.group), HostThread.HELD_BY_FREEZER);
    }

    private void requireFrozen(String group, boolean frozen) {
        if (isFrozenItself(group) != frozen) {
            throw new IllegalStateException(host + "." + group + (frozen ? " is not frozen" : " is frozen already"));
        }
    }

    /** Whether a group was frozen by name. */
    public boolean isFrozenItself(String group) {
        return group(group).frozen;
    }

    /** Whether a group is frozen, or one that it is in. */
    public boolean isFrozen(String group) {
        return isFrozen(number(group));
    }

    boolean isFrozen(int group) {
        int each = group;
        while (each != SchedulerHost.ROOT_GROUP && !groups.get(each).frozen) {
            each = groups.get(each).parent;
        }
        return each != SchedulerHost.ROOT_GROUP;
    }

    /** Names of the groups, in the order in which they were made. */
    public List<String> names() {
        return groups.stream().skip(1).map(g -> g.name).toList();
    }

    /** Number of a group among {@link Subjects}. */
    public int subject(String group) {
        return group(group).subject;
    }

    /** CPU time of all threads of a group and its descendants, in picoseconds. */
    public long ran(String group, long now) {
        int wanted = number(group);
        long ran = 0;
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            HostThread thread = dispatcher.roster().thread(number);
            if (isUnder(thread.group, wanted)) {
                ran += thread.ranHere(now);
            }
        }
        return ran;
    }

    private boolean isUnder(int group, int ancestor) {
        int each = group;
        while (each != ancestor && each != SchedulerHost.ROOT_GROUP) {
            each = groups.get(each).parent;
        }
        return each == ancestor;
    }

    /** Time in which a group was out of quota on at least one processor, in picoseconds. */
    public long throttledTime(String group, long now) {
        return group(group).pool.throttledTime(now);
    }

    /** Times that a group ran out of quota while it had some on every processor. */
    public long throttles(String group) {
        return group(group).pool.throttles();
    }

    /** Periods that have begun while the period timer ran: nr_periods of cpu.stat. */
    public long periods(String group) {
        return group(group).pool.periods();
    }

    /** Periods in which the group was throttled: nr_throttled of cpu.stat. */
    public long throttledPeriods(String group) {
        return group(group).pool.throttledPeriods();
    }
}
