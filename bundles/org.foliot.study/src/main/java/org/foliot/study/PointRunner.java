package org.foliot.study;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * Makes single runs of a study; what every executor does in the end, wherever it does it. Runs of one point share its
 * program, which is compiled once as long as there is memory to keep it. Serves any number of threads.
 */
public final class PointRunner {
    private final Study study;
    private final LongFunction<PointProgram> points;
    private final Catalog catalog;
    private final Map<Long, SoftReference<PointProgram>> programs = new ConcurrentHashMap<>();

    /**
     * A runner for one study.
     *
     * @param points compiles the program of a point, by the number of the point
     */
    public PointRunner(Study study, LongFunction<PointProgram> points, Catalog catalog) {
        this.study = study;
        this.points = points;
        this.catalog = catalog;
    }

    /** Makes a run. */
    public FinishedRun run(RunRequest request, Cancellation cancellation) {
        PointProgram point = program(request.point());
        RunSettings settings = new RunSettings()
                .withCancellation(cancellation)
                .measuring(new Measuring(point.measures(), study.warmUp()))
                .paired(request.pairing());
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
                measured);
    }

    /** The program of a point. */
    PointProgram program(long point) {
        SoftReference<PointProgram> kept = programs.get(point);
        PointProgram program = kept == null ? null : kept.get();
        if (program == null) {
            program = points.apply(point);
            programs.put(point, new SoftReference<>(program));
        }
        return program;
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
