package org.foliot.machine;

import java.util.List;
import org.foliot.api.host.HostFacts;
import org.foliot.api.observation.Observations;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.engine.EventLoop;
import org.foliot.machine.HostThread.Condition;

/**
 * Puts the threads of one host on its processors as the host's scheduler says.
 *
 * <p>Every processor is one source of events: the next of what its thread does by itself, the tick at which a quota may be
 * used up, and the instant at which the scheduler wants to be called. What a call asks for is served after it has returned,
 * at the same instant: first reschedules in the order of processors, then interrupts of running threads in the same order.
 */
final class Dispatcher {
    private static final int NONE = RunQueues.NONE;
    private static final long NEVER = HostThread.NEVER;
    /** Picks of one processor at one instant after which a scheduler is taken to go round in circles. */
    private static final int PATIENCE = 100_000;

    private final EventLoop loop;
    private final ObservationSink sink;
    private final boolean observed;
    private final List<HostGroup> groups;
    private final Processors processors;
    private final Bandwidth bandwidth;
    private final int deferral;

    private HostFacts facts;
    private RunQueues queues;
    private boolean schedInfo;
    private TickGrid ticks;

    private final Roster roster;
    private final Agenda agenda;
    private final PendingCpus reschedules;
    private final PendingCpus interrupts;
    private final ExpiredTimers expired = new ExpiredTimers();
    private final KernelPreemption preemption;
    private final Holds holds = new Holds(this);
    private boolean busy;

    Dispatcher(List<HostGroup> groups, Processors processors, EventLoop loop, ObservationSink sink) {
        int cpus = processors.count();
        this.loop = loop;
        this.sink = sink;
        this.observed = sink != ObservationSink.NONE;
        this.groups = groups;
        this.processors = processors;
        this.bandwidth = new Bandwidth(this, cpus);
        this.roster = new Roster(cpus);
        this.reschedules = new PendingCpus(cpus);
        this.interrupts = new PendingCpus(cpus);
        this.preemption = new KernelPreemption(cpus);
        this.agenda = new Agenda(cpus, loop, this::processorEvent);
        this.deferral = loop.addSource((source, kind, now) -> settle(now));
    }

