package org.foliot.guest.monitor;

/** The columns of a line of {@code /proc/stat} that add up to a CPU's time; guest and guest_nice are parts of the first two. */
final class Columns {
    static final int USER = 0;
    static final int NICE = 1;
    static final int SYSTEM = 2;
    static final int IDLE = 3;
    static final int IOWAIT = 4;
    static final int IRQ = 5;
    static final int SOFTIRQ = 6;
    static final int STEAL = 7;
    static final int COUNT = 8;

    /** USER_HZ. */
    static final long HERTZ = 100;

    private Columns() {}

    /** The sum of all columns. */
    static long sum(long[] columns) {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += columns[i];
        }
        return sum;
    }
}
