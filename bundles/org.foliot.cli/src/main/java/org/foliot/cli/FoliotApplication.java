package org.foliot.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import org.foliot.catalog.CatalogSource;
import org.foliot.export.ExportException;
import org.foliot.export.UnreadableRunException;
import org.foliot.export.UnreadableRunException.Reason;
import org.foliot.store.StoreException;
import org.foliot.store.StoreException.Problem;
import org.foliot.study.Cluster;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line: takes its words, returns the exit code. */
@Component(service = ToIntFunction.class, property = "org.foliot.application=cli")
public final class FoliotApplication implements ToIntFunction<String[]> {
    private final CatalogSource catalog;
    private final Languages languages;
    private final Optional<ComponentServiceObjects<Cluster>> clusters;

    /**
     * Makes the application.
     *
     * @param prepared a {@link org.foliot.dsl.PreparedLanguage} that the launcher has begun to make, null if it has not
     * @param clusters where studies can be run elsewhere, null if nowhere; looked at only when somebody wants to
     */
    @Activate
    public FoliotApplication(
            @Reference CatalogSource catalog,
            @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            target = "(org.foliot.headstart=org.foliot.dsl.PreparedLanguage)")
                    Future<?> prepared,
            @Reference(service = Cluster.class, cardinality = ReferenceCardinality.OPTIONAL)
                    ComponentServiceObjects<Cluster> clusters) {
        this.catalog = catalog;
        this.languages = new Languages(Optional.ofNullable(prepared));
        this.clusters = Optional.ofNullable(clusters);
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return commandLine(new Terminal(System.out, System.err, System.getenv()))
                .execute(arguments);
    }

    private Optional<Cluster> cluster() {
        return clusters.map(ComponentServiceObjects::getService);
    }

    CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new FoliotCommand())
                .addSubcommand(new RunCommand(catalog, languages, terminal))
                .addSubcommand(new ReplayCommand(catalog::snapshot, languages, terminal))
                .addSubcommand(new DiffCommand(catalog::snapshot, languages))
                .addSubcommand(new StudyCommand(catalog::snapshot, languages, this::cluster, terminal))
                .addSubcommand(new CheckCommand(catalog::snapshot, languages))
                .addSubcommand(new FleetCommand(catalog::snapshot, languages, terminal))
                .addSubcommand(new ReportCommand())
                .addSubcommand(new FormatCommand(catalog::snapshot, languages))
                .addSubcommand(new ValidateCommand(catalog::snapshot, terminal))
                .addSubcommand(new StoreCommand())
                .addSubcommand(new BundlesCommand(catalog::snapshot))
                .addSubcommand(new VerifyBundleCommand(catalog::jars))
                .addSubcommand(new LspCommand(catalog, terminal))
                .addSubcommand(new NewCommand())
                .addSubcommand("completion", new GenerateCompletion())
                .addSubcommand(new CommandLine.HelpCommand());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler(FoliotApplication::reportUsage);
        line.setExecutionExceptionHandler(FoliotApplication::reportFailure);
        return line;
    }

    private static int reportUsage(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        line.getErr().println("foliot: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, line.getErr())) {
            line.getErr().println("Try: foliot help " + (line.getParent() == null ? "" : line.getCommandName()));
        }
        return ExitCode.USAGE;
    }

    private static int reportFailure(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        if (failure instanceof UsageException || failure instanceof ExportException) {
            line.getErr().println("foliot: " + failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof StoreException wrong) {
            line.getErr().println("foliot: " + wrong.getMessage());
            return wrong.problem() == Problem.CONTRADICTION ? ExitCode.INTERNAL_ERROR : ExitCode.USAGE;
        }
        if (failure instanceof UnreadableRunException unreadable) {
            line.getErr().println("foliot: " + failure.getMessage());
            boolean found = unreadable.reason() == Reason.DAMAGED || unreadable.reason() == Reason.NEWER;
            return found ? ExitCode.INVALID_SCENARIO : ExitCode.USAGE;
        }
        if (failure instanceof InterruptedException) {
            line.getErr().println("foliot: interrupted");
            return ExitCode.INTERRUPTED;
        }
        line.getErr().println("foliot: internal error: " + failure);
        failure.printStackTrace(line.getErr());
        return ExitCode.INTERNAL_ERROR;
    }
}
