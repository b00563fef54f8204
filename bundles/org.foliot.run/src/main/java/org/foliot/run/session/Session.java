package org.foliot.run.session;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.engine.EventLoop;
import org.foliot.engine.FingerprintIngredients;
import org.foliot.engine.FingerprintRecorder;
import org.foliot.engine.RandomStreams;
import org.foliot.engine.StopReason;
import org.foliot.machine.Host;
import org.foliot.machine.VmFile;
import org.foliot.program.Action;
import org.foliot.program.Expectation;
import org.foliot.program.Program;
import org.foliot.run.Measurement;
import org.foliot.run.MetricValue;
import org.foliot.run.Outcome;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RefusedEvent.Reason;
import org.foliot.run.RunError;
import org.foliot.run.RunSettings;
import org.foliot.run.RunSink;
import org.foliot.run.Sampling;
import org.foliot.run.Verdict;
import org.foliot.run.formula.Binding;
import org.foliot.run.formula.Check;
import org.foliot.run.formula.FormulaCompiler;
import org.foliot.run.formula.MetricReader;
import org.foliot.run.judge.Judge;
import org.foliot.run.judge.Occurrence;
import org.foliot.run.timeline.Timeline;
import org.foliot.run.timeline.TimelineListener;
import org.foliot.run.world.InvalidProgramException;
import org.foliot.run.world.World;
import org.foliot.run.world.WorldMetrics;
import org.foliot.time.Duration;

/** One run: makes the world, lets time pass, looks at it whenever something may have changed, and says what came out. */
public final class Session implements TimelineListener {
    /** The ingredient of fingerprints that stands for the metrics at the end. */
    private static final char METRICS = 'm';

    /** How often conditions are looked at that depend on what a guest's kernel has in its books. */
    private static final long SAMPLING = Duration.PS_PER_MILLI;

    private static final long NEVER = Long.MAX_VALUE;

    private final Program program;
    private final RunSettings settings;
    private final RandomStreams streams;
    private final FingerprintRecorder fingerprint;
    private final Observer observer;
    private final EventLoop loop;
    private final long end;
    private final AtomicLong pulse = new AtomicLong();
    private final PriorityQueue<Long> wakes = new PriorityQueue<>();
    private final Map<Action, Integer> numbers = new IdentityHashMap<>();
    private final List<RefusedEvent> refusals = new ArrayList<>();
    private final List<RunSink.Column> columns = new ArrayList<>();
    private final List<MetricReader> readers = new ArrayList<>();
    private final List<MetricReader> sampled = new ArrayList<>();

    private World world;
    private Judge judge;
    private Timeline timeline;
    private Gauges gauges;
    private Optional<Check> until = Optional.empty();
    private boolean untilNeedsSampling;
    private long nextSample = NEVER;
    private long looked;
    private boolean cancelled;
    private boolean cutShort;
    private RunError error;
    private boolean invalid;
    private volatile RunError abandoned;
    private List<MetricValue> metrics = List.of();
    private List<Measurement> measurements = List.of();

    /**
     * A run that has not begun.
     *
     * @param seed from which all random streams of the run are derived
     */
    public Session(Program program, long seed, RunSettings settings) {
        this.program = program;
        this.streams = new RandomStreams(seed, settings.pairing());
        this.settings = settings;
        this.end = program.end().picoseconds();
        FingerprintIngredients ingredients = FingerprintIngredients.parse(settings.ingredients());
        this.fingerprint = new FingerprintRecorder(ingredients);
        this.observer = new Observer(fingerprint, ingredients.letters() != 0, settings.sink());
        this.loop = new EventLoop(FingerprintRecorder.none(), (now, events) -> {
            beat();
            settings.progress().at(now, end, events);
        });
    }

    /** Changes whenever the run gets on: at every instant at which somebody looks, and after some thousand events. */
    long pulse() {
        return pulse.get();
    }

    private void beat() {
        // Written by this thread alone, and nobody has to see it soon.
        pulse.lazySet(pulse.getPlain() + 1);
    }

    /**
     * Says that nobody waits for this run any more, and why. What it does from then on nobody sees. May come from any thread.
     */
    void abandon(RunError reason) {
        abandoned = reason;
        observer.close();
        loop.requestCancellation();
    }

