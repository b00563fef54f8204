package org.foliot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.export.RecordedComparison;
import org.foliot.export.RecordedRun;
import org.foliot.export.RunDifferences;
import org.foliot.export.RunDifferences.Parting;
import org.foliot.program.Program;
import org.foliot.run.Cancellation;
import org.foliot.run.Manifest;
import org.foliot.run.Measure;
import org.foliot.run.RunResult;
import org.foliot.run.RunSink;
import org.foliot.run.Runner;
import org.foliot.run.comparison.Difference;
import org.foliot.run.comparison.LockStep;
import org.foliot.run.comparison.ManifestComparison;
import org.foliot.run.comparison.Step;
import org.foliot.run.comparison.StepText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says in what two recorded runs differ, and where the first of them leaves the path of the other. */
@Command(
        name = "diff",
        description = "Say in what two recorded runs differ, and which event is the first that does.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:they are the same run",
            "1:they are not",
            "2:the command line is wrong, or a file cannot be read",
            "3:a recorded run is damaged",
            "4:Foliot or an extension failed",
            "130:interrupted"
        })
final class DiffCommand implements Callable<Integer> {
    private static final List<String> STEP_COLUMNS = List.of("at", "what", "of", "numbers");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's directory, or a manifest.json.")
    private Path first;

    @Parameters(index = "1", paramLabel = "RUN", description = "Another one.")
    private Path second;

    @Option(names = "--json", description = "Print the differences as a JSON document.")
    private boolean json;

    private final Supplier<Catalog> catalog;
    private final Languages languages;

    DiffCommand(Supplier<Catalog> catalog, Languages languages) {
        this.catalog = catalog;
        this.languages = languages;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RecordedRun one = RecordedRun.open(first);
        RecordedRun other = RecordedRun.open(second);
        List<String> notes = new ArrayList<>();
        ScenarioCompiler compiler = new ScenarioCompiler(catalog, languages, Map.of());
        Optional<Replay> replayOfOne = replay(one, compiler, notes);
        Optional<Replay> replayOfOther = replay(other, compiler, notes);
        RecordedComparison files = new RecordedComparison(one, other);
        List<Parting> partings = replayOfOne.isPresent() && replayOfOther.isPresent()
                ? inLockStep(replayOfOne.get(), replayOfOther.get(), compiler.catalog(), notes)
                : asRecorded(files, notes);
        RunDifferences differences = new RunDifferences(
                one.toString(),
                other.toString(),
                ManifestComparison.of(one.manifest(), other.manifest()),
                partings,
                files.verdicts(),
                files.metrics(),
                notes);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            differences.write(out);
        } else {
            out.print(differences.text());
        }
        out.flush();
        return differences.areSame() ? ExitCode.OK : ExitCode.EXPECTATION_FAILED;
    }

    /** The run made ready to be made again, if it would be the same here. */
    private static Optional<Replay> replay(RecordedRun run, ScenarioCompiler compiler, List<String> notes) {
        Replay replay;
        try {
            replay = Replay.prepare(run, compiler);
        } catch (UsageException e) {
            notes.add(e.getMessage());
            return Optional.empty();
        }
        List<Difference> causes =
                replay.differences().stream().filter(d -> d.aspect().isCause()).toList();
        for (Difference cause : causes) {
            notes.add(run + " cannot be made again here: " + cause.aspect().word() + " " + cause.name() + " was "
                    + cause.first().orElse("none") + " and is " + cause.second().orElse("not installed"));
        }
        if (replay.compiled().program().isEmpty()) {
            notes.add(run + " cannot be made again here:\n"
                    + replay.compiled().printed().stripTrailing());
        }
        return causes.isEmpty() && replay.compiled().program().isPresent() ? Optional.of(replay) : Optional.empty();
    }

    private static List<Parting> asRecorded(RecordedComparison files, List<String> notes) {
        List<String> compared = files.streams();
        notes.add(
                compared.isEmpty()
                        ? "Not both have kept more than a manifest, so that is all that was compared."
                        : "So what was compared is what they have kept: " + String.join(", ", compared) + ".");
        return compared.stream().flatMap(table -> files.parting(table).stream()).toList();
    }

    private static List<Parting> inLockStep(Replay one, Replay other, Catalog installed, List<String> notes)
            throws InterruptedException {
        LockStep.Outcome outcome = LockStep.compare(
                (sink, cancellation) -> run(one, installed, sink, cancellation),
                (sink, cancellation) -> run(other, installed, sink, cancellation));
        if (outcome.parting().isEmpty()) {
            unfaithful(one, outcome.first(), notes);
            unfaithful(other, outcome.second(), notes);
            return List.of();
        }
        LockStep.Parting parting = outcome.parting().get();
        StepText firstText = new StepText(one.compiled().program().orElseThrow());
        StepText secondText = new StepText(other.compiled().program().orElseThrow());
        return List.of(new Parting(
                "observations",
                outcome.common(),
                STEP_COLUMNS,
                parting.before().stream().map(s -> cells(s, firstText)).toList(),
                parting.first().map(s -> cells(s, firstText)),
                parting.second().map(s -> cells(s, secondText))));
    }

    private static void unfaithful(Replay replay, RunResult made, List<String> notes) {
        Manifest recorded = replay.recorded().manifest();
        if (!made.manifest().fingerprint().equals(recorded.fingerprint())) {
            notes.add(replay.recorded() + " does not come out as it was recorded; foliot replay tells how.");
        }
    }

    private static RunResult run(Replay replay, Catalog installed, RunSink sink, Cancellation cancellation) {
        Program program = replay.compiled().program().orElseThrow();
        return new Runner()
                .run(
                        program,
                        replay.recorded().manifest().seed(),
                        installed,
                        replay.settings().withSink(sink).withCancellation(cancellation));
    }

    private static List<String> cells(Step step, StepText text) {
        return List.of(
                Measure.time(step.instant()).toString(),
                step.kind().name(),
                step.subject().toString(),
                text.of(step));
    }
}
