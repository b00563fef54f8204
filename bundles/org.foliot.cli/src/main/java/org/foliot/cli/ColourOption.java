package org.foliot.cli;

import picocli.CommandLine.Option;

/** Whether what a command prints is coloured. */
final class ColourOption {
    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "${COMPLETION-CANDIDATES}; auto is yes on a terminal.")
    private ColourChoice choice;

    boolean on(Terminal terminal) {
        return choice.on(terminal);
    }
}
