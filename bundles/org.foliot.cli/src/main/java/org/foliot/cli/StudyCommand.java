package org.foliot.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.compiler.CompiledStudy;
import org.foliot.compiler.StudyCompilation;
import org.foliot.compiler.StudyCompiler;
import org.foliot.dsl.Diagnostic;
import org.foliot.dsl.DiagnosticPrinter;
import org.foliot.dsl.ParsedScenario;
import org.foliot.run.Cancellation;
import org.foliot.store.RunStore;
import org.foliot.store.StoreException;
import org.foliot.store.StoreFile;
import org.foliot.study.Campaign;
import org.foliot.study.LocalExecutor;
import org.foliot.study.PointResult;
import org.foliot.study.PointRunner;
import org.foliot.study.RunExecutor;
import org.foliot.study.StudyAnswers;
import org.foliot.study.StudyAnswers.Verdict;
import org.foliot.study.StudyFiles;
import org.foliot.study.StudyPlan;
import org.foliot.study.StudyResults;
import org.foliot.study.StudyTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the runs of a study that nobody has made yet, and says what all of them answer. */
@Command(
        name = "study",
        description = "Run a scenario at every point of a study, and say what the runs answer.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Finished runs are kept in the store and never made again: a study that was interrupted",
            "goes on where it was, and one that has grown makes only what is new."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every expectation of the study held",
            "1:an expectation of the study failed",
            "2:the command line is wrong, or a file cannot be read or written",
            "3:the study is wrong, or its scenario is at one of its points",
            "4:Foliot or an extension failed, in one of the runs or altogether",
            "130:interrupted; the runs that had ended are kept"
        })
final class StudyCommand implements Callable<Integer> {
    private static final String ENDING = ".foliot";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file with the study.")
    private Path file;

    @Option(names = "--study", paramLabel = "NAME", description = "Which study of the file; all of them by default.")
    private String name;

    @Mixin
    private ParameterSettings settings;

