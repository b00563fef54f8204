package org.foliot.guest;

import org.foliot.api.observation.Metrics;
import org.foliot.guest.monitor.Monitored;
import org.foliot.time.counter.EventStream;

/**
 * The metrics of {@link Metrics} that a guest knows, by the names that they have there: times in picoseconds, flags as 1 or 0,
 * all 0 while there is no kernel.
 *
 * <p>Every {@code now} is the present instant of the machine. vCPUs and processes are named by number.
 */
public final class GuestMetrics {
    /** Microseconds of the delays that are measured. */
    private static final int UDELAY = 100;

    private static final long STALL = 1000;

    private final Guest guest;

    GuestMetrics(Guest guest) {
        this.guest = guest;
    }

    // Of a vCPU.

    /** user_time: user of /proc/stat, which has only processes with a nice value of 0 or less. */
    public long userTime(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(ProcFs.user(kernel, kernel.look(vcpu, now), now));
    }

    /** nice of /proc/stat: user time of processes with a nice value above 0. */
    public long niceTime(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(ProcFs.nice(kernel, kernel.look(vcpu, now), now));
    }

    /** system_time: system of /proc/stat. */
    public long systemTime(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(ProcFs.system(kernel, kernel.look(vcpu, now), now));
    }

    /**
     * idle_time: idle of /proc/stat, which on an online CPU is measured from going to sleep to executing again. So it contains
     * the wait after the wake-up, which is stolen time as well.
     */
    public long idleTime(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(kernel.accounting.shownIdle(kernel.look(vcpu, now), now));
    }

    /** CPUTIME_IDLE of cpustat, which is sampled at ticks and leaves stolen time out; /proc/stat does not print it. */
    public long idleTicks(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(kernel.look(vcpu, now).times.idle);
    }

    /** steal_time: steal of /proc/stat; below 0 where the kernel's unsigned number has wrapped. */
    public long stealTime(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(kernel.look(vcpu, now).times.steal);
    }

    /** clock_task: rq->clock_task as of the last update of the run queue's clock. */
    public long clockTask(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null
                ? 0
                : Accounting.toPicoseconds(kernel.look(vcpu, now).clock.clockTask());
    }

    /** steal_clock: stolen time as the driver reads it now, 0 while it is not set up. */
    public long stealClock(int vcpu) {
        Kernel kernel = guest.kernel();
        return kernel == null || !kernel.stolen.hasDriver() ? 0 : Accounting.toPicoseconds(kernel.stolen.peek(vcpu));
    }

    /**
     * The pair of counter and stolen time that the run-queue clock was last updated with; stolen time is 0 where the kernel
     * does not take it out.
     */
    public StealReading lastReading(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        if (kernel == null) {
            return new StealReading(0, 0);
        }
        RunQueueClock clock = kernel.look(vcpu, now).clock;
        return new StealReading(clock.clock(), clock.lastStolen());
    }

    /** Counter and stolen time read now, with nothing in between. */
    public StealReading reading(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null
                ? new StealReading(0, 0)
                : new StealReading(
                        kernel.clocks.sched().nanos(vcpu, now),
                        kernel.stolen.hasDriver() ? kernel.stolen.peek(vcpu) : 0);
    }

    /** sched_clock as the CPU reads it. */
    public long schedClock(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null
                ? 0
                : Accounting.toPicoseconds(kernel.clocks.sched().nanos(vcpu, now));
    }

    /** event_stream: from one event to the next at the counter's present frequency, 0 on a CPU that has not started. */
    public long eventStream(int vcpu) {
        Kernel kernel = guest.kernel();
        EventStream stream = kernel == null ? null : kernel.cpus[vcpu].eventStream;
        return stream == null ? 0 : stream.period(kernel.counterFrequency()).picoseconds();
    }

