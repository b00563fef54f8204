package org.foliot.validation.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.ProcessDescription;
import org.foliot.program.SubjectRef;
import org.foliot.time.Duration;
import org.foliot.validation.GuestSetup;
import org.foliot.validation.Interval;
import org.foliot.validation.Measurement;
import org.foliot.validation.Quantity;
import org.foliot.validation.Quantity.Unit;
import org.foliot.validation.Range;
import org.foliot.validation.Rule;

/** What is compared of a guest's books, and when it agrees. */
final class GuestRules {
    private static final double QUARTER = 0.25;

    private final Interval whole;
    private final List<ProcessDescription> workers;
    private final List<Quantity> quantities = new ArrayList<>();
    private final boolean allBusy;
    private final boolean distorted;
    private final Rule exact;

    /**
     * @param guest the VM
     * @param workers its processes without the monitor
     */
    GuestRules(Interval whole, GuestSetup guest, List<ProcessDescription> workers) {
        this.whole = whole;
        this.workers = workers;
        this.allBusy = workers.stream().allMatch(w -> w.behaviour() instanceof Behaviour.Busy);
        // Finding 20 of the data's README: with emulation in batches, a thread that reads its CPU clock all the time is
        // charged
        // for stolen time before the steal page shows it.
        this.distorted = guest.stealAccounting() && !allBusy;
        this.exact = new Rule.Within(VmRules.NOISE * whole.length().picoseconds() / Duration.PS_PER_MILLI);
    }

    List<Quantity> of(Fields json) {
        Fields window = json.object("per_window");
        SubjectRef vcpu = Subjects.VCPU;
        // What an emulated kernel needs for its idle loop and its interrupts is its own.
        boolean halts = workers.stream().noneMatch(w -> w.behaviour() instanceof Behaviour.Busy);
        add(vcpu, "run", window.range("vcpu_run_ms"), m -> VmRules.ran(m, whole), ifNever(halts));
        add(vcpu, "run_delay", window.range("vcpu_delay_ms"), m -> m.growth(vcpu, "run_delay", whole), exact);
        add(vcpu, "steal page", window.range("pv_steal_ms"), m -> m.growth(vcpu, "stolen", whole), exact);
        Fields stat = window.object("stat_ms");
        add(vcpu, "stat steal", stat.range("steal"), m -> m.growth(vcpu, "steal_time", whole), exact);
        add(vcpu, "stat system", stat.range("sys"), this::used, ifNever(distorted));
        add(vcpu, "stat idle", stat.range("idle"), m -> m.growth(vcpu, "idle_time", whole), exact);
        add(vcpu, "stat sum", window.range("stat_sum_ms"), this::sum, ifNever(distorted));
        add(
                Subjects.GUEST,
                "CLOCK_MONOTONIC",
                window.range("guest_mono_ms"),
                m -> m.growth(Subjects.GUEST, "clock", whole),
                exact);
        workers(json);
        return quantities;
    }

    /** Time of processes: that of kernel threads is system time, that of the simulated ones user time. */
    private double used(Measurement m) {
        return m.growth(Subjects.VCPU, "user_time", whole)
                + m.growth(Subjects.VCPU, "nice_time", whole)
                + m.growth(Subjects.VCPU, "system_time", whole);
    }

    private double sum(Measurement m) {
        return used(m) + m.growth(Subjects.VCPU, "idle_time", whole) + m.growth(Subjects.VCPU, "steal_time", whole);
    }

    private void workers(Fields json) {
        List<Fields> observed = json.objects("workers");
        if (observed.size() != workers.size()) {
            json.wrong("workers", "is a list of " + observed.size() + ", guest_threads is one of " + workers.size());
            return;
        }
        double loops =
                observed.stream().mapToDouble(o -> o.range("loops").median()).sum();
        for (int i = 0; i < workers.size(); i++) {
            SubjectRef worker = Subjects.process(workers.get(i).name());
            Fields seen = observed.get(i);
            add(
                    worker,
                    "charged",
                    seen.range("sum_exec_ms"),
                    m -> m.growth(worker, "charged", whole),
                    ifNever(distorted));
            add(
                    worker,
                    "run_delay",
                    seen.range("run_delay_ms"),
                    m -> m.growth(worker, "run_delay", whole),
                    ifNever(distorted));
            if (workers.size() > 1 && allBusy && loops > 0) {
                share(worker, seen.range("loops").times(1 / loops));
            }
            if (workers.get(i).behaviour() instanceof Behaviour.Periodic) {
                response(worker, seen);
            }
        }
    }

    private void response(SubjectRef worker, Fields seen) {
        double jobs = Math.max(1, seen.range("jobs").median());
        add(
                worker,
                "mean response",
                seen.range("respsum_ms").times(1 / jobs),
                m -> m.meanResponse(worker, whole),
                distorted ? new Rule.Shown() : new Rule.Near(QUARTER));
    }

    private Rule ifNever(boolean reason) {
        return reason ? new Rule.Shown() : exact;
    }

    private void share(SubjectRef worker, Range observed) {
        quantities.add(new Quantity(
                worker.toString(),
                "",
                "share of work",
                Unit.FRACTION,
                observed,
                m -> {
                    double all = workers.stream()
                            .mapToLong(w -> m.growth(Subjects.process(w.name()), "ran", whole))
                            .sum();
                    return all == 0 ? 0 : m.growth(worker, "ran", whole) / all;
                },
                new Rule.Within(VmRules.NOISE)));
    }

    private void add(
            SubjectRef subject, String name, Range observed, ToDoubleFunction<Measurement> picoseconds, Rule rule) {
        quantities.add(new Quantity(
                subject.toString(),
                "",
                name,
                Unit.MILLISECONDS,
                observed,
                m -> picoseconds.applyAsDouble(m) / Duration.PS_PER_MILLI,
                rule));
    }
}
