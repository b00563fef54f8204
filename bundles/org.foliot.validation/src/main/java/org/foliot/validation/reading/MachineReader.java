package org.foliot.validation.reading;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.host.HostKernelOptions.Preemption;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.validation.Machine;

/** Reads the description of the host, the object {@code scheduler} at the top of a file; what it leaves out is as on the
 * machine of the project's own data. */
final class MachineReader {
    private static final Pattern RELEASE = Pattern.compile("(?:Linux )?(\\d{1,3})\\.(\\d{1,4})\\b.*");
    private static final Pattern PREEMPT = Pattern.compile(".*preempt=(none|voluntary|full)\\b.*");
    private static final List<Long> HERTZ = List.of(100L, 250L, 300L, 1000L);
    private static final Duration MICRO = Duration.ofMicros(1);
    private static final Duration NANO = Duration.ofNanos(1);
    /** From this release on the fair class is EEVDF. */
    private static final KernelRelease EEVDF = new KernelRelease(6, 6);

    private MachineReader() {}

    static Machine read(Fields file) {
        if (!file.has("scheduler")) {
            return Machine.DEFAULT;
        }
        Fields machine = file.object("scheduler");
        Machine usual = Machine.DEFAULT;
        String kernel = machine.has("kernel") ? machine.text("kernel") : usual.kernel();
        KernelRelease release = release(machine, kernel);
        return new Machine(
                kernel,
                release,
                tick(machine),
                preemption(kernel),
                machine.has("cpus") ? (int) machine.whole("cpus", 1, 4096) : usual.cpus(),
                scheduler(machine, release),
                machine.has("base_slice_ns") ? Optional.of(machine.time("base_slice_ns", NANO)) : Optional.empty(),
                machine.has("cfs_bandwidth_slice_us")
                        ? machine.time("cfs_bandwidth_slice_us", MICRO)
                        : usual.bandwidthSlice(),
                machine.has("rt_runtime_us") ? machine.time("rt_runtime_us", MICRO) : usual.rtRuntime(),
                machine.has("rt_period_us") ? machine.time("rt_period_us", MICRO) : usual.rtPeriod(),
                machine.has("rt_group_sched")
                        ? machine.whole("rt_group_sched", 0, 1) == 1 || !release.isAtLeast(new KernelRelease(6, 12))
                        : usual.rtThrottling());
    }

    private static KernelRelease release(Fields machine, String kernel) {
        Matcher matcher = RELEASE.matcher(kernel);
        if (!matcher.matches()) {
            if (!kernel.isBlank()) {
                machine.wrong("kernel", "is \"" + kernel + "\", which does not begin with a release such as 6.18");
            }
            return Machine.DEFAULT.release();
        }
        return new KernelRelease(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private static Frequency tick(Fields machine) {
        if (!machine.has("config_hz")) {
            return Machine.DEFAULT.tick();
        }
        long hertz = machine.whole("config_hz", 100, 1000);
        if (!HERTZ.contains(hertz)) {
            machine.wrong("config_hz", "is " + hertz + ", none of 100, 250, 300, 1000");
        }
        return new Frequency(hertz);
    }

    private static Preemption preemption(String kernel) {
        Matcher matcher = PREEMPT.matcher(kernel);
        return matcher.matches()
                ? Preemption.valueOf(matcher.group(1).toUpperCase(Locale.ROOT))
                : Machine.DEFAULT.preempt();
    }

    private static String scheduler(Fields machine, KernelRelease release) {
        String usual = release.isAtLeast(EEVDF) ? "eevdf" : "cfs";
        if (!machine.has("scheduler")) {
            return usual;
        }
        String text = machine.text("scheduler").toLowerCase(Locale.ROOT);
        if (text.startsWith("eevdf")) {
            return "eevdf";
        } else if (text.startsWith("cfs")) {
            return "cfs";
        }
        if (!text.isBlank()) {
            machine.wrong("scheduler", "is \"" + machine.text("scheduler") + "\", neither EEVDF nor CFS");
        }
        return usual;
    }
}
