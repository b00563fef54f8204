package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IToc;
import org.eclipse.help.ITopic;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.foliot.ui.help.HelpView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Help: contents, pages, search, the word at the caret, and the first steps. */
class HelpTest {
    private static final String CHEAT_SHEETS = "org.eclipse.ui.cheatsheets.views.CheatSheetView";

    @AfterEach
    void putAway() {
        Ui.run(() -> {
            for (String id : List.of(HelpView.ID, CHEAT_SHEETS)) {
                IViewPart view = Ui.page().findView(id);
                if (view != null) {
                    Ui.page().hideView(view);
                }
            }
        });
    }

    @Test
    void theContentsLeadToPagesThatAreThere() {
        List<String> pages = new ArrayList<>();
        for (IToc toc : HelpSystem.getTocs()) {
            collect(toc.getTopics(), pages);
        }
        assertThat(pages)
                .contains("/org.foliot.doc/html/tutorial.html", "/org.foliot.doc/html/reference/events.html")
                .allSatisfy(page -> assertThat(
                                PlatformUI.getWorkbench().getHelpSystem().resolve(page, true))
                        .as(page)
                        .isNotNull());
    }

    @Test
    void helpOpensWithItsContentsAndFindsWords() {
        HelpView view = help(() -> PlatformUI.getWorkbench().getHelpSystem().displayHelp());
        shows(view, "html/index.html", "Foliot");
        assertThat(labels(view)).containsExactly("Foliot");
        Ui.picture("help");
        Ui.run(() -> PlatformUI.getWorkbench().getHelpSystem().search("unlimit quo"));
        assertThat(labels(view)).isNotEmpty().allMatch(label -> !label.equals("Foliot"));
        assertThat(labels(view).get(0)).isEqualTo("unlimit – Events");
        Ui.run(() -> {
            Tree tree = view.contents().getTree();
            tree.setSelection(tree.getItem(0));
            tree.notifyListeners(SWT.Selection, new Event());
        });
        shows(view, "html/reference/events.html#unlimit", "Events");
        Ui.picture("help-search");
        Ui.run(() -> PlatformUI.getWorkbench().getHelpSystem().search("nowheretobefound"));
        assertThat(labels(view)).isEmpty();
    }

    @Test
    void pagesAreDarkInADarkWorkbench() {
        HelpView view = help(() -> PlatformUI.getWorkbench().getHelpSystem().displayHelp());
        shows(view, "html/index.html", "Foliot");
        try {
            ThemeTest.use(ThemeTest.DARK);
            Ui.waitUntil("the page is dark", () -> ground(view).equals("rgb(30, 32, 34)"));
            Ui.picture("help-dark");
        } finally {
            ThemeTest.use(ThemeTest.LIGHT);
        }
        Ui.waitUntil("the page is light", () -> ground(view).equals("rgb(255, 255, 255)"));
    }

    private static String ground(HelpView view) {
        return (String) view.browser().evaluate("return getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void theWordAtTheCaretIsExplained() throws Exception {
        try (Scenarios scenarios = new Scenarios("words")) {
            XtextEditor editor = Scenarios.open(scenarios.file("words.foliot", EditorTest.SOUND));
            explains(editor, "userspace", "reference/options.html#memory-strategy-userspace");
            explains(editor, "stolen", "reference/metrics.html#stolen");
        }
    }

    @Test
    void theFirstStepsAreThere() {
        Ui.run(() -> {
            var commands = PlatformUI.getWorkbench().getService(ICommandService.class);
            var handlers = PlatformUI.getWorkbench().getService(IHandlerService.class);
            handlers.executeCommand(
                    ParameterizedCommand.generateCommand(
                            commands.getCommand("org.eclipse.ui.cheatsheets.openCheatSheet"),
                            Map.of("cheatSheetId", "org.foliot.ui.firstSteps")),
                    null);
        });
        Ui.waitUntil("the first steps are shown", () -> Ui.page().findView(CHEAT_SHEETS) != null);
        Ui.picture("first-steps");
        for (String command : List.of(
                "org.eclipse.ui.newWizard(newWizardId=org.foliot.ui.newProject)",
                "org.eclipse.ui.newWizard(newWizardId=org.foliot.ui.newExample)",
                "org.eclipse.ui.views.showView(org.eclipse.ui.views.showView.viewId=org.foliot.ui.timeline)",
                "org.foliot.ui.help")) {
            assertThat(Ui.call(() -> PlatformUI.getWorkbench()
                            .getService(ICommandService.class)
                            .deserialize(command)
                            .getCommand()
                            .isDefined()))
                    .as(command)
                    .isTrue();
        }
    }

    private static void collect(ITopic[] topics, List<String> pages) {
        for (ITopic topic : topics) {
            if (topic.getHref() != null) {
                pages.add(topic.getHref());
            }
            collect(topic.getSubtopics(), pages);
        }
    }

    private static HelpView help(Ui.ThrowingRunnable asked) {
        Ui.run(asked);
        return Ui.call(() -> (HelpView) Ui.page().findView(HelpView.ID));
    }

    private static void shows(HelpView view, String address, String title) {
        Ui.waitUntil(
                address + " is shown",
                () -> view.browser().getUrl().endsWith(address)
                        && title.equals(view.browser().evaluate("return document.title")));
    }

    private static List<String> labels(HelpView view) {
        return Ui.call(() -> Arrays.stream(view.contents().getTree().getItems())
                .map(TreeItem::getText)
                .toList());
    }

    /** F1 on the first place of a word leads to a page. */
    private static void explains(XtextEditor editor, String word, String address) {
        HelpView view = help(() -> {
            Ui.page().activate(editor);
            editor.selectAndReveal(EditorTest.SOUND.indexOf(word) + 1, 0);
            PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand("org.foliot.ui.help.word", null);
        });
        Ui.waitUntil(address + " is shown", () -> view.browser().getUrl().endsWith(address));
    }
}
