package org.foliot.ui.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.foliot.api.extension.Catalog;
import org.foliot.compiler.Compilation;
import org.foliot.compiler.Compiler;
import org.foliot.dsl.DiagnosticPrinter;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.ParsedScenario;
import org.foliot.dsl.ui.FoliotUiPlugin;
import org.foliot.export.ResultTable;
import org.foliot.export.RunDirectories;
import org.foliot.export.RunDirectory;
import org.foliot.program.Program;
import org.foliot.report.Curves;
import org.foliot.report.RunView;
import org.foliot.report.RunViewer;
import org.foliot.run.Cancellation;
import org.foliot.run.Outcome;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.Runner;
import org.foliot.run.ScenarioSource;
import org.foliot.trace.Traces;
import org.foliot.ui.FoliotWorkbench;
import org.foliot.ui.results.LatestNotes;

/** Compiles and runs one scenario, and says what came of it: in the console, and at the lines that it is about. */
final class ScenarioRun {
    private static final int INVALID_SCENARIO = 3;
    private static final int FAILURE = 4;

    private final RunRequest request;
    private final Cancellation cancellation;
    private final Output results;
    private final Output errors;

    ScenarioRun(RunRequest request, Cancellation cancellation, Output results, Output errors) {
        this.request = request;
        this.cancellation = cancellation;
        this.results = results;
        this.errors = errors;
    }

    /** The exit code that the command line would have. */
    int run(IProgressMonitor monitor) {
        monitor.beginTask("", RunSteps.ALL);
        try {
            return compileAndRun(monitor);
        } catch (IOException | UncheckedIOException e) {
            errors.say("the run cannot be kept: " + e.getMessage() + "\n");
            return FAILURE;
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
            errors.say("the markers cannot be set: " + e.getMessage() + "\n");
            return FAILURE;
        } finally {
            monitor.done();
        }
    }

    private int compileAndRun(IProgressMonitor monitor) throws IOException, CoreException {
        // One snapshot for the whole run, whatever comes or goes meanwhile.
        Catalog catalog = FoliotUiPlugin.get().catalog().get();
        Path path = request.file().getLocation().toPath();
        ParsedScenario parsed = FoliotLanguage.create(() -> catalog).parse(path);
        ResultMarkers markers = new ResultMarkers(parsed.texts().keySet());
        markers.clear();
        LatestNotes notes = FoliotWorkbench.get().latestNotes();
        notes.forget(parsed.texts().keySet());
        Compilation compilation = new Compiler().compile(parsed, catalog, request.parameters());
        String said = new DiagnosticPrinter(parsed.lines()).print(compilation.diagnostics());
        if (!said.isEmpty()) {
            errors.say(said);
        }
        if (compilation.program().isEmpty()) {
            return INVALID_SCENARIO;
        }
        List<ScenarioSource> sources = ScenarioSource.of(parsed.texts());
        RunResult result = run(compilation.program().get(), catalog, sources, monitor);
        results.say(new ResultTable(false).render(result));
        if (result.outcome() != Outcome.CANCELLED) {
            markers.set(result);
            notes.set(parsed, result);
        }
        return result.outcome().exitCode();
    }

    private RunResult run(Program program, Catalog catalog, List<ScenarioSource> sources, IProgressMonitor monitor)
            throws IOException {
        Traces traces = new Traces(request.traces());
        RunSettings settings = new RunSettings()
                .withCancellation(cancellation)
                .withProgress(new RunSteps(monitor, cancellation))
                .withSamples(traces.sampling(Curves.sampling(program)))
                .withSources(sources);
        Optional<Path> folder = request.folder();
        if (folder.isEmpty()) {
            RunViewer viewer = new RunViewer();
            RunResult result = new Runner().run(program, request.seed(), catalog, settings.withSink(viewer));
            if (result.outcome() != Outcome.CANCELLED) {
                show(viewer.view(result, sources));
            }
            return result;
        }
        RunDirectories directories = new RunDirectories(folder.get());
        try (RunDirectory directory = directories.open(directories.reserve(program.name()), sources)) {
            RunResult result = traces.run(directory, program, request.seed(), catalog, settings);
            if (result.outcome() != Outcome.CANCELLED) {
                results.say("\nkept in " + directory.path() + "\n");
                show(RunView.read(directory.path()));
            }
            return result;
        }
    }

    private static void show(RunView view) {
        FoliotWorkbench.get().latestRun().set(view);
    }
}
