package org.foliot.validation;

import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.HostKernelOptions.Preemption;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.time.Ratio;

/**
 * The host that cases were recorded on. It has one description for all its cases, which comes from the data file; everything
 * that is not said here is what the kernel release has by default.
 *
 * @param kernel the kernel as the data file describes it, for people
 * @param release its release
 * @param tick CONFIG_HZ
 * @param preempt preemption model
 * @param cpus number of processors
 * @param scheduler id of the scheduler bundle
 * @param baseSlice sysctl_sched_base_slice as the kernel scaled it, absent for what the release has by default
 * @param bandwidthSlice sched_cfs_bandwidth_slice_us
 * @param rtRuntime sched_rt_runtime_us
 * @param rtPeriod sched_rt_period_us
 * @param rtThrottling whether real-time threads are throttled, which depends on CONFIG_RT_GROUP_SCHED from 6.12 on
 */
public record Machine(
        String kernel,
        KernelRelease release,
        Frequency tick,
        Preemption preempt,
        int cpus,
        String scheduler,
        Optional<Duration> baseSlice,
        Duration bandwidthSlice,
        Duration rtRuntime,
        Duration rtPeriod,
        boolean rtThrottling) {
    /**
     * From the expiry of a timer until its thread is woken. On the machine of the data a woken thread ran 70 us after its timer
     * was due, of which 50 us are timer slack.
     */
    public static final Duration TIMER_LATENCY = Duration.ofMicros(20);

    /** System calls between two jobs: threads that asked for 1 ms in 10 ms ran 1.02 ms. */
    public static final Duration SLEEP_COST = Duration.ofMicros(20);

    /** Kernel threads that ran beside every case took some 14 us each time … */
    public static final Duration KERNEL_THREAD_RUN = Duration.ofMicros(14);

    /** … some fifty times a second on each processor. */
    public static final Duration KERNEL_THREAD_SLEEP = Duration.ofMillis(20);

    /** The machine was a guest itself: about every 10 ms something beneath it took a processor away … */
    public static final Duration OUTSIDE_PERIOD = Duration.ofMillis(10);

    /** … for some 80 us, which its kernel did not notice … */
    public static final Duration OUTSIDE_AWAY = Duration.ofMicros(80);

    /** … or for less than the 60 us that a busy thread calls a gap: a lone one saw 187 gaps in 4 s of 400. */
    public static final Ratio OUTSIDE_CHANCE = Ratio.ofPercent(47);

    /** cpu.weight of the group around all cases, whose cpu.shares were 20480. */
    public static final long COMMON_WEIGHT = 2000;

    /** Before it is looked at, a load runs this long. */
    public static final Duration WARM_UP = Duration.ofMillis(400);

    /** What the data file of the project was recorded on, for files that do not describe their machine. */
    public static final Machine DEFAULT = new Machine(
            "6.18 x86_64",
            new KernelRelease(6, 18),
            new Frequency(250),
            Preemption.NONE,
            2,
            "eevdf",
            Optional.of(Duration.ofMicros(1400)),
            Duration.ofMillis(5),
            Duration.ofMillis(950),
            Duration.ofSeconds(1),
            true);
}
