package org.foliot.guest;

/**
 * cpustat of one CPU in nanoseconds, and how steal gets into it (kernel/sched/cputime.c).
 *
 * <p>All numbers are the kernel's u64 and all arithmetic wraps as in C: stolen time that goes backwards makes {@link #steal}
 * go backwards, to the far end of the range if it was small.
 */
final class CpuTimes {
    private static final long NANOS_PER_MICRO = 1000;
    private static final long UNSIGNED_INT = 0xffff_ffffL;

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
     * {@link #takeTicks} of a kernel that books steal in jiffies: what is outstanding is converted to jiffies, these are booked, and
     * {@code previousSteal} grows by what jiffies_to_usecs makes of them, which is cut off at 32 bits of microseconds.
     *
     * <p>After a clock has gone backwards, nearly 2⁶⁴ nanoseconds are outstanding. Every tick books them, which takes away what is
     * missing of 2⁶⁴, and {@code previousSteal} grows by less than 2³² microseconds, so that more is missing at the next tick. This
     * goes on until the number of jiffies is a multiple of 2³² microseconds, of which nothing is left when it is cut off: from
     * then on every tick takes away the same. With 250 Hz it is 396 408.3 s at each of them, which are the 39 640 830 hundredths of
     * which all numbers in prometheus/node_exporter#742 are multiples. The ticks themselves are lost.
     *
     * @param ticks how many, at least 1
     * @param length TICK_NSEC
     * @param oneTick whether a tick accounts at most its own length
     * @param stolen paravirt_steal_clock
     * @return what is left of the ticks for whoever ran
     */
    long takeTicksInJiffies(long ticks, long length, boolean oneTick, long stolen) {
        for (long left = ticks; left > 0; left--) {
            long outstanding = stolen - previousSteal;
            long jiffies = Long.divideUnsigned(outstanding, length);
            if (jiffies == 0) {
                return left * length;
            }
            jiffies = oneTick ? 1 : jiffies;
            long advance = nanosOfJiffies(jiffies, length);
            if (advance == 0) {
                // Every further tick finds and does the same.
                steal += left * jiffies * length;
                return 0;
            }
            steal += jiffies * length;
            previousSteal += advance;
        }
        return 0;
    }

    /** jiffies_to_usecs, an unsigned int (kernel/time/time.c), in nanoseconds. */
    private static long nanosOfJiffies(long jiffies, long length) {
        return (jiffies * (length / NANOS_PER_MICRO) & UNSIGNED_INT) * NANOS_PER_MICRO;
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
