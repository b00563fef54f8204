package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandCapabilities;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An editor beside the distribution, over standard input and output. */
class LanguageServerTest {
    private static final int PATIENCE = 120;
    private static final String USERSPACE = "org.foliot.memory.userspace";
    private static final String TEXT = """
        scenario late
        host src { cpus 2 }
        guest web on src {
            pvtime userspace
            process work { busy }
        }
        timeline { at 1 s end }
        expect { at end web.vcpu[0].running > 5 s }
        """;

    @TempDir
    private Path folder;

    /** Keeps what a server says. */
    private static final class Client implements LanguageClient {
        private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();

        List<Diagnostic> await(Predicate<List<Diagnostic>> wanted) throws InterruptedException {
            while (true) {
                PublishDiagnosticsParams next = published.poll(PATIENCE, TimeUnit.SECONDS);
                assertThat(next).as("diagnostics").isNotNull();
                if (wanted.test(next.getDiagnostics())) {
                    return next.getDiagnostics();
                }
            }
        }

        @Override
        public void publishDiagnostics(PublishDiagnosticsParams params) {
            published.add(params);
        }

        @Override
        public void showMessage(MessageParams params) {
            // The diagnostics say it too.
        }

        @Override
        public void logMessage(MessageParams params) {
            // Nobody reads it.
        }

        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void telemetryEvent(Object object) {
            // There is none.
        }
    }

    private static boolean has(List<Diagnostic> diagnostics, String code) {
        return diagnostics.stream().anyMatch(d -> code.equals(d.getCode().getLeft()));
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE, TimeUnit.SECONDS);
    }

    @Test
    void aBundleThatIsDroppedInCountsAndARunMarksWhatFailed() throws Exception {
        Foliot foliot = Foliot.copyTo(folder.resolve("foliot"));
        Path jar = foliot.bundle(USERSPACE);
        Path aside = folder.resolve("aside.jar");
        Files.move(jar, aside);
        Path file = Files.writeString(folder.resolve("late.foliot"), TEXT);
        String uri = file.toUri().toString();
        Client client = new Client();
        Process process = foliot.converse(folder.resolve("err"), "lsp");
        try {
            LanguageServer server = greeted(client, process);
            server.getTextDocumentService()
                    .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "foliot", 1, TEXT)));
            client.await(d -> has(d, "extension-unknown"));

            Files.copy(aside, foliot.home().resolve("plugins").resolve("userspace.jar"));
            client.await(List::isEmpty);
            List<CompletionItem> proposals = get(server.getTextDocumentService()
                            .completion(new CompletionParams(new TextDocumentIdentifier(uri), new Position(3, 11))))
                    .getRight()
                    .getItems();
            assertThat(proposals).extracting(CompletionItem::getLabel).contains("userspace", "host_kernel");

            Object answer = get(
                    server.getWorkspaceService().executeCommand(new ExecuteCommandParams("foliot.run", List.of(uri))));
            assertThat((Map<?, ?>) answer).isEqualTo(Map.of("started", true));
            Diagnostic failed = client.await(d -> has(d, "expectation-failed")).get(0);
            assertThat(failed.getRange().getStart()).isEqualTo(new Position(7, 9));

            get(server.shutdown());
            server.exit();
            assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aBundleThatIsReplacedIsAnotherAtOnce() throws Exception {
        Foliot foliot = Foliot.copyTo(folder.resolve("foliot"));
        Path aside = folder.resolve("aside.jar");
        Files.move(foliot.bundle(USERSPACE), aside);
        Path plugin = foliot.home().resolve("plugins").resolve("strategy.jar");
        Foliot.withVersion(aside, "7.0.0", plugin);
        Path later = Foliot.withVersion(aside, "8.0.0", folder.resolve("later.jar"));
        String uri =
                Files.writeString(folder.resolve("late.foliot"), TEXT).toUri().toString();
        Client client = new Client();
        Process process = foliot.converse(folder.resolve("err"), "lsp");
        try {
            LanguageServer server = greeted(client, process);
            server.getTextDocumentService()
                    .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "foliot", 1, TEXT)));
            client.await(List::isEmpty);
            assertThat(hover(server, uri)).contains(USERSPACE + " 7.0.0");

            Files.delete(plugin);
            client.await(d -> has(d, "extension-unknown"));
            assertThat(hover(server, uri)).doesNotContain(USERSPACE);

            Files.copy(later, plugin);
            client.await(List::isEmpty);
            assertThat(hover(server, uri)).contains(USERSPACE + " 8.0.0");

            get(server.shutdown());
            server.exit();
            assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static LanguageServer greeted(Client client, Process process) throws Exception {
        Launcher<LanguageServer> launcher =
                LSPLauncher.createClientLauncher(client, process.getInputStream(), process.getOutputStream());
        var unused = launcher.startListening();
        LanguageServer server = launcher.getRemoteProxy();
        InitializeParams params = new InitializeParams();
        WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
        workspace.setExecuteCommand(new ExecuteCommandCapabilities());
        params.setCapabilities(new ClientCapabilities(workspace, null, null));
        get(server.initialize(params));
        server.initialized(new InitializedParams());
        return server;
    }

    /** What the editor shows about the strategy of the guest. */
    private static String hover(LanguageServer server, String uri) throws Exception {
        Hover hover = get(server.getTextDocumentService()
                .hover(new HoverParams(new TextDocumentIdentifier(uri), new Position(3, 13))));
        return hover == null ? "" : hover.getContents().getRight().getValue();
    }

    @Test
    void anEditorThatDiesTakesItsServerWithIt() throws Exception {
        Process process = Foliot.built().converse(folder.resolve("err"), "lsp");
        try {
            process.getOutputStream().close();

            assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(process.getInputStream().readAllBytes()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }
}
