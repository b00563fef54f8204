package org.foliot.api.guest;

import org.foliot.api.extension.Option;
import org.foliot.api.extension.Option.ByRelease;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/**
 * Settings of a guest kernel: {@code kernel 6.12 { tick 250 Hz  steal_accounting on }}.
 *
 * @param tick CONFIG_HZ
 * @param paravirt CONFIG_PARAVIRT
 * @param stealAccounting CONFIG_PARAVIRT_TIME_ACCOUNTING
 * @param stealClock whether steal reaches the scheduler
 * @param excessSteal what becomes of steal beyond the elapsed time
 * @param tickSteal how much steal one tick can account
 * @param cputime in what steal is booked
 * @param stealBackwards what becomes of a steal clock that goes backwards
 * @param stealUnit what the kernel books of a steal clock
 * @param onlinePhase when the driver maps its structure
 * @param hotplugReset whether prev_steal_time is reset when a CPU comes back
 * @param pvtimeAbi which draft the driver was written to
 * @param stealRead how the scheduler reads counter and steal
 * @param clocksource name of the clocksource that the kernel is told to use
 * @param bootTime time from entry of the kernel to userspace on the boot CPU
 * @param onlineTime time one secondary CPU takes to come online
 * @param slice time slice of the guest scheduler
 * @param accounting how cputime is accounted
 * @param vdso by what processes read the clock
 * @param vdsoCall cost of clock_gettime by the vDSO
 * @param systemCall cost of a system call
 * @param targetImplementations whether the kernel asks on which implementations it may come to run
 * @param vcpuIsPreempted whether locks ask if the vCPU of their holder is preempted
 * @param timerProgramming how the kernel programs timers
 * @param lpt when the kernel takes up Live Physical Time
 */
