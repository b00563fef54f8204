package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.eclipse.xtext.ui.editor.outline.impl.OutlinePage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What people wait for in the editor of a file with 10,000 lines, in processor time, so that a busy machine does not matter. It is
 * no test: it asserts nothing of how long anything took, and runs only where it is asked for by {@code
 * -Dfoliot.uitests.only=LongFileMeasurement}; what it has measured is in {@code target/workbench/long-file.txt}.
 */
class LongFileMeasurement {
    private static final int LINES = 10_000;
    private static final int LINES_OF_A_GUEST = 5;
    private static final int REPETITIONS = 7;
    private static final double NANOS_PER_MILLI = 1e6;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<String> report = new ArrayList<>();
    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("long");
    }

    @AfterEach
    void forget() throws Exception {
        scenarios.close();
        Files.write(Path.of(System.getProperty("foliot.uitests.pictures"), "long-file.txt"), report);
    }

    @Test
    void typingOutlineAndAssist() throws Exception {
        String text = text();
        IFile[] file = new IFile[1];
        measure("create and build", 1, () -> file[0] = scenarios.file("long.foliot", text));
        XtextEditor[] editor = new XtextEditor[1];
        Ui.run(() -> Ui.page().showView("org.eclipse.ui.views.ContentOutline"));
        measure("open", 1, () -> {
            editor[0] = Scenarios.open(file[0]);
            settle();
        });
        OutlinePage outline = Ui.call(() -> (OutlinePage) editor[0].getAdapter(IContentOutlinePage.class));
        assertThat(Ui.call(() -> outline.getTreeViewer().getTree().getItemCount()))
                .isGreaterThan(1000);
        StyledText widget = Ui.call(() -> editor[0].getInternalSourceViewer().getTextWidget());
        int middle = text.indexOf("process work", text.length() / 4) + "process work".length();
        Ui.run(() -> {
            widget.setCaretOffset(middle);
            widget.showSelection();
        });
        measure("type a letter into a name, until everything has settled", REPETITIONS, () -> {
            Ui.run(() -> widget.insert("x"));
            settle();
        });
        measure(
                "type a letter, until it is to be seen",
                REPETITIONS,
                () -> Ui.run(() -> {
                    widget.insert("x");
                    widget.update();
                }));
        settle();
        int end = Ui.call(() -> editor[0].getDocument().get().indexOf("at 100 s pause ") + "at 100 s pause ".length());
        measure("assist in the last event", REPETITIONS, () -> assertThat(EditorTest.proposals(editor[0], end))
                .isNotEmpty());
        measure("outline anew", REPETITIONS, () -> {
            outline.scheduleRefresh();
            settle();
        });
        measure("save", 1, () -> {
            Ui.run(() -> editor[0].doSave(null));
            settle();
        });
    }

    /** Waits until the editor has no work before it, be it a little later, and nothing is to be drawn. */
    private static void settle() {
        Ui.waitUntil("the editor has nothing to do", LongFileMeasurement::isIdle);
        Ui.run(() -> {
            Display display = Ui.display();
            while (display.readAndDispatch()) {
                // Until there is nothing left.
            }
        });
        Ui.waitUntil("the editor has nothing to do", LongFileMeasurement::isIdle);
    }

    private static boolean isIdle() {
        return Job.getJobManager().isIdle()
                && Arrays.stream(Job.getJobManager().find(null))
                        .noneMatch(job -> job.getClass().getName().startsWith("org.eclipse.xtext"));
    }

    private void measure(String what, int times, Ui.ThrowingRunnable work) throws Exception {
        double[] own = new double[times];
        double[] all = new double[times];
        long thread = Ui.display().getThread().getId();
        for (int i = 0; i < times; i++) {
            long ownBefore = threads.getThreadCpuTime(thread);
            long allBefore = all();
            work.run();
            own[i] = (threads.getThreadCpuTime(thread) - ownBefore) / NANOS_PER_MILLI;
            all[i] = (all() - allBefore) / NANOS_PER_MILLI;
        }
        Arrays.sort(own);
        Arrays.sort(all);
        report.add(String.format(
                Locale.ROOT,
                "%-60s median %6.0f ms in the thread of the workbench, %6.0f ms in all threads; most %6.0f and %6.0f",
                what,
                own[times / 2],
                all[times / 2],
                own[times - 1],
                all[times - 1]));
    }

    private long all() {
        return Arrays.stream(threads.getAllThreadIds())
                .map(threads::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }

    /** The file of the benchmark of the editing services: guests for half of the lines and events for the other half. */
    private static String text() {
        StringBuilder written = new StringBuilder("scenario long_one\nhost src { cpus 8 }\n");
        int guests = LINES / 2 / LINES_OF_A_GUEST;
        for (int guest = 0; guest < guests; guest++) {
            written.append("guest g").append(guest);
            written.append(" on src {\n    vcpus 2 on cpu 0..7\n    kernel 6.12 { tick 250 Hz }\n");
            written.append("    process work { run 1 ms every 10 ms }\n}\n");
        }
        written.append("timeline {\n");
        for (int event = 0; event < LINES / 2; event++) {
            written.append("    at ").append(event + 1).append(" ms pause g");
            written.append(event % guests).append(" for 1 us\n");
        }
        return written.append("    at 100 s pause g0 for 1 us\n    at 200 s end\n}\n")
                .toString();
    }
}
