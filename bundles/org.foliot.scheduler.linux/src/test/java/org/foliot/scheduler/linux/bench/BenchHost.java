package org.foliot.scheduler.linux.bench;

import static org.foliot.api.scheduler.RunQueues.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/**
 * A host that does nothing but run the threads of the bench under a scheduler: an event loop over processors and thread
 * timers. Events of one instant come in the order thread timers, in which they were set, then processor timers and ends of
 * work by number; all timers of one instant are one interrupt, after which processors change over.
 */
public final class BenchHost implements SchedulerHost {
    private static final long NEVER = Long.MAX_VALUE;
    /** Default timer slack of a thread that is not real-time (man 2 prctl, PR_SET_TIMERSLACK). */
    private static final long TIMER_SLACK = 50 * Duration.PS_PER_MICRO;
    /** What one sched_yield takes; a choice. */
    private static final long YIELD_COST = Duration.PS_PER_MICRO;

    /** Sees every decision. */
    public interface Observer {
        void picked(int cpu, int thread, long now);
    }

    private final HostFacts facts;
    private final long tick;
    private final long tickOffset;
    private final List<BenchThread> threads = new ArrayList<>();
    private final List<long[]> groups = new ArrayList<>();
    private final boolean[] online;
    private final int[] current;
    private final long[] timerAt;
    private final boolean[] reschedule;
    private long timerLatency;
    private long jobOverhead;
    /** The processor whose queue a thread joined last. */
    private int[] queueOf = new int[0];

    private RunQueues queues;
    private Observer observer = (cpu, thread, at) -> {};
    private long now;
    private long picks;

    /** A host with a tick of 250 Hz. */
    public BenchHost(int cpus, KernelRelease release, long tickOffset) {
        this(cpus, release, new Frequency(250), tickOffset);
    }

    /** A host. */
    public BenchHost(int cpus, KernelRelease release, Frequency hertz, long tickOffset) {
        this.facts = new HostFacts(
                "bench",
                release,
                OptionSchema.of(HostKernelOptions.class).instantiate(Map.of("tick", hertz.toString()), release),
                cpus,
                Frequency.ofMegahertz(100),
                Frequency.ofMegahertz(2_600),
                ByteSize.parse("4 KiB"));
        this.tick = facts.kernel().tick().period().picoseconds();
        this.tickOffset = tickOffset;
        this.online = new boolean[cpus];
        Arrays.fill(online, true);
        this.current = new int[cpus];
        Arrays.fill(current, NONE);
        this.timerAt = new long[cpus];
        Arrays.fill(timerAt, NEVER);
        this.reschedule = new boolean[cpus];
        groups.add(new long[] {ROOT_GROUP, 1024, 0});
    }

    /** Puts a scheduler in charge; its options have the defaults of the host's release except where set. */
    public <O extends Record> RunQueues use(HostScheduler<O> scheduler, Map<String, String> settings) {
        return use(scheduler, options(scheduler, settings, facts.release()));
    }

    /** The options of a scheduler. */
    public static <O extends Record> O options(
            HostScheduler<O> scheduler, Map<String, String> settings, KernelRelease release) {
        return OptionSchema.of(scheduler.optionsType()).instantiate(settings, release);
    }

    /** Puts a scheduler in charge. */
    public <O extends Record> RunQueues use(HostScheduler<O> scheduler, O options) {
        queues = scheduler.create(options, this);
        return queues;
    }

    public BenchHost observe(Observer who) {
        observer = who;
        return this;
    }

    /** Sets how long it takes from the expiry of a timer until it wakes its thread; 0 by default. */
    public BenchHost timerLatency(long picoseconds) {
        timerLatency = picoseconds;
        return this;
    }

    /** Sets what a job of a periodic or duty thread takes beyond its work, for its system calls; 0 by default. */
    public BenchHost jobOverhead(long picoseconds) {
        jobOverhead = picoseconds;
        return this;
    }

    /** Adds a group and returns its number. */
    public int group(int parent, long weight, boolean idle) {
        groups.add(new long[] {parent, weight, idle ? 1 : 0});
        return groups.size() - 1;
    }

