package org.foliot.validation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.GroupDescription;
import org.foliot.program.ProcessDescription;
import org.foliot.program.TaskDescription;
import org.foliot.program.ThreadTraits;
import org.foliot.time.Duration;
import org.foliot.validation.writing.Expectations;

/** Writes cases as scenarios that say the same as the data file, for people to read and for the compiler. */
public final class ScenarioText {
    /** The parameter that says where in time the ticks of the host lie. */
    public static final String PHASE = "phase";

    /** The setting of the kernel that it is given to. */
    public static final String TICK_PHASE = "tick_phase";

    /** Where they lie in the first of the runs of a case: at no round time. */
    static final Duration FIRST_PHASE = Duration.ofMicros(1037);

    private final RecordedCase recorded;
    private final StringBuilder text = new StringBuilder();

    private ScenarioText(RecordedCase recorded) {
        this.recorded = recorded;
    }

    /** The text of a case, not laid out canonically. */
    public static String of(RecordedCase recorded) {
        ScenarioText text = new ScenarioText(recorded);
        text.head();
        text.host();
        recorded.setup().guest().ifPresent(text::guest);
        text.timeline();
        text.line("expect {");
        Expectations.of(recorded).forEach(e -> text.line("    " + e));
        text.line("}");
        return text.text.toString();
    }

