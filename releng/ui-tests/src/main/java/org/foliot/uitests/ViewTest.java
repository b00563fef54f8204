package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.core.resources.IFile;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.texteditor.ITextEditor;
import org.foliot.ui.view.FigureView;
import org.foliot.ui.view.TimelineView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The views of runs, by what is to be seen of them on the screen. */
class ViewTest {
    /** A guest that shares its processor, moves to another host and back, and is moved once too often. */
    static final String MOVING = """
            /** A guest moves to another host and back. */
            scenario NAME

            host north {
                cpus 2
                counter 100 MHz
                task hog on cpu 0 { busy }
            }

            host south like north

            guest web on north {
                vcpus 2
                vcpu 0 on cpu 0
                vcpu 1 on cpu 1
                pvtime userspace
                process nginx on vcpu 0 { busy }
                process db on vcpu 1 { run 2 ms every 10 ms }
            }

            timeline {
                at 200 ms migrate web to south { downtime 60 ms }
                at 500 ms migrate web to north { downtime 60 ms }
                at 800 ms end
            }

            expect {
                at end web.paused = 120 ms
            }
            """;

    private static final int RUNNING = 0x0072b2;
    private static final int STOLEN = 0xd55e00;
    private static final int ALARM = 0xb3261e;

    /** The band between live physical and virtual time, on white. */
    private static final int BAND = 0xf6dcc7;

    /** What a picture of a lane has at least: fewer could be a legend. */
    private static final int A_LANE = 2000;

    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("views");
    }

    @AfterEach
    void forget() throws Exception {
        scenarios.close();
    }

    @Test
    void theTimelineShowsWhatTheRunHasDoneAndLeadsToItsLines() throws Exception {
        IFile file = scenarios.file("moving.foliot", moving("moved"));
        Browser timeline = timeline();
        RunTest.run(file);
        waitForLanes(timeline, "moved");
        Ui.picture("timeline");
        assertThat(Ui.call(() -> Ui.page().getActiveEditor())).isNull();
        click(timeline, "return foliot.placeOf(foliot.happened().findIndex((e) => e.includes('migrate')))");
        Ui.waitUntil("the editor is open", () -> Ui.page().getActiveEditor() != null);
        assertThat(Ui.call(() -> Ui.page().getActiveEditor().getTitle())).isEqualTo("moving.foliot");
        assertThat(lineOf(MOVING, "at 200 ms")).isEqualTo(selectedLine());
        assertThat(selection().getText()).startsWith("at 200 ms").endsWith("}");
        assertThat(complaints(timeline)).isEmpty();
    }

    @Test
    void theNextRunTakesThePlaceOfTheOneBeforeEvenIfItFails() throws Exception {
        String sound = moving("again");
        IFile file = scenarios.file("again.foliot", sound);
        Browser timeline = timeline();
        RunTest.run(file);
        waitForLanes(timeline, "again");
        // Until it has painted anew, the browser shows the page before, of which a run may have failed.
        Ui.waitUntil("nothing that failed is to be seen", () -> seen(timeline, ALARM) == 0);
        Scenarios.write(file, sound.replace("= 120 ms", "= 1 ms"));
        assertThat(RunTest.run(file).getExitValue()).isEqualTo(1);
        Ui.waitUntil("what failed is to be seen", () -> seen(timeline, ALARM) > 20);
        Ui.picture("timeline-failed");
        click(
                timeline,
                "const a = document.querySelector('.strip a').getBoundingClientRect(); return [a.left + 5, a.top + 5]");
        Ui.waitUntil("the editor is open", () -> Ui.page().getActiveEditor() != null);
        assertThat(selectedLine()).isEqualTo(lineOf(MOVING, "at end web.paused"));
        Scenarios.write(file, sound.replace("task hog on cpu 0 { busy }", ""));
        assertThat(RunTest.run(file).getExitValue()).isZero();
        Ui.waitUntil(
                "nothing is stolen any more",
                () -> seen(timeline, STOLEN) < A_LANE && seen(timeline, RUNNING) > A_LANE);
        assertThat(complaints(timeline)).isEmpty();
    }

    @Test
    void aScenarioThatIsWrongLeavesTheLastPicture() throws Exception {
        IFile file = scenarios.file("kept.foliot", moving("kept"));
        Browser timeline = timeline();
        RunTest.run(file);
        waitForLanes(timeline, "kept");
        Scenarios.write(file, moving("wrong").replace("migrate web to south {", "migrate web to {"));
        assertThat(RunTest.run(file).getExitValue()).isEqualTo(3);
        assertThat(shown(timeline)).isEqualTo("kept");
        assertThat(seen(timeline, STOLEN)).isGreaterThan(A_LANE);
    }

    @Test
    void figureOneShowsTheTimesOfAVcpu() throws Exception {
        Browser figure = ((FigureView) Ui.call(() -> Ui.page().showView(FigureView.ID))).browser();
        RunTest.run(scenarios.file("figure.foliot", moving("figure")));
        Ui.waitUntil(
                "the line of virtual time is drawn, and the band of what was stolen",
                () -> shown(figure).equals("figure") && seen(figure, RUNNING) > 200 && seen(figure, BAND) > A_LANE);
        Ui.picture("figure-1");
        assertThat(complaints(figure)).isEmpty();
    }

    private static Browser timeline() {
        return ((TimelineView) Ui.call(() -> Ui.page().showView(TimelineView.ID))).browser();
    }

    static String moving(String name) {
        return MOVING.replace("NAME", name);
    }

    /** The name of the scenario that a page is of; empty before the first. */
    private static String shown(Browser browser) {
        return Ui.call(() -> (String) browser.evaluate(
                "const name = document.querySelector('.strip b'); return name ? name.textContent : ''"));
    }

    static void waitForLanes(Browser timeline, String name) {
        Ui.waitUntil(
                "lanes are drawn",
                () -> shown(timeline).equals(name)
                        && seen(timeline, RUNNING) > A_LANE
                        && seen(timeline, STOLEN) > A_LANE);
    }

    private static int seen(Browser browser, int colour) {
        return Ui.call(() -> Pixels.of(browser).count(colour));
    }

    private static String complaints(Browser browser) {
        return Ui.call(() -> (String) browser.evaluate("return foliot.complaints().join()"));
    }

    /** Moves the mouse to a place of the page and presses its button there. */
    private static void click(Browser browser, String place) {
        Ui.run(() -> {
            Object[] found = (Object[]) browser.evaluate(place);
            Point at = browser.toDisplay(((Double) found[0]).intValue(), ((Double) found[1]).intValue());
            post(SWT.MouseMove, at);
            post(SWT.MouseDown, at);
            post(SWT.MouseUp, at);
        });
    }

    private static void post(int type, Point at) {
        Event event = new Event();
        event.type = type;
        event.x = at.x;
        event.y = at.y;
        event.button = type == SWT.MouseMove ? 0 : 1;
        assertThat(Ui.display().post(event)).isTrue();
    }

    private static int selectedLine() {
        return selection().getStartLine() + 1;
    }

    private static ITextSelection selection() {
        return Ui.call(() -> (ITextSelection) ((ITextEditor) Ui.page().getActiveEditor())
                .getSelectionProvider()
                .getSelection());
    }

    private static int lineOf(String text, String part) {
        return (int) text.substring(0, text.indexOf(part)).lines().count();
    }
}
