package org.foliot.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.api.host.HostFacts;
import org.foliot.api.observation.Subject;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.engine.EventLoop;
import org.foliot.engine.RandomStreams;

/**
 * One host: its processors, its groups and the threads on it, scheduled by the run queues it was given.
 *
 * <p>What is done to a host or its threads from outside takes effect at the present instant, together with everything it
 * makes the scheduler do. Times are picoseconds since the start of the run; what is asked for an instant must not be before
 * the last event.
 */
public final class Host {
    private final EventLoop loop;
    private final RandomStreams streams;
    private final ObservationSink sink;
    private final Subjects subjects;
    private final int subject;
    private final Processors processors;
    private final List<HostGroup> groups = new ArrayList<>();
    private final Dispatcher dispatcher;
    private final List<Task> tasks = new ArrayList<>();
    private final Map<String, SpinLock> locks = new HashMap<>();

    private HostFacts facts;
    private boolean suspended;

    Host(
            HostSpec spec,
            SchedulerFactory scheduler,
            EventLoop loop,
            RandomStreams streams,
            Subjects subjects,
            ObservationSink sink) {
        this.loop = loop;
        this.streams = streams;
        this.sink = sink;
        this.subjects = subjects;
        this.facts = spec.facts();
        String name = facts.name();
        this.subject = subjects.add(Subject.HOST, name);
        int[] cpus = new int[facts.cpus()];
        for (int cpu = 0; cpu < cpus.length; cpu++) {
            cpus[cpu] = subjects.add(Subject.CPU, name + ".cpu[" + cpu + "]");
        }
        this.processors = new Processors(cpus);
        this.groups.add(new HostGroup(subject));
        this.dispatcher = new Dispatcher(groups, processors, loop, sink);
        for (GroupSpec group : spec.groups()) {
            add(group);
        }
        dispatcher.boot(facts, scheduler);
        for (GroupSpec group : spec.groups()) {
            group.quota().ifPresent(quota -> setQuota(group.name(), quota));
        }
    }

    private void add(GroupSpec group) {
        int number = groups.size();
        int parent = group.parent().map(this::groupNumber).orElse(SchedulerHost.ROOT_GROUP);
        if (groups.stream().anyMatch(g -> g.name.equals(group.name()))) {
            throw new IllegalArgumentException("host " + name() + " has two groups called " + group.name());
        }
        QuotaPool[] pool = new QuotaPool[1];
        int source = loop.addSource((fired, kind, now) -> {
            dispatcher.open();
            dispatcher.bandwidth().expired(pool[0], now);
            dispatcher.settleAfterTimer(now);
        });
        pool[0] = new QuotaPool(number, processors.count(), source);
        dispatcher.bandwidth().add(pool[0]);
        int groupSubject = subjects.add(Subject.GROUP, name() + "." + group.name());
        groups.add(new HostGroup(group, parent, groupSubject, pool[0]));
    }

    private HostGroup group(String name) {
        return groups.get(groupNumber(name));
    }

    private HostGroup controlGroup(String name) {
        HostGroup group = group(name);
        if (group.session) {
            throw new IllegalArgumentException("the group of a session, " + name + ", is no control group");
        }
        return group;
    }

    private int groupNumber(String name) {
        for (int number = 1; number < groups.size(); number++) {
            if (groups.get(number).name.equals(name)) {
                return number;
            }
        }
        throw new IllegalArgumentException("host " + name() + " has no group " + name);
    }

    /** Name of the host. */
    public String name() {
        return facts.name();
    }

    /** The facts of its present kernel. */
    public HostFacts facts() {
        return facts;
    }

    /** Its number among {@link Subjects}. */
    public int subject() {
        return subject;
    }

    // ---- threads ----

    /**
     * Makes a task, which does nothing until it is {@linkplain Task#start started}.
     *
     * @throws IllegalArgumentException for a group or processor that the host does not have
     */
    public Task addTask(TaskSpec task) {
        int taskSubject = subjects.add(Subject.TASK, name() + "." + task.name());
        SpinLock lock = locks.computeIfAbsent(task.kind(), kind -> new SpinLock());
        Task made = new Task(
                task,
                taskSubject,
                lock,
                facts.kernel(),
                loop,
                () -> streams.stream(name() + "." + task.name(), "sleep"),
                sink);
        adopt(made, task.thread());
        tasks.add(made);
        return made;
    }

