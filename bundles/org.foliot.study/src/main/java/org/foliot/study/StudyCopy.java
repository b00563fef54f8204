package org.foliot.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.foliot.api.extension.Catalog;
import org.foliot.compiler.CompiledStudy;
import org.foliot.compiler.PointCompilation;
import org.foliot.compiler.StudyCompilation;
import org.foliot.compiler.StudyCompiler;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.ParsedScenario;
import org.foliot.program.study.PointProgram;
import org.foliot.run.Cancellation;
import org.foliot.run.Runner;
import org.foliot.study.StudySource.Text;

/**
 * Makes runs of a study that was planned elsewhere, after having made sure that here they are the same runs: with other
 * bundles, or another Foliot, their keys differ. Serves any number of threads.
 */
public final class StudyCopy {
    private final CompiledStudy compiled;
    private final Catalog catalog;
    private final KeptPrograms programs;
    private final PointRunner runner;
    private final Map<Long, RunKeys> keys = new ConcurrentHashMap<>();

    private StudyCopy(CompiledStudy compiled, Catalog catalog) {
        this.compiled = compiled;
        this.catalog = catalog;
        StudyPoints points = StudyPoints.of(compiled.study());
        this.programs = new KeptPrograms(n -> program(compiled.compile(points.at(n))));
        this.runner = new PointRunner(compiled.study(), programs, catalog);
    }

    /**
     * Compiles a study.
     *
     * @param folder a folder of its own, where its texts are written to
     * @throws StudyException when it does not compile, as happens when it was planned with other bundles
     * @throws IOException when the texts cannot be written
     */
    public static StudyCopy of(StudySource source, Path folder, FoliotLanguage language, Catalog catalog)
            throws IOException {
        for (Text text : source.texts()) {
            Path file = folder.resolve(text.path()).normalize();
            if (!file.startsWith(folder)) {
                throw new StudyException(text.path() + " lies outside of the folder of the study");
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.text());
        }
        ParsedScenario parsed =
                language.parse(folder.resolve(source.texts().get(0).path()));
        if (parsed.hasErrors()) {
            throw new StudyException(elsewhere(parsed.diagnostics()));
        }
        StudyCompilation compilation =
                new StudyCompiler().compile(parsed, source.study(), catalog, source.parameters());
        return new StudyCopy(
                compilation.study().orElseThrow(() -> new StudyException(elsewhere(compilation.diagnostics()))),
                catalog);
    }

    private static String elsewhere(Object errors) {
        return "the study compiles where it was planned, but not where it is run: " + errors;
    }

    private static PointProgram program(PointCompilation at) {
        return at.program().orElseThrow(() -> new StudyException(elsewhere(at.errors())));
    }

    /**
     * Makes a run.
     *
     * @throws StudyException when it would be another run than the one that is asked for
     */
    public FinishedRun run(RunRequest request, Cancellation cancellation) {
        String here = keys.computeIfAbsent(request.point(), this::keys)
                .of(request.seed(), request.pairing())
                .digest();
        if (!here.equals(request.key())) {
            throw new StudyException("where point " + request.point()
                    + " is run, its program or the bundles that it uses are not those that it was planned with"
                    + " (key " + here + " instead of " + request.key() + ")");
        }
        return runner.run(request, cancellation);
    }

    private RunKeys keys(long point) {
        PointProgram program = programs.apply(point);
        return new RunKeys(program, compiled.study(), new Runner().bundles(program.program(), catalog));
    }
}
