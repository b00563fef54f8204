package org.foliot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.study.Cluster;
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

    @Mixin
    private JobsOption jobs;

    @Option(
            names = "--cluster",
            paramLabel = "URL",
            description = "Make the runs on Apache Spark: spark://HOST:PORT, or local[N] to try it here.")
    private String cluster;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Where finished runs are kept; beside the study by default, as NAME.runs.sqlite.")
    private Path store;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write runs, points, charts and a page of all that into this directory.")
    private Path out;

    @Option(
            names = "--resume",
            description = "Go on with a store that is there, and do not begin one: finished runs are never made"
                    + " again anyway, but a wrong name of a store would have all of them made.")
    private boolean resume;

    @Option(names = "--list", description = "Print the points and seeds, and run nothing.")
    private boolean list;

    @Option(names = "--json", description = "Print the answers as a JSON document instead of tables.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no progress and no tables, only what is wrong.")
    private boolean quiet;

    private final Supplier<Catalog> installed;
    private final Languages languages;
    private final Supplier<Optional<Cluster>> clusters;
    private final Terminal terminal;

    StudyCommand(
            Supplier<Catalog> installed, Languages languages, Supplier<Optional<Cluster>> clusters, Terminal terminal) {
        this.installed = installed;
        this.languages = languages;
        this.clusters = clusters;
        this.terminal = terminal;
    }

    /**
     * What the command line asks for.
     *
     * @param study which study of the file, absent for all
     * @param filters which points
     * @param cluster where runs are made, absent for here
     * @param store where finished runs are kept, absent for beside the study
     * @param resume whether the store has to be there
     * @param out where answers are written, absent for nowhere
     * @param list whether only points are listed
     * @param json whether answers are printed as a document
     */
    record Request(
            Path file,
            Optional<String> study,
            Map<String, String> parameters,
            List<String> filters,
            long seed,
            int jobs,
            Optional<String> cluster,
            Optional<Path> store,
            boolean resume,
            Optional<Path> out,
            boolean list,
            boolean json,
            boolean quiet) {}

    @Override
    public Integer call() {
        if (list && json) {
            throw new UsageException("--list --json: there are no answers before there are runs");
        }
        Request request = new Request(
                FoundFiles.expand(List.of(file), FoundFiles.SCENARIO).get(0).path(),
                Optional.ofNullable(name),
                settings.values(),
                filters,
                seed,
                jobs.count("run at once"),
                Optional.ofNullable(cluster),
                Optional.ofNullable(store),
                resume,
                Optional.ofNullable(out),
                list,
                json,
                quiet);
        // Apart from here, so that other commands do not load what studies stand on.
        return new StudyWork(
                        request,
                        installed.get(),
                        languages,
                        clusters,
                        terminal,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr())
                .carryOut();
    }
}
