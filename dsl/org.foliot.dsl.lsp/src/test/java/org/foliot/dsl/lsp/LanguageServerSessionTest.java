package org.foliot.dsl.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.dsl.lsp.EditorOnPipes.at;
import static org.foliot.dsl.lsp.EditorOnPipes.get;
import static org.foliot.dsl.lsp.EditorOnPipes.uri;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.WorkDoneProgressKind;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.xtext.ide.server.Document;
import org.foliot.api.extension.ExtensionKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor gets, over the wire. */
class LanguageServerSessionTest {
    private static final String HOSTS = "host src { cpus 2 }\nhost dst like src { }\n";
    private static final String MAIN = """
        import "hosts.foliot"
        scenario late
        guest web on src {
            vcpus 1
            pvtime host_kernel
            process work { busy }
        }
        timeline {
            at 1 s migrate web to dst
            at 2 s end
        }
        expect {
            always web.vcpu[0].stolen nondecreasing
            at end web.vcpu[0].running > 5 s
        }
        """;

    @TempDir
    Path folder;

    private EditorOnPipes editor;
    private String main;
    private String hosts;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("hosts.foliot"), HOSTS);
        Files.writeString(folder.resolve("main.foliot"), MAIN);
        main = uri(folder.resolve("main.foliot"));
        hosts = uri(folder.resolve("hosts.foliot"));
        editor = new EditorOnPipes(SomeCatalog.USUAL);
    }

    @AfterEach
    void stop() throws Exception {
        editor.close();
    }

    private TextDocumentService documents() {
        return editor.server().getTextDocumentService();
    }

    private static TextDocumentIdentifier of(String uri) {
        return new TextDocumentIdentifier(uri);
    }

    private static List<String> codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(d -> d.getCode().getLeft()).toList();
    }

    @Test
    void saysWhatItCanDo() throws Exception {
        InitializeResult result = editor.initialize(folder);

        assertThat(result.getServerInfo().getName()).isEqualTo("foliot");
        assertThat(result.getCapabilities().getRenameProvider().getRight().getPrepareProvider())
                .isTrue();
        assertThat(result.getCapabilities().getCodeLensProvider()).isNotNull();
        assertThat(result.getCapabilities().getSemanticTokensProvider()).isNotNull();
        assertThat(result.getCapabilities().getExecuteCommandProvider().getCommands())
                .containsExactlyInAnyOrder("foliot.run", "foliot.cancel");
    }

    @Test
    void diagnosticsComeFromTheBufferAndGoWithTheMistake() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN.replace("host_kernel", "hostkernel"));

        Diagnostic unknown = editor.diagnostics(main, d -> codes(d).contains("extension-unknown"))
                .get(0);
        assertThat(unknown.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
        assertThat(unknown.getRange().getStart()).isEqualTo(at(MAIN, "host_kernel", 0));
        assertThat(unknown.getMessage().toString()).contains("did you mean host_kernel?");

        editor.change(main, 2, MAIN);
        assertThat(editor.diagnostics(main, List::isEmpty)).isEmpty();
    }

    @Test
    void anUnsavedImportCounts() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN);
        editor.diagnostics(main, List::isEmpty);

        editor.open(hosts, HOSTS.replace("dst", "elsewhere"));
        assertThat(codes(editor.diagnostics(main, d -> !d.isEmpty()))).contains("name-unknown");

        editor.change(hosts, 2, HOSTS);
        editor.diagnostics(main, List::isEmpty);
    }

    @Test
    void aDeletedImportIsMissed() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN);
        editor.diagnostics(main, List::isEmpty);

        Files.delete(folder.resolve("hosts.foliot"));
        editor.server()
                .getWorkspaceService()
                .didChangeWatchedFiles(
                        new DidChangeWatchedFilesParams(List.of(new FileEvent(hosts, FileChangeType.Deleted))));
        assertThat(codes(editor.diagnostics(main, d -> !d.isEmpty()))).contains("file-not-found");
    }

    @Test
    void aFileOutsideOfAnyWorkspace() throws Exception {
        editor.initialize(null);
        editor.open(main, MAIN.replace("at 2 s", "at 2"));

        assertThat(codes(editor.diagnostics(main, d -> !d.isEmpty()))).contains("unit-missing");
    }

    @Test
    void anEditorThatCanDoNothingAndHasNoFolder() throws Exception {
        get(editor.server().initialize(new InitializeParams()));
        editor.server().initialized(new InitializedParams());
        editor.open(main, MAIN.replace("at 2 s", "at 2"));

        assertThat(codes(editor.diagnostics(main, d -> !d.isEmpty()))).contains("unit-missing");
    }

    @Test
    void whatIsNotAScenarioIsNoneOfItsBusiness() throws Exception {
        editor.initialize(folder);
        String notes = uri(folder.resolve("notes.txt"));
        editor.open(notes, "host a { counter 100 }");
        editor.open(main, MAIN);

        assertThat(editor.diagnostics(main, List::isEmpty)).isEmpty();
        documents().didClose(new DidCloseTextDocumentParams(of(notes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"untitled:Untitled-1", "untitled:/nowhere/late.foliot"})
    void aScenarioThatIsSavedNowhere(String unsaved) throws Exception {
        editor.initialize(folder);
        String text = MAIN.replace("import \"hosts.foliot\"\n", "").replace("guest web", HOSTS + "guest web");
        editor.open(unsaved, text.replace("at 2 s", "at 2"));
        assertThat(codes(editor.diagnostics(unsaved, d -> !d.isEmpty()))).contains("unit-missing");
        editor.change(unsaved, 2, text);
        editor.diagnostics(unsaved, List::isEmpty);

        assertThat(get(documents().hover(new HoverParams(of(unsaved), new Position(1, 6))))
                        .getContents()
                        .getRight()
                        .getValue())
                .contains("src");
        assertThat(lenses(unsaved)).contains("Run");
        assertThat(get(documents().semanticTokensFull(new SemanticTokensParams(of(unsaved))))
                        .getData())
                .isNotEmpty();
        run(unsaved);
        Diagnostic failed = editor.diagnostics(unsaved, d -> codes(d).contains("expectation-failed"))
                .get(0);
        assertThat(failed.getRange().getStart().getLine()).isEqualTo(14);

        documents().didClose(new DidCloseTextDocumentParams(of(unsaved)));
        editor.diagnostics(
                unsaved, d -> d.stream().noneMatch(each -> each.getSource().equals("Foliot")));
    }

    @Test
    void whatIsSavedNowhereCannotImport() throws Exception {
        editor.initialize(folder);
        editor.open("untitled:Untitled-1", MAIN);

        assertThat(codes(editor.diagnostics("untitled:Untitled-1", d -> !d.isEmpty())))
                .contains("file-not-found");
    }

    @Test
    void filesThatImportEachOtherAreToldSoAndNothingHangs() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN);
        editor.diagnostics(main, List::isEmpty);
        editor.open(hosts, "import \"main.foliot\"\n" + HOSTS);
        assertThat(editor.diagnostics(hosts, d -> !d.isEmpty())
                        .get(0)
                        .getMessage()
                        .toString())
                .contains("main.foliot");
        editor.change(hosts, 2, HOSTS);

        assertThat(editor.diagnostics(hosts, List::isEmpty)).isEmpty();
        assertThat(editor.diagnostics(main, List::isEmpty)).isEmpty();
    }

    @Test
    void proposesWhatIsInstalled() throws Exception {
        editor.initialize(folder);
        String text = MAIN.replace("host_kernel", "");
        editor.open(main, text);

        List<CompletionItem> items = get(documents()
                        .completion(new CompletionParams(of(main), at(text, "pvtime ", "pvtime ".length()))))
                .getRight()
                .getItems();
        assertThat(items).extracting(CompletionItem::getLabel).contains("host_kernel", "none");
        assertThat(items.get(0).getDocumentation().getRight().getValue()).contains("memory strategy");
    }

    @Test
    void hovers() throws Exception {
        editor.initialize(folder);
        editor.open(hosts, "host src { counter 100 MHz }\n");

        assertThat(get(documents().hover(new HoverParams(of(hosts), at("host src { counter 100", "100", 1))))
                        .getContents()
                        .getRight()
                        .getValue())
                .contains("10 ns per tick");
        assertThat(get(documents().hover(new HoverParams(of(hosts), at("host src {", "{", 0)))))
                .isNull();
    }

    @Test
    void renamesOverTwoFiles() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN);
        editor.diagnostics(main, List::isEmpty);

        assertThat(get(documents().prepareRename(new PrepareRenameParams(of(main), at(MAIN, "src", 1))))
                        .getSecond()
                        .getPlaceholder())
                .isEqualTo("src");
        WorkspaceEdit edit = get(documents().rename(new RenameParams(of(main), at(MAIN, "src", 1), "source")));
        assertThat(edit.getChanges()).containsOnlyKeys(main, hosts);
        assertThat(edit.getChanges().get(hosts)).hasSize(2).allMatch(e -> e.getNewText()
                .equals("source"));
        assertThat(edit.getChanges().get(main)).hasSize(1);
        assertThatThrownBy(() -> get(documents().rename(new RenameParams(of(main), at(MAIN, "src", 1), "host"))))
                .hasMessageContaining("cannot be a name");
        assertThatThrownBy(() -> get(documents().rename(new RenameParams(of(main), at(MAIN, "src", 1), "web"))))
                .hasMessageContaining("taken");
    }

    @Test
    void findsDeclarationsAndReferences() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN);
        editor.diagnostics(main, List::isEmpty);

        assertThat(get(documents().definition(new DefinitionParams(of(main), at(MAIN, "dst", 0))))
                        .getLeft())
                .extracting(l -> l.getUri() + " " + l.getRange().getStart().getLine())
                .containsExactly(hosts + " 1");
        assertThat(get(documents().definition(new DefinitionParams(of(main), at(MAIN, "hosts.f", 0))))
                        .getLeft())
                .extracting(l -> l.getUri())
                .containsExactly(hosts);
        assertThat(get(documents()
                        .references(new ReferenceParams(of(main), at(MAIN, "src", 0), new ReferenceContext(false)))))
                .hasSize(2);
        assertThat(get(documents().documentHighlight(new DocumentHighlightParams(of(main), at(MAIN, "web on", 0)))))
                .hasSize(4);
    }

    @Test
    void fixesWhatIsWrong() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN.replace("migrate web", "migrte web"));
        List<Diagnostic> wrong = editor.diagnostics(main, d -> codes(d).contains("event-unknown"));

        List<CodeAction> actions = get(documents()
                        .codeAction(
                                new CodeActionParams(of(main), wrong.get(0).getRange(), new CodeActionContext(wrong))))
                .stream()
                .map(a -> a.getRight())
                .toList();
        assertThat(actions.get(0).getTitle()).isEqualTo("Replace migrte with migrate");
        assertThat(actions.get(0).getEdit().getChanges().get(main))
                .extracting(TextEdit::getNewText)
                .containsExactly("migrate");

        wrong.forEach(d -> d.setData(null));
        assertThat(get(documents()
                        .codeAction(
                                new CodeActionParams(of(main), wrong.get(0).getRange(), new CodeActionContext(wrong)))))
                .hasSameSizeAs(actions);
    }

    @Test
    void laysOutAsTheCommandLineDoes() throws Exception {
        editor.initialize(folder);
        String crooked = "host   a{cpus 4}\nhost b { cpus 2 }\n";
        editor.open(main, crooked);

        List<? extends TextEdit> edits =
                get(documents().formatting(new DocumentFormattingParams(of(main), new FormattingOptions(8, true))));
        assertThat(edits).isNotEmpty().allMatch(e -> e.getNewText().isBlank());
        editor.open(main, "host a { cpus");
        assertThat(get(documents().formatting(new DocumentFormattingParams(of(main), new FormattingOptions(8, true)))))
                .isEmpty();
    }

    @Test
    void outlineFoldingAndColours() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN);

        assertThat(get(documents().documentSymbol(new DocumentSymbolParams(of(main)))))
                .extracting(s -> s.getRight().getName())
                .containsExactly("import", "late", "web", "timeline", "expect");
        assertThat(get(documents().foldingRange(new FoldingRangeRequestParams(of(main)))))
                .extracting(f -> f.getStartLine())
                .contains(2, 7, 11);
        List<Integer> tokens = get(documents().semanticTokensFull(new SemanticTokensParams(of(main))))
                .getData();
        assertThat(tokens.size()).isGreaterThan(100);
        assertThat(tokens.size() % 5).isZero();
        // import is the first word: line 0, column 0, six letters.
        assertThat(tokens.subList(0, 3)).containsExactly(0, 0, 6);
    }

    @Test
    void aRunPutsWhatFailedOnItsLineUntilTheNext() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN);
        editor.diagnostics(main, List::isEmpty);
        assertThat(lenses(main)).containsExactly("Run");

        assertThat(run(main)).containsEntry("started", true);
        List<Diagnostic> failed = editor.diagnostics(main, d -> !d.isEmpty());
        assertThat(codes(failed)).containsExactly("expectation-failed");
        assertThat(failed.get(0).getRange().getStart()).isEqualTo(at(MAIN, "at end web", 0));
        assertThat(failed.get(0).getMessage().toString()).startsWith("at 2 s ");
        assertThat(editor.message()).isEqualTo("late failed: 1 of 2 expectations held");
        assertThat(lenses(main)).hasSize(3).contains("Run", "✓ held").anyMatch(t -> t.startsWith("✗ at 2 s"));
        assertThat(editor.progress.stream()
                        .map(p -> p.getValue().getLeft().getKind())
                        .toList())
                .startsWith(WorkDoneProgressKind.begin);

        editor.change(main, 2, MAIN.replace("> 5 s", "> 1 ms"));
        assertThat(run(main)).containsEntry("started", true);
        editor.diagnostics(main, List::isEmpty);
        assertThat(editor.message()).isEqualTo("late passed: 2 of 2 expectations held");
    }

    @Test
    void whatCannotRunSaysWhy() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN.replace("host_kernel", "nothing_like_it"));

        assertThat(run(main)).containsEntry("started", false);
        assertThatThrownBy(() -> get(editor.server()
                        .getWorkspaceService()
                        .executeCommand(new ExecuteCommandParams("foliot.run", List.of()))))
                .hasMessageContaining("needs the address of a file");
    }

    @Test
    void aLongRunCanBeCancelled() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN.replace("at 2 s end", "at 20 h end"));
        run(main);
        var token = editor.progress.poll(60, TimeUnit.SECONDS).getToken();

        editor.server().cancelProgress(new WorkDoneProgressCancelParams(token));
        assertThat(editor.message()).isEqualTo("late was cancelled");
    }

    private List<String> lenses(String uri) throws Exception {
        List<String> titles = new ArrayList<>();
        for (CodeLens lens : get(documents().codeLens(new CodeLensParams(of(uri))))) {
            titles.add(lens.getCommand().getTitle());
        }
        return titles;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> run(String uri) throws Exception {
        Object answer = get(editor.server()
                .getWorkspaceService()
                .executeCommand(new ExecuteCommandParams("foliot.run", List.of(uri))));
        return (Map<String, Object>) answer;
    }

    @Test
    void aBundleThatComesIsSeen() throws Exception {
        editor.install(SomeCatalog.USUAL.without(ExtensionKind.MEMORY_STRATEGY));
        editor.initialize(folder);
        editor.open(main, MAIN);
        assertThat(codes(editor.diagnostics(main, d -> !d.isEmpty()))).contains("extension-unknown");

        editor.install(SomeCatalog.USUAL);
        assertThat(editor.diagnostics(main, List::isEmpty)).isEmpty();
    }

    @Test
    void nonsenseIsAnsweredAndSurvived() throws Exception {
        editor.initialize(folder);
        editor.open(main, MAIN);

        CompletableFuture<?> nowhere = documents().hover(new HoverParams(of(main), new Position(900, 5)));
        assertThatThrownBy(() -> get(nowhere)).isNotNull();
        CompletableFuture<?> nothing =
                documents().documentSymbol(new DocumentSymbolParams(of(uri(folder.resolve("no.foliot")))));
        assertThat(nothing.handle((a, e) -> "answered").get(60, TimeUnit.SECONDS))
                .isEqualTo("answered");
        assertThat(get(documents().documentSymbol(new DocumentSymbolParams(of(main)))))
                .isNotEmpty();
    }

    @Test
    void aRangeIsNeverOutsideOfTheText() {
        Document text = new Document(1, "abc");

        assertThat(Ranges.of(text, 1, 500)).isEqualTo(new Range(at("abc", "b", 0), at("abc", "c", 1)));
    }
}
