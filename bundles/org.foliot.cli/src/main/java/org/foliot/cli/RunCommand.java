package org.foliot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.catalog.CatalogSource;
import org.foliot.cli.FoundFiles.Found;
import org.foliot.export.ExportException;
import org.foliot.export.JsonDocument;
import org.foliot.export.JunitReport;
import org.foliot.export.ResultTable;
import org.foliot.export.WholeFile;
import org.foliot.run.Batch;
import org.foliot.run.Cancellation;
import org.foliot.run.Outcome;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compiles and runs scenarios and says what came of it. */
@Command(
        name = "run",
        description = "Run scenarios and print their verdicts.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every expectation held",
            "1:an expectation failed",
            "2:the command line is wrong, or a file cannot be read or written",
            "3:a scenario is wrong",
            "4:Foliot or an extension failed",
            "130:interrupted, which is how --watch ends"
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenario files, or directories of them.")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private ParameterSettings settings;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of all random streams; ${DEFAULT-VALUE} by default.")
    private long seed;

    @Mixin
    private RunOutput output;

    @Mixin
    private JobsOption jobs;

    @Option(names = "--json", description = "Print the results as a JSON document.")
    private boolean json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the verdicts as JUnit XML.")
    private Path junit;

    @Option(names = "--until-verdict", description = "End a run as soon as its verdict is known.")
    private boolean untilVerdict;

    @Option(
            names = "--call-limit",
            paramLabel = "TIME",
            converter = PeriodConverter.class,
            defaultValue = "60s",
            description =
                    "Give a run up when one call of an extension takes longer than this; ${DEFAULT-VALUE} by default.")
    private Duration callLimit;

    @Option(
            names = "--watch",
            description =
                    "Run again whenever one of the files, or what is installed, changes, until interrupted; a run that"
                            + " is overtaken by a change is cancelled.")
    private boolean watch;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only runs that did not pass.")
    private boolean quiet;

    @Mixin
    private ColourOption colour;

    private final CatalogSource catalog;
    private final Languages languages;
    private final Terminal terminal;

    RunCommand(CatalogSource catalog, Languages languages, Terminal terminal) {
        this.catalog = catalog;
        this.languages = languages;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        Batch batch = new Batch(jobs.count("run at once"));
        ScenarioCompiler compiler = new ScenarioCompiler(catalog::snapshot, languages, settings.values());
        if (watch) {
            return repeat(compiler, batch);
        }
        List<CompiledFile> files = compile(compiler, FoundFiles.expand(paths, FoundFiles.SCENARIO));
        List<RunResult> results = run(batch, files, compiler.catalog(), new Cancellation());
        report(results);
        int worst = files.stream().anyMatch(CompiledFile::hasErrors) ? ExitCode.INVALID_SCENARIO : ExitCode.OK;
        for (RunResult result : results) {
            worst = Math.max(worst, result.outcome().exitCode());
        }
        return worst;
    }

    private List<CompiledFile> compile(ScenarioCompiler compiler, List<Found> found) throws InterruptedException {
        List<CompiledFile> files = compiler.compile(found);
        PrintWriter err = spec.commandLine().getErr();
        files.forEach(f -> err.print(f.printed()));
        err.flush();
        return files;
    }

    /** Runs again and again; whatever is wrong with files or bundles is said, and may be put right. */
    private int repeat(ScenarioCompiler compiler, Batch batch) throws InterruptedException, IOException {
        FoundFiles.expand(paths, FoundFiles.SCENARIO); // what is not there at first was misspelt
        PrintWriter err = spec.commandLine().getErr();
        try (Changes changes = new Changes(catalog, news -> err.println("foliot: " + news))) {
            while (true) {
                Cancellation overtaken = changes.begin();
                compiler.renew();
                try {
                    runOnce(compiler, batch, changes, overtaken);
                } catch (UsageException | ExportException wrong) {
                    err.println("foliot: " + wrong.getMessage());
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                changes.await();
            }
        }
    }

    private void runOnce(ScenarioCompiler compiler, Batch batch, Changes changes, Cancellation overtaken)
            throws InterruptedException, IOException {
        ReadFiles.Listing listing = ReadFiles.Listing.of(paths);
        List<CompiledFile> files = compile(compiler, listing.files());
        ReadFiles read = new ReadFiles(paths, listing, files);
        changes.madeFrom(read);
        if (!listing.complaint().isEmpty()) {
            throw new UsageException(listing.complaint());
        }
        List<RunResult> results = run(batch, files, compiler.catalog(), overtaken);
        if (!overtaken.isRequested()) {
            report(results);
            spec.commandLine()
                    .getErr()
                    .println("foliot: watching " + read.count() + (read.count() == 1 ? " file" : " files")
                            + " and what is installed; Ctrl-C ends");
        }
    }

    private List<RunResult> run(
            Batch batch, List<CompiledFile> compiled, Catalog installed, Cancellation cancellation) {
        List<CompiledFile> files =
                compiled.stream().filter(f -> f.program().isPresent()).toList();
        List<Supplier<RunResult>> runs = new ArrayList<>();
        try (ProgressLine progress = new ProgressLine(terminal, files.size(), terminal.interactive() && !quiet)) {
            RunSettings asked = settings().withCancellation(cancellation).withProgress(progress.ofRun());
            RunOutput.Place place = output.place();
            for (CompiledFile file : files) {
                Supplier<RunResult> run =
                        place.prepare(file.program().orElseThrow(), file.sources(), seed, installed, asked);
                runs.add(() -> {
                    RunResult result = run.get();
                    progress.runEnded();
                    return result;
                });
            }
            return batch.run(runs, cancellation);
        }
    }

    private RunSettings settings() {
        RunSettings plain = new RunSettings()
                .withCallLimit(
                        java.time.Duration.ofMillis(Math.max(1, callLimit.picoseconds() / Duration.PS_PER_MILLI)));
        return untilVerdict ? plain.untilItsVerdict() : plain;
    }

    private void report(List<RunResult> results) throws IOException {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            JsonDocument.write(results, stdout);
        } else {
            ResultTable table = new ResultTable(colour.on(terminal));
            String gap = "";
            for (RunResult result : results) {
                if (!quiet || result.outcome() != Outcome.PASSED) {
                    stdout.print(gap + table.render(result));
                    gap = "\n";
                }
            }
        }
        stdout.flush();
        if (junit != null && results.stream().noneMatch(r -> r.outcome() == Outcome.CANCELLED)) {
            WholeFile.write(junit, writer -> JunitReport.write(results, writer));
        }
    }
}
