package org.foliot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.foliot.store.StoreFile;
import org.foliot.study.Campaign;
import org.foliot.study.Cluster;
import org.foliot.study.LocalExecutor;
import org.foliot.study.PointResult;
import org.foliot.study.PointRunner;
import org.foliot.study.RunExecutor;
import org.foliot.study.StudyAnswers;
import org.foliot.study.StudyAnswers.Verdict;
import org.foliot.study.StudyDocument;
import org.foliot.study.StudyException;
import org.foliot.study.StudyFiles;
import org.foliot.study.StudyPlan;
import org.foliot.study.StudyResults;
import org.foliot.study.StudySource;
import org.foliot.study.StudyText;

/** Plans the studies of a file, has their runs made, and prints and writes what they answer. */
final class StudyWork {
    private final StudyCommand.Request request;
    private final Catalog catalog;
    private final Languages languages;
    private final Supplier<Optional<Cluster>> clusters;
    private final Terminal terminal;
    private final PrintWriter stdout;
    private final PrintWriter stderr;
    private final Cancellation cancellation = new Cancellation();

    StudyWork(
            StudyCommand.Request request,
            Catalog catalog,
            Languages languages,
            Supplier<Optional<Cluster>> clusters,
            Terminal terminal,
            PrintWriter stdout,
            PrintWriter stderr) {
        this.request = request;
        this.catalog = catalog;
        this.languages = languages;
        this.clusters = clusters;
        this.terminal = terminal;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** Does it; returns the exit code. */
    int carryOut() {
        ParsedScenario parsed = languages.create(() -> catalog).parse(request.file());
        List<StudyPlan> plans = new ArrayList<>();
        if (!plan(parsed, plans)) {
            return ExitCode.INVALID_SCENARIO;
        }
        if (request.list()) {
            plans.forEach(p -> new StudyListing(p, filterOf(p)).print(stdout));
            return ExitCode.OK;
        }
        try {
            return run(parsed, plans);
        } catch (StudyException e) {
            stderr.println("foliot: " + e.getMessage());
            return ExitCode.INTERNAL_ERROR;
        }
    }

    // ---- planning ----

    private boolean plan(ParsedScenario parsed, List<StudyPlan> plans) {
        if (parsed.hasErrors()) {
            print(parsed, parsed.diagnostics());
            return false;
        }
        List<String> names = parsed.studies().stream().map(s -> s.getName()).toList();
        if (names.isEmpty()) {
            throw new UsageException(
                    request.file() + ": there is no study in this file; foliot run runs a scenario once");
        } else if (request.study().filter(n -> !names.contains(n)).isPresent()) {
            throw new UsageException(request.file() + ": there is no study "
                    + request.study().get() + "; there is " + String.join(", ", names));
        }
        boolean sound = true;
        for (String each : request.study().map(List::of).orElse(names)) {
            StudyCompilation compilation = new StudyCompiler().compile(parsed, each, catalog, request.parameters());
            print(parsed, compilation.diagnostics());
            Optional<StudyPlan> plan = compilation.study().flatMap(s -> plan(parsed, s));
            plan.ifPresent(plans::add);
            sound &= plan.isPresent();
        }
        return sound;
    }

    private Optional<StudyPlan> plan(ParsedScenario parsed, CompiledStudy study) {
        StudyPlan.Outcome outcome = StudyPlan.of(study, catalog, request.seed());
        print(parsed, outcome.errors());
        return outcome.plan();
    }

    private void print(ParsedScenario parsed, List<Diagnostic> diagnostics) {
        stderr.print(new DiagnosticPrinter(parsed.lines()).print(diagnostics));
        stderr.flush();
    }

    private PointFilter filterOf(StudyPlan plan) {
        return PointFilter.parse(request.filters(), plan);
    }

    // ---- running ----

    private int run(ParsedScenario parsed, List<StudyPlan> plans) {
        plans.forEach(this::filterOf);
        Path store = request.store().orElseGet(() -> beside(request.file()));
        if (request.resume() && !Files.exists(store)) {
            throw new UsageException("--resume: there is no store " + store + " to go on with");
        }
        List<StudyAnswers> answers = new ArrayList<>();
        int worst = ExitCode.OK;
        try (RunStore runs = StoreFile.open(store)) {
            for (StudyPlan plan : plans) {
                StudyAnswers found = new StudyAnswers(campaign(parsed, plan, runs));
                answers.add(found);
                worst = Math.max(worst, answer(found, runs, plans.size() > 1));
                if (cancellation.isRequested()) {
                    break;
                }
            }
        }
        if (request.json()) {
            print(answers);
        }
        return worst;
    }

    private void print(List<StudyAnswers> answers) {
        try {
            StudyDocument.write(answers, stdout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path beside(Path found) {
        String file = found.getFileName().toString();
        String ending = FoundFiles.SCENARIO;
        String base = file.endsWith(ending) ? file.substring(0, file.length() - ending.length()) : file;
        return found.resolveSibling(base + ".runs.sqlite");
    }

    /** Prints and writes what a study answers; returns the exit code that it comes to. */
    private int answer(StudyAnswers answers, RunStore runs, boolean several) {
        StudyResults results = answers.results();
        if (!request.quiet() && !request.json()) {
            stdout.print(new StudyText(answers).render());
            stdout.flush();
        }
        if (cancellation.isRequested()) {
            stderr.println("foliot: interrupted; " + results.runs() + " runs are kept in the store");
            return ExitCode.INTERRUPTED;
        }
        request.out().map(o -> several ? o.resolve(results.study().name()) : o).ifPresent(o -> new StudyFiles(answers)
                .write(o, runs));
        boolean broken = results.points().stream().map(PointResult::broken).anyMatch(b -> !b.isEmpty());
        boolean held = answers.verdicts().stream().allMatch(Verdict::held);
        return broken ? ExitCode.INTERNAL_ERROR : held ? ExitCode.OK : ExitCode.EXPECTATION_FAILED;
    }

    private StudyResults campaign(ParsedScenario parsed, StudyPlan plan, RunStore runs) {
        try (ProgressLine progress = new ProgressLine(terminal, 1, terminal.interactive() && !request.quiet());
                RunExecutor executor = executor(parsed, plan)) {
            return new Campaign(plan, filterOf(plan), runs, executor, progress::campaign, cancellation).run();
        }
    }

    private RunExecutor executor(ParsedScenario parsed, StudyPlan plan) {
        if (request.cluster().isEmpty()) {
            return new LocalExecutor(new PointRunner(plan.study(), plan::program, catalog), request.jobs());
        }
        Cluster cluster = clusters.get()
                .orElseThrow(() -> new UsageException("--cluster: the bundle org.foliot.spark is not installed"));
        StudySource source = StudySource.of(parsed, plan.study().name(), request.parameters());
        try {
            return cluster.connect(request.cluster().get(), source, news -> {
                if (!request.quiet()) {
                    stderr.println("foliot: " + news);
                }
            });
        } catch (IllegalArgumentException e) {
            throw new UsageException("--cluster " + e.getMessage(), e);
        }
    }
}