    /** Adds a thread that starts now, and returns its number. */
    public int add(BenchThread thread) {
        threads.add(thread);
        int number = threads.size() - 1;
        switch (thread.kind) {
            case BUSY:
                thread.left = NEVER;
                break;
            case YIELD:
                thread.left = YIELD_COST;
                break;
            case PERIODIC:
                // It only goes to sleep until its first release.
                thread.release = now + thread.phase;
                thread.left = 0;
                thread.jobDone = true;
                break;
            default:
                thread.left = thread.run;
                break;
        }
        arrive(number, Arrival.NEW);
        return number;
    }

    public BenchThread thread(int number) {
        return threads.get(number);
    }

    public long now() {
        return now;
    }

    public long picks() {
        return picks;
    }

    private long slack(BenchThread thread) {
        if (thread.kind == BenchThread.Kind.NOISE) {
            return 0;
        }
        return timerLatency + (thread.policy.isRealTime() ? 0 : TIMER_SLACK);
    }

    // ---- the event loop

    /** Runs up to an instant; what is due then is still to come. */
    public void runUntil(long end) {
        reschedule();
        while (true) {
            int sleeper = earliestSleeper();
            int timer = earliestTimer();
            int worker = earliestEndOfWork();
            long wake = sleeper == NONE ? NEVER : threads.get(sleeper).wakeAt;
            long fire = timer == NONE ? NEVER : timerAt[timer];
            long finish = worker == NONE ? NEVER : endOfWork(worker);
            long next = Math.min(wake, Math.min(fire, finish));
            boolean sameInterrupt = next == now && finish != next;
            if (reschedulePending() && !sameInterrupt) {
                reschedule();
                continue;
            }
            if (next >= end) {
                break;
            }
            if (next < now) {
                throw new IllegalStateException("time runs backwards: " + next + " after " + now);
            }
            now = next;
            if (wake == next) {
                BenchThread thread = threads.get(sleeper);
                thread.wakeAt = NEVER;
                thread.left = thread.run;
                arrive(sleeper, Arrival.WAKEUP);
            } else if (fire == next) {
                timerAt[timer] = NEVER;
                queues.timer(timer, now);
            } else {
                workDone(worker);
            }
        }
        now = end;
        for (int cpu = 0; cpu < current.length; cpu++) {
            if (current[cpu] != NONE) {
                bookRun(threads.get(current[cpu]));
            }
        }
    }

    private boolean reschedulePending() {
        for (boolean pending : reschedule) {
            if (pending) {
                return true;
            }
        }
        return false;
    }

    /** Of timers that expire together, the one that was set first (timerqueue_add, lib/timerqueue.c). */
    private int earliestSleeper() {
        int best = NONE;
        for (int i = 0; i < threads.size(); i++) {
            BenchThread thread = threads.get(i);
            long earliest = best == NONE ? NEVER : threads.get(best).wakeAt;
            if (thread.wakeAt < earliest
                    || (thread.wakeAt == earliest
                            && best != NONE
                            && thread.sleepsSince < threads.get(best).sleepsSince)) {
                best = i;
            }
        }
        return best;
    }

    private int earliestTimer() {
        int best = NONE;
        for (int i = 0; i < timerAt.length; i++) {
            if (timerAt[i] < (best == NONE ? NEVER : timerAt[best])) {
                best = i;
            }
        }
        return best;
    }

    private int earliestEndOfWork() {
        int best = NONE;
        for (int i = 0; i < current.length; i++) {
            if (endOfWork(i) < (best == NONE ? NEVER : endOfWork(best))) {
                best = i;
            }
        }
        return best;
    }

    private long endOfWork(int cpu) {
        if (current[cpu] == NONE) {
            return NEVER;
        }
        BenchThread thread = threads.get(current[cpu]);
        return thread.left == NEVER ? NEVER : thread.since + thread.left;
    }

    private void workDone(int cpu) {
        int number = current[cpu];
        BenchThread thread = threads.get(number);
        bookRun(thread);
        if (thread.kind == BenchThread.Kind.YIELD) {
            thread.left = YIELD_COST;
            queues.yield(number, now);
            pick(cpu);
            return;
        }
        if (!thread.jobDone) {
            thread.responses.add(now - thread.release);
            planNextJob(thread);
            thread.jobDone = true;
            thread.left = thread.kind == BenchThread.Kind.NOISE ? 0 : jobOverhead;
            return;
        }
        thread.jobDone = false;
        thread.wakeAt = Math.max(now, thread.release + slack(thread));
        thread.sleepsSince = now;
        thread.runnable = false;
        queues.dequeue(number, Departure.BLOCKED, now);
        pick(cpu);
    }

