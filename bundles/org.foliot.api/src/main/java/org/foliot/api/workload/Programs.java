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
                    "psutil.cpu_times_percent, in percent with one decimal between 0 and 100."));

    private Programs() {}

    /** Programs that read /proc/stat, as {@code monitor KIND} names them. */
    public static List<ProgramKind> monitors() {
        return MONITORS;
    }
}