    /** spurious_timers: times that the timer woke a sleeping CPU before anything was due. */
    public long spuriousTimers(int vcpu) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : kernel.cpus[vcpu].timers.spurious();
    }

    // What reads the counter beside the clocks.

    /** clock_gettime: what one of a process takes, without what waits for a processor meanwhile. */
    public long clockGettime() {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : kernel.clocks.consumers().clockGettime();
    }

    /** udelay: how long udelay(100) really takes on the CPU; 0 while the counter stands. */
    public long udelay(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : kernel.clocks.consumers().udelay(vcpu, UDELAY, now);
    }

    /** profile_clock: when what a profile that began with the kernel samples now seems to have happened. */
    public long profileClock(int vcpu, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null
                ? 0
                : Accounting.toPicoseconds(kernel.clocks.consumers().profileClock(vcpu, now));
    }

    /** vdso_clock: CLOCK_MONOTONIC as clock_gettime gives it to processes on the boot CPU. */
    public long vdsoClock(long now) {
        Kernel kernel = guest.kernel();
        return kernel == null
                ? 0
                : Accounting.toPicoseconds(
                        kernel.clocks.consumers().vdsoClock(0, now, kernel.timekeeper.monotonic(now)));
    }

    /** firmware_stall: how long a Stall of 1 ms by the firmware really takes; 0 without one, and while the counter stands. */
    public long firmwareStall(long now) {
        return guest.firmwareDelay(STALL, now);
    }

    /** Whether the kernel has the CPU online. */
    public boolean online(int vcpu) {
        Kernel kernel = guest.kernel();
        return kernel != null && kernel.cpus[vcpu].isOnline();
    }

    // Of the guest.

    /** pvtime_cpus: vCPUs on which the kernel has stolen time set up. */
    public long pvtimeCpus() {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : kernel.stolen.cpus();
    }

    /** pvtime_probed: 1 if discovery told the kernel that there is stolen time. */
    public long pvtimeProbed() {
        Kernel kernel = guest.kernel();
        return kernel != null && kernel.stolen.isFound() ? 1 : 0;
    }

    /** booted: 1 when the kernel has reached userspace. */
    public long booted() {
        Kernel kernel = guest.kernel();
        return kernel != null && kernel.isUp() ? 1 : 0;
    }

    /** Name of the clocksource in use; empty while there is no kernel. */
    public String clocksource() {
        Kernel kernel = guest.kernel();
        return kernel == null ? "" : kernel.clocks.source();
    }

    /** clock: CLOCK_MONOTONIC, which starts with the kernel. */
    public long clock(long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(kernel.timekeeper.monotonic(now));
    }

    /** clock_error: CLOCK_REALTIME, set to true time when the kernel is entered, less true time. */
    public long clockError(long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : kernel.timekeeper.realTime(now) - now;
    }

    /** clock_frequency: what adjtimex makes the clock gain, in parts per billion rounded down. */
    public long clockFrequency() {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : kernel.timekeeper.frequency() >> NtpState.SCALE_SHIFT;
    }

    /** jiffies since the kernel was entered, as of the last time that a CPU brought them up to date. */
    public long jiffies(long now) {
        Kernel kernel = guest.kernel();
        if (kernel == null) {
            return 0;
        }
        for (Cpu cpu : kernel.cpus) {
            kernel.look(cpu.number, now);
        }
        return kernel.accounting.jiffies();
    }

    // Of a process.

    /** charged: sum_exec_runtime as of the last time that the scheduler charged it. */
    public long charged(int process, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(kernel.lookAt(process, now).executed);
    }

    /** ran: the time in which the process really executed, a truth that the guest does not know. */
    public long ran(int process, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : kernel.lookAt(process, now).ran;
    }

    /** run_delay: waits in run queues by sched_clock, stolen time and all, booked when they end. */
    public long runDelay(int process, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(kernel.lookAt(process, now).runDelay);
    }

    /** User time of a process as sampled at ticks, before it is scaled. */
    public long processUserTime(int process, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(kernel.lookAt(process, now).userTime);
    }

    /** jobs: completed jobs or critical sections. */
    public long jobs(int process, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : kernel.lookAt(process, now).jobs;
    }

    /** skipped: releases that came while the job before still ran. */
    public long skipped(int process, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : kernel.lookAt(process, now).skipped;
    }

    /** What a monitor shows; 0 for a process that is none. */
    public long monitored(int process, Monitored what, long now) {
        RunningProgram program = program(process, now);
        return program == null ? 0 : program.monitored(what);
    }

    /** offset: by how much the clock was behind, as a process that keeps it measured last; 0 for one that does not. */
    public long offset(int process, long now) {
        RunningProgram program = program(process, now);
        return program == null ? 0 : Accounting.toPicoseconds(program.offset());
    }

    /** steps: times that a process has set the clock. */
    public long steps(int process, long now) {
        RunningProgram program = program(process, now);
        return program == null ? 0 : program.steps();
    }

    /** soft_lockups: those that a watchdog has reported. */
    public long softLockups(int process, long now) {
        RunningProgram program = program(process, now);
        return program == null ? 0 : program.softLockups();
    }

    /** gave_up: 1 when a process has given up keeping the clock. */
    public long gaveUp(int process, long now) {
        RunningProgram program = program(process, now);
        return program != null && program.hasGivenUp() ? 1 : 0;
    }

    /** The program of a process; null without one. */
    private RunningProgram program(int process, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? null : kernel.lookAt(process, now).program();
    }

    /** response: the longest time from the release of a job to its completion, on CLOCK_MONOTONIC. */
    public long response(int process, long now) {
        Kernel kernel = guest.kernel();
        return kernel == null ? 0 : Accounting.toPicoseconds(kernel.lookAt(process, now).longestResponse);
    }
}