    /** The tasks in the order in which they were made. */
    public List<Task> tasks() {
        return Collections.unmodifiableList(tasks);
    }

    /** Why a thread cannot be on this host, if it cannot. */
    Optional<String> obstacle(ThreadSpec thread) {
        try {
            CpuSet.affinity(processors.count(), thread.cpus());
            thread.group().ifPresent(this::groupNumber);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Creates a thread on this host. */
    void adopt(HostThread thread, ThreadSpec traits) {
        CpuSet affinity = CpuSet.affinity(processors.count(), traits.cpus());
        int group = traits.group().map(this::groupNumber).orElse(SchedulerHost.ROOT_GROUP);
        dispatcher.adopt(thread, traits, affinity, group);
        if (suspended) {
            thread.holds |= HostThread.HELD_BY_SUSPEND;
        }
        if (isFrozen(group)) {
            thread.holds |= HostThread.HELD_BY_FREEZER;
        }
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** CPUs of the host, online or not. */
    public int cpus() {
        return processors.count();
    }

    // ---- what can happen to a host ----

    /**
     * Takes a processor offline. Its threads move; one that may run nowhere else loses its affinity, as Linux breaks it
     * (kernel/sched/core.c, select_fallback_rq), and does not get it back.
     *
     * @throws IllegalStateException when it is offline, or the last one online
     */
    public void unplug(int cpu) {
        requireCpu(cpu);
        if (!processors.isOnline(cpu)) {
            throw new IllegalStateException(describe(cpu) + " is offline already");
        }
        if (processors.onlineCount() == 1) {
            throw new IllegalStateException(describe(cpu) + " is the last one online");
        }
        long now = dispatcher.open();
        dispatcher.unplug(cpu, now);
        dispatcher.settle(now);
    }

    /**
     * Brings a processor back.
     *
     * @throws IllegalStateException when it is online
     */
    public void replug(int cpu) {
        requireCpu(cpu);
        if (processors.isOnline(cpu)) {
            throw new IllegalStateException(describe(cpu) + " is online already");
        }
        long now = dispatcher.open();
        dispatcher.replug(cpu, now);
        if (suspended) {
            processors.setAsleep(cpu, true, now);
        }
        dispatcher.settle(now);
    }

    /** Whether a processor is online. */
    public boolean isOnline(int cpu) {
        requireCpu(cpu);
        return processors.isOnline(cpu);
    }

    private void requireCpu(int cpu) {
        if (cpu < 0 || cpu >= processors.count()) {
            throw new IllegalArgumentException("host " + name() + " has no CPU " + cpu);
        }
    }

    private String describe(int cpu) {
        return name() + ".cpu[" + cpu + "]";
    }

    /**
     * Suspends the host: all threads are frozen, which is neither running nor waiting, and no VMM is told. Counters run on.
     *
     * @throws IllegalStateException when it is suspended already
     */
    public void suspend() {
        if (suspended) {
            throw new IllegalStateException("host " + name() + " is suspended already");
        }
        suspended = true;
        long now = dispatcher.open();
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            dispatcher.hold(dispatcher.roster().thread(number), HostThread.HELD_BY_SUSPEND, now);
        }
        dispatcher.settle(now);
        for (int cpu = 0; cpu < processors.count(); cpu++) {
            processors.setAsleep(cpu, true, now);
        }
    }

    /**
     * Ends {@link #suspend}.
     *
     * @throws IllegalStateException when it is not suspended
     */
    public void resume() {
        if (!suspended) {
            throw new IllegalStateException("host " + name() + " is not suspended");
        }
        suspended = false;
        long now = dispatcher.open();
        for (int cpu = 0; cpu < processors.count(); cpu++) {
            processors.setAsleep(cpu, false, now);
        }
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            dispatcher.release(dispatcher.roster().thread(number), HostThread.HELD_BY_SUSPEND, now);
        }
        dispatcher.settle(now);
    }

    /** Whether it is suspended. */
    public boolean isSuspended() {
        return suspended;
    }

    /**
     * Boots another kernel, which takes no time: tasks that were started begin anew.
     *
     * @param kernel facts that differ in the kernel only
     * @param scheduler makes the scheduler of that kernel
     * @throws IllegalArgumentException when the facts are those of other hardware
     * @throws IllegalStateException while a VM is on the host, or the host is suspended
     */
    public void upgrade(HostFacts kernel, SchedulerFactory scheduler) {
        if (!kernel.withKernel(facts.release(), facts.kernel()).equals(facts)) {
            throw new IllegalArgumentException("another kernel does not make " + kernel + " of " + facts);
        }
        if (suspended) {
            throw new IllegalStateException("host " + name() + " is suspended");
        }
        requireNoVm();
        List<Task> running = tasks.stream().filter(Task::isStarted).toList();
        running.forEach(Task::stop);
        facts = kernel;
        long now = dispatcher.open();
        dispatcher.boot(kernel, scheduler);
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            dispatcher.roster().thread(number).known = false;
        }
        dispatcher.settle(now);
        running.forEach(Task::start);
    }