    /**
     * Runs to the end.
     *
     * @throws RuntimeException what the sink threw, and nothing else
     */
    public void run(Catalog catalog) {
        Runnable cancel = loop::requestCancellation;
        settings.cancellation().add(cancel);
        try {
            assemble(catalog);
            drive();
            conclude();
        } catch (Throwable e) { // an extension can throw anything, declared or not
            if (observer.isOfSink(e)) {
                throw e;
            }
            OptionalLong instant = world == null ? OptionalLong.empty() : OptionalLong.of(loop.now());
            error = Faults.of(e, extensions(catalog), instant);
            invalid = e instanceof InvalidProgramException;
        } finally {
            settings.cancellation().remove(cancel);
        }
    }

    /** The extensions that this run makes use of, whoever else is installed; from any thread. */
    List<InstalledExtension> extensions(Catalog catalog) {
        return World.used(program, catalog);
    }

    private void assemble(Catalog catalog) {
        world = new World(program, catalog, loop, streams, observer);
        WorldMetrics source = new WorldMetrics(world);
        FormulaCompiler compiler = new FormulaCompiler(source);
        for (int i = 0; i < program.timeline().size(); i++) {
            numbers.put(program.timeline().get(i), i);
        }
        timeline = new Timeline(program, world, loop, compiler, this);
        judge = new Judge(compiler, wakes::add);
        for (Expectation expectation : program.expectations()) {
            InvalidProgramException.at(expectation.source(), () -> {
                judge.expect(expectation);
                return judge;
            });
        }
        gauges = new Gauges(settings.measuring(), end, source);
        settings.until().ifPresent(condition -> {
            Binding binding = new Binding();
            until = Optional.of(compiler.check(condition, binding));
            untilNeedsSampling = !binding.isFunctionOfTime();
        });
        for (RunSink.Column column : source.all()) {
            columns.add(column);
            readers.add(source.reader(column.subject(), column.metric()));
        }
        observer.attach(world, timeline);
        settings.sampling().ifPresent(this::beginSampling);
    }

