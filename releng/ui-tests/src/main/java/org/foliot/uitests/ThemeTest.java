package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.core.resources.IFile;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.text.TextAttribute;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.PlatformUI;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.eclipse.xtext.ui.editor.syntaxcoloring.IHighlightingConfiguration;
import org.eclipse.xtext.ui.editor.syntaxcoloring.IHighlightingConfigurationAcceptor;
import org.eclipse.xtext.ui.editor.syntaxcoloring.ITextAttributeProvider;
import org.eclipse.xtext.ui.editor.utils.TextStyle;
import org.foliot.dsl.ui.FoliotUiPlugin;
import org.foliot.ui.view.TimelineView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The workbench in its light and in its dark theme. */
class ThemeTest {
    static final String LIGHT = "org.eclipse.e4.ui.css.theme.e4_default";
    static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

    /** WCAG 2, level AA, for text of usual size. */
    private static final double READABLE = 4.5;

    private static final int DARK_GROUND = 0x0d1117;
    private static final int RUNNING_IN_THE_DARK = 0x3d9bdc;

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
        assertThat(luminance(ground(editor).getRGB())).isLessThan(0.05);
        assertThat(unreadable(editor)).isEmpty();
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
                double contrast = contrast(ink.getRGB(), text.getBackground().getRGB());
                if (contrast < READABLE) {
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

    private static double contrast(RGB one, RGB other) {
        double high = Math.max(luminance(one), luminance(other));
        double low = Math.min(luminance(one), luminance(other));
        return (high + 0.05) / (low + 0.05);
    }

    /** Relative luminance as WCAG 2 defines it, 0 for black and 1 for white. */
    private static double luminance(RGB colour) {
        return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