    private void requireNoVm() {
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            HostThread thread = dispatcher.roster().thread(number);
            if (thread instanceof Vcpu) {
                throw new IllegalStateException("a guest is on host " + name());
            }
        }
    }

    // ---- groups ----

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
        int number = groupNumber(group);
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
        long now = dispatcher.open();
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            HostThread thread = dispatcher.roster().thread(number);
            if (isFrozen(thread.group)) {
                dispatcher.hold(thread, HostThread.HELD_BY_FREEZER, now);
            }
        }
        dispatcher.settle(now);
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
        long now = dispatcher.open();
        for (int number = 0; number < dispatcher.roster().count(); number++) {
            HostThread thread = dispatcher.roster().thread(number);
            if (!isFrozen(thread.group)) {
                dispatcher.release(thread, HostThread.HELD_BY_FREEZER, now);
            }
        }
        dispatcher.settle(now);
    }

    private void requireFrozen(String group, boolean frozen) {
        if (isFrozenItself(group) != frozen) {
            throw new IllegalStateException(name() + "." + group + (frozen ? " is not frozen" : " is frozen already"));
        }
    }

    /** Whether a group was frozen by name. */
    public boolean isFrozenItself(String group) {
        return group(group).frozen;
    }

    /** Whether a group is frozen, or one that it is in. */
    public boolean isFrozen(String group) {
        return isFrozen(groupNumber(group));
    }

    private boolean isFrozen(int group) {
        int each = group;
        while (each != SchedulerHost.ROOT_GROUP && !groups.get(each).frozen) {
            each = groups.get(each).parent;
        }
        return each != SchedulerHost.ROOT_GROUP;
    }

    /** Names of the groups, in the order in which they were made. */
    public List<String> groups() {
        return groups.stream().skip(1).map(g -> g.name).toList();
    }

    /** Number of a group among {@link Subjects}. */
    public int groupSubject(String group) {
        return group(group).subject;
    }

    /** CPU time of all threads of a group and its descendants, in picoseconds. */
    public long groupRan(String group, long now) {
        int wanted = groupNumber(group);
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
    public long groupThrottled(String group, long now) {
        return group(group).pool.throttledTime(now);
    }

    /** Times that a group ran out of quota while it had some on every processor. */
    public long groupThrottles(String group) {
        return group(group).pool.throttles();
    }

    /** Periods that have begun while the period timer ran: nr_periods of cpu.stat. */
    public long groupPeriods(String group) {
        return group(group).pool.periods();
    }

    /** Periods in which the group was throttled: nr_throttled of cpu.stat. */
    public long groupThrottledPeriods(String group) {
        return group(group).pool.throttledPeriods();
    }

    // ---- processors ----

    /** Number of a processor among {@link Subjects}. */
    public int cpuSubject(int cpu) {
        return processors.subject(cpu);
    }

    /** Time in which a processor ran any thread, in picoseconds. */
    public long busy(int cpu, long now) {
        return processors.busy(cpu, now);
    }

    /** Time in which a processor was online and ran nothing, in picoseconds. */
    public long idle(int cpu, long now) {
        return processors.idle(cpu, now);
    }

    /** Context switches of a processor, from and to idling included. */
    public long switches(int cpu) {
        return processors.switches(cpu);
    }

    /** Context switches of all processors. */
    public long switches() {
        long sum = 0;
        for (int cpu = 0; cpu < processors.count(); cpu++) {
            sum += processors.switches(cpu);
        }
        return sum;
    }
}