    private void planNextJob(BenchThread thread) {
        if (thread.kind == BenchThread.Kind.DUTY) {
            thread.release = now + thread.period;
        } else if (thread.kind == BenchThread.Kind.NOISE) {
            thread.release = now + thread.random.nextLong(2 * thread.period);
        } else {
            long next = thread.release + thread.period;
            thread.release =
                    next < now ? next + (now - next + thread.period - 1) / thread.period * thread.period : next;
        }
    }

    private void arrive(int number, Arrival arrival) {
        BenchThread thread = threads.get(number);
        thread.started = true;
        thread.runnable = true;
        thread.since = now;
        int cpu = queues.enqueue(number, arrival, now);
        if (number >= queueOf.length) {
            queueOf = Arrays.copyOf(queueOf, 2 * number + 8);
        }
        queueOf[number] = cpu;
        if (!online[cpu] || !allowed(number, cpu)) {
            throw new IllegalStateException("thread " + number + " may not run on processor " + cpu);
        }
    }

    private void reschedule() {
        boolean again = true;
        while (again) {
            again = false;
            for (int cpu = 0; cpu < current.length; cpu++) {
                if (reschedule[cpu]) {
                    again = true;
                    pick(cpu);
                }
            }
        }
    }

    private void pick(int cpu) {
        reschedule[cpu] = false;
        change(cpu, queues.pick(cpu, now));
    }

    private void change(int cpu, int next) {
        picks++;
        observer.picked(cpu, next, now);
        int previous = current[cpu];
        if (next != previous) {
            if (previous != NONE && threads.get(previous).onCpu == cpu) {
                BenchThread thread = threads.get(previous);
                bookRun(thread);
                thread.onCpu = NONE;
            }
            if (next != NONE) {
                BenchThread thread = threads.get(next);
                if (!thread.runnable || thread.onCpu != NONE || !allowed(next, cpu) || !online[cpu]) {
                    throw new IllegalStateException("thread " + next + " cannot run on processor " + cpu + " at " + now
                            + (thread.runnable ? "" : ", it is not runnable")
                            + (thread.onCpu == NONE ? "" : ", it runs on " + thread.onCpu)
                            + (allowed(next, cpu) ? "" : ", it may not use it")
                            + (online[cpu] ? "" : ", it is offline"));
                }
                thread.runDelay += now - thread.since;
                thread.since = now;
                thread.onCpu = cpu;
                thread.slices++;
            }
            current[cpu] = next;
        }
    }

    private void bookRun(BenchThread thread) {
        if (thread.onCpu != NONE) {
            long ran = now - thread.since;
            thread.runTime += ran;
            thread.left -= thread.left == NEVER ? 0 : ran;
            thread.since = now;
        }
    }

    // ---- from outside

    /** Stops a thread that is runnable; it stays so until {@link #resume}. */
    public void stop(int number, Departure departure) {
        leave(number, departure);
        threads.get(number).stopped = true;
        reschedule();
    }

    private void leave(int number, Departure departure) {
        BenchThread thread = threads.get(number);
        bookRun(thread);
        if (thread.onCpu == NONE) {
            thread.runDelay += now - thread.since;
        } else {
            reschedule[thread.onCpu] = true;
        }
        thread.runnable = false;
        queues.dequeue(number, departure, now);
    }

    /** Lets a stopped thread go on. */
    public void resume(int number, Arrival arrival) {
        threads.get(number).stopped = false;
        arrive(number, arrival);
        reschedule();
    }

    public boolean isRunning(int number) {
        return threads.get(number).onCpu != NONE;
    }

    public boolean isStopped(int number) {
        return threads.get(number).stopped;
    }

    public boolean isRunnable(int number) {
        return threads.get(number).runnable;
    }

