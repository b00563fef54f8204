package org.foliot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.export.WholeFile;
import org.foliot.run.Cancellation;
import org.foliot.validation.CaseResult;
import org.foliot.validation.RecordedCase;
import org.foliot.validation.Recordings;
import org.foliot.validation.Validation;
import org.foliot.validation.report.Report;
import org.foliot.validation.report.ReportDocument;
import org.foliot.validation.report.ReportPage;
import org.foliot.validation.report.ReportText;
import org.foliot.validation.report.ScatterPlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Simulates cases that were recorded on real machines and says where the two agree. */
@Command(
        name = "validate",
        description = "Simulate what was recorded on real machines and compare.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything that is judged agrees",
            "1:something that is judged differs",
            "2:the command line is wrong, or a file cannot be read or written",
            "3:a data file is wrong; its other cases are run",
            "4:Foliot or an extension failed",
            "130:interrupted"
        })
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Data files in JSON, or directories of them; releng/oracle records some.")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private JobsOption jobs;

    @Option(names = "--json", description = "Print the report as a JSON document.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the report into this directory in every form.")
    private Path out;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the report as an HTML page with a scatter plot.")
    private Path html;

    @Option(
            names = "--write-scenarios",
            paramLabel = "DIR",
            description = "Write the scenario of every case into this directory.")
    private Path scenarios;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only cases that do not agree, and the summary.")
    private boolean quiet;

    @Mixin
    private ColourOption colour;

    private final Supplier<Catalog> catalog;
    private final Terminal terminal;

    ValidateCommand(Supplier<Catalog> catalog, Terminal terminal) {
        this.catalog = catalog;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        int atOnce = jobs.count("case at once");
        Recordings recordings = Recordings.read(dataFiles());
        PrintWriter err = spec.commandLine().getErr();
        recordings.problems().forEach(err::println);
        err.flush();
        Catalog installed = catalog.get();
        Validation validation = new Validation(installed);
        if (scenarios != null) {
            writeScenarios(validation, recordings.cases());
        }
        Report report = Report.of(results(validation, recordings.cases(), atOnce), recordings.problems(), installed);
        print(report);
        writeFiles(report);
        return exitCode(report);
    }

    private List<Path> dataFiles() {
        List<Path> files = new ArrayList<>();
        for (FoundFiles.Found found : FoundFiles.expand(paths, FoundFiles.DATA)) {
            if (found.named() || Recordings.isDataFile(found.path())) {
                files.add(found.path());
            }
        }
        if (files.isEmpty()) {
            throw new UsageException("none of the files is one of recorded cases");
        }
        return files;
    }

    private List<CaseResult> results(Validation validation, List<RecordedCase> cases, int atOnce)
            throws InterruptedException {
        try (ProgressLine progress = new ProgressLine(terminal, cases.size(), terminal.interactive() && !quiet)) {
            return validation.run(cases, atOnce, new Cancellation(), progress::caseEnded);
        }
    }

    private void writeScenarios(Validation validation, List<RecordedCase> cases) {
        directory(scenarios);
        Set<String> names = new HashSet<>();
        for (RecordedCase recorded : cases) {
            String name = recorded.id().toLowerCase(Locale.ROOT);
            if (!names.add(name)) {
                throw new UsageException("--write-scenarios: two cases are called " + recorded.id()
                        + "; write the files one at a time, into a directory each");
            }
            String text = validation.scenario(recorded);
            WholeFile.write(scenarios.resolve(name + FoundFiles.SCENARIO), writer -> writer.write(text));
        }
    }

    private static void directory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UsageException(directory + ": the directory cannot be made (" + e.getMessage() + ")", e);
        }
    }

    private void print(Report report) throws IOException {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            ReportDocument.write(report, stdout);
        } else {
            stdout.print(ReportText.of(report, colour.on(terminal), quiet));
        }
        stdout.flush();
    }

    private void writeFiles(Report report) {
        if (html != null) {
            WholeFile.write(html, writer -> writer.write(ReportPage.of(report)));
        }
        if (out != null) {
            directory(out);
            WholeFile.write(out.resolve("report.html"), writer -> writer.write(ReportPage.of(report)));
            WholeFile.write(out.resolve("report.json"), writer -> ReportDocument.write(report, writer));
            WholeFile.write(out.resolve("report.txt"), writer -> writer.write(ReportText.of(report, false, false)));
            WholeFile.write(out.resolve("scatter.svg"), writer -> writer.write(ScatterPlot.of(report)));
        }
    }

    private static int exitCode(Report report) {
        int worst = report.problems().isEmpty() ? ExitCode.OK : ExitCode.INVALID_SCENARIO;
        for (CaseResult result : report.cases()) {
            worst = Math.max(worst, exitCode(result));
        }
        return worst;
    }

    private static int exitCode(CaseResult result) {
        if (result.failure().isPresent()) {
            return result.failure().get().cause() == CaseResult.Cause.RECORDING
                    ? ExitCode.INVALID_SCENARIO
                    : ExitCode.INTERNAL_ERROR;
        }
        return result.agrees() ? ExitCode.OK : ExitCode.EXPECTATION_FAILED;
    }
}
