package org.foliot.run.comparison;

import java.util.Locale;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.guest.GuestStage;
import org.foliot.machine.ThreadState;
import org.foliot.program.GuestDescription;
import org.foliot.program.Program;
import org.foliot.run.Measure;
import org.foliot.time.Duration;

/** Says in words what the two numbers of an observation mean. */
public final class StepText {
    private final Program program;

    /**
     * A text for the steps of one program's runs.
     *
     * @param program whose processes and events the numbers stand for
     */
    public StepText(Program program) {
        this.program = program;
    }

    /** What a step's numbers mean, such as {@code waiting to running}. */
    public String of(Step step) {
        ObservationKind kind = step.kind();
        long a = step.a();
        long b = step.b();
        if (kind == Observations.SWITCH_IN) {
            return thread(step);
        } else if (kind == Observations.SWITCH_OUT) {
            return thread(step) + (b == 1 ? ", preempted" : "");
        } else if (kind == Observations.VCPU_STATE) {
            return state(a) + " to " + state(b);
        } else if (kind == Observations.RUN_DELAY) {
            return "waited " + Measure.time(a) + ", run_delay " + Measure.time(b);
        } else if (kind == Observations.STEAL_UPDATE) {
            return "stolen " + nanos(a) + " to " + nanos(b);
        } else if (kind == Observations.TICK_STEAL) {
            return "booked " + nanos(a) + ", steal " + nanos(b);
        } else if (kind == Observations.HYPERCALL) {
            return "0x" + Long.toHexString(a) + " returns 0x" + Long.toHexString(b);
        } else if (kind == Observations.PROCESS_SWITCH) {
            return process(step, a) + " to " + process(step, b);
        } else if (kind == Observations.PROCESS_JOB) {
            return process(step, a) + " responds after " + nanos(b);
        } else if (kind == Observations.JOB) {
            return "responds after " + Measure.time(a) + ", job " + b;
        } else if (kind == Observations.GUEST_STAGE) {
            return GuestStage.of((int) a).name().toLowerCase(Locale.ROOT) + ", " + b;
        } else if (kind == Observations.CORRUPTION) {
            return "at 0x" + Long.toHexString(a) + ", the " + b + ". corruption";
        } else if (kind == Observations.TIMELINE) {
            return event(a);
        }
        return plain(kind, a, b);
    }

    private static String thread(Step step) {
        return step.thread().map(Object::toString).orElse("thread " + step.a());
    }

    private static String state(long ordinal) {
        ThreadState[] states = ThreadState.values();
        return ordinal >= 0 && ordinal < states.length
                ? states[(int) ordinal].name().toLowerCase(Locale.ROOT)
                : "state " + ordinal;
    }

    private static String nanos(long value) {
        return Math.abs(value) <= Long.MAX_VALUE / Duration.PS_PER_NANO
                ? Measure.time(value * Duration.PS_PER_NANO).toString()
                : Long.toUnsignedString(value) + " ns";
    }

    private String process(Step step, long number) {
        if (number < 0) {
            return "idle";
        }
        return program.guests().stream()
                .filter(g -> g.name().equals(step.subject().owner()))
                .map(GuestDescription::processes)
                .filter(p -> number < p.size())
                .map(p -> p.get((int) number).name())
                .findFirst()
                .orElse("process " + number);
    }

    private String event(long number) {
        return number >= 0 && number < program.timeline().size()
                ? program.timeline().get((int) number).source().text()
                : "event " + number;
    }

    private static String plain(ObservationKind kind, long a, long b) {
        String first = kind.a().isEmpty() ? "" : kind.a() + " " + a;
        String second = kind.b().isEmpty() ? "" : kind.b() + " " + b;
        return first + (first.isEmpty() || second.isEmpty() ? "" : ", ") + second;
    }
}
