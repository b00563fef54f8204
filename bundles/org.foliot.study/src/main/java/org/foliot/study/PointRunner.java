package org.foliot.study;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import org.foliot.api.extension.Catalog;
import org.foliot.program.study.PointProgram;
import org.foliot.program.study.Study;
import org.foliot.run.Cancellation;
import org.foliot.run.Measure;
import org.foliot.run.Measuring;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.Runner;

/**
 * Makes single runs of a study; what every executor does in the end, wherever it does it. Serves any number of threads.
 */
public final class PointRunner {
    private final Study study;
    private final LongFunction<PointProgram> programs;
    private final Catalog catalog;

    /**
     * A runner for one study.
     *
     * @param programs the program of a point by its number; asked for each run
     */
    public PointRunner(Study study, LongFunction<PointProgram> programs, Catalog catalog) {
        this.study = study;
        this.programs = programs;
        this.catalog = catalog;
    }

    /** Makes a run. */
    public FinishedRun run(RunRequest request, Cancellation cancellation) {
        PointProgram point = programs.apply(request.point());
        RunSettings settings = new RunSettings()
                .withCancellation(cancellation)
                .measuring(new Measuring(point.measures(), study.warmUp(), study.batches()))
                .paired(request.pairing());
        Optional<DistributionSink> sink = point.distributions().isEmpty()
                ? Optional.empty()
                : Optional.of(new DistributionSink(point.program(), point.distributions(), study.warmUp()));
        if (sink.isPresent()) {
            settings = settings.withSink(sink.get());
        }
        RunResult result = new Runner().run(point.program(), request.seed(), catalog, settings);
        List<FinishedRun.Value> measured = result.measurements().stream()
                .map(m -> new FinishedRun.Value(
                        m.name(), m.measure().value(), unit(m.measure().kind())))
                .toList();
        return new FinishedRun(
                request,
                result.outcome().name().toLowerCase(Locale.ROOT),
                result.manifest().fingerprint(),
                result.error().map(e -> e.message()).orElse(""),
                result.end(),
                measured,
                sink.map(DistributionSink::counted).orElse(List.of()));
    }

    private static String unit(Measure.Kind kind) {
        return switch (kind) {
            case TIME -> "ps";
            case BYTES -> "B";
            case RATIO -> "ppb";
            case COUNT, FLAG, TICKS -> "";
        };
    }
}
