package org.foliot.scheduler.linux;

import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.linux.FairQueue.Joining;
import org.foliot.time.Duration;

/**
 * The run queue of one processor (struct rq): its classes in their order, the thread that runs, and the one timer that the
 * machine keeps for it.
 */
public final class Cpu {
    private static final long PS = Duration.PS_PER_NANO;
    /**
     * From what asks for a switch, such as a tick, until the clock is read for the switch itself (update_rq_clock in
     * __schedule): the thread that goes is charged up to then, and the next one from then on. So a thread that began at a
     * tick has run a little less than whole ticks at a later one. How long this is is a choice; that it is not nothing
     * matters to slices of whole ticks.
     */
    private static final long SWITCH = 1_000;

    final int number;
    final LinuxSettings settings;
    final FairPolicy policy;
    final FairServer server;
    final RealTimeClass realTime;
    final FairClass fair;
    /** What balancing remembers of this processor. */
    final BalanceState balance = new BalanceState();

    private final SchedulerHost host;
    private final Clock clock;
    private final Domain domain;
    private Task running;
    private boolean rescheduleRequested;
    private long armedPicos = Long.MAX_VALUE;
    private long lastTickPicos = -1;

    Cpu(
            int number,
            LinuxSettings settings,
            FairPolicy policy,
            SchedulerHost host,
            Clock clock,
            Domain domain,
            TaskGroup rootGroup) {
        this.number = number;
        this.settings = settings;
        this.policy = policy;
        this.host = host;
        this.clock = clock;
        this.domain = domain;
        this.server = new FairServer(this);
        this.realTime = new RealTimeClass(this);
        this.fair = new FairClass(this, rootGroup);
    }

    /** The thread of the last pick, which may have left the queues since; null if it idles. */
    Task running() {
        return running;
    }

    /** Fair threads that want to run here, the running one included (h_nr_running of the root queue). */
    public int fairRunnable() {
        return fair.runnable();
    }

    /** Length of a tick (TICK_NSEC). */
    public long tickLength() {
        return settings.tick;
    }

    /** Threads that want to run here, the running one included. */
    int runnable() {
        return realTime.queued() + fair.runnable();
    }

    /** Whether it runs nothing and nothing waits (idle_cpu). */
    boolean isIdle() {
        return running == null && runnable() == 0;
    }

    /** Whether all it has to do is SCHED_IDLE work (sched_idle_cpu). */
    boolean hasOnlyIdleWork() {
        return runnable() > 0 && runnable() == fair.idleRunnable();
    }

    /** First tick at or after an instant. */
    public long tickAtOrAfter(long nanos) {
        return host.tickAtOrAfter(number, nanos * PS) / PS;
    }

    /** Asks for a pick (resched_curr). */
    public void requestReschedule() {
        if (!rescheduleRequested) {
            rescheduleRequested = true;
            host.reschedule(number);
        }
    }

    // ---- arriving and leaving

    /** Adds a thread to the queue of its class. */
    void enqueue(Task task, Joining how, long now) {
        task.cpu = this;
        if (task.isRealTime()) {
            realTime.enqueue(task, now);
        } else {
            fair.enqueue(task, how, now);
        }
    }

    /** Takes a thread from the queue of its class; see {@link FairClass#dequeue}. */
    void dequeue(Task task, boolean sleeps, boolean mayStay, long now) {
        if (!task.isRealTime()) {
            fair.dequeue(task, sleeps, mayStay, now);
        } else {
            if (task == running) {
                realTime.charge(now);
            }
            realTime.dequeue(task);
        }
    }

    /** Lets a thread that arrived preempt the running one if it may (wakeup_preempt, kernel/sched/core.c). */
    void preemptFor(Task arrived, long now) {
        if (running == null) {
            requestReschedule();
        } else if (arrived != running && running.queued && !rescheduleRequested) {
            if (arrived.isRealTime()) {
                if (arrived.rtPriority > running.rtPriority) {
                    requestReschedule();
                }
            } else if (!running.isRealTime()) {
                fair.preemptOnWakeup(running, arrived, now);
            }
        }
    }

    // ---- choosing

