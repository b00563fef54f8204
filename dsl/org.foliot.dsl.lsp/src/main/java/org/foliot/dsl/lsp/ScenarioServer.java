package org.foliot.dsl.lsp;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.xtext.ide.server.LanguageServerImpl;
import org.foliot.run.FoliotVersion;

/** Xtext's language server, with runs, and with a catalogue that can change under it. */
@Singleton
public class ScenarioServer extends LanguageServerImpl {
    private static final String WATCH_FILES = "workspace/didChangeWatchedFiles";

    private final Runs runs;
    private final Workspace workspace;
    private final Farewell farewell;
    private Optional<WorkspaceClientCapabilities> workspaceOfClient = Optional.empty();

    @Inject
    ScenarioServer(Runs runs, Everywhere everywhere, Workspace workspace, Farewell farewell) {
        this.runs = runs;
        this.workspace = workspace;
        this.farewell = farewell;
        everywhere.is(workspace);
    }

    @Override
    public void connect(LanguageClient client) {
        DiagnosticsDesk desk = new DiagnosticsDesk(client);
        super.connect(desk.client());
        runs.connect(client, desk);
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        ClientCapabilities client =
                params.getCapabilities() == null ? new ClientCapabilities() : params.getCapabilities();
        params.setCapabilities(client);
        workspaceOfClient = Optional.ofNullable(client.getWorkspace());
        runs.greet(client);
        followToTheEnd(params.getProcessId());
        return super.initialize(params).thenApply(result -> {
            result.setServerInfo(new ServerInfo("foliot", FoliotVersion.get()));
            return result;
        });
    }

    /**
     * Ends the session with the process of the editor: what the editor has started may keep our input open. A process that
     * cannot be seen from here, as from inside of a container, is not followed.
     */
    private void followToTheEnd(Integer editor) {
        Optional.ofNullable(editor).flatMap(ProcessHandle::of).ifPresent(process -> {
            var ignored = process.onExit().thenRun(farewell::gone);
        });
    }

    @Override
    protected ServerCapabilities createServerCapabilities(InitializeParams params) {
        ServerCapabilities capabilities = super.createServerCapabilities(params);
        capabilities.setSignatureHelpProvider(null);
        capabilities.setCompletionProvider(new CompletionOptions(false, List.of(".", "[")));
        capabilities.setCodeActionProvider(Either.forRight(new CodeActionOptions(List.of(CodeActionKind.QuickFix))));
        return capabilities;
    }

    @Override
    public void initialized(InitializedParams params) {
        super.initialized(params);
        boolean watches = workspaceOfClient
                .map(WorkspaceClientCapabilities::getDidChangeWatchedFiles)
                .map(DidChangeWatchedFilesCapabilities::getDynamicRegistration)
                .orElse(false);
        if (watches) {
            FileSystemWatcher scenarios = new FileSystemWatcher(Either.forLeft("**/*.foliot"));
            var ignored = getLanguageClient()
                    .registerCapability(new RegistrationParams(List.of(new Registration(
                            WATCH_FILES,
                            WATCH_FILES,
                            new DidChangeWatchedFilesRegistrationOptions(List.of(scenarios))))));
        }
    }

    @Override
    public void cancelProgress(WorkDoneProgressCancelParams params) {
        runs.cancel(params.getToken());
    }

    @Override
    public CompletableFuture<?> request(String method, Object parameter) {
        return getExtensionProviders().containsKey(method)
                ? super.request(method, parameter)
                : CompletableFuture.failedFuture(
                        Refused.as(ResponseErrorCode.MethodNotFound, "there is no request " + method));
    }

    /** Shows a message to the person at the editor. */
    void tell(MessageParams message) {
        getLanguageClient().showMessage(message);
    }

    /** Looks at every file again, and asks the editor to ask again. Called from any thread. */
    void catalogueChanged() {
        if (getLanguageServerAccess().getInitializeResult() == null) {
            return;
        }
        runBuildable(workspace::everythingChanged);
        workspaceOfClient.ifPresent(client -> {
            if (client.getSemanticTokens() != null
                    && Boolean.TRUE.equals(client.getSemanticTokens().getRefreshSupport())) {
                var ignored = getLanguageClient().refreshSemanticTokens();
            }
        });
    }
}
