package org.foliot.cli;

import java.util.concurrent.Callable;
import org.foliot.run.FoliotVersion;
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
            "1:an expectation failed, or a recording and its simulation differ",
            "2:the command line is wrong, or a file cannot be read or written",
            "3:a scenario or a data file is wrong",
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

    /** The version of the simulator, and of the Java that it runs on. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"foliot " + FoliotVersion.get(), "Java " + Runtime.version()};
        }
    }
}