    /** Chooses the thread to run from now on, or null (__schedule, kernel/sched/core.c). */
    Task pick(long now) {
        // Whatever the pick itself finds out is settled by it (clear_tsk_need_resched comes after it in the kernel).
        rescheduleRequested = true;
        if (running != null && running.isRealTime() && running.queued) {
            realTime.charge(now);
        }
        if (losesRealTimeWork()) {
            domain.balancer().pullRealTime(this, now);
        }
        Task chosen = choose(now);
        if (chosen == null && domain.balancer().pullWhenIdle(this, now)) {
            chosen = choose(now);
        }
        handOver(chosen, now);
        rescheduleRequested = false;
        return chosen;
    }

    /** Whether what it ran was more urgent than what it has left (need_pull_rt_task). */
    private boolean losesRealTimeWork() {
        int before = running == null ? 0 : running.rtPriority;
        return runnable() == 0 || realTime.highestPriority() < before;
    }

    private Task choose(long now) {
        if (server.isServing() || !realTime.isRunnable()) {
            Task task = fair.pick(now + SWITCH);
            if (task != null) {
                return task;
            }
        }
        return realTime.pick();
    }

    private void handOver(Task next, long now) {
        Task previous = running;
        if (next == previous) {
            return;
        }
        if (previous != null && previous.isRealTime()) {
            realTime.stop(previous, now);
        }
        fair.change(fairOrNull(previous), fairOrNull(next), now + SWITCH);
        if (next != null && next.isRealTime()) {
            realTime.start(next, now);
        }
        running = next;
    }

    private static Task fairOrNull(Task task) {
        return task == null || task.isRealTime() ? null : task;
    }

    /** The thread that ran no longer counts as running here; a pick follows. */
    void release(long now) {
        handOver(null, now);
    }

    /** Goes on running a thread that was taken off the queue and put back to change it. */
    void resume(Task task, long now) {
        handOver(task, now);
    }

    /** The running thread yields. */
    void yield(long now) {
        if (running.isRealTime()) {
            realTime.charge(now);
            realTime.requeue(running);
        } else {
            fair.yield(running, now);
        }
    }

    // ---- time

    /** The timer asked for is due. */
    void timer() {
        long nowPicos = clock.picos();
        long now = clock.nanos();
        armedPicos = Long.MAX_VALUE;
        realTime.advance(now);
        if (realTime.queued() > 0) {
            server.advance(now);
        }
        if (host.tickAtOrAfter(number, nowPicos) == nowPicos) {
            lastTickPicos = nowPicos;
            tick(now);
        } else if (running != null && running.queued && running.readsClock && !running.isRealTime()) {
            fair.readClock(running, now);
        }
    }

    private void tick(long now) {
        if (running != null && running.queued) {
            if (running.isRealTime()) {
                realTime.tick(running, now);
            } else {
                fair.tick(running, now);
            }
        }
        domain.balancer().tick(this, now);
    }

    /** Asks the machine for the next instant at which something may happen here. */
    void arm() {
        if (!host.online(number)) {
            return;
        }
        long now = clock.nanos();
        long exact = realTime.periodEnd();
        long atTick = domain.balancer().nextAttempt(this);
        if (realTime.queued() > 0) {
            exact = Math.min(exact, server.servesFrom());
            atTick = Math.min(atTick, server.servesUntil(now));
        }
        if (running != null && running.queued && !rescheduleRequested) {
            if (running.isRealTime()) {
                atTick = Math.min(atTick, realTime.nextDecision(running, now));
            } else {
                atTick = Math.min(atTick, fair.nextDecision(running));
                exact = Math.min(exact, fair.nextClockReading(running, now));
            }
        }
        long picos = exact == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(exact * PS, clock.picos());
        if (atTick != Long.MAX_VALUE) {
            long earliest = Math.max(Math.max(atTick * PS, clock.picos()), lastTickPicos + 1);
            picos = Math.min(picos, host.tickAtOrAfter(number, earliest));
        }
        if (picos != armedPicos) {
            armedPicos = picos;
            host.callAt(number, picos);
        }
    }

    /** The processor went offline; its queues are empty. */
    void shutDown(long now) {
        release(now);
        rescheduleRequested = false;
        armedPicos = Long.MAX_VALUE;
        host.callAt(number, Long.MAX_VALUE);
    }
}