    /** Threads that are on the queue of a processor and do not run. */
    public List<Integer> waitingOn(int cpu) {
        List<Integer> waiting = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            BenchThread thread = threads.get(i);
            if (thread.runnable && queueOf[i] == cpu && thread.onCpu == NONE) {
                waiting.add(i);
            }
        }
        return waiting;
    }

    /** Number of groups, the root group included. */
    public int groups() {
        return groups.size();
    }

    /** Whether every thread has another processor to go to. */
    public boolean mayGoOffline(int cpu) {
        for (BenchThread thread : threads) {
            boolean elsewhere = false;
            for (int other = 0; other < online.length; other++) {
                elsewhere |= other != cpu && online[other] && thread.cpus.get(other);
            }
            if (!elsewhere) {
                return false;
            }
        }
        return true;
    }

    /** Tells the scheduler that a thread was changed. */
    public void changed(int number, BenchThread thread) {
        if (threads.get(number) != thread) {
            throw new IllegalArgumentException("thread " + number + " is another one");
        }
        if (thread.started) {
            queues.threadChanged(number, now);
            reschedule();
        }
    }

    /** Sets the weight of a group. */
    public void weight(int group, long weight) {
        groups.get(group)[1] = weight;
        queues.groupChanged(group, now);
        reschedule();
    }

    /** Takes a processor away, after its threads went elsewhere, or brings it back. */
    public void online(int cpu, boolean isOnline) {
        if (isOnline) {
            online[cpu] = true;
            queues.cpuOnline(cpu, now);
        } else {
            List<Integer> evicted = new ArrayList<>();
            for (int i = 0; i < threads.size(); i++) {
                if (threads.get(i).runnable && queueOf[i] == cpu) {
                    evicted.add(i);
                    leave(i, Departure.SUSPENDED);
                    threads.get(i).onCpu = NONE;
                }
            }
            current[cpu] = NONE;
            online[cpu] = false;
            queues.cpuOffline(cpu, now);
            reschedule[cpu] = false;
            evicted.forEach(i -> arrive(i, Arrival.RESUMED));
        }
        reschedule();
    }

    // ---- SchedulerHost

    @Override
    public HostFacts facts() {
        return facts;
    }

    @Override
    public int threads() {
        return threads.size();
    }

    @Override
    public boolean online(int cpu) {
        return online[cpu];
    }

    @Override
    public boolean allowed(int thread, int cpu) {
        return threads.get(thread).cpus.get(cpu);
    }

    @Override
    public int nice(int thread) {
        return threads.get(thread).nice;
    }

    @Override
    public Policy policy(int thread) {
        return threads.get(thread).policy;
    }

    @Override
    public int realTimePriority(int thread) {
        return threads.get(thread).rtPriority;
    }

    @Override
    public long requestedSlice(int thread) {
        return threads.get(thread).slice;
    }

    @Override
    public boolean readsCpuClock(int thread) {
        BenchThread.Kind kind = threads.get(thread).kind;
        return kind == BenchThread.Kind.PERIODIC || kind == BenchThread.Kind.DUTY;
    }

    @Override
    public int group(int thread) {
        return threads.get(thread).group;
    }

    @Override
    public int parent(int group) {
        return (int) groups.get(group)[0];
    }

    @Override
    public long groupWeight(int group) {
        return groups.get(group)[1];
    }

    @Override
    public boolean idleGroup(int group) {
        return groups.get(group)[2] != 0;
    }

    @Override
    public int current(int cpu) {
        return current[cpu];
    }

    @Override
    public long tickAtOrAfter(int cpu, long instant) {
        return Math.floorDiv(instant - tickOffset + tick - 1, tick) * tick + tickOffset;
    }

    @Override
    public void reschedule(int cpu) {
        reschedule[cpu] = true;
    }

    @Override
    public void callAt(int cpu, long instant) {
        if (instant < now) {
            throw new IllegalStateException("a timer in the past");
        }
        timerAt[cpu] = instant;
    }

    @Override
    public void moved(int thread, int toCpu) {
        BenchThread who = threads.get(thread);
        if (who.onCpu != NONE || !who.runnable) {
            throw new IllegalStateException("thread " + thread + " does not wait");
        }
        who.runDelay += now - who.since;
        who.since = now;
        who.moves++;
        queueOf[thread] = toCpu;
    }
}
