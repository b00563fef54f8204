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
    private final Dispatcher dispatcher;
    private final HostGroups groups;
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
        List<HostGroup> declared = new ArrayList<>(List.of(new HostGroup(subject)));
        this.dispatcher = new Dispatcher(declared, processors, loop, sink);
        this.groups = new HostGroups(name, declared, dispatcher, loop);
        for (GroupSpec group : spec.groups()) {
            groups.add(group, processors.count(), subjects);
        }
        dispatcher.boot(facts, scheduler);
        for (GroupSpec group : spec.groups()) {
            group.quota().ifPresent(quota -> groups.setQuota(group.name(), quota));
        }
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
            thread.group().ifPresent(groups::number);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Creates a thread on this host. */
    void adopt(HostThread thread, ThreadSpec traits) {
        CpuSet affinity = CpuSet.affinity(processors.count(), traits.cpus());
        int group = traits.group().map(groups::number).orElse(SchedulerHost.ROOT_GROUP);
        dispatcher.adopt(thread, traits, affinity, group);
        if (suspended) {
            thread.holds |= HostThread.HELD_BY_SUSPEND;
        }
        if (groups.isFrozen(group)) {
            thread.holds |= HostThread.HELD_BY_FREEZER;
        }
    }

    /** Its groups of threads. */
    public HostGroups groups() {
        return groups;
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
        dispatcher.holds().holdAll(thread -> true, HostThread.HELD_BY_SUSPEND);
        long now = loop.now();
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
        long now = loop.now();
        for (int cpu = 0; cpu < processors.count(); cpu++) {
            processors.setAsleep(cpu, false, now);
        }
        dispatcher.holds().releaseAll(thread -> true, HostThread.HELD_BY_SUSPEND);
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
