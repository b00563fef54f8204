package org.foliot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.foliot.admission.Fleet;
import org.foliot.api.extension.Catalog;
import org.foliot.export.FailureText;
import org.foliot.export.FleetDirectory;
import org.foliot.export.FleetDocument;
import org.foliot.export.FleetPicture;
import org.foliot.export.FleetTable;
import org.foliot.export.WholeFile;
import org.foliot.program.Program;
import org.foliot.run.FleetException;
import org.foliot.run.FleetSurvey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which hosts of scenarios can take which guests, without running anything. */
@Command(
        name = "fleet",
        description = "Say which host can take which guest, and why not, without running anything.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the fleet was looked at, whatever suits in it",
            "2:the command line is wrong, or a file cannot be read or written",
            "3:a scenario is wrong",
            "4:Foliot or an extension failed"
        })
final class FleetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Scenario files, or directories of them; all together are one fleet.")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private ParameterSettings settings;

    @Option(names = "--json", description = "Print the fleet as a JSON document.")
    private boolean json;

    @Option(names = "--svg", paramLabel = "FILE", description = "Also draw the fleet into a file.")
    private Path svg;

    @Option(names = "--out", paramLabel = "DIR", description = "Also write fleet.json and fleet.svg into a directory.")
    private Path out;

    @Mixin
    private JobsOption jobs;

    @Mixin
    private ColourOption colour;

    private final Supplier<Catalog> catalog;
    private final Languages languages;
    private final Terminal terminal;

    FleetCommand(Supplier<Catalog> catalog, Languages languages, Terminal terminal) {
        this.catalog = catalog;
        this.languages = languages;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        int threads = jobs.count("thread");
        ScenarioCompiler compiler = new ScenarioCompiler(catalog, languages, settings.values());
        List<CompiledFile> files = compiler.compile(FoundFiles.expand(paths, FoundFiles.SCENARIO));
        PrintWriter err = spec.commandLine().getErr();
        files.stream().filter(CompiledFile::hasErrors).forEach(f -> err.print(f.printed()));
        err.flush();
        if (files.stream().anyMatch(CompiledFile::hasErrors)) {
            return ExitCode.INVALID_SCENARIO;
        }
        List<Program> programs =
                files.stream().flatMap(f -> f.program().stream()).toList();
        if (programs.isEmpty()) {
            throw new UsageException("there is no scenario in these files, only parts for others to import");
        }
        try {
            report(survey(programs, compiler.catalog(), threads));
            return ExitCode.OK;
        } catch (FleetException e) {
            err.println("foliot: " + FailureText.of(e.error()));
            err.flush();
            return ExitCode.INTERNAL_ERROR;
        }
    }

    private Fleet survey(List<Program> programs, Catalog installed, int threads) throws InterruptedException {
        try {
            return new FleetSurvey().survey(programs, installed, threads);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private void report(Fleet fleet) throws IOException {
        if (svg != null) {
            WholeFile.write(svg, writer -> FleetPicture.write(fleet, writer));
        }
        if (out != null) {
            FleetDirectory.write(fleet, out);
        }
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            FleetDocument.write(fleet, stdout);
        } else {
            stdout.print(new FleetTable(colour.on(terminal)).render(fleet));
        }
        stdout.flush();
    }
}
