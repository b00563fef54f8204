package org.foliot.api.workload;

import java.util.List;

/** The kinds of program that the simulator knows. */
public final class Programs {
    private static final List<ProgramKind> MONITORS = List.of(
            new ProgramKind(
                    "top",
                    Monitor.Top.class,
                    "The summary lines of top, from procps: shares of the ticks that /proc/stat counted since the last look."),
            new ProgramKind(
                    "node_exporter",
                    Monitor.NodeExporter.class,
                    "node_exporter's node_cpu_seconds_total and what PromQL's rate() makes of two scrapes, by the clock of the"
                            + " server that scrapes."),
            new ProgramKind(
                    "telegraf",
                    Monitor.Telegraf.class,
                    "The cpu input of Telegraf, which reports nothing when the total of all columns has decreased."),
            new ProgramKind(
                    "collectd",
                    Monitor.Collectd.class,
                    "The cpu plugin of collectd with ValuesPercentage: each column's rate as a part of the sum of the rates."),
            new ProgramKind(
                    "psutil",
                    Monitor.Psutil.class,
                    "psutil.cpu_times_percent, in percent with one decimal between 0 and 100."),
            new ProgramKind(
                    "watchdog",
                    Watchdog.class,
                    "The kernel's soft-lockup detector on one CPU, by sched_clock: it counts as a lockup what a pause looks like to a"
                            + " clock that runs on."));

    private static final List<ProgramKind> DISCIPLINES = List.of(
            new ProgramKind(
                    "ntp",
                    Discipline.Ntp.class,
                    "ntpd: asks a server of right time over a network, and lets the kernel's phase-locked loop follow it."),
            new ProgramKind(
                    "rtc",
                    Discipline.Rtc.class,
                    "hwclock --hctosys again and again: sets the clock by the VMM's real-time clock, which shows whole seconds."),
            new ProgramKind(
                    "ptp",
                    Discipline.Ptp.class,
                    "phc2sys: follows a PTP clock that the hypervisor gives, ptp_kvm or a vmclock, with a servo of its own."));

    private Programs() {}

    /** Programs that keep the guest's clock right, as {@code discipline KIND} names them. */
    public static List<ProgramKind> disciplines() {
        return DISCIPLINES;
    }

    /** Programs that watch the guest from inside, as {@code monitor KIND} names them. */
    public static List<ProgramKind> monitors() {
        return MONITORS;
    }
}
