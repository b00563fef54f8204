package org.foliot.guest;

/** rq->clock and rq->clock_task of one CPU in nanoseconds (update_rq_clock, kernel/sched/core.c). */
final class RunQueueClock {
    private long clock;
    private long clockTask;
    private long previousSteal;
    private long lastStolen;

    RunQueueClock() {}

    RunQueueClock(RunQueueClock other) {
        clock = other.clock;
        clockTask = other.clockTask;
        previousSteal = other.previousSteal;
        lastStolen = other.lastStolen;
    }

    /** Sched_clock at the last update. */
    long clock() {
        return clock;
    }

    /** The same without stolen time, as far as the kernel takes it out: the clock that tasks are charged by. */
    long clockTask() {
        return clockTask;
    }

    /** Stolen time as it was read at the last update that read it. */
    long lastStolen() {
        return lastStolen;
    }

    /** Update of a kernel that does not take stolen time out. */
    void update(long schedClock) {
        long delta = schedClock - clock;
        if (delta > 0) {
            clock = schedClock;
            clockTask += delta;
        }
    }

    /**
     * Update of a kernel that does (update_rq_clock_task).
     *
     * @param schedClock sched_clock, read first
     * @param stolen paravirt_steal_clock, read second
     * @param carry what happens to steal beyond the elapsed time: true, it is taken from whoever runs later, as before
     *     commit 108ad0999085; false, it is dropped
     */
    void update(long schedClock, long stolen, boolean carry) {
        long delta = schedClock - clock;
        if (delta < 0) {
            return;
        }
        clock = schedClock;
        lastStolen = stolen;
        // Signed, as in the kernel: stolen time that went backwards pushes clock_task forward.
        long steal = stolen - previousSteal;
        if (steal > delta) {
            steal = delta;
        }
        previousSteal = carry ? previousSteal + steal : stolen;
        clockTask += delta - steal;
    }

    /** account_reset_rq of commit e9532e69b8d1: nothing was stolen before. */
    void forgetSteal() {
        previousSteal = 0;
    }
}
