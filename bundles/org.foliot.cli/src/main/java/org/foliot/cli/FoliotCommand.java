package org.foliot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that all others hang on. */
@Command(
        name = "foliot",
        description = "A laboratory for paravirtualised time.",
        mixinStandardHelpOptions = true,
        versionProvider = FoliotCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was done and every expectation held",
            "1:an expectation failed",
            "2:the command line is wrong, or a file cannot be read or written",
            "3:a scenario is wrong",
            "4:Foliot or an extension failed",
            "130:interrupted"
        })
final class FoliotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to do: a command is missing");
    }

    /** The version as the build wrote it down. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties build = new Properties();
            try (InputStream in = FoliotCommand.class.getResourceAsStream("build.properties")) {
                build.load(in);
            }
            return new String[] {"foliot " + build.getProperty("version"), "Java " + Runtime.version()};
        }
    }
}
