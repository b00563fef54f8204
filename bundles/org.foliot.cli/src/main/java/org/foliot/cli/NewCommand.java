package org.foliot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts something new from a template. */
@Command(
        name = "new",
        description = "Start a scenario or an extension from a template.",
        subcommands = {NewCommand.NewScenario.class, NewBundleCommand.class})
final class NewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "say what is to be new: foliot new scenario NAME, or foliot new bundle --kind KIND NAME");
    }

    /** Templates of a scenario. */
    enum Template {
        /** The five lines that are enough. */
        minimal,
        /** One guest, one competitor, a timeline and expectations. */
        stolen_time,
        /** Two hosts and a migration between them. */
        migration
    }

    /** Writes a scenario that runs as it is. */
    @Command(name = "scenario", description = "Write a scenario that runs as it is, for you to change.")
    static final class NewScenario implements Callable<Integer> {
        private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "Name of the scenario; the file is NAME.foliot.")
        private String name;

        @Option(
                names = "--template",
                paramLabel = "TEMPLATE",
                defaultValue = "stolen_time",
                description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
        private Template template;

        @Option(names = "--dir", paramLabel = "DIR", defaultValue = ".", description = "Where to write it.")
        private Path directory;

        @Override
        public Integer call() {
            if (!NAME.matcher(name).matches()) {
                throw new UsageException(
                        name + " cannot be a name: a letter, then letters, digits, underscores and hyphens");
            }
            Path file = directory.resolve(name + FoundFiles.SCENARIO);
            try {
                Files.createDirectories(directory);
                Files.writeString(file, text(), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                throw new UsageException(e.getFile() + " is there already; choose another name or remove it", e);
            } catch (IOException e) {
                throw new UsageException(file + " cannot be written (" + e.getMessage() + ")", e);
            }
            spec.commandLine().getOut().println(file);
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }

        private String text() throws IOException {
            try (InputStream in = NewCommand.class.getResourceAsStream(template + ".foliot")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@NAME@", name.replace('-', '_'));
            }
        }
    }
}
