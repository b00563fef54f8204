package org.foliot.machine;

import java.util.Arrays;
import java.util.List;
import org.foliot.api.host.HostFacts;
import org.foliot.api.observation.Observations;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.engine.EventHandler;
import org.foliot.engine.EventLoop;
import org.foliot.machine.HostThread.Condition;
import org.foliot.time.Duration;

/**
 * Puts the threads of one host on its processors as the host's scheduler says.
 *
 * <p>Every processor is one source of events: the next of what its thread does by itself, the tick at which a quota may be
 * used up, and the instant at which the scheduler wants to be called. What a call asks for is served after it has returned,
 * at the same instant: first reschedules in the order of processors, then interrupts of running threads in the same order.
 */
final class Dispatcher implements SchedulerHost {
    private static final int NONE = RunQueues.NONE;
    private static final long NEVER = HostThread.NEVER;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Picks of one processor at one instant after which a scheduler is taken to go round in circles. */
    private static final int PATIENCE = 100_000;

    private final EventLoop loop;
    private final ObservationSink sink;
    private final boolean observed;
    private final List<HostGroup> groups;
    private final Processors processors;
    private final Bandwidth bandwidth;
    /** The source of processor 0; those of the others follow. */
    private final int firstSource;

    private final int deferral;

    private HostFacts facts;
    private RunQueues queues;
    private boolean schedInfo;
    private long tick;

    private HostThread[] thread = new HostThread[16];
    private int threads;

    private final int[] current;
    /** Threads on the queue of each processor, the running one included. */
    private final int[] load;

    private final long[] workAt;
    private final long[] callAt;
    private final long[] quotaAt;
    private final long[] programmed;
    private final CpuSet reschedules;
    private final CpuSet interrupts;
    private final CpuSet touched;
    private boolean busy;

    Dispatcher(List<HostGroup> groups, Processors processors, EventLoop loop, ObservationSink sink) {
        int cpus = processors.count();
        this.loop = loop;
        this.sink = sink;
        this.observed = sink != ObservationSink.NONE;
        this.groups = groups;
        this.processors = processors;
        this.bandwidth = new Bandwidth(this, cpus);
        this.current = new int[cpus];
        this.load = new int[cpus];
        this.workAt = new long[cpus];
        this.callAt = new long[cpus];
        this.quotaAt = new long[cpus];
        this.programmed = new long[cpus];
        this.reschedules = new CpuSet(cpus);
        this.interrupts = new CpuSet(cpus);
        this.touched = new CpuSet(cpus);
        Arrays.fill(current, NONE);
        Arrays.fill(workAt, NEVER);
        Arrays.fill(callAt, NEVER);
        Arrays.fill(quotaAt, NEVER);
        Arrays.fill(programmed, NEVER);
        this.firstSource = loop.sources();
        EventHandler handler = (source, kind, now) -> processorEvent(source - firstSource, now);
        for (int cpu = 0; cpu < cpus; cpu++) {
            loop.addSource(handler);
        }
        this.deferral = loop.addSource((source, kind, now) -> settle(now));
    }

