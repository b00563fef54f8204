package org.foliot.guest;

/**
 * cpustat of one CPU in nanoseconds, and how steal gets into it (kernel/sched/cputime.c).
 *
 * <p>All numbers are the kernel's u64 and all arithmetic wraps as in C: stolen time that goes backwards makes {@link #steal}
 * go backwards, to the far end of the range if it was small.
 */
final class CpuTimes {
    long user;
    long nice;
    long system;
    long idle;
    long steal;
    private long previousSteal;

    CpuTimes() {}

    CpuTimes(CpuTimes other) {
        user = other.user;
        nice = other.nice;
        system = other.system;
        idle = other.idle;
        steal = other.steal;
        previousSteal = other.previousSteal;
    }

    /**
     * steal_account_process_time at each of a number of ticks, between which stolen time does not change.
     *
     * @param ticks how many, at least 1
     * @param length TICK_NSEC
     * @param oneTick whether a tick accounts at most its own length, as before commit 03cbc732639d
     * @param stolen paravirt_steal_clock
     * @return what is left of the ticks for whoever ran
     */
    long takeTicks(long ticks, long length, boolean oneTick, long stolen) {
        long outstanding = stolen - previousSteal;
        if (outstanding == 0) {
            return ticks * length;
        }
        if (!oneTick) {
            book(outstanding);
            long rest = (ticks - 1) * length;
            return Long.compareUnsigned(outstanding, length) >= 0 ? rest : rest + length - outstanding;
        }
        long eaten = Long.divideUnsigned(outstanding, length);
        if (Long.compareUnsigned(eaten, ticks) >= 0) {
            book(ticks * length);
            return 0;
        }
        book(outstanding);
        return ticks * length - outstanding;
    }

    /**
     * steal_account_process_time with a limit: account_idle_ticks before commit 03cbc732639d, and vtime, which lets no more
     * than the elapsed time be stolen and carries the rest.
     *
     * @return what was accounted
     */
    long takeUpTo(long limit, long stolen) {
        long outstanding = stolen - previousSteal;
        long taken = Long.compareUnsigned(outstanding, limit) < 0 ? outstanding : limit;
        book(taken);
        return taken;
    }

    private void book(long taken) {
        steal += taken;
        previousSteal += taken;
    }

    /** account_reset_rq of commit e9532e69b8d1: nothing was stolen before. */
    void forgetSteal() {
        previousSteal = 0;
    }

    /** Steal that the next tick would find, as a u64. */
    long outstanding(long stolen) {
        return stolen - previousSteal;
    }
}
