package org.foliot.api.observation;

import static org.foliot.api.observation.Metric.Unit.BYTES;
import static org.foliot.api.observation.Metric.Unit.COUNT;
import static org.foliot.api.observation.Metric.Unit.FLAG;
import static org.foliot.api.observation.Metric.Unit.RATIO;
import static org.foliot.api.observation.Metric.Unit.TICKS;
import static org.foliot.api.observation.Metric.Unit.TIME;

import java.util.List;
import java.util.Optional;

/** The metrics of the simulator, which expectations, tables and traces are made of. */
public final class Metrics {
    private static final List<Metric> ALL = List.of(
            // A vCPU is in exactly one of six states; their times add up to the time since the guest was started.
            new Metric("running", Subject.VCPU, TIME, "Time in which guest code executed."),
            new Metric(
                    "waiting",
                    Subject.VCPU,
                    TIME,
                    "Time in which the vCPU's thread was runnable and waited, accrued at once; what stolen time will become when it is booked and shown."),
            new Metric(
                    "idle",
                    Subject.VCPU,
                    TIME,
                    "Time in which the vCPU's thread slept: halted in WFI, or in the VMM after an exit."),
            new Metric("in_host", Subject.VCPU, TIME, "Time in which the vCPU's thread ran host code."),
            new Metric("paused", Subject.VCPU, TIME, "Time in which the VMM had stopped the vCPU."),
            new Metric("offline", Subject.VCPU, TIME, "Time in which the vCPU was off."),
            new Metric("run_delay", Subject.VCPU, TIME, "run_delay of the vCPU's thread: waits, booked when they end."),
            new Metric("stolen", Subject.VCPU, TIME, "Stolen time as the structure in guest memory shows it."),
            new Metric(
                    "steal_clock",
                    Subject.VCPU,
                    TIME,
                    "Stolen time as the guest's driver reads it, 0 while not set up."),
            new Metric("steal_updates", Subject.VCPU, COUNT, "Updates of the stolen-time structure."),
            new Metric("loads", Subject.VCPU, COUNT, "vcpu_load: times that the thread was put on a processor."),
            new Metric("update_cost", Subject.VCPU, TIME, "Host time spent on updates of the structure."),
            new Metric("user_time", Subject.VCPU, TIME, "user of /proc/stat."),
            new Metric(
                    "nice_time",
                    Subject.VCPU,
                    TIME,
                    "nice of /proc/stat: user time of processes with a nice value above 0."),
            new Metric("system_time", Subject.VCPU, TIME, "system of /proc/stat."),
            new Metric("idle_time", Subject.VCPU, TIME, "idle of /proc/stat."),
            new Metric("steal_time", Subject.VCPU, TIME, "steal of /proc/stat."),
            new Metric(
                    "clock_task",
                    Subject.VCPU,
                    TIME,
                    "The guest's rq->clock_task: the clock that tasks are charged by."),
            new Metric(
                    "page_faults",
                    Subject.VCPU,
                    COUNT,
                    "Times that the vCPU waited for memory that was to follow in a post-copy migration."),
            new Metric("sched_clock", Subject.VCPU, TIME, "sched_clock of the guest's kernel as the vCPU reads it."),
            new Metric(
                    "udelay",
                    Subject.VCPU,
                    TIME,
                    "How long udelay(100), 100 us by the counter's rate at boot, really takes; 0 while the counter stands."),
            new Metric(
                    "profile_clock",
                    Subject.VCPU,
                    TIME,
                    "When a sample that hardware takes now (SPE, trace) seems to have happened: the counter's distance from the kernel's entry, by its frequency there."),
            new Metric(
                    "counter",
                    Subject.VCPU,
                    TICKS,
                    "CNTVCT_EL0, or on x86 the TSC, as guest code on the vCPU reads it."),
            new Metric("physical_counter", Subject.VCPU, TICKS, "CNTPCT_EL0 as guest code on the vCPU reads it."),
            new Metric(
                    "event_stream",
                    Subject.VCPU,
                    TIME,
                    "From one event of the generic timer's event stream to the next, as the vCPU's kernel programmed it when the CPU started and the counter now runs."),
            new Metric(
                    "spurious_timers",
                    Subject.VCPU,
                    COUNT,
                    "Times that its timer woke a sleeping vCPU before anything was due."),
            new Metric("elapsed", Subject.GUEST, TIME, "Time since the guest was started."),
            new Metric("paused", Subject.GUEST, TIME, "Time in which the VMM had stopped the guest."),
            new Metric(
                    "corruptions", Subject.GUEST, COUNT, "Host writes into memory whose present owner had not agreed."),
            new Metric("footprint", Subject.GUEST, BYTES, "Host memory taken for stolen time beyond the guest's RAM."),
            new Metric("update_cost", Subject.GUEST, TIME, "Host time spent on updates of all structures."),
            new Metric("steal_updates", Subject.GUEST, COUNT, "Updates of all structures."),
            new Metric(
                    "pvtime_cpus", Subject.GUEST, COUNT, "vCPUs on which the guest's kernel has stolen time set up."),
            new Metric(
                    "pvtime_probed",
                    Subject.GUEST,
                    FLAG,
                    "Whether discovery told the guest's kernel that there is stolen time, which is not yet to have it."),
            new Metric(
                    "unguarded_errata",
                    Subject.GUEST,
                    COUNT,
                    "Errata of the present host's processors against which the guest's kernel has no workaround."),
            new Metric(
                    "vanished_features",
                    Subject.GUEST,
                    COUNT,
                    "Fields of identification registers that promised the guest more than the present host has."),
            new Metric(
                    "clock_frequency",
                    Subject.GUEST,
                    RATIO,
                    "By how much the guest's kernel makes its clock faster than its clocksource (adjtimex)."),
            new Metric("booted", Subject.GUEST, FLAG, "Whether the guest's kernel has reached userspace."),
            new Metric("clock", Subject.GUEST, TIME, "CLOCK_MONOTONIC of the guest."),
            new Metric(
                    "clock_gettime",
                    Subject.GUEST,
                    TIME,
                    "What one clock_gettime of a process takes: by the vDSO where that knows the clocksource, else by a system call, with what the hypervisor traps."),
            new Metric(
                    "vdso_clock",
                    Subject.GUEST,
                    TIME,
                    "CLOCK_MONOTONIC as clock_gettime gives it to processes; not clock where an out-of-tree vDSO reads the counter."),
            new Metric(
                    "firmware_stall",
                    Subject.GUEST,
                    TIME,
                    "How long a Stall of 1 ms by the guest's firmware really takes; 0 without firmware, and while the counter stands."),
            new Metric("clock_error", Subject.GUEST, TIME, "CLOCK_REALTIME of the guest minus true time."),
            new Metric("charged", Subject.PROCESS, TIME, "What the guest scheduler charged: sum_exec_runtime."),
            new Metric("ran", Subject.PROCESS, TIME, "CPU time that the process really executed."),
            new Metric("run_delay", Subject.PROCESS, TIME, "The guest's own run_delay of the process."),
            new Metric("jobs", Subject.PROCESS, COUNT, "Completed jobs or critical sections."),
            new Metric("skipped", Subject.PROCESS, COUNT, "Releases skipped because a job overran them."),
            new Metric("response", Subject.PROCESS, TIME, "Longest time from release to completion of a job."),
            new Metric(
                    "offset",
                    Subject.PROCESS,
                    TIME,
                    "How far the guest's real-time clock was behind the outside one that a process keeps it by, as it measured"
                            + " last; below 0 for ahead."),
            new Metric(
                    "soft_lockups",
                    Subject.PROCESS,
                    COUNT,
                    "Soft lockups that a watchdog has reported: times that nothing seemed to have run for too long."),
            new Metric("steps", Subject.PROCESS, COUNT, "Times that a process has set the guest's real-time clock."),
            new Metric(
                    "gave_up",
                    Subject.PROCESS,
                    FLAG,
                    "Whether a process has given up keeping the clock, because it was too far off."),
            // What a monitor shows; 0 for a process that is none.
            new Metric("samples", Subject.PROCESS, COUNT, "Readings of a monitor or of another program that reads."),
            new Metric(
                    "invalid_samples",
                    Subject.PROCESS,
                    COUNT,
                    "Readings of a monitor that gave nothing, or shares that no CPU can have: below 0, or above 100 % together."),
            new Metric(
                    "outage",
                    Subject.PROCESS,
                    TIME,
                    "Time at whose end a monitor reported nothing, by the guest's clock: intervals before readings that gave nothing."),
            new Metric("user_percent", Subject.PROCESS, RATIO, "User time as a monitor showed it last."),
            new Metric("system_percent", Subject.PROCESS, RATIO, "System time as a monitor showed it last."),
            new Metric("idle_percent", Subject.PROCESS, RATIO, "Idle time as a monitor showed it last."),
            new Metric("steal_percent", Subject.PROCESS, RATIO, "Stolen time as a monitor showed it last."),
            new Metric(
                    "total_percent", Subject.PROCESS, RATIO, "The sum of all columns as a monitor showed them last."),
            new Metric(
                    "steal_rate",
                    Subject.PROCESS,
                    RATIO,
                    "What a monitor found that steal had grown by in a second, in seconds as the file counts them; 100 % is a whole"
                            + " CPU."),
            new Metric(
                    "steal_ticks",
                    Subject.PROCESS,
                    COUNT,
                    "The steal column as a monitor read it last, an unsigned number of 1/100 s."),
            new Metric("alerts", Subject.PROCESS, COUNT, "Times that the alert rule of a monitor began to fire."),
            new Metric("ran", Subject.TASK, TIME, "CPU time of a host task."),
            new Metric("waiting", Subject.TASK, TIME, "Time in which a host task was runnable and waited."),
            new Metric("run_delay", Subject.TASK, TIME, "run_delay of a host task: waits, booked when they end."),
            new Metric("slices", Subject.TASK, COUNT, "Times that a host task was put on a processor."),
            new Metric("jobs", Subject.TASK, COUNT, "Completed jobs of a host task."),
            new Metric("skipped", Subject.TASK, COUNT, "Releases skipped because a job overran them."),
            new Metric("response", Subject.TASK, TIME, "Longest time from release to completion of a job."),
            new Metric("busy", Subject.CPU, TIME, "Time in which a processor ran any thread."),
            new Metric("idle", Subject.CPU, TIME, "Time in which a processor was online and ran nothing."),
            new Metric("switches", Subject.CPU, COUNT, "Context switches of a processor."),
            new Metric("ran", Subject.GROUP, TIME, "CPU time of all threads of a group."),
            new Metric("throttled", Subject.GROUP, TIME, "Time in which a group was out of quota."),
            new Metric("throttles", Subject.GROUP, COUNT, "Times that a group ran out of quota."),
            new Metric("switches", Subject.HOST, COUNT, "Context switches of all processors."));

    private Metrics() {}

    /** All of them, subject by subject. */
    public static List<Metric> all() {
        return ALL;
    }

    /** The metric of a subject by name, if there is one. */
    public static Optional<Metric> find(Subject subject, String name) {
        return ALL.stream()
                .filter(m -> m.subject() == subject && m.name().equals(name))
                .findFirst();
    }
}