    /** Boots a kernel: its facts and its scheduler hold from now on, and no thread is on its run queues. */
    void boot(HostFacts kernel, SchedulerFactory scheduler) {
        facts = kernel;
        schedInfo = kernel.kernel().schedInfo();
        long hertz = kernel.kernel().tick().hertz();
        // TICK_NSEC of include/linux/jiffies.h is rounded to nanoseconds.
        tick = (NANOS_PER_SECOND + hertz / 2) / hertz * Duration.PS_PER_NANO;
        bandwidth.setSlice(kernel.kernel().bandwidthSlice().picoseconds());
        queues = scheduler.create(this);
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    long now() {
        return loop.now();
    }

    HostGroup group(String name) {
        for (HostGroup group : groups) {
            if (group.name.equals(name)) {
                return group;
            }
        }
        throw new IllegalArgumentException("host " + facts.name() + " has no group " + name);
    }

    HostGroup groupAt(int number) {
        return groups.get(number);
    }

    HostThread thread(int number) {
        return thread[number];
    }

    HostThread runningOn(int cpu) {
        return current[cpu] == NONE ? null : thread[current[cpu]];
    }

    /** Whether a thread runs at this instant. */
    boolean runs(HostThread candidate) {
        return candidate.queued && current[candidate.cpu] == candidate.number;
    }

    /** Whether a running thread is the only one on its processor's queue. */
    boolean isAlone(HostThread running) {
        return load[running.cpu] == 1;
    }

    // ---- threads come, change and go ----

    /** A thread is created on this host; it is off or blocked. */
    void adopt(HostThread newcomer, ThreadSpec traits, CpuSet affinity, int group) {
        if (threads == thread.length) {
            thread = Arrays.copyOf(thread, 2 * threads);
        }
        newcomer.dispatcher = this;
        newcomer.number = threads;
        newcomer.reborn(traits, affinity, group, now());
        thread[threads++] = newcomer;
        bandwidth.adopt(newcomer);
    }

    /** A thread that is held or off goes away from this host. */
    void abandon(HostThread gone) {
        thread[gone.number] = new Departed(gone, now());
        gone.dispatcher = null;
        gone.number = NONE;
        gone.pools = null;
    }

    /** A thread becomes runnable: it is new, or was blocked and its event came. */
    void wake(HostThread woken, Arrival arrival, long now) {
        if (woken.condition == Condition.RUNNABLE) {
            return;
        }
        woken.condition = Condition.RUNNABLE;
        if (woken.holds == 0) {
            woken.queue(now);
            join(woken, arrival, now);
        } else {
            woken.account(ThreadState.PAUSED, now);
        }
    }

    /** A thread ends or goes off, whatever it does. */
    void end(HostThread ending, long now) {
        if (ending.condition == Condition.RUNNABLE && ending.holds == 0) {
            ending.book(now, schedInfo);
            leave(ending, Departure.EXITED, false, now);
        }
        ending.condition = Condition.OFF;
        ending.account(ThreadState.OFFLINE, now);
    }

    /** Keeps a thread from running until it is released; nothing of that time is waiting. */
    void hold(HostThread held, int reason, long now) {
        boolean already = held.holds != 0;
        held.holds |= reason;
        if (already || held.condition == Condition.OFF) {
            return;
        }
        if (held.condition == Condition.RUNNABLE) {
            held.book(now, schedInfo);
            leave(held, Departure.SUSPENDED, false, now);
        }
        held.account(ThreadState.PAUSED, now);
    }

    /** Ends a {@link #hold}. */
    void release(HostThread held, int reason, long now) {
        boolean was = held.holds != 0;
        held.holds &= ~reason;
        if (!was || held.holds != 0) {
            return;
        }
        switch (held.condition) {
            case RUNNABLE -> {
                held.queue(now);
                join(held, Arrival.RESUMED, now);
            }
            case BLOCKED -> {
                held.account(ThreadState.IDLE, now);
                if (held.wakesAfterHold(now)) {
                    wake(held, Arrival.WAKEUP, now);
                }
            }
            case OFF -> {}
        }
    }

    /** What the scheduler knows of a thread has changed. */
    void changed(HostThread changed) {
        if (changed.known) {
            long now = open();
            queues.threadChanged(changed.number, now);
            settle(now);
        }
    }

    /** Changes the processors that a thread may use (__set_cpus_allowed_ptr); null for all. */
    void pin(HostThread pinned, CpuSet cpus) {
        if (cpus != null && !cpus.intersects(processors.online())) {
            throw new IllegalStateException("none of the processors to pin to is online");
        }
        long now = open();
        boolean present = pinned.queued || pinned.parked;
        boolean moves = present && cpus != null && !cpus.contains(pinned.cpu);
        if (moves) {
            remove(pinned, now);
        }
        pinned.affinity = cpus;
        if (pinned.known) {
            queues.threadChanged(pinned.number, now);
        }
        if (moves) {
            join(pinned, Arrival.RESUMED, now);
        }
        settle(now);
    }

    /** Takes a runnable thread off its queue, to join another one at the same instant; it waits. */
    private void remove(HostThread moving, long now) {
        moving.book(now, schedInfo);
        leave(moving, Departure.SUSPENDED, true, now);
        moving.queue(now);
    }

    private void join(HostThread joining, Arrival arrival, long now) {
        if (joining.affinity != null && !joining.affinity.intersects(processors.online())) {
            // select_fallback_rq: none of its processors is online, so it may use all.
            joining.affinity = null;
        }
        int cpu = queues.enqueue(joining.number, arrival, now);
        requireUsable(joining, cpu);
        if (cpu != joining.cpu) {
            joining.book(now, schedInfo);
        }
        joining.known = true;
        joining.cpu = cpu;
        joining.queued = true;
        load[cpu]++;
        if (joining.pools != null) {
            bandwidth.joined(joining, now);
        }
        HostThread running = runningOn(cpu);
        if (running != null && running.solitary) {
            workAt[cpu] = running.crowded(now);
            touched.add(cpu);
        }
    }

    private void requireUsable(HostThread joining, int cpu) {
        if (cpu < 0 || cpu >= processors.count() || !processors.isOnline(cpu) || !allowed(joining.number, cpu)) {
            throw new IllegalStateException("the scheduler of " + facts.name() + " put thread " + joining.number
                    + " on CPU " + cpu + ", which is offline or not allowed");
        }
    }

    private void leave(HostThread leaving, Departure departure, boolean preempted, long now) {
        if (leaving.parked) {
            leaving.parked = false;
            leaving.struck = false;
            return;
        }
        int cpu = leaving.cpu;
        boolean running = current[cpu] == leaving.number;
        queues.dequeue(leaving.number, departure, now);
        leaving.queued = false;
        load[cpu]--;
        if (running) {
            switchOut(cpu, leaving, preempted, now);
            reschedules.add(cpu);
        }
        if (leaving.pools != null) {
            bandwidth.left(leaving, departure == Departure.THROTTLED, now);
            if (running) {
                bandwidth.settle(leaving, cpu, now);
            }
        }
    }

    /** A group of a queued thread is out of quota: it leaves the run queues and goes on waiting. */
    void park(HostThread throttled, long now) {
        boolean running = runs(throttled);
        leave(throttled, Departure.THROTTLED, true, now);
        throttled.parked = true;
        if (running) {
            throttled.queue(now);
        }
    }

    /** An injected preemption is over: the wait so far is booked, and the thread queues for a processor. */
    void recover(HostThread struck, long now) {
        struck.book(now, schedInfo);
        struck.struck = false;
        struck.parked = false;
        join(struck, Arrival.RESUMED, now);
    }

    /** A parked thread may run again. */
    void unpark(HostThread throttled, long now) {
        throttled.parked = false;
        join(throttled, Arrival.UNTHROTTLED, now);
    }

    /** Begins an action from outside; {@link #settle} ends it. */
    long open() {
        busy = true;
        return loop.now();
    }

    /** Something outside changed what a running thread will do. */
    void interrupt(HostThread running) {
        interrupts.add(running.cpu);
        settleSoon();
    }

    // ---- processors ----

    /** Takes a processor offline; its threads move. */
    void unplug(int cpu, long now) {
        boolean[] moving = new boolean[threads];
        for (int number = 0; number < threads; number++) {
            HostThread each = thread[number];
            if (each.cpu == cpu && (each.queued || each.parked)) {
                moving[number] = true;
                remove(each, now);
            }
        }
        processors.setOnline(cpu, false, now);
        queues.cpuOffline(cpu, now);
        reschedules.remove(cpu);
        interrupts.remove(cpu);
        callAt[cpu] = NEVER;
        touched.add(cpu);
        bandwidth.offline(cpu, now);
        for (int number = 0; number < moving.length; number++) {
            if (moving[number]) {
                join(thread[number], Arrival.RESUMED, now);
            }
        }
    }

    /** Brings a processor back. */
    void replug(int cpu, long now) {
        processors.setOnline(cpu, true, now);
        queues.cpuOnline(cpu, now);
    }

    /** Weight of a group has changed. */
    void groupChanged(int group, long now) {
        queues.groupChanged(group, now);
    }

    /** Names the tick at which the quota of the running thread is looked at next. */
    void checkQuotaAt(int cpu, long instant) {
        quotaAt[cpu] = instant;
        touched.add(cpu);
    }

    private void processorEvent(int cpu, long now) {
        programmed[cpu] = NEVER;
        busy = true;
        if (workAt[cpu] <= now) {
            HostThread running = thread[current[cpu]];
            obey(cpu, running, running.due(now), now);
            serve(now);
        }
        if (quotaAt[cpu] <= now) {
            bandwidth.tick(cpu, now);
            serve(now);
        }
        if (callAt[cpu] <= now) {
            callAt[cpu] = NEVER;
            queues.timer(cpu, now);
        }
        touched.add(cpu);
        settle(now);
    }

    /** Serves what calls have asked for and schedules the next events of the processors concerned. */
    void settle(long now) {
        busy = true;
        serve(now);
        busy = false;
        for (int cpu = touched.takeLowest(); cpu >= 0; cpu = touched.takeLowest()) {
            long next = Math.min(workAt[cpu], Math.min(callAt[cpu], quotaAt[cpu]));
            if (next != programmed[cpu]) {
                programmed[cpu] = next;
                schedule(firstSource + cpu, next, EventKinds.PROCESSOR);
            }
        }
    }

    /** As {@link #settle}, but at the end of the instant, for callers in the middle of something. */
    void settleSoon() {
        if (!busy) {
            loop.schedule(deferral, now(), EventKinds.DEFERRED);
        }
    }

    /** Schedules the only event of a source, or cancels it with {@link HostThread#NEVER}. */
    void schedule(int eventSource, long instant, int kind) {
        if (instant == NEVER) {
            loop.cancel(eventSource);
        } else {
            loop.schedule(eventSource, instant, kind);
        }
    }

    private void serve(long now) {
        int rounds = 0;
        while (true) {
            int cpu = reschedules.takeLowest();
            if (cpu >= 0) {
                pick(cpu, now);
            } else {
                cpu = interrupts.takeLowest();
                if (cpu < 0) {
                    return;
                }
                HostThread running = runningOn(cpu);
                if (running != null) {
                    obey(cpu, running, running.interrupted(now), now);
                }
            }
            if (++rounds > PATIENCE * processors.count()) {
                throw new IllegalStateException("host " + facts.name() + " makes no progress at " + now + " ps");
            }
        }
    }

    private void pick(int cpu, long now) {
        if (!processors.isOnline(cpu)) {
            return;
        }
        for (int attempt = 0; attempt <= threads; attempt++) {
            int previous = current[cpu];
            int next = queues.pick(cpu, now);
            if (next == previous && next != NONE) {
                return;
            }
            if (previous != NONE) {
                preempt(cpu, thread[previous], now);
            }
            if (next == NONE) {
                processors.idles(cpu, now);
                return;
            }
            HostThread chosen = thread[next];
            if (!chosen.queued) {
                // Throttled together with the thread that was just preempted.
                continue;
            }
            if (chosen.cpu != cpu) {
                throw new IllegalStateException("the scheduler of " + facts.name() + " picked thread " + next
                        + " for CPU " + cpu + ", but it is on CPU " + chosen.cpu);
            }
            if (chosen.pools == null || bandwidth.admit(chosen, now)) {
                switchIn(cpu, chosen, now);
                return;
            }
        }
        throw new IllegalStateException(
                "the scheduler of " + facts.name() + " keeps picking threads for CPU " + cpu + " that left its queue");
    }

    private void preempt(int cpu, HostThread previous, long now) {
        switchOut(cpu, previous, true, now);
        previous.queue(now);
        if (previous.pools != null) {
            bandwidth.settle(previous, cpu, now);
        }
    }

    private void switchOut(int cpu, HostThread leaving, boolean preempted, long now) {
        leaving.switchedOut(now, preempted);
        current[cpu] = NONE;
        workAt[cpu] = NEVER;
        quotaAt[cpu] = NEVER;
        touched.add(cpu);
        if (leaving.pools != null) {
            bandwidth.stopped(leaving, cpu, now);
        }
        if (observed) {
            sink.observe(Observations.SWITCH_OUT, processors.subject(cpu), now, leaving.number, preempted ? 1 : 0);
        }
    }

    private void switchIn(int cpu, HostThread chosen, long now) {
        chosen.book(now, schedInfo);
        chosen.countSlice();
        current[cpu] = chosen.number;
        processors.runs(cpu, now);
        if (observed) {
            sink.observe(Observations.SWITCH_IN, processors.subject(cpu), now, chosen.number, 0);
        }
        if (chosen.pools != null) {
            bandwidth.started(chosen, now);
        }
        obey(cpu, chosen, chosen.switchedIn(now), now);
    }

    /** Does what a running thread asks for. */
    private void obey(int cpu, HostThread running, long wish, long now) {
        if (wish >= now) {
            workAt[cpu] = wish;
            touched.add(cpu);
        } else if (wish == HostThread.BLOCKS) {
            running.condition = Condition.BLOCKED;
            leave(running, Departure.BLOCKED, false, now);
            running.account(ThreadState.IDLE, now);
        } else if (wish == HostThread.ENDS) {
            running.condition = Condition.OFF;
            leave(running, Departure.BLOCKED, false, now);
            running.account(ThreadState.OFFLINE, now);
        } else if (wish == HostThread.STRUCK) {
            leave(running, Departure.SUSPENDED, true, now);
            running.queue(now);
            running.parked = true;
            running.struck = true;
        } else if (wish == HostThread.YIELDS) {
            queues.yield(running.number, now);
            workAt[cpu] = running.crowded(now);
            touched.add(cpu);
            reschedules.add(cpu);
        } else {
            throw new IllegalStateException(
                    "thread " + running.number + " of " + facts.name() + " wants " + wish + " at " + now);
        }
    }

    // ---- what the scheduler sees ----

    @Override
    public HostFacts facts() {
        return facts;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public boolean online(int cpu) {
        return processors.isOnline(cpu);
    }

    @Override
    public boolean allowed(int number, int cpu) {
        CpuSet affinity = thread[number].affinity;
        return affinity == null || affinity.contains(cpu);
    }

    @Override
    public int nice(int number) {
        return thread[number].nice;
    }

    @Override
    public Policy policy(int number) {
        return thread[number].policy;
    }

    @Override
    public int realTimePriority(int number) {
        return thread[number].priority;
    }

    @Override
    public long requestedSlice(int number) {
        return thread[number].requestedSlice;
    }

    @Override
    public int group(int number) {
        return thread[number].group;
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
        return current[cpu];
    }

    /** {@inheritDoc} The grid begins at 0 and is the same for all processors (sched_skew_tick=0). */
    @Override
    public long tickAtOrAfter(int cpu, long instant) {
        if (instant > NEVER - tick) {
            return NEVER;
        }
        return (instant + tick - 1) / tick * tick;
    }

    @Override
    public void reschedule(int cpu) {
        reschedules.add(cpu);
        settleSoon();
    }

    @Override
    public void callAt(int cpu, long instant) {
        callAt[cpu] = instant;
        touched.add(cpu);
        settleSoon();
    }

    @Override
    public void moved(int number, int toCpu) {
        HostThread moving = thread[number];
        requireUsable(moving, toCpu);
        long now = now();
        moving.book(now, schedInfo);
        if (moving.pools != null) {
            bandwidth.left(moving, false, now);
        }
        load[moving.cpu]--;
        load[toCpu]++;
        moving.cpu = toCpu;
        if (moving.pools != null) {
            bandwidth.moved(moving);
        }
    }
}
