package org.foliot.guest;

/**
 * One line of {@code /proc/stat}: CPU time since the kernel was entered in USER_HZ, hundredths of a second, as unsigned
 * numbers (fs/proc/stat.c).
 *
 * @param user time in user mode
 * @param nice the same of processes with a nice value above 0
 * @param system time in the kernel
 * @param idle time asleep; measured for a CPU that is online, sampled at ticks for one that is not
 * @param iowait always 0 here
 * @param irq always 0 here, without CONFIG_IRQ_TIME_ACCOUNTING
 * @param softirq always 0 here
 * @param steal stolen time
 * @param guest time in which guests ran, of a host; part of user
 * @param guestNice always 0 here
 */
public record ProcStat(
        long user,
        long nice,
        long system,
        long idle,
        long iowait,
        long irq,
        long softirq,
        long steal,
        long guest,
        long guestNice) {
    private static final long NANOSECONDS = 10_000_000L;

    /** From nanoseconds, each rounded down on its own (nsec_to_clock_t). */
    public static ProcStat ofNanos(long user, long nice, long system, long idle, long steal) {
        return new ProcStat(ticks(user), ticks(nice), ticks(system), ticks(idle), 0, 0, 0, ticks(steal), 0, 0);
    }

    /**
     * A line of a host, from nanoseconds.
     *
     * @param user time in user mode, with that in which guests ran
     * @param guest time in which guests ran
     */
    public static ProcStat ofHost(long user, long system, long idle, long guest) {
        return new ProcStat(ticks(user), 0, ticks(system), ticks(idle), 0, 0, 0, 0, ticks(guest), 0);
    }

    /** nsec_to_clock_t. */
    static long ticks(long nanos) {
        return Long.divideUnsigned(nanos, NANOSECONDS);
    }

    /** The first eight numbers, which add up to the CPU's time; the other two are parts of user and nice. */
    public long[] columns() {
        return new long[] {user, nice, system, idle, iowait, irq, softirq, steal};
    }

    /** The ten numbers as the kernel prints them, separated by single blanks. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (long number : new long[] {user, nice, system, idle, iowait, irq, softirq, steal, guest, guestNice}) {
            text.append(text.isEmpty() ? "" : " ").append(Long.toUnsignedString(number));
        }
        return text.toString();
    }
}
