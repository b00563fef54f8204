package org.foliot.validation.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.validation.CaseResult;
import org.foliot.validation.Machine;
import org.foliot.validation.RecordedCase;
import org.foliot.validation.ScenarioText;
import org.foliot.validation.Validation;

/** Lists what the machines of a validation are set to: what the data file says, what was measured, and what is left to the kernel. */
final class Parameters {
    private static final String DATA = "the data file";
    private static final String MEASURED = "measured on the recorded machine: ";

    private final Catalog catalog;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Set<String> set = new LinkedHashSet<>();

    private Parameters(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The parameters of all machines; what several machines agree in is listed once. */
    static List<Parameter> of(List<CaseResult> cases, Catalog catalog) {
        Set<Parameter> all = new LinkedHashSet<>();
        cases.stream()
                .map(CaseResult::recorded)
                .map(RecordedCase::machine)
                .distinct()
                .forEach(machine -> {
                    Parameters parameters = new Parameters(catalog);
                    parameters.add(machine);
                    all.addAll(parameters.parameters);
                });
        return List.copyOf(all);
    }

    private void add(Machine machine) {
        kernel(machine);
        scheduler(machine);
        add(
                "load",
                "warm-up",
                Machine.WARM_UP.toString(),
                "README of the data: before it is measured, a load runs this long");
        add(
                "load",
                "weight of the group around all cases",
                String.valueOf(Machine.COMMON_WEIGHT),
                "README of the data: cpu.shares 20480");
        add(
                "load",
                "kernel threads",
                "run " + Machine.KERNEL_THREAD_RUN + " sleep about " + Machine.KERNEL_THREAD_SLEEP,
                MEASURED + "a lone busy thread is interrupted 170 times a second and loses 0.24 %");
        add(
                "load",
                "what a busy thread sees of the world beneath",
                "every " + Machine.OUTSIDE_PERIOD + ", with chance " + Machine.OUTSIDE_CHANCE + ", a gap of "
                        + Machine.OUTSIDE_AWAY,
                MEASURED
                        + "a lone busy thread sees 187 gaps of more than 60 us in 4 s, about 10 ms apart, of which its kernel"
                        + " knows nothing; bursts only");
        defaults("kernel", OptionSchema.of(HostKernelOptions.class).options(), machine);
        catalog.extensions().stream()
                .filter(e -> e.kind() == ExtensionKind.HOST_SCHEDULER && e.id().equals(machine.scheduler()))
                .map(InstalledExtension::schema)
                .forEach(schema -> defaults("scheduler " + machine.scheduler(), schema.options(), machine));
    }

    private void kernel(Machine machine) {
        add("host", "cpus", String.valueOf(machine.cpus()), DATA);
        add("host", "kernel", machine.release().toString(), DATA);
        add("kernel", "tick", machine.tick().toString(), DATA + ": CONFIG_HZ");
        add("kernel", "preempt", machine.preempt().name().toLowerCase(Locale.ROOT), DATA);
        add("kernel", "bandwidth_slice", machine.bandwidthSlice().toString(), DATA + ": sched_cfs_bandwidth_slice_us");
        add(
                "kernel",
                ScenarioText.TICK_PHASE,
                Validation.PHASES + " places, one tick / " + Validation.PHASES + " apart",
                "nobody recorded it; the median is compared");
        add(
                "kernel",
                "timer_latency",
                Machine.TIMER_LATENCY.toString(),
                MEASURED + "a woken thread runs 70 us after its timer was due, of which 50 us are timer slack");
        add("kernel", "sleep_cost", Machine.SLEEP_COST.toString(), MEASURED + "jobs of 1 ms each 10 ms take 1.02 ms");
    }

    private void scheduler(Machine machine) {
        String owner = "scheduler " + machine.scheduler();
        machine.baseSlice().ifPresent(slice -> {
            add(owner, "base_slice", slice.toString(), DATA + ": sched/debug, as the kernel has scaled it");
            add(owner, "tunable_scaling", "none", "the slice of the data file is scaled already");
        });
        add(
                owner,
                "rt_throttling",
                machine.rtThrottling() ? "on" : "off",
                DATA + ": CONFIG_RT_GROUP_SCHED, on for files that do not say");
        add(owner, "rt_runtime", machine.rtRuntime().toString(), DATA + ": sched_rt_runtime_us");
        add(owner, "rt_period", machine.rtPeriod().toString(), DATA + ": sched_rt_period_us");
    }

    private void defaults(String owner, List<OptionDescriptor> options, Machine machine) {
        for (OptionDescriptor option : options) {
            if (!set.contains(owner + " " + option.name())) {
                option.defaultFor(machine.release())
                        .ifPresent(value -> add(owner, option.name(), value, source(option, machine)));
            }
        }
    }

    /** Says where the default of a release comes from. */
    private static String source(OptionDescriptor option, Machine machine) {
        String commit = "";
        for (OptionDescriptor.ReleaseDefault later : option.byRelease()) {
            if (machine.release().isAtLeast(later.from())) {
                commit = " From " + later.from() + " on"
                        + (later.commit().isEmpty() ? "." : " (" + later.commit() + ").");
            }
        }
        return option.documentation() + commit;
    }

    private void add(String owner, String name, String value, String source) {
        set.add(owner + " " + name);
        parameters.add(new Parameter(owner, name, value, source));
    }
}