    @Option(
            names = "--filter",
            paramLabel = "AXIS=VALUE[,VALUE...]",
            description = "Run only points with one of these values on this axis; may be given for several axes.")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the first replication; ${DEFAULT-VALUE} by default.")
    private long seed;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            defaultValue = "1",
            description = "How many runs at once; the results do not depend on it.")
    private int jobs;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Where finished runs are kept; beside the study by default, as NAME.runs.sqlite.")
    private Path store;

    @Option(names = "--out", paramLabel = "DIR", description = "Write runs, points and charts into this directory.")
    private Path out;

    @Option(names = "--list", description = "Print the points and seeds, and run nothing.")
    private boolean list;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no progress and no tables, only what is wrong.")
    private boolean quiet;

    private final Supplier<Catalog> installed;
    private final Languages languages;
    private final Terminal terminal;
    private final Cancellation cancellation = new Cancellation();

    StudyCommand(Supplier<Catalog> installed, Languages languages, Terminal terminal) {
        this.installed = installed;
        this.languages = languages;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (jobs < 1) {
            throw new UsageException("-j " + jobs + ": at least one run at once");
        }
        Path found =
                FoundFiles.expand(List.of(file), FoundFiles.SCENARIO).get(0).path();
        Catalog catalog = installed.get();
        ParsedScenario parsed = languages.create(() -> catalog).parse(found);
        List<StudyPlan> plans = new ArrayList<>();
        boolean sound = plan(parsed, catalog, plans);
        if (!sound) {
            return ExitCode.INVALID_SCENARIO;
        }
        if (list) {
            plans.forEach(p ->
                    new StudyListing(p, filterOf(p)).print(spec.commandLine().getOut()));
            return ExitCode.OK;
        }
        try {
            return run(plans, catalog, found);
        } catch (StoreException e) {
            if (e.problem().equals(StoreException.Problem.CONTRADICTION)) {
                throw e;
            }
            throw new UsageException(e.getMessage(), e);
        }
    }

    // ---- planning ----

    private boolean plan(ParsedScenario parsed, Catalog catalog, List<StudyPlan> plans) {
        if (parsed.hasErrors()) {
            print(parsed, parsed.diagnostics());
            return false;
        }
        List<String> names = parsed.studies().stream().map(s -> s.getName()).toList();
        if (names.isEmpty()) {
            throw new UsageException(file + ": there is no study in this file; foliot run runs a scenario once");
        } else if (name != null && !names.contains(name)) {
            throw new UsageException(file + ": there is no study " + name + "; there is " + String.join(", ", names));
        }
        boolean sound = true;
        for (String each : name == null ? names : List.of(name)) {
            StudyCompilation compilation = new StudyCompiler().compile(parsed, each, catalog, settings.values());
            print(parsed, compilation.diagnostics());
            Optional<StudyPlan> plan = compilation.study().flatMap(s -> plan(parsed, s, catalog));
            plan.ifPresent(plans::add);
            sound &= plan.isPresent();
        }
        return sound;
    }

    private Optional<StudyPlan> plan(ParsedScenario parsed, CompiledStudy study, Catalog catalog) {
        StudyPlan.Outcome outcome = StudyPlan.of(study, catalog, seed);
        print(parsed, outcome.errors());
        return outcome.plan();
    }

    private void print(ParsedScenario parsed, List<Diagnostic> diagnostics) {
        PrintWriter err = spec.commandLine().getErr();
        err.print(new DiagnosticPrinter(parsed.lines()).print(diagnostics));
        err.flush();
    }

    private PointFilter filterOf(StudyPlan plan) {
        return PointFilter.parse(filters, plan);
    }

    // ---- running ----

    private int run(List<StudyPlan> plans, Catalog catalog, Path found) {
        plans.forEach(this::filterOf);
        int worst = ExitCode.OK;
        try (RunStore runs = StoreFile.open(store == null ? beside(found) : store)) {
            for (StudyPlan plan : plans) {
                worst = Math.max(worst, run(plan, catalog, runs, plans.size() > 1));
                if (cancellation.isRequested()) {
                    return ExitCode.INTERRUPTED;
                }
            }
        }
        return worst;
    }

    private static Path beside(Path found) {
        String file = found.getFileName().toString();
        String base = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
        return found.resolveSibling(base + ".runs.sqlite");
    }

    private int run(StudyPlan plan, Catalog catalog, RunStore runs, boolean several) {
        StudyResults results = campaign(plan, catalog, runs);
        StudyAnswers answers = new StudyAnswers(results);
        if (!quiet) {
            PrintWriter stdout = spec.commandLine().getOut();
            stdout.print(new StudyTables(answers).render());
            stdout.flush();
        }
        if (cancellation.isRequested()) {
            spec.commandLine()
                    .getErr()
                    .println("foliot: interrupted; " + results.runs() + " runs are kept in the store");
            return ExitCode.INTERRUPTED;
        }
        if (out != null) {
            new StudyFiles(answers).write(several ? out.resolve(plan.study().name()) : out, runs);
        }
        boolean broken = results.points().stream().map(PointResult::broken).anyMatch(b -> !b.isEmpty());
        boolean held = answers.verdicts().stream().allMatch(Verdict::held);
        return broken ? ExitCode.INTERNAL_ERROR : held ? ExitCode.OK : ExitCode.EXPECTATION_FAILED;
    }

    private StudyResults campaign(StudyPlan plan, Catalog catalog, RunStore runs) {
        PointRunner runner = new PointRunner(plan.study(), plan::program, catalog);
        try (ProgressLine progress = new ProgressLine(terminal, 1, terminal.interactive() && !quiet);
                RunExecutor executor = new LocalExecutor(runner, jobs)) {
            return new Campaign(plan, filterOf(plan), runs, executor, progress::campaign, cancellation).run();
        }
    }
}
