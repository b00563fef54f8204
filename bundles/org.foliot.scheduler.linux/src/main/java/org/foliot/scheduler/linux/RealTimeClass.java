package org.foliot.scheduler.linux;

import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.SchedulerHost;

/**
 * The real-time class of one processor: SCHED_FIFO and SCHED_RR threads in one list per priority, and their throttling
 * (struct rt_rq, kernel/sched/rt.c).
 */
final class RealTimeClass {
    private static final int PRIORITIES = 100;

    private final Cpu cpu;
    private final LinuxSettings settings;
    private TaskList[] lists;
    /** Bit p is set if a thread of priority p is queued. */
    private long low;

    private long high;
    private int queued;

    private boolean throttled;
    /** Run time that counts against the throttle (rt_time). */
    private long used;

    private long execStart;
    /** The tick at which the slice of a running SCHED_RR thread ends. */
    private long sliceEnd;

    private long periodEnd = Long.MAX_VALUE;

    RealTimeClass(Cpu cpu) {
        this.cpu = cpu;
        this.settings = cpu.settings;
    }

    /** Number of threads queued, the running one included. */
    int queued() {
        return queued;
    }

    /** Whether a thread is queued and may run. */
    boolean isRunnable() {
        return queued > 0 && !throttled;
    }

    /** The thread to run next: the first of the highest priority; null if there is none or all are throttled. */
    Task pick() {
        return isRunnable() ? lists[highestPriority()].first() : null;
    }

    /** The highest priority queued, or 0. */
    int highestPriority() {
        if (high != 0) {
            return 127 - Long.numberOfLeadingZeros(high);
        }
        return low == 0 ? 0 : 63 - Long.numberOfLeadingZeros(low);
    }

    /** The first thread of the highest priority that waits here and may run on another processor, or null. */
    Task firstWaiting(Task running, int elsewhere, SchedulerHost host) {
        for (int priority = highestPriority(); priority > 0; priority--) {
            for (Task task = lists[priority].first(); task != null; task = task.next) {
                if (task != running && host.allowed(task.thread, elsewhere)) {
                    return task;
                }
            }
        }
        return null;
    }

    /**
     * Adds a thread behind those of its priority (enqueue_task_rt, kernel/sched/rt.c). The first one starts the period of
     * the throttle (do_start_rt_bandwidth).
     */
    void enqueue(Task task, long now) {
        if (lists == null) {
            lists = new TaskList[PRIORITIES];
            for (int i = 0; i < PRIORITIES; i++) {
                lists[i] = new TaskList();
            }
        }
        lists[task.rtPriority].addLast(task);
        mark(task.rtPriority, true);
        queued++;
        if (settings.rtThrottling && periodEnd == Long.MAX_VALUE) {
            periodEnd = now + settings.rtPeriod;
        }
    }

    /** Takes a thread away. */
    void dequeue(Task task) {
        TaskList list = lists[task.rtPriority];
        list.remove(task);
        if (list.isEmpty()) {
            mark(task.rtPriority, false);
        }
        queued--;
    }

    private void mark(int priority, boolean present) {
        long bit = 1L << (priority & 63);
        if (priority < 64) {
            low = present ? low | bit : low & ~bit;
        } else {
            high = present ? high | bit : high & ~bit;
        }
    }

    /** A real-time thread starts to run (set_next_task_rt). */
    void start(Task task, long now) {
        execStart = now;
        if (task.policy == Policy.RR) {
            sliceEnd = cpu.tickAtOrAfter(now + 1 + (task.rrTicksLeft - 1) * settings.tick);
        }
    }

    /** A real-time thread stops running; what is left of its slice it keeps (put_prev_task_rt). */
    void stop(Task task, long now) {
        charge(now);
        if (task.policy == Policy.RR) {
            renewSlice(now);
            task.rrTicksLeft = (int) ((sliceEnd - now + settings.tick - 1) / settings.tick);
        }
    }

    /** Does what ticks would have done that were not simulated: a thread that is alone just gets the next slice. */
    private void renewSlice(long now) {
        if (sliceEnd <= now) {
            long slice = settings.rrTicks * settings.tick;
            sliceEnd = cpu.tickAtOrAfter(sliceEnd + ((now - sliceEnd) / slice + 1) * slice);
        }
    }

    /** Books run time and throttles the class if it used its share up (update_curr_rt and sched_rt_runtime_exceeded). */
    void charge(long now) {
        long ran = now - execStart;
        if (ran <= 0) {
            return;
        }
        execStart = now;
        if (!settings.rtThrottling) {
            return;
        }
        used += ran;
        if (!throttled && used > settings.rtRuntime) {
            throttled = true;
            cpu.requestReschedule();
        }
    }

    /**
     * A tick interrupts a real-time thread; a SCHED_RR thread whose slice is over goes behind the others of its priority
     * (task_tick_rt).
     */
    void tick(Task running, long now) {
        charge(now);
        if (running.policy == Policy.RR && now >= sliceEnd) {
            renewSlice(now);
            if (hasEquals(running)) {
                requeue(running);
                cpu.requestReschedule();
            }
        }
    }

    private boolean hasEquals(Task task) {
        TaskList list = lists[task.rtPriority];
        return list.first() != list.last();
    }

    /** Puts a thread behind the others of its priority, as a yield does (yield_task_rt). */
    void requeue(Task task) {
        TaskList list = lists[task.rtPriority];
        list.remove(task);
        list.addLast(task);
    }

    /** When a tick may stop the running thread, at the end of its slice or by the throttle; {@link Long#MAX_VALUE} for never. */
    long nextDecision(Task running, long now) {
        long decision = Long.MAX_VALUE;
        if (running.policy == Policy.RR && hasEquals(running)) {
            renewSlice(now);
            decision = sliceEnd;
        }
        if (settings.rtThrottling && !throttled) {
            decision = Math.min(decision, now + Math.max(0, settings.rtRuntime - used) + 1);
        }
        return decision;
    }

    /** When the current throttling period ends, or {@link Long#MAX_VALUE} while no run time is owed. */
    long periodEnd() {
        return queued > 0 || used > 0 ? periodEnd : Long.MAX_VALUE;
    }

    /** Begins throttling periods that are due: run time is forgiven, and the class may run again (do_sched_rt_period_timer). */
    void advance(long now) {
        while (periodEnd <= now) {
            periodEnd += settings.rtPeriod;
            used -= Math.min(used, settings.rtRuntime);
            if (throttled && used < settings.rtRuntime) {
                throttled = false;
                cpu.requestReschedule();
            }
            if (queued == 0 && used == 0) {
                periodEnd = Long.MAX_VALUE;
            }
        }
    }
}
