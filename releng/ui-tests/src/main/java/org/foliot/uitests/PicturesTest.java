package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.swt.browser.Browser;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartReference;
import org.foliot.ui.view.FigureView;
import org.foliot.ui.view.TimelineView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pictures of the README, which {@code releng/screenshots} takes from here: an example that has just been run. */
class PicturesTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("foliot.uitests.examples"), "tutorial");

    /** What tells a picture of a page from its frame alone, whatever the page shows. */
    private static final int A_PICTURE = 2000;

    /** Where the browser has not painted since it has become larger. */
    private static final int UNPAINTED = 0x000000;

    private static final int RUNNING = 0x0072b2;
    private static final int PAUSED = 0xcc79a7;

    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("laboratory");
    }

    @AfterEach
    void forget() throws Exception {
        scenarios.close();
    }

    @Test
    void editorTimelineAndFigureOneOfAnExample() throws Exception {
        IFolder parts = scenarios.project().getFolder("parts");
        parts.create(true, true, null);
        scenarios.file("parts/hosts.foliot", example("parts/hosts.foliot"));
        IFile file = scenarios.file("move-a-guest.foliot", example("move-a-guest.foliot"));
        assertThat(EditorTest.markers(file)).isEmpty();
        Scenarios.open(file);
        Browser figure = ((FigureView) Ui.call(() -> Ui.page().showView(FigureView.ID))).browser();
        Browser timeline = ((TimelineView) Ui.call(() -> Ui.page().showView(TimelineView.ID))).browser();
        RunTest.run(file);
        ViewTest.waitForLanes(timeline, "move_a_guest");
        Ui.run(() -> {
            Ui.page().activate(Ui.page().getActiveEditor());
            // Nothing is pointed at.
            Ui.display().setCursorLocation(0, 0);
        });
        Ui.picture("readme-editor");
        whileLarge(TimelineView.ID, () -> {
            Ui.waitUntil(
                    "the timeline is large",
                    () -> isLarge(timeline) && Pixels.of(timeline).count(RUNNING) > 3 * A_PICTURE);
            Ui.picture("readme-timeline", timeline);
        });
        whileLarge(FigureView.ID, () -> {
            Ui.waitUntil(
                    "the figure is large",
                    () -> isLarge(figure) && Pixels.of(figure).count(PAUSED) > 200);
            Ui.picture("readme-figure-1", figure);
        });
    }

    private static boolean isLarge(Browser browser) {
        return browser.getSize().x > Ui.display().getBounds().width * 9 / 10
                && Boolean.TRUE.equals(
                        browser.evaluate("return document.querySelector('canvas').clientWidth > innerWidth * 0.9"))
                && Pixels.of(browser).count(UNPAINTED) < A_PICTURE;
    }

    private static void whileLarge(String view, Ui.ThrowingRunnable work) throws Exception {
        Ui.run(() -> {
            Ui.page().showView(view);
            IWorkbenchPartReference part = Ui.page().findViewReference(view);
            Ui.page().setPartState(part, IWorkbenchPage.STATE_MAXIMIZED);
        });
        try {
            work.run();
        } finally {
            Ui.run(() -> Ui.page().setPartState(Ui.page().findViewReference(view), IWorkbenchPage.STATE_RESTORED));
        }
    }

    private static String example(String name) throws Exception {
        return Files.readString(EXAMPLES.resolve(name));
    }
}