public record GuestKernelOptions(
        @Option(doc = "CONFIG_HZ of the guest.", value = "250 Hz", min = "100 Hz", max = "1 kHz")
        Frequency tick,

        @Option(doc = "CONFIG_PARAVIRT: without it the kernel has no stolen time at all.", value = "on")
        boolean paravirt,

        @Option(
                doc = "CONFIG_PARAVIRT_TIME_ACCOUNTING: the scheduler subtracts stolen time from what tasks are"
                        + " charged. Default n on arm64; /proc/stat shows steal either way.",
                value = "off")
        boolean stealAccounting,

        @Option(
                doc = "off is no-steal-acc on the command line: /proc/stat keeps steal, the scheduler ignores it.",
                value = "on")
        boolean stealClock,

        @Option(
                doc = "What update_rq_clock_task does with steal beyond the elapsed time: carry it to whoever runs"
                        + " next, or drop it.",
                value = "carried",
                byRelease = @ByRelease(from = "6.13", value = "dropped", commit = "108ad0999085"))
        ExcessSteal excessSteal,

        @Option(
                doc = "How much steal steal_account_process_time books at one tick: at most the tick, or all.",
                value = "one_tick",
                byRelease = @ByRelease(from = "4.8", value = "all", commit = "03cbc732639d"))
        TickSteal tickSteal,

        @Option(
                doc =
                        "In what tick accounting books steal: in nanoseconds, or in jiffies, as kernels had it that were built"
                                + " without CONFIG_VIRT_CPU_ACCOUNTING_GEN. Those convert back by jiffies_to_usecs, whose 32 bits hold"
                                + " no more than 71 minutes.",
                value = "jiffies",
                byRelease = @ByRelease(from = "4.11", value = "nanoseconds", commit = "be9095ed4fb3"))
        Cputime cputime,

        @Option(
                doc =
                        "What the kernel makes of a steal clock that shows less than before: shown, it goes by what is there;"
                                + " clamped, by the highest that it has seen; accumulated, it adds what was there before, as xen/time"
                                + " does after a migration (5e25f5db6abb).",
                value = "shown")
        StealBackwards stealBackwards,

        @Option(
                doc =
                        "What the kernel books of stolen time: its nanoseconds, or, as s390 before d54cb7d54877, the units of its"
                                + " clock, 4096 in a microsecond, as if they were nanoseconds.",
                value = "nanoseconds")
        StealUnit stealUnit,

        @Option(
                doc = "Where the driver's CPU hotplug callback runs; starting is atomic context and may not map"
                        + " memory.",
                value = "starting",
                byRelease = @ByRelease(from = "5.10", value = "online", commit = "kvmarm 20200916154530"))
        OnlinePhase onlinePhase,

        @Option(
                doc = "Whether prev_steal_time is reset when a CPU comes back online (commit e9532e69b8d1, reverted"
                        + " in 4.7); off is what mainline does.",
                value = "off")
        boolean hotplugReset,

        @Option(doc = "Function ids that the driver uses: as released, or as in patches v1 to v5.", value = "released")
        PvTimeDriver.Abi pvtimeAbi,

        @Option(
                doc = "How the scheduler reads the counter and stolen time: once each, or with the loop that reads"
                        + " stolen time again until both agree (S. Price, 2019-08-07).",
                value = "single")
        StealRead stealRead,

        @Option(
                doc =
                        "Clocksource that the kernel is told to use, clocksource= on its command line. Without it, or if the"
                                + " hypervisor offers none of that name, the kernel takes the one with the best rating.",
                value = "best")
        String clocksource,

        @Option(
                doc = "Kernel entry to userspace on the boot CPU, of guest CPU time; a choice.",
                value = "20 ms",
                max = "1 h")
        Duration bootTime,

        @Option(doc = "Guest CPU time one secondary CPU takes to come online; a choice.", value = "1 ms", max = "1 min")
        Duration onlineTime,

        @Option(
                doc = "Slice after which the guest scheduler looks for another process at a tick (0.7 ms × (1 +"
                        + " log2 of CPUs) rounds up to one tick at 250 Hz).",
                value = "3 ms",
                min = "100 us",
                max = "1 s")
        Duration slice,

        @Option(
                doc = "How the kernel accounts CPU time: sampled at ticks, or measured at every entry of the kernel"
                        + " (CONFIG_VIRT_CPU_ACCOUNTING_GEN, as on nohz_full CPUs).",
                value = "tick")
        Accounting accounting,

        @Option(
                doc =
                        "By what processes read the clock: the vDSO as the kernel has it, which makes a system call where it does not"
                                + " know the clocksource; or an out-of-tree vDSO that reads the counter whatever the clocksource, by"
                                + " the frequency that the counter had when the kernel was entered.",
                value = "kernel")
        Vdso vdso,

        @Option(
                doc =
                        "clock_gettime by the vDSO, without a trap of the counter. A choice: some twenty instructions and a"
                                + " barrier.",
                value = "25 ns",
                max = "1 ms")
        Duration vdsoCall,

        @Option(
                doc = "A system call that reads the clock and returns, without a trap of the counter. A choice.",
                value = "200 ns",
                max = "1 ms")
        Duration systemCall,

        @Option(
                doc = "Whether the kernel asks on which implementations it may come to run (DISCOVER_IMPL_VER and"
                        + " DISCOVER_IMPL_CPUS), and then works around the errata of all of them.",
                value = "off",
                byRelease = @ByRelease(from = "6.15", value = "on", commit = "57e5cc9b8a39"))
        boolean targetImplementations,

        @Option(
                doc = "Whether locks ask if the vCPU of their holder is preempted (vcpu_is_preempted): who waits then"
                        + " sleeps instead of spinning, as with mutex_spin_on_owner. It matters where the hypervisor"
                        + " tells: on x86; arm64 has two series and nothing merged.",
                value = "on")
        boolean vcpuIsPreempted,

        @Option(
                doc =
                        "How timers are programmed: tval, a distance in a signed register of 32 bits, so that a CPU that sleeps for"
                                + " longer than 2^31 - 1 ticks is woken in between; or cval, the deadline itself.",
                value = "tval",
                byRelease = @ByRelease(from = "5.16", value = "cval", commit = "a38b71b0833e"))
        TimerProgramming timerProgramming,

        @Option(
                doc =
                        "When the kernel takes up Live Physical Time where the hypervisor offers it: on, before anything reads the"
                                + " counter; late, when it reaches userspace; off, never, as every kernel that was released.",
                value = "on")
        ClockDriver.LivePhysicalTime lpt) {

    /** How timers of the Arm generic timer are programmed. */
    public enum TimerProgramming {
        TVAL,
        CVAL
    }

    /** How CPU time is accounted. */
    public enum Accounting {
        TICK,
        VTIME
    }

    /** By what processes read the clock. */
    public enum Vdso {
        KERNEL,
        COUNTER
    }

    /** What becomes of steal that exceeds the elapsed time. */
    public enum ExcessSteal {
        CARRIED,
        DROPPED
    }

    /** How much steal one tick can account. */
    public enum TickSteal {
        ONE_TICK,
        ALL
    }

    /** In what steal is booked. */
    public enum Cputime {
        JIFFIES,
        NANOSECONDS
    }

    /** What becomes of a steal clock that goes backwards. */
    public enum StealBackwards {
        SHOWN,
        CLAMPED,
        ACCUMULATED
    }

    /** What the kernel books of a steal clock. */
    public enum StealUnit {
        NANOSECONDS,
        CLOCK_UNITS
    }

    /** When the driver's hotplug callback runs. */
    public enum OnlinePhase {
        STARTING,
        ONLINE
    }

    /** How counter and steal are read together. */
    public enum StealRead {
        SINGLE,
        DOUBLE
    }
}
