package org.foliot.machine;

import java.util.function.Supplier;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.observation.Observations;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.workload.Behaviour;
import org.foliot.engine.EventLoop;
import org.foliot.engine.RandomStream;

/** A host task: a thread with a behaviour of its own, its jobs and how long they took. */
public final class Task extends HostThread {
    private final TaskSpec spec;
    private final Routine routine;
    private final EventLoop loop;
    private final int timer;
    /** From the instant that it sleeps to until it is woken. */
    private final long lateness;

    private long jobs;
    private long skipped;
    private long longestResponse;

    Task(
            TaskSpec spec,
            int subject,
            SpinLock lock,
            HostKernelOptions kernel,
            EventLoop loop,
            Supplier<RandomStream> random,
            ObservationSink sink) {
        super(subject, sink);
        this.spec = spec;
        this.loop = loop;
        this.lateness = lateness(spec, kernel);
        this.timer = loop.addSource((source, kind, now) -> dispatcher.expire(this, now));
        this.routine = routine(spec.behaviour(), lock, kernel.sleepCost().picoseconds(), random);
    }

    /** Sporadic tasks are woken by events, not by a timer. */
    private static long lateness(TaskSpec spec, HostKernelOptions kernel) {
        if (spec.behaviour() instanceof Behaviour.Sporadic) {
            return 0;
        }
        long slack =
                spec.thread().policy().isRealTime() ? 0 : kernel.timerSlack().picoseconds();
        return slack + kernel.timerLatency().picoseconds();
    }

    private Routine routine(Behaviour behaviour, SpinLock lock, long overhead, Supplier<RandomStream> random) {
        if (behaviour instanceof Behaviour.Busy) {
            return new Routine.Busy();
        } else if (behaviour instanceof Behaviour.Periodic periodic) {
            return new Routine.Periodic(
                    this, periodic.run().picoseconds(), periodic.period().picoseconds(), overhead);
        } else if (behaviour instanceof Behaviour.Duty duty) {
            return new Routine.Duty(this, duty.run().picoseconds(), duty.sleep().picoseconds(), overhead);
        } else if (behaviour instanceof Behaviour.Sporadic sporadic) {
            return new Routine.Sporadic(
                    this, sporadic.run().picoseconds(), sporadic.sleep().picoseconds(), random.get());
        } else if (behaviour instanceof Behaviour.Yielding) {
            return new Routine.Yielding(this);
        } else if (behaviour instanceof Behaviour.Locking locking) {
            return new Routine.Locking(
                    this, lock, locking.held().picoseconds(), locking.cycle().picoseconds());
        }
        throw new IllegalArgumentException("no host task can do " + behaviour);
    }

    /** Name on the host. */
    public String name() {
        return spec.name();
    }

    /** How it was declared. */
    public TaskSpec spec() {
        return spec;
    }

    /** Starts the task: it is runnable from this instant, and a periodic one releases its first job. */
    public void start() {
        if (condition != Condition.OFF) {
            throw new IllegalStateException(spec.name() + " runs already");
        }
        long now = dispatcher.open();
        begin(now);
        routine.begin(now);
        dispatcher.wake(this, Arrival.NEW, now);
        dispatcher.settle(now);
    }

    /** Ends the task; it can be started again, from the beginning. */
    public void stop() {
        if (condition == Condition.OFF) {
            throw new IllegalStateException(spec.name() + " does not run");
        }
        long now = dispatcher.open();
        loop.cancel(timer);
        dispatcher.end(this, now);
        holds &= HELD_BY_SUSPEND | HELD_BY_FREEZER;
        routine.end();
        dispatcher.settle(now);
    }

    /** Whether it was started and not stopped since. */
    public boolean isStarted() {
        return condition != Condition.OFF;
    }

    /** Stops the task as SIGSTOP does: at once, whatever it does. Its timers run on. */
    public void sigstop() {
        holdFromOutside(HELD_BY_SIGNAL);
    }

    /** Lets it go on as SIGCONT does. */
    public void sigcont() {
        releaseFromOutside(HELD_BY_SIGNAL);
    }

    /** Completed jobs or critical sections. */
    public long jobs() {
        return jobs;
    }

    /** Releases skipped because a job overran them. */
    public long skipped() {
        return skipped;
    }

    /** Longest time from release to completion of a job, in picoseconds. */
    public long longestResponse() {
        return longestResponse;
    }

    @Override
    boolean readsCpuClock() {
        return spec.behaviour() instanceof Behaviour.Burning program && program.burns();
    }

    void completed(long release, long completion) {
        jobs++;
        longestResponse = Math.max(longestResponse, completion - release);
        if (sink != ObservationSink.NONE) {
            sink.observe(Observations.JOB, subject, completion, completion - release, jobs);
        }
    }

    void skipped(long releases) {
        skipped += releases;
    }

    /** Arms the timer that wakes the task, which is about to block. */
    void sleepUntil(long instant) {
        timerSetAt = dispatcher.now();
        loop.schedule(timer, instant + lateness, EventKinds.TIMER);
    }

    boolean runs() {
        return dispatcher.roster().runs(this);
    }

    boolean isAlone() {
        return dispatcher.roster().isAlone(this);
    }

    /** What the routine does from now on has changed. */
    void interrupt() {
        dispatcher.interrupt(this);
    }

    @Override
    void timerExpired(long now) {
        if (condition == Condition.BLOCKED) {
            dispatcher.wake(this, Arrival.WAKEUP, now);
        }
    }

    @Override
    long switchedIn(long now) {
        account(ThreadState.RUNNING, now);
        return routine.resume(now);
    }

    @Override
    long due(long now) {
        return routine.due(now);
    }

    @Override
    void switchedOut(long now, boolean preempted) {
        routine.suspend(now);
    }

    /** The lock that it spins for became its own. */
    @Override
    long interrupted(long now) {
        return routine.resume(now);
    }

    @Override
    long crowded(long now) {
        return routine.crowded(now);
    }

    /** Its timer runs on while it is held, and has made it runnable if it expired. */
    @Override
    boolean wakesAfterHold(long now) {
        return false;
    }
}
