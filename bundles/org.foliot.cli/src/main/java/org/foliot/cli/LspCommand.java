package org.foliot.cli;

import java.io.OutputStream;
import java.util.concurrent.Callable;
import org.foliot.catalog.CatalogSource;
import org.foliot.dsl.lsp.LanguageServerSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves an editor that speaks the language server protocol. */
@Command(
        name = "lsp",
        description = "Serve an editor over the language server protocol, on standard input and output.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the editor has shut it down, or has gone",
            "1:the editor has said exit without shutdown",
            "2:the editor has announced a message of more than 64 MiB",
            "130:interrupted"
        })
final class LspCommand implements Callable<Integer> {
    // Editors like to say so; there is nothing else.
    @SuppressWarnings("unused")
    @Option(names = "--stdio", description = "Use standard input and output, as always.")
    private boolean stdio;

    private final CatalogSource catalog;
    private final Terminal terminal;

    LspCommand(CatalogSource catalog, Terminal terminal) {
        this.catalog = catalog;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        OutputStream protocol = terminal.out();
        // Whoever prints something prints it beside the protocol.
        System.setOut(terminal.err());
        return new LanguageServerSession(catalog).serve(System.in, protocol, terminal.err());
    }
}
