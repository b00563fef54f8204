package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.eclipse.xtext.ui.editor.hover.IEObjectHover;
import org.eclipse.xtext.ui.editor.outline.impl.OutlinePage;
import org.foliot.dsl.ui.FoliotUiPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The editor of scenarios. */
class EditorTest {
    static final String SOUND = """
            /** A host with a neighbour. */
            scenario sound

            host server {
                cpus 2
                counter 100 MHz
                task tenant on cpu 0 { busy }
            }

            guest web on server {
                vcpus 1 on cpu 0
                memory 1 GiB
                pvtime userspace
                process work { busy }
            }

            timeline {
                at 1 s end
            }

            expect {
                at end web.vcpu[0].stolen within 10 ms of 500 ms
            }
            """;

    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("lab");
    }

    @AfterEach
    void forget() throws Exception {
        scenarios.close();
    }

    @Test
    void aSoundScenarioOpensWithoutMarkers() throws Exception {
        IFile file = scenarios.file("sound.foliot", SOUND);
        XtextEditor editor = Scenarios.open(file);
        Ui.picture("editor");
        assertThat(editor.getLanguageName()).isEqualTo("org.foliot.dsl.Foliot");
        assertThat(markers(file)).isEmpty();
    }

    @Test
    void whatIsWrongIsMarkedWhereItStands() throws Exception {
        IFile file = scenarios.file("wrong.foliot", SOUND.replace("pvtime userspace", "pvtime userspce"));
        List<IMarker> markers = markers(file);
        assertThat(markers).hasSize(1);
        assertThat(markers.get(0).getAttribute(IMarker.LINE_NUMBER, 0)).isEqualTo(13);
        assertThat(markers.get(0).getAttribute(IMarker.MESSAGE, ""))
                .contains("userspce")
                .contains("userspace");
        assertThat(markers.get(0).getAttribute(IMarker.SEVERITY, -1)).isEqualTo(IMarker.SEVERITY_ERROR);
    }

    @Test
    void aQuickFixPutsTheNearestIdThatIsInstalled() throws Exception {
        IFile file = scenarios.file("fixed.foliot", SOUND.replace("pvtime userspace", "pvtime userspce"));
        XtextEditor editor = Scenarios.open(file);
        IMarker marker = markers(file).get(0);
        Ui.waitUntil("a fix is offered", () -> IDE.getMarkerHelpRegistry().getResolutions(marker).length > 0);
        Ui.run(() -> {
            IMarkerResolution fix = IDE.getMarkerHelpRegistry().getResolutions(marker)[0];
            assertThat(fix.getLabel()).contains("userspace");
            fix.run(marker);
            editor.doSave(null);
        });
        Ui.build();
        assertThat(Scenarios.text(file)).isEqualTo(SOUND);
        assertThat(markers(file)).isEmpty();
    }

    @Test
    void theOutlineShowsWhatIsDeclared() throws Exception {
        XtextEditor editor = Scenarios.open(scenarios.file("outline.foliot", SOUND));
        OutlinePage outline = Ui.call(() -> (OutlinePage) editor.getAdapter(IContentOutlinePage.class));
        Ui.run(() -> Ui.page().showView("org.eclipse.ui.views.ContentOutline"));
        Ui.waitUntil(
                "the outline is there",
                () -> outline.getTreeViewer() != null
                        && outline.getTreeViewer().getTree().getItemCount() == 5);
        List<String> lines = Ui.call(() -> {
            TreeViewer tree = outline.getTreeViewer();
            return Arrays.stream(tree.getTree().getItems())
                    .map(TreeItem::getText)
                    .toList();
        });
        Ui.picture("outline");
        assertThat(lines).containsExactly("sound", "server", "web  on server", "timeline", "expect");
    }

    @Test
    void contentAssistKnowsWhatIsInstalled() throws Exception {
        XtextEditor editor = Scenarios.open(scenarios.file("assist.foliot", SOUND));
        assertThat(proposals(editor, SOUND.indexOf("pvtime userspace") + "pvtime ".length()))
                .contains("userspace", "host_kernel", "guest_donated");
    }

    @Test
    void aHoverWorksOutWhatAQuantityMeans() throws Exception {
        XtextEditor editor = Scenarios.open(scenarios.file("hover.foliot", SOUND));
        assertThat(hover(editor, SOUND.indexOf("100 MHz"))).contains("10 ns");
    }

    @Test
    void aHostIsRenamedInEveryFileThatUsesIt() throws Exception {
        IFile hosts = scenarios.file("hosts.foliot", "host rack {\n    cpus 2\n}\n");
        String using = "import \"hosts.foliot\"\n" + SOUND.replace("on server", "on rack");
        IFile file = scenarios.file("guests.foliot", using);
        assertThat(markers(file)).isEmpty();
        XtextEditor editor = Scenarios.open(hosts);
        Renaming.of(editor, "rack", "cabinet");
        Ui.build();
        assertThat(Scenarios.text(hosts)).contains("host cabinet {");
        assertThat(Scenarios.text(file)).contains("guest web on cabinet {");
        assertThat(markers(file)).isEmpty();
    }

    @Test
    void aFileIsLaidOutAsTheCommandLineDoesIt() throws Exception {
        IFile file = scenarios.file("layout.foliot", SOUND.replace("    ", " ").replace(" {", "{"));
        XtextEditor editor = Scenarios.open(file);
        Ui.run(() -> {
            ((org.eclipse.xtext.ui.editor.XtextSourceViewer) editor.getInternalSourceViewer())
                    .doOperation(org.eclipse.jface.text.source.ISourceViewer.FORMAT);
            editor.doSave(null);
        });
        assertThat(Scenarios.text(file)).isEqualTo(SOUND);
    }

    @SuppressWarnings("deprecation") // The text of a hover without its window.
    private static String hover(XtextEditor editor, int offset) {
        return Ui.call(() -> {
            var viewer = (org.eclipse.xtext.ui.editor.XtextSourceViewer) editor.getInternalSourceViewer();
            var hover = FoliotUiPlugin.get().injector().getInstance(IEObjectHover.class);
            return ((ITextHover) hover).getHoverInfo(viewer, new Region(offset, 0));
        });
    }

    static List<String> proposals(XtextEditor editor, int offset) {
        return Ui.call(() -> {
            var viewer = (org.eclipse.xtext.ui.editor.XtextSourceViewer) editor.getInternalSourceViewer();
            var assistant = viewer.getContentAssistant();
            ICompletionProposal[] found = assistant
                    .getContentAssistProcessor(org.eclipse.jface.text.IDocument.DEFAULT_CONTENT_TYPE)
                    .computeCompletionProposals(viewer, offset);
            return Arrays.stream(found)
                    .map(ICompletionProposal::getDisplayString)
                    .toList();
        });
    }

    static List<IMarker> markers(IFile file) throws Exception {
        return List.of(file.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_ZERO));
    }
}
