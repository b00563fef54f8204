package org.foliot.guest;

/**
 * {@code /proc/PID/stat} of one process, as far as it says something about time.
 *
 * <p>User and system time are sampled at ticks and then scaled so that their sum is what the scheduler charged
 * (cputime_adjust, kernel/sched/cputime.c). So a kernel that charges processes for stolen time shows them busy in it.
 *
 * @param name the process's name
 * @param pid its number; a choice
 * @param state R, S or X
 * @param nice −20 to 19
 * @param processor the CPU it is or was on
 * @param started kernel time in nanoseconds at which it started
 * @param user scaled user time in nanoseconds
 * @param system scaled system time in nanoseconds
 */
public record PidStat(String name, int pid, char state, int nice, int processor, long started, long user, long system) {
    private static final int PRIORITY_OF_NICE_0 = 20;

    /** User time in USER_HZ, field 14. */
    public long userTicks() {
        return ProcStat.ticks(user);
    }

    /** System time in USER_HZ, field 15. */
    public long systemTicks() {
        return ProcStat.ticks(system);
    }

    /** The line as the kernel prints it, with 0 for whatever is not simulated (proc(5), 52 fields). */
    public String text() {
        return pid + " (" + name + ") " + state + " 1 " + pid + " " + pid + " 0 -1 0 0 0 0 0 " + userTicks() + " "
                + systemTicks() + " 0 0 " + (PRIORITY_OF_NICE_0 + nice) + " " + nice + " 1 0 "
                + ProcStat.ticks(started) + " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 " + processor
                + " 0 0 0 0 0 0 0 0 0 0 0 0 0";
    }
}
