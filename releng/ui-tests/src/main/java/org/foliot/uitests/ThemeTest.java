package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.core.resources.IFile;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.text.TextAttribute;
import org.eclipse.jface.text.codemining.ICodeMining;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.PlatformUI;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.eclipse.xtext.ui.editor.syntaxcoloring.IHighlightingConfiguration;
import org.eclipse.xtext.ui.editor.syntaxcoloring.IHighlightingConfigurationAcceptor;
import org.eclipse.xtext.ui.editor.syntaxcoloring.ITextAttributeProvider;
import org.eclipse.xtext.ui.editor.utils.TextStyle;
import org.foliot.dsl.ui.FoliotUiPlugin;
import org.foliot.ui.results.ReadableInk;
import org.foliot.ui.view.TimelineView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The workbench in its light and in its dark theme. */
class ThemeTest {
    static final String LIGHT = "org.eclipse.e4.ui.css.theme.e4_default";
    static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

    private static final int DARK_GROUND = 0x0d1117;
    private static final int RUNNING_IN_THE_DARK = 0x3d9bdc;

    private static final int FROM_EDGE = 6;

    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("themes");
    }

    @AfterEach
    void forget() throws Exception {
        use(LIGHT);
        scenarios.close();
    }

    @Test
    void everyStyleOfTheEditorCanBeReadInTheLight() throws Exception {
        assertThat(unreadable(Scenarios.open(scenarios.file("light.foliot", EditorTest.SOUND))))
                .isEmpty();
    }

    @Test
    void everyStyleOfTheEditorCanBeReadInTheDark() throws Exception {
        XtextEditor editor = Scenarios.open(scenarios.file("dark.foliot", EditorTest.SOUND));
        use(DARK);
        assertThat(ReadableInk.luminance(ground(editor).getRGB())).isLessThan(0.05);
        assertThat(unreadable(editor)).isEmpty();
        Ui.waitUntil("what GTK draws by itself is dark", () -> ReadableInk.luminance(menuBar()) < 0.1);
    }

    /** The colour at the right end of the bar of menus, where nothing is written. */
    private static RGB menuBar() {
        Shell shell = Ui.page().getWorkbenchWindow().getShell();
        Rectangle inside = shell.getDisplay().map(shell, null, shell.getClientArea());
        return Pixels.at(shell.getDisplay(), inside.x + inside.width - FROM_EDGE, inside.y - FROM_EDGE);
    }

    @Test
    void whatARunShowsAndSaysIsDarkAsWell() throws Exception {
        Browser timeline = ((TimelineView) Ui.call(() -> Ui.page().showView(TimelineView.ID))).browser();
        IFile file = scenarios.file("night.foliot", ViewTest.moving("night"));
        Scenarios.open(file);
        RunTest.run(file);
        ViewTest.waitForLanes(timeline, "night");
        use(DARK);
        Ui.waitUntil("the page is dark", () -> count(timeline, DARK_GROUND) > 20_000);
        assertThat(Ui.call(() -> count(timeline, RUNNING_IN_THE_DARK))).isGreaterThan(1000);
        Ui.run(() -> Ui.page().showView(IPageLayout.ID_OUTLINE));
        Ui.picture("dark");
    }

    @Test
    void resultsBesideLinesCanBeReadInTheLightAndInTheDark() throws Exception {
        IFile file = scenarios.file("beside.foliot", EditorTest.SOUND.replace("of 500 ms", "of 100 ms"));
        XtextEditor editor = Scenarios.open(file);
        RunTest.run(file);
        for (String theme : List.of(LIGHT, DARK)) {
            use(theme);
            Ui.waitUntil("results are shown", () -> drawn(editor).size() > 1);
            RGB ground = ground(editor).getRGB();
            assertThat(drawn(editor)).allSatisfy(ink -> assertThat(ReadableInk.contrast(ink.getRGB(), ground))
                    .as(theme + " " + ink)
                    .isGreaterThanOrEqualTo(ReadableInk.CONTRAST));
            Ui.picture("results-" + (theme.equals(DARK) ? "dark" : "light"));
        }
    }

    /** The colours in which what the run says is drawn, with the grey of the platform to begin with. */
    private static List<Color> drawn(XtextEditor editor) {
        return Ui.call(() -> {
            StyledText text = editor.getInternalSourceViewer().getTextWidget();
            Image image = new Image(text.getDisplay(), 10, 10);
            GC gc = new GC(image);
            try {
                List<Color> found = new ArrayList<>();
                for (ICodeMining mining : ResultsTest.minings(editor)) {
                    mining.draw(gc, text, new Color(128, 128, 128), 0, 0);
                    found.add(gc.getForeground());
                }
                return found;
            } finally {
                gc.dispose();
                image.dispose();
            }
        });
    }

    private static int count(Browser browser, int colour) {
        return Pixels.of(browser).count(colour);
    }

    static void use(String theme) {
        Ui.run(() -> PlatformUI.getWorkbench().getService(IThemeEngine.class).setTheme(theme, false));
    }

    /** The styles of the language, as they are in the editor now, that do not stand out from its ground. */
    private static List<String> unreadable(XtextEditor editor) {
        return Ui.call(() -> {
            StyledText text = editor.getInternalSourceViewer().getTextWidget();
            var attributes = FoliotUiPlugin.get().injector().getInstance(ITextAttributeProvider.class);
            List<String> found = new ArrayList<>();
            for (String style : styles()) {
                TextAttribute attribute = attributes.getAttribute(style);
                Color ink = attribute == null || attribute.getForeground() == null
                        ? text.getForeground()
                        : attribute.getForeground();
                double contrast =
                        ReadableInk.contrast(ink.getRGB(), text.getBackground().getRGB());
                if (contrast < ReadableInk.CONTRAST) {
                    found.add(style + " " + ink.getRGB() + " on "
                            + text.getBackground().getRGB() + ": " + contrast);
                }
            }
            return found;
        });
    }

    private static Color ground(XtextEditor editor) {
        return Ui.call(() -> editor.getInternalSourceViewer().getTextWidget().getBackground());
    }

    private static Set<String> styles() {
        Set<String> ids = new LinkedHashSet<>();
        FoliotUiPlugin.get()
                .injector()
                .getInstance(IHighlightingConfiguration.class)
                .configure(new IHighlightingConfigurationAcceptor() {
                    @Override
                    public void acceptDefaultHighlighting(String id, String name, TextStyle style) {
                        ids.add(id);
                    }
                });
        assertThat(ids).hasSizeGreaterThan(15);
        return ids;
    }
}
