package org.foliot.validation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.compiler.Compilation;
import org.foliot.compiler.Compiler;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.DiagnosticPrinter;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.ParsedScenario;
import org.foliot.program.ProcessDescription;
import org.foliot.program.Program;
import org.foliot.run.Batch;
import org.foliot.run.Cancellation;
import org.foliot.run.Outcome;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.Runner;
import org.foliot.run.Sampling;
import org.foliot.time.Duration;
import org.foliot.validation.CaseResult.Cause;
import org.foliot.validation.CaseResult.Failure;
import org.foliot.validation.measuring.Recorder;

/** Compiles and runs the scenarios of recorded cases and compares what comes out with what was recorded. */
public final class Validation {
    /** Places of the ticks that every case is run with. */
    public static final int PHASES = 16;

    private final Catalog catalog;
    private final FoliotLanguage language;
    private final Compiler compiler = new Compiler();

    /**
     * @param catalog what is installed
     */
    public Validation(Catalog catalog) {
        this.catalog = catalog;
        this.language = FoliotLanguage.create(() -> catalog);
    }

    /** The scenario of a case, laid out canonically. */
    public String scenario(RecordedCase recorded) {
        String text = ScenarioText.of(recorded);
        return language.format(text).orElse(text);
    }

    /** What became of a case before it runs: its programs, or why there are none. */
    private record Prepared(RecordedCase recorded, List<Program> programs, Optional<Failure> failure) {}

    /**
     * Runs cases.
     *
     * @param cases the cases
     * @param jobs how many runs at once; the results do not depend on it
     * @param cancellation stops all of it
     * @param caseDone is told whenever a case is done, from any thread
     * @return what came of each, in the same order; fewer if it was cancelled
     * @throws InterruptedException when the calling thread is interrupted, or it was cancelled
     */
    public List<CaseResult> run(List<RecordedCase> cases, int jobs, Cancellation cancellation, Runnable caseDone)
            throws InterruptedException {
        List<Supplier<CaseResult>> runs = new ArrayList<>();
        for (RecordedCase recorded : cases) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Prepared prepared = prepare(recorded);
            runs.add(() -> {
                CaseResult result = simulate(prepared, cancellation);
                caseDone.run();
                return result;
            });
        }
        List<CaseResult> results = new Batch(jobs).run(runs, cancellation);
        if (Thread.interrupted() || cancellation.isRequested()) {
            throw new InterruptedException();
        }
        return results;
    }

    private Prepared prepare(RecordedCase recorded) {
        String text = ScenarioText.of(recorded);
        ParsedScenario parsed = language.parse(Path.of(recorded.id() + ".foliot"), text);
        List<Program> programs = new ArrayList<>();
        for (int phase = 0; phase < PHASES; phase++) {
            Compilation compilation =
                    compiler.compile(parsed, catalog, Map.of(ScenarioText.PHASE, phase(recorded, phase)));
            if (compilation.hasErrors()) {
                Failure failure = new Failure(Cause.RECORDING, complaint(parsed, compilation.diagnostics()));
                return new Prepared(recorded, List.of(), Optional.of(failure));
            }
            programs.add(compilation.program().orElseThrow());
        }
        return new Prepared(recorded, programs, Optional.empty());
    }

    private static String complaint(ParsedScenario parsed, List<Diagnostic> diagnostics) {
        return "the scenario that was made of it is wrong:\n"
                + new DiagnosticPrinter(parsed.lines())
                        .print(diagnostics.stream().filter(Diagnostic::isError).toList());
    }

    private static String phase(RecordedCase recorded, int number) {
        long tick = Duration.PS_PER_SECOND / recorded.machine().tick().hertz();
        long later = tick / PHASES * number;
        return new Duration((ScenarioText.FIRST_PHASE.picoseconds() + later) % tick).toString();
    }

    private CaseResult simulate(Prepared prepared, Cancellation cancellation) {
        RecordedCase recorded = prepared.recorded();
        List<Measurement> measurements = new ArrayList<>();
        List<String> processes = recorded.setup().guest().stream()
                .flatMap(g -> g.processes().stream())
                .map(ProcessDescription::name)
                .toList();
        for (int phase = 0; phase < prepared.programs().size(); phase++) {
            long seed = 1L + phase;
            boolean host = recorded.family() == RecordedCase.Family.HOST;
            Recorder recorder = new Recorder(recorded.intervals(), host, processes, seed);
            RunSettings settings = new RunSettings()
                    .withCancellation(cancellation)
                    .withSink(recorder)
                    .withSamples(Sampling.ofAll(recorder.samplePeriod()))
                    .withIngredients("");
            RunResult result = new Runner().run(prepared.programs().get(phase), seed, catalog, settings);
            Optional<Failure> failure = failure(result);
            if (failure.isPresent()) {
                return new CaseResult(recorded, List.of(), failure);
            }
            measurements.add(recorder.measurement(result));
        }
        return new CaseResult(recorded, compare(recorded, measurements), prepared.failure());
    }

    /** Why a run tells nothing, if so; expectations of the scenario that failed are no reason. */
    private static Optional<Failure> failure(RunResult result) {
        if (result.error().isPresent()) {
            return Optional.of(
                    new Failure(Cause.SIMULATION, result.error().get().message()));
        } else if (result.outcome() == Outcome.CANCELLED) {
            return Optional.of(new Failure(Cause.SIMULATION, "interrupted"));
        }
        return result.refusals().stream()
                .findFirst()
                .map(r -> new Failure(
                        Cause.RECORDING,
                        r.action().verb() + " " + r.target() + " was refused: "
                                + r.reasons().get(0).sentence()));
    }

    private static List<Comparison> compare(RecordedCase recorded, List<Measurement> measurements) {
        List<Comparison> comparisons = new ArrayList<>();
        if (!measurements.isEmpty()) {
            for (Quantity quantity : recorded.quantities()) {
                comparisons.add(new Comparison(quantity, quantity.meter().of(measurements)));
            }
        }
        return comparisons;
    }
}