    /** Boots a kernel: its facts and its scheduler hold from now on, and no thread is on its run queues. */
    void boot(HostFacts kernel, SchedulerFactory scheduler) {
        facts = kernel;
        schedInfo = kernel.kernel().schedInfo();
        ticks = new TickGrid(kernel.kernel().tick(), kernel.kernel().tickPhase());
        bandwidth.boot(kernel);
        preemption.boot(kernel.kernel().preempt());
        queues = scheduler.create(new SchedulerPort(this, groups, processors));
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    long now() {
        return loop.now();
    }

    HostGroup groupAt(int number) {
        return groups.get(number);
    }

    HostFacts facts() {
        return facts;
    }

    Roster roster() {
        return roster;
    }

    Agenda agenda() {
        return agenda;
    }

    TickGrid ticks() {
        return ticks;
    }

    Holds holds() {
        return holds;
    }

    // ---- threads come, change and go ----

    /** A thread is created on this host; it is off or blocked. */
    void adopt(HostThread newcomer, ThreadSpec traits, CpuSet affinity, int group) {
        newcomer.dispatcher = this;
        newcomer.reborn(traits, affinity, group, now());
        roster.add(newcomer);
        bandwidth.adopt(newcomer);
    }

    /** A thread that is held or off goes away from this host. */
    void abandon(HostThread gone) {
        roster.replace(gone.number, new Departed(gone, now()));
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
            book(ending, now);
            leave(ending, Departure.EXITED, false, now);
        }
        ending.condition = Condition.OFF;
        ending.account(ThreadState.OFFLINE, now);
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

    /** Books the wait of a thread, if this kernel keeps such accounts. */
    void book(HostThread waiting, long now) {
        waiting.book(now, schedInfo);
    }

    /** Takes a runnable thread off its queue, to join another one at the same instant; it waits. */
    private void remove(HostThread moving, long now) {
        moving.book(now, schedInfo);
        leave(moving, Departure.SUSPENDED, true, now);
        moving.queue(now);
    }

    /** A thread that waits joins a run queue. */
    void join(HostThread joining, Arrival arrival, long now) {
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
        roster.joined(cpu);
        if (joining.pools != null) {
            bandwidth.joined(joining, now);
        }
        HostThread running = roster.runningOn(cpu);
        if (running != null) {
            preemption.joined(joining, running);
            if (running.solitary) {
                agenda.work(cpu, running.crowded(now));
            }
        }
    }

    private void requireUsable(HostThread joining, int cpu) {
        boolean usable = cpu >= 0 && cpu < processors.count() && processors.isOnline(cpu);
        if (!usable || !joining.isAllowedOn(cpu)) {
            throw new IllegalStateException("the scheduler of " + facts.name() + " put thread " + joining.number
                    + " on CPU " + cpu + ", which " + (usable ? "it may not use" : "is not online"));
        }
    }

    /** A thread leaves its run queue, and its processor if it has one. */
    void leave(HostThread leaving, Departure departure, boolean preempted, long now) {
        if (leaving.parked) {
            leaving.parked = false;
            leaving.struck = false;
            return;
        }
        int cpu = leaving.cpu;
        boolean running = roster.current(cpu) == leaving.number;
        queues.dequeue(leaving.number, departure, now);
        leaving.queued = false;
        roster.left(cpu);
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
        boolean running = roster.runs(throttled);
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

    /**
     * The timer of a thread expired. Timers that expire at one instant are one interrupt, after which processors change over
     * (kernel/time/hrtimer.c, hrtimer_interrupt): while other events are due at this instant, it is not over.
     */
    void expire(HostThread thread, long now) {
        expired.add(thread);
        settleAfterTimer(now);
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
        boolean[] moving = new boolean[roster.count()];
        for (int number = 0; number < moving.length; number++) {
            HostThread each = roster.thread(number);
            if (each.cpu == cpu && (each.queued || each.parked)) {
                moving[number] = true;
                remove(each, now);
            }
        }
        processors.setOnline(cpu, false, now);
        queues.cpuOffline(cpu, now);
        reschedules.remove(cpu);
        interrupts.remove(cpu);
        agenda.call(cpu, NEVER);
        bandwidth.offline(cpu, now);
        for (int number = 0; number < moving.length; number++) {
            if (moving[number]) {
                join(roster.thread(number), Arrival.RESUMED, now);
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

    private void processorEvent(int source, int kind, long now) {
        int cpu = source - agenda.firstSource();
        agenda.begin(cpu);
        busy = true;
        expired.wake(now);
        if (agenda.isWorkDue(cpu, now)) {
            HostThread running = roster.runningOn(cpu);
            if (preemption.settles(cpu)) {
                pick(cpu, now);
            }
            if (roster.runningOn(cpu) == running) {
                obey(cpu, running, running.due(now), now);
            }
            serve(now);
        }
        if (agenda.isQuotaDue(cpu, now)) {
            bandwidth.tick(cpu, now);
            serve(now);
        }
        if (agenda.takeCall(cpu, now) && processors.isOnline(cpu)) {
            queues.timer(cpu, now);
        }
        settle(now);
    }

    /** Serves what calls have asked for and schedules the next events of the processors concerned. */
    void settle(long now) {
        busy = true;
        expired.wake(now);
        serve(now);
        busy = false;
        agenda.program();
    }

    /** Ends what a timer did, at once or with other events of this instant. */
    void settleAfterTimer(long now) {
        if (loop.nextTime() > now) {
            settle(now);
        } else {
            busy = false;
            settleSoon();
        }
    }

    /** As {@link #settle}, but at the end of the instant, for callers in the middle of something. */
    void settleSoon() {
        if (!busy) {
            loop.schedule(deferral, now(), EventKinds.DEFERRED);
        }
    }

    private void serve(long now) {
        int rounds = 0;
        while (true) {
            int cpu = reschedules.takeLowest();
            if (cpu >= 0) {
                if (!preemption.postpones(cpu, roster.runningOn(cpu))) {
                    pick(cpu, now);
                }
            } else {
                cpu = interrupts.takeLowest();
                if (cpu < 0) {
                    return;
                }
                HostThread running = roster.runningOn(cpu);
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
        for (int attempt = 0; attempt <= roster.count(); attempt++) {
            int previous = roster.current(cpu);
            int next = queues.pick(cpu, now);
            if (next == previous && next != NONE) {
                return;
            }
            if (previous != NONE) {
                preempt(cpu, roster.thread(previous), now);
            }
            if (next == NONE) {
                processors.idles(cpu, now);
                return;
            }
            HostThread chosen = roster.thread(next);
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
        preemption.settles(cpu);
        leaving.switchedOut(now, preempted);
        roster.setCurrent(cpu, NONE);
        agenda.work(cpu, NEVER);
        if (leaving.pools != null) {
            agenda.lookAtQuota(cpu, NEVER);
            bandwidth.stopped(leaving, cpu, now);
        }
        if (observed) {
            sink.observe(Observations.SWITCH_OUT, processors.subject(cpu), now, leaving.number, preempted ? 1 : 0);
        }
    }

    private void switchIn(int cpu, HostThread chosen, long now) {
        chosen.book(now, schedInfo);
        chosen.countSlice();
        roster.setCurrent(cpu, chosen.number);
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
            agenda.work(cpu, wish);
        } else if (wish == HostThread.BLOCKS) {
            running.condition = Condition.BLOCKED;
            leave(running, Departure.BLOCKED, false, now);
            running.account(running.asleep(), now);
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
            agenda.work(cpu, running.crowded(now));
            reschedules.add(cpu);
        } else {
            throw new IllegalStateException(
                    "thread " + running.number + " of " + facts.name() + " wants " + wish + " at " + now);
        }
    }

    // ---- what the scheduler asks for ----

    /** See {@link SchedulerHost#reschedule}. */
    void reschedule(int cpu) {
        reschedules.add(cpu);
        settleSoon();
    }

    /** See {@link SchedulerHost#callAt}; a scheduler that counts in nanoseconds may be a fraction of one late. */
    void callAt(int cpu, long instant) {
        agenda.call(cpu, Math.max(instant, now()));
        settleSoon();
    }

    /** See {@link SchedulerHost#moved}. */
    void moved(HostThread moving, int toCpu) {
        requireUsable(moving, toCpu);
        long now = now();
        moving.book(now, schedInfo);
        if (moving.pools != null) {
            bandwidth.left(moving, false, now);
        }
        roster.left(moving.cpu);
        roster.joined(toCpu);
        moving.cpu = toCpu;
        if (moving.pools != null) {
            bandwidth.moved(moving);
        }
    }
}
