package org.foliot.api.scheduler;

import org.foliot.api.host.HostFacts;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The machine as a host scheduler sees it. Threads, processors and groups are numbered from 0 without gaps and are never
 * renumbered; new ones may appear during a run.
 */
@ProviderType
public interface SchedulerHost {
    /** The group of a thread that no scenario group claims, and the parent of all others. */
    int ROOT_GROUP = 0;

    /** Kernel release, tick and number of processors. */
    HostFacts facts();

    /** Number of threads created so far. */
    int threads();

    /** Whether a processor is online. */
    boolean online(int cpu);

    /** Whether a thread may run on a processor. */
    boolean allowed(int thread, int cpu);

    /** Nice value, −20 to 19. */
    int nice(int thread);

    /** Scheduling policy. */
    Policy policy(int thread);

    /** Real-time priority, 1 to 99; 0 for the other policies. */
    int realTimePriority(int thread);

    /** Slice requested by sched_setattr in picoseconds, 0 for none. */
    long requestedSlice(int thread);

    /**
     * Whether a thread, while it runs, reads its own CPU clock all the time (clock_gettime with
     * CLOCK_THREAD_CPUTIME_ID), as load generators do that burn a given amount of CPU time. Each such call books the
     * thread's run time (task_sched_runtime, kernel/sched/core.c), so that the end of a slice is noticed at once and not
     * at the next tick.
     */
    default boolean readsCpuClock(int thread) {
        return false;
    }

    /** The group that a thread belongs to. */
    int group(int thread);

    /** Parent of a group; {@link #ROOT_GROUP} is its own parent. */
    int parent(int group);

    /** Weight of a group: cpu.weight × 1024 / 100, so 1024 by default. */
    long groupWeight(int group);

    /** Whether cpu.idle is set for a group. */
    boolean idleGroup(int group);

    /** The thread that runs on a processor, or {@link RunQueues#NONE}. */
    int current(int cpu);

    /**
     * First scheduler tick of a processor at or after an instant. Ticks of a processor lie on a fixed grid; whether a
     * tick is worth a call is the scheduler's choice, through {@link #callAt}.
     */
    long tickAtOrAfter(int cpu, long instant);

    /** Asks for {@link RunQueues#pick} on a processor, at this instant, after the present call has returned. */
    void reschedule(int cpu);

    /**
     * Asks for {@link RunQueues#timer} on a processor at an instant not before now; replaces the previous request of that
     * processor. {@link Long#MAX_VALUE} asks for nothing.
     */
    void callAt(int cpu, long instant);

    /**
     * Says that a waiting thread was moved to another processor's queue, as load balancing does. The wait so far is
     * booked as run_delay, as sched_info_dequeue does.
     */
    void moved(int thread, int toCpu);
}
