package org.foliot.machine;

import java.util.List;
import java.util.OptionalInt;
import org.foliot.api.observation.Observations;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.time.Duration;

/**
 * A thread of a host: how it is scheduled, and where its time went.
 *
 * <p>Its time is in exactly one {@link ThreadState} at every instant since it was first started, so the times of all states
 * add up to the time since then. {@code run_delay} is kept as sched_info keeps it (kernel/sched/stats.h): a wait is booked
 * when it ends, by running, by blocking or being stopped while waiting, or by a move to another run queue.
 */
public abstract sealed class HostThread permits Task, Vcpu, Departed {
    /** What the thread would do if nobody held it. */
    enum Condition {
        RUNNABLE,
        BLOCKED,
        OFF
    }

    /** Nothing of its own will happen while the thread goes on running. */
    static final long NEVER = Long.MAX_VALUE;
    /** The thread blocks. */
    static final long BLOCKS = -1;
    /** The thread goes off. */
    static final long ENDS = -2;
    /** The thread calls sched_yield. */
    static final long YIELDS = -3;
    /** The thread is preempted by injection, until it is unparked. */
    static final long STRUCK = -4;

    /** Stopped by SIGSTOP. */
    static final int HELD_BY_SIGNAL = 1;
    /** Stopped by the VMM. */
    static final int HELD_BY_VMM = 2;
    /** Frozen because the host is suspended. */
    static final int HELD_BY_SUSPEND = 4;
    /** Frozen with its group. */
    static final int HELD_BY_FREEZER = 8;

    private static final int STATES = ThreadState.values().length;
    private static final int WAITING = ThreadState.WAITING.ordinal();

    final int subject;
    final ObservationSink sink;
    private final boolean observed;

    Dispatcher dispatcher;
    int number = RunQueues.NONE;

    int nice;
    Policy policy = Policy.OTHER;
    int priority;
    long requestedSlice;
    int group;
    /** Processors it may use; null for all. */
    CpuSet affinity;

    Condition condition = Condition.OFF;
    int holds;
    /** Whether it is on the run queues. */
    boolean queued;
    /** Whether it is runnable but kept off the run queues because its group is out of quota. */
    boolean parked;
    /** Whether what it does next holds only while it is alone on its processor's queue. */
    boolean solitary;
    /** Whether the scheduler has seen it. */
    boolean known;
    /** The processor whose queue it is on, was on last, or at which it is parked. */
    int cpu = RunQueues.NONE;
    /** Whether it was preempted by injection, and is parked until that is over. */
    boolean struck;
    /** The limits it is under, innermost first; null for none. */
    QuotaPool[] pools;
    /** When the timer was set that is to wake it. */
    long timerSetAt;
    /** What it ran before it came to its present host. */
    long ranElsewhere;

    private final long[] times = new long[STATES];
    private int state = ThreadState.OFFLINE.ordinal();
    private long since;
    private long begun = NEVER;
    private long queuedSince;
    private long runDelay;
    private long earlierRunDelay;
    private long slices;

    HostThread(int subject, ObservationSink sink) {
        this.subject = subject;
        this.sink = sink;
        this.observed = sink != ObservationSink.NONE && this instanceof Vcpu;
    }

    /**
     * The thread starts to run; enters its state.
     *
     * @return the next instant, not before now, at which it does something of its own, {@link #NEVER}, {@link #BLOCKS} or
     *     {@link #ENDS}
     */
    abstract long switchedIn(long now);

    /** The instant that it named last has come; results as for {@link #switchedIn}, or {@link #YIELDS}. */
    abstract long due(long now);

    /** It stops running; whoever called knows the new state. */
    abstract void switchedOut(long now, boolean preempted);

    /** An interrupt for what it runs; results as for {@link #switchedIn}. */
    abstract long interrupted(long now);

    /**
     * It called sched_yield and may be picked again, or another thread joined its processor's queue.
     *
     * @return the next instant at which it does something of its own from now on
     */
    abstract long crowded(long now);

    /** What it is in while it is blocked. */
    ThreadState asleep() {
        return ThreadState.IDLE;
    }

    /** The timer that is to wake it expired, unless something else woke it or took it away at this instant. */
    abstract void timerExpired(long now);

    /** It was held, is blocked, and nobody holds it any more; whether it has a reason to run. */
    abstract boolean wakesAfterHold(long now);

    /** Whether it runs kernel code that does not ask by itself whether it should give way. */
    boolean inKernel() {
        return false;
    }

    /** See {@link org.foliot.api.scheduler.SchedulerHost#readsCpuClock}. */
    boolean readsCpuClock() {
        return false;
    }

    /** Starts the account. */
    final void begin(long now) {
        if (begun == NEVER) {
            begun = now;
            since = now;
        }
    }