    private void beginSampling(Sampling sampling) {
        List<RunSink.Column> wanted = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (sampling.wanted().test(columns.get(i))) {
                wanted.add(columns.get(i));
                sampled.add(readers.get(i));
            }
        }
        observer.columns(wanted);
        nextSample = 0;
    }

    // ---- time ----

    private void drive() {
        pass(0);
        while (!isOver() && loop.now() < end) {
            long due = next();
            if (nextSample < due) {
                sampleBetween(nextSample);
            } else {
                pass(due);
            }
        }
    }

    /** Takes a sample at an instant at which nobody would have looked, and leaves no trace of it. */
    private void sampleBetween(long instant) {
        StopReason reason = loop.run(instant);
        if (reason.equals(StopReason.HORIZON)) {
            sample(instant);
        } else {
            stopped(reason);
        }
    }

    private boolean isOver() {
        return cancelled || cutShort || error != null;
    }

    /** The next instant at which somebody has to look. */
    private long next() {
        long now = loop.now();
        long next = Math.min(end, gauges.next());
        if (!wakes.isEmpty()) {
            next = Math.min(next, wakes.peek());
        }
        if (judge.isWatching() || timeline.isWaiting() || until.isPresent()) {
            next = Math.min(next, loop.nextTime());
            if (judge.needsSampling() || timeline.needsSampling() || untilNeedsSampling) {
                next = Math.min(next, looked + SAMPLING);
            }
            if (timeline.isWaiting()) {
                next = Math.min(next, timeline.foresee(now, next));
            }
            if (until.isPresent()
                    && !untilNeedsSampling
                    && next > now
                    && until.get().at(next)) {
                next = until.get().change(now, next);
            }
        }
        return next;
    }

    /** Lets everything happen up to an instant, and looks before and after what happens at that very instant. */
    private void pass(long instant) {
        beat();
        looked = instant;
        if (instant > loop.now()) {
            judge.approaching(instant);
            timeline.trigger(instant);
        }
        do {
            StopReason reason = loop.run(instant);
            if (!reason.equals(StopReason.HORIZON)) {
                stopped(reason);
                return;
            }
        } while (timeline.trigger(instant));
        judge.settled(instant);
        if (!wakes.isEmpty() && wakes.peek() <= instant) {
            while (!wakes.isEmpty() && wakes.peek() <= instant) {
                wakes.remove();
            }
            judge.woken(instant);
        }
        if (instant == gauges.next()) {
            gauges.reach(instant);
        }
        if (instant == nextSample) {
            sample(instant);
        }
        boolean known = settings.untilVerdict() && judge.isDecided();
        cutShort = known || until.isPresent() && until.get().at(instant);
    }

    private void stopped(StopReason reason) {
        if (reason.equals(StopReason.CANCELLED)) {
            cancelled = true;
        } else {
            error = new RunError(
                    "the run makes no progress: more than " + EventLoop.STALL_EVENTS + " events at one instant",
                    Optional.empty(),
                    OptionalLong.of(loop.now()),
                    Optional.empty(),
                    "");
        }
    }

    private void sample(long now) {
        long[] values = new long[sampled.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sampled.get(i).at(now);
        }
        observer.sample(now, values);
        nextSample = now + settings.sampling().orElseThrow().period().picoseconds();
    }

    private void conclude() {
        if (error != null) {
            return;
        }
        long now = loop.now();
        boolean undecided = settings.untilVerdict() && cutShort && now < end;
        if (!cancelled && !undecided) {
            judge.finish(now);
        }
        List<MetricValue> values = new ArrayList<>();
        for (int i = 0; i < readers.size(); i++) {
            RunSink.Column column = columns.get(i);
            long value = readers.get(i).at(now);
            values.add(new MetricValue(column.subject(), column.metric(), value));
            // What has no event of its own, such as a guest's clocks, is seen in where it has got to.
            fingerprint.add(METRICS, value);
        }
        metrics = values;
        measurements = gauges.finish(now);
        observer.finish(now);
    }

    // ---- events of the timeline ----

    @Override
    public void begun(Action action, Occurrence event, long now) {
        judge.begun(event, now);
    }

    @Override
    public void completed(Action action, Occurrence event, long now) {
        observer.event(action, numbers.getOrDefault(action, -1), event.target(), now);
        judge.completed(event, now);
    }

    @Override
    public void refused(Action action, Occurrence event, List<Reason> reasons, long now) {
        boolean expected =
                judge.refused(event, reasons.stream().map(Reason::word).toList(), now);
        RefusedEvent refused = new RefusedEvent(now, action, event.target(), reasons, expected);
        refusals.add(refused);
        observer.refused(refused);
    }

    @Override
    public void saved(String guest, String name, VmFile file) {
        observer.saved(guest, name, file);
    }

    @Override
    public void processorsChanged(Host host, long now) {
        observer.processorsChanged(host, now);
    }

    // ---- what came out ----

    /** How the run ended. */
    public Outcome outcome() {
        if (abandoned != null) {
            return Outcome.ERROR;
        } else if (invalid) {
            return Outcome.INVALID;
        } else if (error != null) {
            return Outcome.ERROR;
        } else if (cancelled) {
            return Outcome.CANCELLED;
        }
        boolean failed = verdicts().stream().anyMatch(v -> v.status() == Verdict.Status.FAILED)
                || refusals.stream().anyMatch(r -> !r.expected());
        return failed ? Outcome.FAILED : Outcome.PASSED;
    }

    /** The verdicts, undecided ones if there was no run. */
    public List<Verdict> verdicts() {
        if (judge != null && !invalid && abandoned == null) {
            return judge.verdicts();
        }
        List<Verdict> undecided = new ArrayList<>();
        for (Expectation expectation : program.expectations()) {
            undecided.add(new Verdict(expectation, Verdict.Status.UNDECIDED, Optional.empty()));
        }
        return undecided;
    }

    /** Events that were refused. */
    public List<RefusedEvent> refusals() {
        return abandoned == null ? refusals : List.of();
    }

    /** Every metric at the end; empty after a fault. */
    public List<MetricValue> metrics() {
        return abandoned == null ? metrics : List.of();
    }

    /** What was measured; empty after a fault. */
    public List<Measurement> measurements() {
        return measurements;
    }

    /** What went wrong. */
    public Optional<RunError> error() {
        return Optional.ofNullable(abandoned == null ? error : abandoned);
    }

    /** The instant that was reached. */
    public long instant() {
        return loop.now();
    }

    /** Number of events. */
    public long events() {
        return loop.events();
    }

    /** The fingerprint; empty if none was taken. */
    public String fingerprint() {
        return settings.ingredients().isEmpty() || abandoned != null
                ? ""
                : fingerprint.fingerprint().toString();
    }
}
