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
            Metric.total("running", Subject.VCPU, TIME, "Time in which guest code executed."),
            Metric.total(
                    "waiting",
                    Subject.VCPU,
                    TIME,
                    "Time in which the vCPU's thread was runnable and waited, accrued at once; what stolen time will become when it is booked and shown."),
            Metric.total(
                    "idle",
                    Subject.VCPU,
                    TIME,
                    "Time in which the vCPU's thread slept: halted in WFI, or in the VMM after an exit."),
            Metric.total("in_host", Subject.VCPU, TIME, "Time in which the vCPU's thread ran host code."),
            Metric.total("paused", Subject.VCPU, TIME, "Time in which the VMM had stopped the vCPU."),
            Metric.total("offline", Subject.VCPU, TIME, "Time in which the vCPU was off."),
            Metric.total(
                    "run_delay", Subject.VCPU, TIME, "run_delay of the vCPU's thread: waits, booked when they end."),
            Metric.total("stolen", Subject.VCPU, TIME, "Stolen time as the structure in guest memory shows it."),
            Metric.total(
                    "steal_clock",
                    Subject.VCPU,
                    TIME,
                    "Stolen time as the guest's driver reads it, 0 while not set up."),
            Metric.total("steal_updates", Subject.VCPU, COUNT, "Updates of the stolen-time structure."),
            Metric.total("loads", Subject.VCPU, COUNT, "vcpu_load: times that the thread was put on a processor."),
            Metric.total("update_cost", Subject.VCPU, TIME, "Host time spent on updates of the structure."),
            Metric.total("user_time", Subject.VCPU, TIME, "user of /proc/stat."),
            Metric.total(
                    "nice_time",
                    Subject.VCPU,
                    TIME,
                    "nice of /proc/stat: user time of processes with a nice value above 0."),
            Metric.total("system_time", Subject.VCPU, TIME, "system of /proc/stat."),
            Metric.total("idle_time", Subject.VCPU, TIME, "idle of /proc/stat."),
            Metric.total("steal_time", Subject.VCPU, TIME, "steal of /proc/stat."),
            Metric.total(
                    "clock_task",
                    Subject.VCPU,
                    TIME,
                    "The guest's rq->clock_task: the clock that tasks are charged by."),
            Metric.total(
                    "page_faults",
                    Subject.VCPU,
                    COUNT,
                    "Times that the vCPU waited for memory that was to follow in a post-copy migration."),
            Metric.total("sched_clock", Subject.VCPU, TIME, "sched_clock of the guest's kernel as the vCPU reads it."),
            Metric.level(
                    "udelay",
                    Subject.VCPU,
                    TIME,
                    "How long udelay(100), 100 us by the counter's rate at boot, really takes; 0 while the counter stands."),
            Metric.level(
                    "profile_clock",
                    Subject.VCPU,
                    TIME,
                    "When a sample that hardware takes now (SPE, trace) seems to have happened: the counter's distance from the kernel's entry, by its frequency there."),
            Metric.total(
                    "counter",
                    Subject.VCPU,
                    TICKS,
                    "CNTVCT_EL0, or on x86 the TSC, as guest code on the vCPU reads it."),
            Metric.total("physical_counter", Subject.VCPU, TICKS, "CNTPCT_EL0 as guest code on the vCPU reads it."),
            Metric.level(
                    "event_stream",
                    Subject.VCPU,
                    TIME,
                    "From one event of the generic timer's event stream to the next, as the vCPU's kernel programmed it when the CPU started and the counter now runs."),
            Metric.total(
                    "spurious_timers",
                    Subject.VCPU,
                    COUNT,
                    "Times that its timer woke a sleeping vCPU before anything was due."),
            Metric.total("elapsed", Subject.GUEST, TIME, "Time since the guest was started."),
            Metric.total("paused", Subject.GUEST, TIME, "Time in which the VMM had stopped the guest."),
            Metric.total(
                    "corruptions", Subject.GUEST, COUNT, "Host writes into memory whose present owner had not agreed."),
            Metric.level(
                    "footprint", Subject.GUEST, BYTES, "Host memory taken for stolen time beyond the guest's RAM."),
            Metric.total("update_cost", Subject.GUEST, TIME, "Host time spent on updates of all structures."),
            Metric.total("steal_updates", Subject.GUEST, COUNT, "Updates of all structures."),
            Metric.level(
                    "pvtime_cpus", Subject.GUEST, COUNT, "vCPUs on which the guest's kernel has stolen time set up."),
            Metric.level(
                    "pvtime_probed",
                    Subject.GUEST,
                    FLAG,
                    "Whether discovery told the guest's kernel that there is stolen time, which is not yet to have it."),
            Metric.level(
                    "unguarded_errata",
                    Subject.GUEST,
                    COUNT,
                    "Errata of the present host's processors against which the guest's kernel has no workaround."),
            Metric.level(
                    "vanished_features",
                    Subject.GUEST,
                    COUNT,
                    "Fields of identification registers that promised the guest more than the present host has."),
            Metric.level(
                    "clock_frequency",
                    Subject.GUEST,
                    RATIO,
                    "By how much the guest's kernel makes its clock faster than its clocksource (adjtimex)."),
            Metric.level("booted", Subject.GUEST, FLAG, "Whether the guest's kernel has reached userspace."),
            Metric.total("clock", Subject.GUEST, TIME, "CLOCK_MONOTONIC of the guest."),
            Metric.level(
                    "clock_gettime",
                    Subject.GUEST,
                    TIME,
                    "What one clock_gettime of a process takes: by the vDSO where that knows the clocksource, else by a system call, with what the hypervisor traps."),
            Metric.total(
                    "vdso_clock",
                    Subject.GUEST,
                    TIME,
                    "CLOCK_MONOTONIC as clock_gettime gives it to processes; not clock where an out-of-tree vDSO reads the counter."),
            Metric.level(
                    "firmware_stall",
                    Subject.GUEST,
                    TIME,
                    "How long a Stall of 1 ms by the guest's firmware really takes; 0 without firmware, and while the counter stands."),
            Metric.level("clock_error", Subject.GUEST, TIME, "CLOCK_REALTIME of the guest minus true time."),
            Metric.total("charged", Subject.PROCESS, TIME, "What the guest scheduler charged: sum_exec_runtime."),
            Metric.total("ran", Subject.PROCESS, TIME, "CPU time that the process really executed."),
            Metric.total("run_delay", Subject.PROCESS, TIME, "The guest's own run_delay of the process."),
            Metric.total("jobs", Subject.PROCESS, COUNT, "Completed jobs or critical sections."),
            Metric.total("skipped", Subject.PROCESS, COUNT, "Releases skipped because a job overran them."),
            Metric.level("response", Subject.PROCESS, TIME, "Longest time from release to completion of a job."),
            Metric.level(
                    "offset",
                    Subject.PROCESS,
                    TIME,
                    "How far the guest's real-time clock was behind the outside one that a process keeps it by, as it measured"
                            + " last; below 0 for ahead."),
            Metric.total(
                    "soft_lockups",
                    Subject.PROCESS,
                    COUNT,
                    "Soft lockups that a watchdog has reported: times that nothing seemed to have run for too long."),
            Metric.total("steps", Subject.PROCESS, COUNT, "Times that a process has set the guest's real-time clock."),
            Metric.level(
                    "gave_up",
                    Subject.PROCESS,
                    FLAG,
                    "Whether a process has given up keeping the clock, because it was too far off."),
            // What a monitor shows; 0 for a process that is none.
            Metric.total("samples", Subject.PROCESS, COUNT, "Readings of a monitor or of another program that reads."),
            Metric.total(
                    "invalid_samples",
                    Subject.PROCESS,
                    COUNT,
                    "Readings of a monitor that gave nothing, or shares that no CPU can have: below 0, or above 100 % together."),
            Metric.total(
                    "outage",
                    Subject.PROCESS,
                    TIME,
                    "Time at whose end a monitor reported nothing, by the guest's clock: intervals before readings that gave nothing."),
            Metric.level("user_percent", Subject.PROCESS, RATIO, "User time as a monitor showed it last."),
            Metric.level("system_percent", Subject.PROCESS, RATIO, "System time as a monitor showed it last."),
            Metric.level("idle_percent", Subject.PROCESS, RATIO, "Idle time as a monitor showed it last."),
            Metric.level("steal_percent", Subject.PROCESS, RATIO, "Stolen time as a monitor showed it last."),
            Metric.level(
                    "total_percent", Subject.PROCESS, RATIO, "The sum of all columns as a monitor showed them last."),
            Metric.level(
                    "steal_rate",
                    Subject.PROCESS,
                    RATIO,
                    "What a monitor found that steal had grown by in a second, in seconds as the file counts them; 100 % is a whole"
                            + " CPU."),
            Metric.total(
                    "steal_ticks",
                    Subject.PROCESS,
                    COUNT,
                    "The steal column as a monitor read it last, an unsigned number of 1/100 s."),
            Metric.total("alerts", Subject.PROCESS, COUNT, "Times that the alert rule of a monitor began to fire."),
            Metric.total("ran", Subject.TASK, TIME, "CPU time of a host task."),
            Metric.total("waiting", Subject.TASK, TIME, "Time in which a host task was runnable and waited."),
            Metric.total("run_delay", Subject.TASK, TIME, "run_delay of a host task: waits, booked when they end."),
            Metric.total("slices", Subject.TASK, COUNT, "Times that a host task was put on a processor."),
            Metric.total("jobs", Subject.TASK, COUNT, "Completed jobs of a host task."),
            Metric.total("skipped", Subject.TASK, COUNT, "Releases skipped because a job overran them."),
            Metric.level("response", Subject.TASK, TIME, "Longest time from release to completion of a job."),
            Metric.total("busy", Subject.CPU, TIME, "Time in which a processor ran any thread."),
            Metric.total("idle", Subject.CPU, TIME, "Time in which a processor was online and ran nothing."),
            Metric.total("switches", Subject.CPU, COUNT, "Context switches of a processor."),
            Metric.total("ran", Subject.GROUP, TIME, "CPU time of all threads of a group."),
            Metric.total("throttled", Subject.GROUP, TIME, "Time in which a group was out of quota."),
            Metric.total("throttles", Subject.GROUP, COUNT, "Times that a group ran out of quota."),
            Metric.total("switches", Subject.HOST, COUNT, "Context switches of all processors."));

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
