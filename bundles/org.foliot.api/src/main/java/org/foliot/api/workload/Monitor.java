package org.foliot.api.workload;

import java.util.regex.Pattern;
import org.foliot.api.extension.Option;
import org.foliot.api.extension.OptionGroup;
import org.foliot.time.Duration;
import org.foliot.time.Ratio;

/**
 * A program that watches CPU time: it reads a line of {@code /proc/stat}, ten unsigned numbers of 1/100 s, and reports what has
 * been added since it read it last. What becomes of a number that has decreased is where they differ.
 */
public sealed interface Monitor extends Program {
    /** What all of them have. */
    Watching watching();

    @Override
    default Duration takes() {
        return watching().takes();
    }

    /**
     * What any monitor can be told.
     *
     * @param takes CPU time that a reading costs
     * @param line the line that is read
     * @param alert what the alert rule looks at
     * @param alertAbove the value above which it fires
     */
    record Watching(
            @Option(doc = "CPU time that one reading costs; a choice.", value = "1 ms", min = "1 us", max = "1 min")
            Duration takes,

            @Option(
                    doc =
                            "The line of /proc/stat that it reads, by its first word: cpu for all CPUs, cpu0 for the first.",
                    value = "cpu")
            String line,

            @Option(
                    doc =
                            "What its alert rule looks at: usage, all but idle, iowait and steal; usage_and_steal, all but idle and"
                                    + " iowait; steal; or wrong_column, the column before steal's.",
                    value = "usage")
            Alert alert,

            @Option(doc = "The share above which the alert rule fires; a choice.", value = "90 %")
            Ratio alertAbove) {
        private static final Pattern LINE = Pattern.compile("cpu\\d{0,4}");

        public Watching {
            if (!LINE.matcher(line).matches()) {
                throw new IllegalArgumentException("line " + line + " is not a line of CPU times such as cpu or cpu0");
            }
        }

        /** Number of the CPU whose line it is, −1 for that of all. */
        public int cpu() {
            return line.equals("cpu") ? -1 : Integer.parseInt(line.substring("cpu".length()));
        }
    }

    /** What an alert rule looks at. */
    enum Alert {
        /** All but idle, iowait and steal, as in kube-prometheus since its pull request 796. */
        USAGE,
        /** All but idle and iowait: time that the guest did not have counts as used. */
        USAGE_AND_STEAL,
        /** Stolen time. */
        STEAL,
        /** What a rule about steal finds that is off by one column: softirq. */
        WRONG_COLUMN
    }

    /**
     * top of procps.
     *
     * @param every the delay between two updates
     * @param trim which columns count as 0 when they have decreased
     * @param watching see there
     */
    record Top(
            @Option(doc = "Delay between updates, top -d.", value = "3 s", min = "1 ms", max = "1 h")
            Duration every,

            @Option(
                    doc =
                            "Which columns count as 0 when they have decreased: all, as in procps-ng 3.3; or idle alone, as in procps"
                                    + " 3.2.8.",
                    value = "all")
            Trim trim,

            @OptionGroup Watching watching)
            implements Monitor {
        public Top {
            Program.requireTimes(every, watching.takes());
        }
    }

    /** Which columns top trims. */
    enum Trim {
        IDLE,
        ALL
    }

    /**
     * node_exporter and the rate() of a Prometheus server.
     *
     * @param every the scrape interval
     * @param onDecrease what becomes of a column that has decreased
     * @param watching see there
     */
    record NodeExporter(
            @Option(doc = "Scrape interval.", value = "15 s", min = "1 ms", max = "1 h")
            Duration every,

            @Option(
                    doc =
                            "What becomes of a column that has decreased: held, the exporter goes on exporting the highest value it has"
                                    + " seen, as since release 1.0; reset, the number as it is, which rate() takes for a counter that began"
                                    + " again at 0; or difference, the plain difference.",
                    value = "held")
            OnDecrease onDecrease,

            @OptionGroup Watching watching)
            implements Monitor {
        public NodeExporter {
            Program.requireTimes(every, watching.takes());
        }
    }

    /** What becomes of an exported counter that has decreased. */
    enum OnDecrease {
        DIFFERENCE,
        RESET,
        HELD
    }

    /**
     * The cpu input of Telegraf.
     *
     * @param every the agent's interval
     * @param baseline what it compares with after an error
     * @param watching see there
     */
    record Telegraf(
            @Option(doc = "The agent's interval.", value = "10 s", min = "1 ms", max = "1 h")
            Duration every,

            @Option(
                    doc =
                            "What the next reading is compared with after one was refused because the total was less than before:"
                                    + " renewed, the reading that was refused; or kept, the one before it, as before its pull request 3342,"
                                    + " so that nothing is reported until the total has caught up.",
                    value = "renewed")
            Baseline baseline,

            @OptionGroup Watching watching)
            implements Monitor {
        public Telegraf {
            Program.requireTimes(every, watching.takes());
        }
    }

    /** What a reading is compared with after an error. */
    enum Baseline {
        KEPT,
        RENEWED
    }

    /**
     * The cpu plugin of collectd.
     *
     * @param every the interval of the plugin
     * @param watching see there
     */
    record Collectd(
            @Option(doc = "Interval of the plugin.", value = "10 s", min = "1 ms", max = "1 h")
            Duration every,

            @OptionGroup Watching watching)
            implements Monitor {
        public Collectd {
            Program.requireTimes(every, watching.takes());
        }
    }

    /**
     * psutil.cpu_times_percent called again and again.
     *
     * @param every the time between two calls
     * @param deltas what becomes of a column that has decreased
     * @param watching see there
     */
    record Psutil(
            @Option(doc = "Time between two calls.", value = "1 s", min = "1 ms", max = "1 h")
            Duration every,

            @Option(
                    doc =
                            "What a decrease counts: trimmed, as 0, as since 5.4.4 (its issue 1210); or signed, as what it is, in"
                                    + " its share and in the sum.",
                    value = "trimmed")
            Deltas deltas,

            @OptionGroup Watching watching)
            implements Monitor {
        public Psutil {
            Program.requireTimes(every, watching.takes());
        }
    }

    /** What psutil makes of a decrease. */
    enum Deltas {
        SIGNED,
        TRIMMED
    }
}
