package org.foliot.api.host;

import org.foliot.api.extension.Option;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/**
 * Settings of a host kernel: {@code kernel 6.12 { tick 250 Hz }}.
 *
 * @param tick frequency of the scheduler tick
 * @param preempt preemption model
 * @param schedInfo whether run_delay is kept at all
 * @param autogroup whether sessions are groups
 * @param bandwidthSlice how much of a group's quota a processor takes at a time
 * @param tickPhase where in time the scheduler ticks lie
 * @param timerSlack how late timers of ordinary threads may expire
 * @param timerLatency from the expiry of a timer to the wake-up of its thread
 * @param sleepCost CPU time that going to sleep and waking takes a task
 */
public record HostKernelOptions(
        @Option(
                doc = "CONFIG_HZ: 100, 250, 300 or 1000; 250 is the default of arm64 and x86 defconfig.",
                value = "250 Hz",
                min = "100 Hz",
                max = "1 kHz")
        Frequency tick,

        @Option(
                doc =
                        "CONFIG_PREEMPT_NONE, _VOLUNTARY, full preemption, or from 6.13 on _LAZY. It decides when a thread"
                                + " gives way that is in kernel code, as a vCPU's thread between guest exit and entry: at once"
                                + " (full), at once to real-time threads only (lazy), or where the code ends. Code of users and"
                                + " guests gives way at once in all of them.",
                value = "voluntary")
        Preemption preempt,

        @Option(
                doc = "CONFIG_SCHED_INFO: without it run_delay stays 0 and KVM reports no steal time"
                        + " (kernel/sched/stats.h, sched_info_on()).",
                value = "on")
        boolean schedInfo,

        @Option(
                doc =
                        "CONFIG_SCHED_AUTOGROUP and kernel.sched_autogroup_enabled: the threads of a session that are in no"
                                + " control group share one weight (kernel/sched/autogroup.c). On in arm64 defconfig.",
                value = "on")
        boolean autogroup,

        @Option(
                doc = "sched_cfs_bandwidth_slice_us: the part of a group quota that a processor takes from the"
                        + " pool at a time (kernel/sched/fair.c).",
                value = "5 ms",
                min = "1 us",
                max = "1 s")
        Duration bandwidthSlice,

        @Option(
                doc = "Instant of the first scheduler tick; ticks of all processors lie on one grid, as without"
                        + " skew_tick. What happens at a tick depends on it, so measurements are made with several.",
                value = "0 s",
                max = "10 ms")
        Duration tickPhase,

        @Option(
                doc = "timer_slack_ns: how late the timers of ordinary threads may expire; real-time threads and vCPUs"
                        + " have none (hrtimer_nanosleep, kernel/time/hrtimer.c; init/init_task.c).",
                value = "50 us",
                max = "1 s")
        Duration timerSlack,

        @Option(
                doc = "From the expiry of a timer until its thread is woken: interrupt and hrtimer code; depends on the"
                        + " hardware, and an ideal host has none.",
                value = "0 s",
                max = "10 ms")
        Duration timerLatency,

        @Option(
                doc = "CPU time that a task spends between two jobs, to go to sleep and to wake again: the system calls"
                        + " and their context switches; depends on the hardware, and an ideal host has none.",
                value = "0 s",
                max = "10 ms")
        Duration sleepCost) {

    /** Preemption models of a Linux kernel. */
    public enum Preemption {
        /** Kernel code runs to its end. */
        NONE,
        /** As none, but for code that may sleep. */
        VOLUNTARY,
        /** Kernel code can be interrupted anywhere. */
        FULL,
        /** As full for real-time threads, as none for others. */
        LAZY
    }
}
