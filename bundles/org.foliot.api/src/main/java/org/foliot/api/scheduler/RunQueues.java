package org.foliot.api.scheduler;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The run queues of one host under one scheduling policy, for one run.
 *
 * <p>A thread is <em>on</em> the run queues from {@link #enqueue} to {@link #dequeue}, whether it is running or waiting.
 * The thread that {@link #pick} returned last for a processor is its current thread until the next pick.
 */
@ConsumerType
public interface RunQueues {
    /** No thread: the processor idles. */
    int NONE = -1;

    /** Why a thread joins the run queues. */
    enum Arrival {
        /** It was just created. */
        NEW,
        /** It was blocked and its event came, or it was stopped and goes on. */
        WAKEUP,
        /** Its group's quota was refilled. */
        UNTHROTTLED,
        /** It left another queue because its processor or affinity changed, or was kept from its processor, and goes on. */
        RESUMED
    }

    /** Why a thread leaves the run queues. */
    enum Departure {
        /** It waits for an event, or is stopped; it may be waiting for a processor. */
        BLOCKED,
        /** Its group used up its quota. */
        THROTTLED,
        /** It moves because its processor or affinity changed, or is kept from its processor for a while. */
        SUSPENDED,
        /** It ended. */
        EXITED
    }

    /**
     * A thread becomes runnable. The scheduler chooses a processor that is online and that {@link SchedulerHost#allowed}
     * permits, and calls {@link SchedulerHost#reschedule} if the thread should run there now.
     *
     * @return the processor whose queue it joined
     */
    int enqueue(int thread, Arrival arrival, long now);

    /** A thread, current or waiting, stops being runnable. If it was current, the machine picks next. */
    void dequeue(int thread, Departure departure, long now);

    /**
     * Chooses what the processor runs from now on, the current thread included if it is still on the queues.
     *
     * @return a thread of this processor's queue, or {@link #NONE}
     */
    int pick(int cpu, long now);

    /** The instant asked for by {@link SchedulerHost#callAt} has come. */
    void timer(int cpu, long now);

    /** The current thread of a processor called sched_yield; the machine picks next. */
    void yield(int thread, long now);

    /** Nice value, policy, slice request, affinity or group of a thread is about to be what the host now says it is. */
    void threadChanged(int thread, long now);

    /** Weight of a group changed. */
    void groupChanged(int group, long now);

    /** A processor came online with an empty queue. */
    void cpuOnline(int cpu, long now);

    /** A processor is going offline; its queue is already empty. */
    void cpuOffline(int cpu, long now);
}