    /** Enters a state. */
    final void account(ThreadState next, long now) {
        int entered = next.ordinal();
        if (entered == state) {
            return;
        }
        times[state] += now - since;
        since = now;
        if (observed) {
            sink.observe(Observations.VCPU_STATE, subject, now, state, entered);
        }
        state = entered;
    }

    /** Starts to wait for a processor. */
    final void queue(long now) {
        account(ThreadState.WAITING, now);
        queuedSince = now;
    }

    /** Books the wait so far, as sched_info_arrive and sched_info_dequeue do, if it waits. */
    final void book(long now, boolean schedInfo) {
        if (state == WAITING && schedInfo && now != queuedSince) {
            long wait = now - queuedSince;
            queuedSince = now;
            runDelay += wait;
            if (observed) {
                sink.observe(Observations.RUN_DELAY, subject, now, wait, runDelay);
            }
        }
    }

    final void countSlice() {
        slices++;
    }

    /** A new thread stands for it on a host, with its own traits and run_delay. */
    final void reborn(ThreadSpec traits, CpuSet processors, int groupNumber, long now) {
        nice = traits.nice();
        policy = traits.policy();
        priority = traits.priority();
        requestedSlice = traits.slice().map(Duration::picoseconds).orElse(0L);
        affinity = processors;
        group = groupNumber;
        earlierRunDelay += runDelay;
        runDelay = 0;
        ranElsewhere = ran(now);
        holds &= ~(HELD_BY_SUSPEND | HELD_BY_FREEZER);
        cpu = RunQueues.NONE;
        known = false;
    }

    final boolean isAllowedOn(int processor) {
        return affinity == null || affinity.contains(processor);
    }

    final boolean is(ThreadState other) {
        return state == other.ordinal();
    }

    final long ranHere(long now) {
        return ran(now) - ranElsewhere;
    }

    /** Number of this thread among {@link Subjects}. */
    public final int subject() {
        return subject;
    }

    /** State at present. */
    public final ThreadState state() {
        return ThreadState.of(state);
    }

    /** Time in a state up to an instant not before the last event, in picoseconds. */
    public final long time(ThreadState of, long now) {
        long time = times[of.ordinal()];
        return of.ordinal() == state && begun != NEVER ? time + (now - since) : time;
    }

    /** Time from the first start to an instant not before the last event, in picoseconds; 0 before. */
    public final long elapsed(long now) {
        return begun == NEVER ? 0 : now - begun;
    }

    /** CPU time of the thread, guest code and host code together, in picoseconds. */
    public final long ran(long now) {
        return time(ThreadState.RUNNING, now) + time(ThreadState.IN_HOST, now);
    }

    /** run_delay of the present host thread, in picoseconds; 0 for ever on a host without sched_info. */
    public final long runDelay() {
        return runDelay;
    }

    /** run_delay of this thread and of those that stood for it before it moved to another host, in picoseconds. */
    public final long totalRunDelay() {
        return earlierRunDelay + runDelay;
    }

    /** Times that the thread was put on a processor. */
    public final long slices() {
        return slices;
    }

    /** The processor that it runs on or is queued at, if it is runnable. */
    public final OptionalInt processor() {
        return queued || parked ? OptionalInt.of(cpu) : OptionalInt.empty();
    }

    /** Number of the thread on its host, by which scheduling observations name it, if it is on one. */
    public final OptionalInt number() {
        return number == RunQueues.NONE ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Nice value. */
    public final int nice() {
        return nice;
    }

    /**
     * Changes the nice value at once, as setpriority does.
     *
     * @throws IllegalArgumentException unless it is −20 to 19
     */
    public final void setNice(int value) {
        ThreadSpec.requireNice(value);
        nice = value;
        if (dispatcher != null) {
            dispatcher.changed(this);
        }
    }

    /**
     * Changes the processors that the thread may use, as sched_setaffinity does; a thread that may not stay moves at once.
     *
     * @param cpus the processors, empty for all
     * @throws IllegalArgumentException for a processor that the host does not have
     * @throws IllegalStateException when the thread is on no host, or none of the processors is online
     */
    public final void pin(List<Integer> cpus) {
        if (dispatcher == null) {
            throw new IllegalStateException("the thread is on no host");
        }
        dispatcher.pin(this, CpuSet.affinity(dispatcher.facts().cpus(), cpus));
    }

    /** Holds the thread as {@link Dispatcher#hold} does, as an action from outside. */
    final void holdFromOutside(int reason) {
        if (dispatcher != null) {
            long now = dispatcher.open();
            dispatcher.holds().hold(this, reason, now);
            dispatcher.settle(now);
        }
    }

    /** Ends a hold, as an action from outside. */
    final void releaseFromOutside(int reason) {
        if (dispatcher != null) {
            long now = dispatcher.open();
            dispatcher.holds().release(this, reason, now);
            dispatcher.settle(now);
        }
    }
}
