package org.foliot.dsl.lsp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.ExecuteCommandCapabilities;
import org.eclipse.lsp4j.FoldingRangeCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.RenameCapabilities;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.foliot.api.extension.Catalog;
import org.foliot.catalog.CatalogSource;

/** An editor and a server on two ends of a pipe, with the client library of the protocol. */
final class EditorOnPipes implements LanguageClient, CatalogSource, AutoCloseable {
    private static final int PATIENCE = 30;

    private final Map<String, List<Diagnostic>> diagnostics = new ConcurrentHashMap<>();
    private final BlockingQueue<Object> news = new LinkedBlockingQueue<>();
    private final PipedOutputStream toServer = new PipedOutputStream();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final Launcher<LanguageServer> launcher;
    private final Thread session;
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();
    private volatile Catalog installed;
    private volatile Runnable changed = () -> {};
    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<ProgressParams> progress = new LinkedBlockingQueue<>();

    EditorOnPipes(Catalog installed) throws IOException {
        this.installed = installed;
        PipedOutputStream toClient = new PipedOutputStream();
        PipedInputStream fromServer = new PipedInputStream(toClient, 1 << 20);
        PipedInputStream fromClient = new PipedInputStream(toServer, 1 << 20);
        session = new Thread(
                () -> {
                    try {
                        ended.complete(new LanguageServerSession(this)
                                .serve(fromClient, toClient, new PrintStream(problems, true, StandardCharsets.UTF_8)));
                    } catch (Throwable e) {
                        ended.completeExceptionally(e);
                    }
                },
                "session");
        session.start();
        launcher = LSPLauncher.createClientLauncher(this, fromServer, toServer);
        var unused = launcher.startListening();
    }

    LanguageServer server() {
        return launcher.getRemoteProxy();
    }

    InitializeResult initialize(Path folder) throws Exception {
        InitializeParams params = new InitializeParams();
        TextDocumentClientCapabilities text = new TextDocumentClientCapabilities();
        text.setDocumentSymbol(new DocumentSymbolCapabilities());
        text.getDocumentSymbol().setHierarchicalDocumentSymbolSupport(true);
        text.setRename(new RenameCapabilities(true, false));
        text.setFoldingRange(new FoldingRangeCapabilities());
        WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
        workspace.setWorkspaceFolders(true);
        workspace.setExecuteCommand(new ExecuteCommandCapabilities());
        WindowClientCapabilities window = new WindowClientCapabilities();
        window.setWorkDoneProgress(true);
        params.setCapabilities(new ClientCapabilities(workspace, text, window, null));
        if (folder != null) {
            params.setWorkspaceFolders(List.of(new WorkspaceFolder(uri(folder), "work")));
        }
        InitializeResult result = get(server().initialize(params));
        server().initialized(new InitializedParams());
        return result;
    }

    static String uri(Path path) {
        return path.toUri().toString();
    }

    static <T> T get(CompletableFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE, TimeUnit.SECONDS);
    }

    void open(String uri, String text) {
        server().getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "foliot", 1, text)));
    }

    void change(String uri, int version, String text) {
        server().getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri, version),
                        List.of(new TextDocumentContentChangeEvent(text))));
    }

    /** Waits until the diagnostics of a file are as wanted. */
    List<Diagnostic> diagnostics(String uri, Predicate<List<Diagnostic>> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!diagnostics.containsKey(uri) || !wanted.test(diagnostics.get(uri))) {
            if (news.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS) == null) {
                throw new AssertionError("no such diagnostics of " + uri + ", but " + diagnostics);
            }
        }
        return diagnostics.get(uri);
    }

    String message() throws InterruptedException {
        return messages.poll(PATIENCE, TimeUnit.SECONDS);
    }

    int exitCode() throws Exception {
        return get(ended);
    }

    /** What the server has said beside the protocol. */
    String problems() {
        return problems.toString(StandardCharsets.UTF_8);
    }

    /** Sends what the client library would not. */
    void send(String bytes) throws IOException {
        toServer.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        toServer.flush();
    }

    void hangUp() throws IOException {
        toServer.close();
    }

    void interrupt() {
        session.interrupt();
    }

    void install(Catalog now) {
        installed = now;
        changed.run();
    }

    /** The place of a word in a text. */
    static Position at(String text, String word, int inside) {
        int offset = text.indexOf(word) + inside;
        int line =
                (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
        return new Position(line, offset - (text.lastIndexOf('\n', offset - 1) + 1));
    }

    @Override
    public Catalog snapshot() {
        return installed;
    }

    @Override
    public Watch watch(Runnable listener) {
        changed = listener;
        return () -> changed = () -> {};
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams params) {
        diagnostics.put(params.getUri(), params.getDiagnostics());
        news.add(params);
    }

    @Override
    public void showMessage(MessageParams params) {
        messages.add(params.getMessage());
    }

    @Override
    public CompletableFuture<Void> createProgress(WorkDoneProgressCreateParams params) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void notifyProgress(ProgressParams params) {
        progress.add(params);
    }

    @Override
    public CompletableFuture<Void> registerCapability(RegistrationParams params) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void logMessage(MessageParams params) {
        // Nobody reads the log of this editor.
    }

    @Override
    public void telemetryEvent(Object object) {
        // There is none.
    }

    @Override
    public void close() throws Exception {
        hangUp();
        exitCode();
    }
}
