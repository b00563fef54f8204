package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension2;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension6;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.projection.ProjectionAnnotation;
import org.eclipse.search.ui.ISearchQuery;
import org.eclipse.search.ui.NewSearchUI;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.eclipse.xtext.ui.editor.XtextSourceViewer;
import org.eclipse.xtext.ui.editor.findrefs.ReferenceSearchResult;
import org.eclipse.xtext.ui.editor.hyperlinking.IHyperlinkHelper;
import org.eclipse.xtext.ui.editor.outline.impl.OutlinePage;
import org.foliot.dsl.ui.FoliotUiPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the editor shows, proposes, repairs and finds while people write. */
class EditingTest {
    private static final String SOUND = EditorTest.SOUND;
    private static final String DECLARATION = "org.eclipse.xtext.ui.editor.declarationAnnotation";
    private static final String OCCURRENCE = "org.eclipse.xtext.ui.editor.defaultOccurrenceAnnotation";

    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("editing");
    }

    @AfterEach
    void forget() throws Exception {
        scenarios.close();
    }

    @Test
    void wordsHaveTheColourOfWhatTheyMean() throws Exception {
        XtextEditor editor = Scenarios.open(scenarios.file("colours.foliot", SOUND));
        int id = SOUND.indexOf("userspace");
        Ui.waitUntil("ids are coloured", () -> style(editor, id) != null && style(editor, id).fontStyle == SWT.BOLD);
        StyleRange metric = Ui.call(() -> style(editor, SOUND.indexOf("stolen within")));
        StyleRange quantity = Ui.call(() -> style(editor, SOUND.indexOf("100 MHz")));
        assertThat(Set.of(
                        style(editor, id).foreground.getRGB(),
                        metric.foreground.getRGB(),
                        quantity.foreground.getRGB()))
                .hasSize(3);
    }

    @Test
    void theOutlineHasPicturesAndValuesThatFollowTheText() throws Exception {
        String text = SOUND.replace("scenario sound\n", "scenario sound\n\nparam length = 10 s\n");
        XtextEditor editor = Scenarios.open(scenarios.file("values.foliot", text));
        OutlinePage outline = Ui.call(() -> (OutlinePage) editor.getAdapter(IContentOutlinePage.class));
        Ui.run(() -> Ui.page().showView("org.eclipse.ui.views.ContentOutline"));
        Ui.waitUntil("the value is shown", () -> lines(outline).contains("length  10 s"));
        Ui.run(() -> assertThat(outline.getTreeViewer().getTree().getItems())
                .allSatisfy(
                        item -> assertThat(item.getImage()).as(item.getText()).isNotNull()));
        Ui.run(() -> editor.getDocument().replace(text.indexOf("10 s"), 4, "25 s"));
        Ui.waitUntil("the new value is shown", () -> lines(outline).contains("length  25 s"));
        // A syntax error below leaves what is around it.
        Ui.run(() -> editor.getDocument().replace(editor.getDocument().get().indexOf("cpus 2"), 6, "cpus ("));
        Ui.waitUntil("the rest is still there", () -> lines(outline)
                .containsAll(List.of("length  25 s", "server", "timeline", "expect")));
        Ui.run(() -> editor.doRevertToSaved());
    }

    @Test
    void assistProposesWhatCanStandThereWithDocumentation() throws Exception {
        String text = SOUND.replace("pvtime userspace", "pvtime userspace {  }").replace("at 1 s end", "at 1 s  end");
        XtextEditor editor = Scenarios.open(scenarios.file("assist.foliot", text));
        assertThat(labels(editor, text.indexOf("userspace {") + 12)).contains("at");
        assertThat(labels(editor, text.indexOf("at 1 s ") + 7)).contains("pause", "migrate", "end");
        assertThat(labels(editor, text.indexOf("stolen within"))).contains("stolen", "running", "waiting");
        assertThat(labels(editor, text.indexOf("cpu 0") + 4)).contains("0", "1");
        for (String documented : List.of("userspace {", "stolen within")) {
            assertThat(proposals(editor, text.indexOf(documented)))
                    .as(documented)
                    .anySatisfy(
                            each -> assertThat(each.getAdditionalProposalInfo()).isNotBlank());
        }
    }

    @Test
    void aTemplateIsWrittenWithItsPlacesToFillIn() throws Exception {
        XtextEditor editor = Scenarios.open(scenarios.file("template.foliot", SOUND));
        int place = SOUND.indexOf("timeline {");
        Ui.run(() -> {
            // A template says what it writes, the bare word does not.
            ICompletionProposal guest = Arrays.stream(compute(editor, place))
                    .filter(each -> each instanceof ICompletionProposalExtension6 styled
                            && styled.getStyledDisplayString().getString().matches("guest  \\S.*"))
                    .findFirst()
                    .orElseThrow();
            ((ICompletionProposalExtension2) guest)
                    .apply((XtextSourceViewer) editor.getInternalSourceViewer(), '\n', 0, place);
        });
        assertThat(editor.getDocument().get().split("\nguest ", -1).length).isEqualTo(3);
        Ui.run(() -> editor.doRevertToSaved());
    }

    @Test
    void problemsAreRepaired() throws Exception {
        repaired("unit", SOUND.replace("100 MHz", "100"), "counter 100 Hz");
        repaired("kind", SOUND.replace("pvtime userspace", "pvtime usrspace"), "pvtime userspace");
        repaired(
                "address",
                SOUND.replace("pvtime userspace", "region flash at 0x1001 size 4 KiB flash\n    pvtime userspace"),
                "at 0x1000 size");
        repaired("end", SOUND.replace("    at 1 s end\n", "    at 1 s pause web\n"), " end\n}");
    }

    @Test
    void blocksFold() throws Exception {
        XtextEditor editor = Scenarios.open(scenarios.file("folding.foliot", SOUND));
        Ui.waitUntil("blocks can be folded", () -> {
            var model = ((XtextSourceViewer) editor.getInternalSourceViewer()).getProjectionAnnotationModel();
            return model != null && count(model, ProjectionAnnotation.TYPE) >= 4;
        });
    }

    @Test
    void whatIsNamedAtTheCaretIsMarkedEverywhere() throws Exception {
        XtextEditor editor = Scenarios.open(scenarios.file("occurrences.foliot", SOUND));
        Ui.run(() -> editor.selectAndReveal(SOUND.indexOf("web on"), 0));
        Ui.waitUntil(
                "both places are marked",
                () -> count(editor.getInternalSourceViewer().getAnnotationModel(), OCCURRENCE) == 1
                        && count(editor.getInternalSourceViewer().getAnnotationModel(), DECLARATION) == 1);
    }

    @Test
    void aNameLeadsToItsDeclarationAndTheDeclarationToItsUses() throws Exception {
        IFile hosts = scenarios.file("racks.foliot", "host rack {\n    cpus 2\n}\n");
        String using = "import \"racks.foliot\"\n" + SOUND.replace("on server", "on rack");
        XtextEditor editor = Scenarios.open(scenarios.file("guests.foliot", using));
        Ui.run(() -> {
            IHyperlink[] links = editor.getDocument().readOnly(resource -> FoliotUiPlugin.get()
                    .injector()
                    .getInstance(IHyperlinkHelper.class)
                    .createHyperlinksByOffset(resource, using.indexOf("on rack") + 4, true));
            assertThat(links).hasSize(1);
            links[0].open();
        });
        assertThat(Ui.call(() -> Ui.page().getActiveEditor().getTitle())).isEqualTo("racks.foliot");
        XtextEditor declaring = Scenarios.open(hosts);
        Ui.run(() -> {
            Ui.page().activate(declaring);
            declaring.selectAndReveal("host ".length(), 0);
            PlatformUI.getWorkbench()
                    .getService(IHandlerService.class)
                    .executeCommand("org.eclipse.xtext.ui.editor.FindReferences", null);
        });
        Ui.waitUntil("the use is found", () -> found() == 1);
        Ui.run(() -> Ui.page().hideView(NewSearchUI.getSearchResultView()));
    }

    @Test
    void aGuestIsRenamedInEveryReadingOfIt() throws Exception {
        IFile file = scenarios.file("readings.foliot", SOUND);
        XtextEditor editor = Scenarios.open(file);
        Renaming.of(editor, "web", "shop");
        Ui.build();
        assertThat(Scenarios.text(file))
                .contains("guest shop on server {")
                .contains("at end shop.vcpu[0].stolen")
                .doesNotContain("web");
        assertThat(EditorTest.markers(file)).isEmpty();
    }

    private void repaired(String name, String text, String repaired) throws Exception {
        IFile file = scenarios.file(name + ".foliot", text);
        XtextEditor editor = Scenarios.open(file);
        IMarker marker = EditorTest.markers(file).get(0);
        Ui.waitUntil("a fix is offered", () -> IDE.getMarkerHelpRegistry().getResolutions(marker).length > 0);
        Ui.run(() -> {
            IMarkerResolution fix = IDE.getMarkerHelpRegistry().getResolutions(marker)[0];
            fix.run(marker);
            editor.doSave(null);
        });
        Ui.build();
        assertThat(Scenarios.text(file)).contains(repaired);
        assertThat(EditorTest.markers(file)).as(name).isEmpty();
    }

    private static StyleRange style(XtextEditor editor, int offset) {
        return Ui.call(() -> editor.getInternalSourceViewer().getTextWidget().getStyleRangeAtOffset(offset));
    }

    private static List<String> lines(OutlinePage outline) {
        return outline.getTreeViewer() == null
                ? List.of()
                : Arrays.stream(outline.getTreeViewer().getTree().getItems())
                        .map(TreeItem::getText)
                        .toList();
    }

    private static ICompletionProposal[] compute(XtextEditor editor, int offset) {
        XtextSourceViewer viewer = (XtextSourceViewer) editor.getInternalSourceViewer();
        return viewer.getContentAssistant()
                .getContentAssistProcessor(IDocument.DEFAULT_CONTENT_TYPE)
                .computeCompletionProposals(viewer, offset);
    }

    private static List<ICompletionProposal> proposals(XtextEditor editor, int offset) {
        return Ui.call(() -> List.of(compute(editor, offset)));
    }

    private static List<String> labels(XtextEditor editor, int offset) {
        return proposals(editor, offset).stream()
                .map(ICompletionProposal::getDisplayString)
                .toList();
    }

    private static int count(IAnnotationModel model, String type) {
        List<Annotation> found = new ArrayList<>();
        for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext(); ) {
            Annotation each = all.next();
            if (type.equals(each.getType())) {
                found.add(each);
            }
        }
        return found.size();
    }

    /** How many places the latest search has found; -1 before there was one. */
    private static int found() {
        ISearchQuery[] queries = NewSearchUI.getQueries();
        return queries.length > 0 && queries[0].getSearchResult() instanceof ReferenceSearchResult result
                ? result.getMatchingReferences().size()
                : -1;
    }
}
