package org.foliot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.foliot.export.WholeFile;
import org.foliot.store.RunStore;
import org.foliot.store.Salvage;
import org.foliot.store.StoreFile;
import org.foliot.store.StudyRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, exports and mends stores of runs. */
@Command(name = "store", description = "Show, export or mend a store of runs.", mixinStandardHelpOptions = true)
final class StoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to do with a store: list, csv, check or salvage");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(description = "List the studies of a store, with how many of their runs have been made.")
    int list(@Parameters(paramLabel = "FILE", description = "The store.") Path file) {
        try (RunStore store = StoreFile.read(file)) {
            for (StudyRecord study : store.studies()) {
                int[] runs = new int[2];
                store.read(study.name(), (planned, run) -> {
                    runs[0]++;
                    runs[1] += run.isPresent() ? 1 : 0;
                });
                out().printf("%s of %s: %d of %d runs", study.name(), study.scenario(), runs[1], runs[0]);
                out().printf("%s%s%n", listed(" over ", study.axes()), listed(", measuring ", study.measures()));
            }
            out().printf("%d runs in all%n", store.size());
            out().flush();
        }
        return ExitCode.OK;
    }

    private static String listed(String before, Iterable<String> names) {
        String all = String.join(", ", names);
        return all.isEmpty() ? "" : before + all;
    }

    @Command(description = "Write the runs of a study as comma-separated values.")
    int csv(
            @Parameters(index = "0", paramLabel = "FILE", description = "The store.") Path file,
            @Parameters(index = "1", paramLabel = "STUDY", description = "The name of the study.") String study,
            @Option(names = "--out", paramLabel = "CSV", description = "Write to this file.") Optional<Path> target)
            throws IOException {
        try (RunStore store = StoreFile.read(file)) {
            if (target.isPresent()) {
                WholeFile.write(target.get(), writer -> store.writeCsv(study, writer));
            } else {
                store.writeCsv(study, out());
            }
        }
        return ExitCode.OK;
    }

    @Command(description = "Read everything in a store, and say whether it is what was written.")
    int check(@Parameters(paramLabel = "FILE", description = "The store.") Path file) {
        try (RunStore store = StoreFile.reopen(file)) {
            long runs = store.check();
            int studies = store.studies().size();
            out().printf("%s is sound: %d runs, %d %s%n", file, runs, studies, studies == 1 ? "study" : "studies");
            out().flush();
        }
        return ExitCode.OK;
    }

    @Command(
            description =
                    "Make a new store of what can be read of a damaged one; the old file stays under another name.")
    int salvage(@Parameters(paramLabel = "FILE", description = "The store.") Path file) {
        Salvage salvage = StoreFile.salvage(file);
        out().printf("%s has %d runs; %d could not be read%n", file, salvage.runs(), salvage.lost());
        if (!salvage.lostStudies().isEmpty()) {
            out().printf("run again to have their plans: studies %s%n", String.join(", ", salvage.lostStudies()));
        }
        out().printf("the damaged file is %s%n", salvage.old());
        out().flush();
        return ExitCode.OK;
    }
}