    /** The name of the scenario of a case. */
    public static String name(RecordedCase recorded) {
        return "oracle_" + recorded.id().replaceAll("[^A-Za-z0-9]", "_");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void head() {
        Machine machine = recorded.machine();
        line("/**");
        line(" * " + comment(recorded.description()) + ".");
        line(" *");
        line(" * Recorded on Linux " + comment(machine.kernel()) + ", grade "
                + recorded.grade().word() + ", " + recorded.runs() + (recorded.runs() == 1 ? " run." : " runs."));
        line(" * Written by foliot validate --write-scenarios.");
        line(" */");
        line("scenario " + name(recorded));
        line("    origin \"" + quoted(String.valueOf(Path.of(recorded.file()).getFileName())) + ", case "
                + recorded.id() + "\"");
        line("");
        line(
                "// Where in time the ticks of the host lie, which nobody recorded: foliot validate tries sixteen places.");
        line("param " + PHASE + " = " + FIRST_PHASE);
        line("");
    }

    /** Text of a data file inside a comment. */
    private static String comment(String words) {
        return words.replaceAll("[\\p{Cntrl}\\s]+", " ")
                .replace("*/", "* /")
                .strip()
                .replaceAll("\\.$", "");
    }

    private static String quoted(String words) {
        return words.replaceAll("[\\p{Cntrl}]", " ").replace("\\", "\\\\").replace("\"", "\\\"");
    }

    // ---- host ----

    private void host() {
        Machine machine = recorded.machine();
        line("host " + Setup.HOST + " {");
        line("    cpus " + machine.cpus());
        line("    kernel " + machine.release() + " {");
        line("        tick " + machine.tick());
        line("        preempt " + machine.preempt().name().toLowerCase(Locale.ROOT));
        line("        bandwidth_slice " + machine.bandwidthSlice());
        line("        " + TICK_PHASE + " " + PHASE);
        line("        timer_latency " + Machine.TIMER_LATENCY);
        line("        sleep_cost " + Machine.SLEEP_COST);
        line("    }");
        scheduler(machine);
        recorded.setup().groups().forEach(this::group);
        line("    // kernel threads that interrupt now and then");
        for (int cpu = 0; cpu < machine.cpus(); cpu++) {
            line("    task kworker_" + cpu + " on cpu " + cpu + " { run " + Machine.KERNEL_THREAD_RUN + " sleep about "
                    + Machine.KERNEL_THREAD_SLEEP + " }");
        }
        for (int i = 0; i < recorded.setup().tasks().size(); i++) {
            task(recorded.setup().tasks().get(i), recorded.setup().phases().get(i));
        }
        line("}");
        line("");
    }

    private void scheduler(Machine machine) {
        line("    scheduler " + machine.scheduler() + " {");
        if (machine.scheduler().equals("eevdf")) {
            machine.baseSlice().ifPresent(slice -> {
                line("        base_slice " + slice);
                line("        tunable_scaling none");
            });
        }
        line("        rt_throttling " + (machine.rtThrottling() ? "on" : "off"));
        line("        rt_runtime " + machine.rtRuntime());
        line("        rt_period " + machine.rtPeriod());
        line("    }");
    }

    private void group(GroupDescription group) {
        StringBuilder line = new StringBuilder("    group " + group.name());
        group.parent().ifPresent(parent -> line.append(" in ").append(parent));
        line.append(" { weight ").append(group.weight());
        group.quota()
                .ifPresent(q ->
                        line.append(" quota ").append(q.time()).append(" per ").append(q.period()));
        if (!group.burst().isZero()) {
            line.append(" burst ").append(group.burst());
        }
        if (group.idle()) {
            line.append(" idle");
        }
        line(line.append(" }").toString());
    }

    private void task(TaskDescription task, Duration phase) {
        String stopped = phase.isZero() ? "" : " stopped";
        line("    task " + task.name() + on(task.traits()) + " { " + behaviour(task.behaviour()) + traits(task.traits())
                + stopped + " }");
    }

    private static String on(ThreadTraits traits) {
        return traits.cpus().isEmpty()
                ? ""
                : " on cpu " + traits.cpus().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String traits(ThreadTraits traits) {
        StringBuilder text = new StringBuilder();
        if (traits.nice() != 0) {
            text.append(" nice ").append(traits.nice());
        }
        if (traits.policy() != Policy.OTHER) {
            text.append(" policy ").append(traits.policy().name().toLowerCase(Locale.ROOT));
        }
        if (traits.priority() != 0) {
            text.append(" priority ").append(traits.priority());
        }
        traits.slice().ifPresent(slice -> text.append(" slice ").append(slice));
        traits.group().ifPresent(group -> text.append(" group ").append(group));
        return text.toString();
    }

    private static String behaviour(Behaviour behaviour) {
        if (behaviour instanceof Behaviour.Periodic periodic) {
            return (periodic.burns() ? "burn " : "run ") + periodic.run() + " every " + periodic.period();
        } else if (behaviour instanceof Behaviour.Duty duty) {
            return (duty.burns() ? "burn " : "run ") + duty.run() + " sleep " + duty.sleep();
        } else if (behaviour instanceof Behaviour.Exiting exiting) {
            return "run " + exiting.run() + " exit " + exiting.asleep();
        } else if (behaviour instanceof Behaviour.Yielding) {
            return "yield";
        } else if (behaviour instanceof Behaviour.Busy) {
            return "busy";
        }
        throw new IllegalArgumentException("no recording has " + behaviour);
    }

    // ---- guest ----

    private void guest(GuestSetup guest) {
        line("guest " + Setup.GUEST + " on " + Setup.HOST + " {");
        line("    vcpus 1" + on(guest.thread()));
        line("   " + traits(guest.thread()));
        line("    pvtime userspace");
        line("    kernel " + guest.release() + " {");
        line("        tick " + guest.tick());
        line("        steal_accounting " + (guest.stealAccounting() ? "on" : "off"));
        line("        excess_steal " + (guest.dropsExcessSteal() ? "dropped" : "carried"));
        line("    }");
        for (ProcessDescription process : guest.processes()) {
            String nice = process.nice() == 0 ? "" : " nice " + process.nice();
            String irqs = process.irqsOff() ? " irqs_off" : "";
            line("    process " + process.name() + " { " + behaviour(process.behaviour()) + nice + irqs + " }");
        }
        line("}");
        line("");
    }

    // ---- timeline ----

    private void timeline() {
        line("timeline {");
        Setup setup = recorded.setup();
        for (int i = 0; i < setup.tasks().size(); i++) {
            if (!setup.phases().get(i).isZero()) {
                line("    at " + setup.phases().get(i) + " start " + Setup.HOST + "."
                        + setup.tasks().get(i).name());
            }
        }
        setup.interruption()
                .ifPresent(i -> line("    at " + i.at() + " " + verb(i.kind()) + " for " + i.lasts()
                        + (i.poll().isZero() ? "" : " { poll " + i.poll() + " }")));
        line("    at " + recorded.end() + " end");
        line("}");
        line("");
    }

    private String verb(Interruption.Kind kind) {
        return switch (kind) {
            case SIGSTOP -> "sigstop " + Setup.GUEST;
            case STOP -> "pause " + Setup.GUEST;
            case FREEZE -> {
                List<String> group = recorded.setup().guest().orElseThrow().thread().group().stream()
                        .toList();
                yield "freeze " + Setup.HOST + "." + group.get(0);
            }
        };
    }
}
