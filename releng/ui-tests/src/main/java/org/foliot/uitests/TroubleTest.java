package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.console.ConsolePlugin;
import org.eclipse.ui.console.IHyperlink;
import org.eclipse.ui.console.TextConsole;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.eclipse.xtext.ui.editor.outline.impl.OutlinePage;
import org.foliot.run.Cancellation;
import org.foliot.ui.FoliotWorkbench;
import org.foliot.ui.launch.LaunchAttributes;
import org.foliot.ui.launch.RunSteps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong, and what is left of it. */
class TroubleTest {
    static final String ENDLESS = EditorTest.SOUND.replace("at 1 s end", "at 9000000 s end");

    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("trouble");
    }

    @AfterEach
    void forget() throws Exception {
        scenarios.close();
    }

    @Test
    void theOutlineLivesThroughASyntaxError() throws Exception {
        XtextEditor editor = Scenarios.open(scenarios.file("broken.foliot", EditorTest.SOUND));
        OutlinePage outline = Ui.call(() -> (OutlinePage) editor.getAdapter(IContentOutlinePage.class));
        Ui.run(() -> Ui.page().showView("org.eclipse.ui.views.ContentOutline"));
        Ui.waitUntil("the outline is there", () -> lines(outline).contains("timeline"));
        Ui.run(() -> editor.getDocument()
                .set(EditorTest.SOUND
                        .replace("memory 1 GiB", "memory = {{ 1 \"GiB")
                        .replace("tenant", "neighbour")));
        Ui.waitUntil("the editor has seen the error", () -> hasErrors(editor));
        assertThat(Ui.call(() -> lines(outline))).contains("sound", "server");
        Ui.run(() -> editor.getDocument().set(EditorTest.SOUND.replace("scenario sound", "scenario mended")));
        Ui.waitUntil("it is whole again", () -> lines(outline)
                .containsAll(List.of("mended", "server", "timeline", "expect")));
    }

    @Test
    void aSyntaxErrorIsMarkedInAFileThatNobodyHasOpen() throws Exception {
        IFile file = scenarios.file("torn.foliot", EditorTest.SOUND.replace("memory 1 GiB", "memory { 1 GiB"));
        assertThat(EditorTest.markers(file)).isNotEmpty();
        Scenarios.write(file, EditorTest.SOUND);
        assertThat(EditorTest.markers(file)).isEmpty();
    }

    @Test
    void aPlaceInTheConsoleLeadsToItsLine() throws Exception {
        // With a space, as names of projects often have.
        IFile file = scenarios.file("one that fails.foliot", EditorTest.SOUND.replace("of 500 ms", "of 100 ms"));
        RunTest.run(file);
        Ui.waitUntil("the console has a link", () -> link() != null);
        Ui.run(() -> link().linkActivated());
        Ui.waitUntil("the editor is open", () -> Ui.page().getActiveEditor() != null);
        Ui.waitUntil("the line is selected", () -> selectedLine() == 22);
    }

    @Test
    void aRunIsCancelledWhereItsProgressIsShown() throws Exception {
        ILaunch launch = RunTest.launch(scenarios.file("endless.foliot", ENDLESS), Map.of());
        Job.getJobManager().cancel(FoliotWorkbench.FAMILY_RUNS);
        Job.getJobManager().join(FoliotWorkbench.FAMILY_RUNS, null);
        IProcess process = launch.getProcesses()[0];
        Ui.waitUntil("the console says so", process::isTerminated);
        assertThat(process.getExitValue()).isEqualTo(130);
    }

    @Test
    void aRunThatNeedsDaysForAStepSaysHowFarItHasCome() {
        StringBuilder said = new StringBuilder();
        RunSteps steps = new RunSteps(
                new NullProgressMonitor() {
                    @Override
                    public void subTask(String words) {
                        said.append(words);
                    }
                },
                new Cancellation());
        Ui.waitUntil("it says something", () -> {
            steps.at(1_234_567_890_123_456L, 9_000_000_000_000_000_000L, 4321);
            return !said.isEmpty();
        });
        assertThat(said).hasToString("1200 s of 9000000 s, 4321 events");
    }

    @Test
    void aRunThatCannotBeKeptSaysWhy(@TempDir Path folder) throws Exception {
        Path taken = Files.createFile(folder.resolve("taken"));
        ILaunch launch = RunTest.launch(
                scenarios.file("unkept.foliot", EditorTest.SOUND), Map.of(LaunchAttributes.FOLDER, taken.toString()));
        Job.getJobManager().join(FoliotWorkbench.FAMILY_RUNS, null);
        IProcess process = launch.getProcesses()[0];
        assertThat(process.getExitValue()).isEqualTo(4);
        assertThat(process.getStreamsProxy().getErrorStreamMonitor().getContents())
                .contains(taken.toString());
    }

    private static List<String> lines(OutlinePage outline) {
        return outline.getTreeViewer() == null
                ? List.of()
                : Arrays.stream(outline.getTreeViewer().getTree().getItems())
                        .map(TreeItem::getText)
                        .map(line -> line.split(" ", 2)[0])
                        .toList();
    }

    private static boolean hasErrors(XtextEditor editor) {
        return editor.getDocument().readOnly(resource -> !resource.getErrors().isEmpty());
    }

    private static IHyperlink link() {
        return Arrays.stream(ConsolePlugin.getDefault().getConsoleManager().getConsoles())
                .filter(TextConsole.class::isInstance)
                .flatMap(console -> Arrays.stream(((TextConsole) console).getHyperlinks()))
                .findFirst()
                .orElse(null);
    }

    private static int selectedLine() {
        ITextEditor editor = (ITextEditor) Ui.page().getActiveEditor();
        return ((ITextSelection) editor.getSelectionProvider().getSelection()).getStartLine() + 1;
    }
}
