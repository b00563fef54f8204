package org.foliot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.export.DifferenceTable;
import org.foliot.export.RecordedRun;
import org.foliot.export.ReplayDocument;
import org.foliot.run.Batch;
import org.foliot.run.Cancellation;
import org.foliot.run.Manifest;
import org.foliot.run.Measure;
import org.foliot.run.Outcome;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.comparison.Difference;
import org.foliot.run.comparison.Difference.Aspect;
import org.foliot.run.comparison.ManifestComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a recorded run once more and says whether it is the same, bit by bit, or what differs. */
@Command(
        name = "replay",
        description = "Make a recorded run once more, and say whether it is the same or what differs.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is the same run, bit by bit",
            "1:it is not",
            "2:the command line is wrong, or a file cannot be read or written",
            "3:the recorded run is damaged, or its scenario is wrong here",
            "4:Foliot or an extension failed",
            "130:interrupted"
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "A run's directory, or a manifest.json.")
    private Path path;

    @Mixin
    private RunOutput output;

    @Option(names = "--json", description = "Print the replay as a JSON document.")
    private boolean json;

    private final Supplier<Catalog> catalog;
    private final Languages languages;
    private final Terminal terminal;
    private final Cancellation cancellation = new Cancellation();

    ReplayCommand(Supplier<Catalog> catalog, Languages languages, Terminal terminal) {
        this.catalog = catalog;
        this.languages = languages;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        RecordedRun recorded = RecordedRun.open(path);
        Manifest manifest = recorded.manifest();
        ScenarioCompiler compiler = new ScenarioCompiler(catalog, languages, manifest.parameters());
        Replay replay = Replay.prepare(recorded, compiler);
        PrintWriter err = spec.commandLine().getErr();
        replay.notes().forEach(note -> err.println("foliot: " + note));
        err.print(replay.compiled().printed());
        err.flush();
        if (replay.compiled().program().isEmpty()) {
            printCauses(replay, err);
            return ExitCode.INVALID_SCENARIO;
        }
        RunResult result = run(replay, compiler.catalog());
        List<Difference> differences = ManifestComparison.of(manifest, result.manifest());
        report(replay, result, differences);
        return exitCode(manifest, result, differences);
    }

    private RunResult run(Replay replay, Catalog installed) {
        try (ProgressLine progress = new ProgressLine(terminal, 1, terminal.interactive())) {
            RunSettings settings =
                    replay.settings().withCancellation(cancellation).withProgress(progress.ofRun());
            Supplier<RunResult> run = output.place()
                    .prepare(
                            replay.compiled().program().orElseThrow(),
                            replay.sources(),
                            replay.recorded().manifest().seed(),
                            installed,
                            settings);
            return new Batch(1).run(List.of(run), cancellation).get(0);
        }
    }

    private static int exitCode(Manifest recorded, RunResult replay, List<Difference> differences) {
        if (ManifestComparison.isSameResult(differences)) {
            return ExitCode.OK;
        }
        Outcome outcome = replay.outcome();
        boolean failed = outcome != recorded.outcome() && outcome.exitCode() > ExitCode.EXPECTATION_FAILED;
        return failed ? outcome.exitCode() : ExitCode.EXPECTATION_FAILED;
    }

    private static void printCauses(Replay replay, PrintWriter err) {
        List<Difference> causes = replay.differences();
        if (!causes.isEmpty()) {
            err.println("It was recorded with other means than there are here:");
            err.print(DifferenceTable.render(causes, "recorded", "here"));
            err.flush();
        }
    }

    private void report(Replay replay, RunResult result, List<Difference> differences) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ReplayDocument.write(path.toString(), result, differences, replay.notes(), out);
        } else {
            out.print(text(result, differences));
        }
        out.flush();
    }

    private static String text(RunResult result, List<Difference> differences) {
        List<Difference> about = new ArrayList<>(differences);
        about.removeIf(d -> d.aspect() == Aspect.ENVIRONMENT);
        boolean same = ManifestComparison.isSameResult(about);
        boolean asExpected = same && about.isEmpty();
        String head = result.program().name() + "  " + Measure.time(result.end()) + ", seed "
                + result.manifest().seed() + ": ";
        String verdict =
                (same ? "the same run, bit by bit" : "not the same run") + (same && !asExpected ? ", although" : "");
        String error = result.error().map(e -> "  " + e.message() + "\n").orElse("");
        List<Difference> shown = asExpected ? List.of() : differences;
        String fingerprint = same && !result.manifest().fingerprint().isEmpty()
                ? "  fingerprint " + result.manifest().fingerprint() + "\n"
                : "";
        String table = shown.isEmpty() ? "" : DifferenceTable.render(shown, "recorded", "replayed");
        return head + verdict + "\n" + error + table + fingerprint;
    }
}
