package org.foliot.api.workload;

import org.foliot.api.extension.Option;
import org.foliot.api.extension.OptionGroup;
import org.foliot.time.Duration;
import org.foliot.time.Ratio;

/** A program that keeps a guest's CLOCK_REALTIME right by an outside clock, through adjtimex and clock_settime. */
public sealed interface Discipline extends Program {
    /**
     * ntpd with one server.
     *
     * @param every poll interval
     * @param takes CPU time of one poll
     * @param path the way to the server and back
     * @param stepThreshold what is further off is set, not slewed
     * @param stepout for how long an offset has to be beyond that, and how long the frequency is measured
     * @param panicThreshold what is further off makes it give up
     * @param vmclock whether it asks a vmclock if the counter underneath has been disrupted
     */
    record Ntp(
            @Option(
                    doc = "Poll interval, which stays as it is; ntpd's shortest by default, minpoll 6.",
                    value = "64 s",
                    min = "1 s",
                    max = "1024 s")
            Duration every,

            @Option(doc = "CPU time of one poll; a choice.", value = "50 us", min = "1 us", max = "1 s")
            Duration takes,

            @OptionGroup Path path,

            @Option(
                    doc = "An offset beyond this is set instead of worked off (tinker step, CLOCK_MAX).",
                    value = "128 ms",
                    max = "10 s")
            Duration stepThreshold,

            @Option(
                    doc =
                            "How long an offset must stay beyond the step threshold before the clock is set, and how long the frequency"
                                    + " is measured at first (tinker stepout, CLOCK_MINSTEP: 300 s since ntp 4.2.8; RFC 5905 has 900 s).",
                    value = "300 s",
                    min = "1 s",
                    max = "2 h")
            Duration stepout,

            @Option(
                    doc =
                            "An offset beyond this, at any but the first poll, makes ntpd exit (tinker panic, CLOCK_PANIC).",
                    value = "1000 s",
                    max = "24 h")
            Duration panicThreshold,

            @Option(
                    doc =
                            "Whether it looks at the disruption marker of a vmclock before each poll, and forgets the frequency when"
                                    + " that has changed. No ntpd does yet; a choice.",
                    value = "off")
            boolean vmclock)
            implements Discipline {
        public Ntp {
            Program.requireTimes(every, takes);
        }
    }

    /**
     * The way to a server of time and back.
     *
     * @param delay one way, at least
     * @param jitter mean of what comes to that at random, each way
     */
    record Path(
            @Option(doc = "One-way delay of the network at least; a choice.", value = "200 us", max = "10 s")
            Duration delay,

            @Option(
                    doc = "Mean of the exponentially distributed delay that comes to that, each way; a choice.",
                    value = "0 s",
                    max = "10 s")
            Duration jitter) {}

    /**
     * hwclock --hctosys, started again and again.
     *
     * @param every how often
     * @param takes CPU time of one start
     * @param threshold what is less far off stays
     */
    record Rtc(
            @Option(doc = "How often it is started; a choice.", value = "10 min", min = "1 s", max = "24 h")
            Duration every,

            @Option(doc = "CPU time of one start; a choice.", value = "1 ms", min = "1 us", max = "1 s")
            Duration takes,

            @Option(
                    doc =
                            "The clock is set if it is at least so far off; the RTC shows whole seconds, and is taken to be in the"
                                    + " middle of one.",
                    value = "1 s",
                    min = "500 ms",
                    max = "1 h")
            Duration threshold)
            implements Discipline {
        public Rtc {
            Program.requireTimes(every, takes);
        }
    }

    /**
     * phc2sys of linuxptp, by a PTP clock that the hypervisor gives.
     *
     * @param every interval of its updates
     * @param takes CPU time of one update
     * @param device name of the clock
     * @param proportional weight of an offset
     * @param integral weight of the sum of offsets
     * @param firstStepThreshold an offset beyond this is set at first
     * @param stepThreshold an offset beyond this is set at any time
     * @param vmclock whether it asks a vmclock if the counter underneath has been disrupted
     */
    record Ptp(
            @Option(doc = "Interval of updates, phc2sys -R 1.", value = "1 s", min = "10 ms", max = "1 h")
            Duration every,

            @Option(doc = "CPU time of one update; a choice.", value = "20 us", min = "1 us", max = "1 s")
            Duration takes,

            @Option(
                    doc =
                            "The clock that it reads: ptp_kvm, which asks the host by a hypercall, or vmclock, which the host"
                                    + " describes in memory.",
                    value = "ptp_kvm")
            String device,

            @Option(doc = "Proportional constant, phc2sys -P: 0.7.", value = "70 %", max = "100 %")
            Ratio proportional,

            @Option(doc = "Integral constant, phc2sys -I: 0.3.", value = "30 %", max = "100 %")
            Ratio integral,

            @Option(doc = "An offset beyond this is set at first, phc2sys -F.", value = "20 us", max = "1 h")
            Duration firstStepThreshold,

            @Option(
                    doc = "An offset beyond this is set at any time, phc2sys -S; 0 s for none.",
                    value = "0 s",
                    max = "1 h")
            Duration stepThreshold,

            @Option(
                    doc =
                            "Whether it looks at the disruption marker of a vmclock before each update, and begins anew when that has"
                                    + " changed; a choice.",
                    value = "off")
            boolean vmclock)
            implements Discipline {
        public Ptp {
            Program.requireTimes(every, takes);
        }
    }
}
