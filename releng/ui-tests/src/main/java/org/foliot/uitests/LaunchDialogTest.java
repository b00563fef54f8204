package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.ILaunchConfigurationDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.ide.IDE;
import org.foliot.ui.FoliotWorkbench;
import org.foliot.ui.launch.LaunchAttributes;
import org.foliot.ui.launch.ScenarioTab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialog in which a run is described. */
class LaunchDialogTest {
    private static final String WITH_PARAMETERS = EditorTest.SOUND
            .replace("scenario sound\n", "scenario sound\n\nparam length = 1 s\nparam share = 500 ms\n")
            .replace("at 1 s end", "at length end")
            .replace("of 500 ms", "of share");

    private Scenarios scenarios;
    private ILaunchConfiguration configuration;

    @BeforeEach
    void describe() throws Exception {
        scenarios = new Scenarios("launches");
        IFile file = scenarios.file("described.foliot", WITH_PARAMETERS);
        ILaunchConfigurationWorkingCopy copy = DebugPlugin.getDefault()
                .getLaunchManager()
                .getLaunchConfigurationType(LaunchAttributes.TYPE)
                .newInstance(null, "described");
        copy.setAttribute(LaunchAttributes.FILE, file.getFullPath().toString());
        configuration = copy.doSave();
    }

    @AfterEach
    void forget() throws Exception {
        configuration.delete();
        scenarios.close();
    }

    @Test
    void whatWasTypedIsKeptAndRun() throws Exception {
        Shell dialog = open();
        type(dialog, "seed", "-9223372036854775808");
        type(dialog, "parameters", "length = 2 s\n\nshare = 1000 ms");
        Ui.picture("launch-dialog");
        // The dialog of all configurations leaves this much beside their names.
        assertThat(Ui.call(() -> field(dialog, "seed").getParent().computeSize(SWT.DEFAULT, SWT.DEFAULT).x))
                .isLessThan(500);
        assertThat(message(dialog)).isNull();
        press(dialog, "OK");
        assertThat(configuration.getAttribute(LaunchAttributes.SEED, "")).isEqualTo("-9223372036854775808");
        assertThat(configuration.getAttribute(LaunchAttributes.PARAMETERS, Map.of()))
                .isEqualTo(Map.of("length", "2 s", "share", "1000 ms"));
        Shell again = open();
        assertThat(Ui.call(() -> field(again, "parameters").getText())).isEqualTo("length = 2 s\nshare = 1000 ms");
        press(again, "Cancel");
        ILaunch launch = configuration.launch(ILaunchManager.RUN_MODE, null);
        Job.getJobManager().join(FoliotWorkbench.FAMILY_RUNS, null);
        assertThat(launch.getProcesses()[0].getExitValue()).isZero();
        assertThat(launch.getProcesses()[0]
                        .getStreamsProxy()
                        .getOutputStreamMonitor()
                        .getContents())
                .contains("2 s, seed -9223372036854775808");
    }

    @Test
    void aTraceIsKeptWithItsRun(@TempDir Path folder) throws Exception {
        Shell dialog = open();
        check(dialog, "perfetto");
        check(dialog, "procstat");
        assertThat(message(dialog)).contains("in which folder");
        type(dialog, "folder", folder.toString());
        assertThat(message(dialog)).isNull();
        press(dialog, "OK");
        Shell again = open();
        assertThat(Ui.call(() -> List.of(
                        button(again, "perfetto").getSelection(),
                        button(again, "chrome").getSelection(),
                        button(again, "procstat").getSelection())))
                .containsExactly(true, false, true);
        press(again, "Cancel");
        configuration.launch(ILaunchManager.RUN_MODE, null);
        Job.getJobManager().join(FoliotWorkbench.FAMILY_RUNS, null);
        assertThat(folder.resolve("sound/trace.perfetto-trace")).isNotEmptyFile();
        assertThat(folder.resolve("sound/procstat")).isNotEmptyDirectory();
        assertThat(folder.resolve("sound/trace.json")).doesNotExist();
    }

    @Test
    void nonsenseIsRefusedAndSaidToBe() throws Exception {
        Shell dialog = open();
        type(dialog, "scenario", "/launches/nowhere.foliot");
        assertThat(message(dialog)).contains("which scenario");
        type(dialog, "scenario", "/launches/described.foliot");
        type(dialog, "seed", "one");
        assertThat(message(dialog)).contains("whole number");
        type(dialog, "seed", "9223372036854775808");
        assertThat(message(dialog)).contains("9223372036854775807");
        type(dialog, "seed", "7");
        type(dialog, "parameters", "length 2 s");
        assertThat(message(dialog)).contains("\"length 2 s\" is not a parameter");
        type(dialog, "parameters", "length = 2 s\nlength = 3 s");
        assertThat(message(dialog)).contains("twice");
        type(dialog, "parameters", "");
        type(dialog, "folder", "${nonsense}/runs");
        assertThat(message(dialog)).contains("nonsense");
        assertThat(Ui.call(() -> button(dialog, "OK").isEnabled())).isFalse();
        press(dialog, "Cancel");
        assertThat(configuration.getAttribute(LaunchAttributes.PARAMETERS, Map.of()))
                .isEmpty();
    }

    @Test
    void aNewConfigurationIsForTheScenarioAtHand() throws Exception {
        IFile scenario = scenarios.project().getFile("described.foliot");
        IFile page = scenarios.project().getFile("page.txt");
        page.create(new ByteArrayInputStream(new byte[0]), true, null);
        assertThat(proposed(page)).isEmpty();
        assertThat(proposed(scenario)).isEqualTo("/launches/described.foliot");
    }

    /** The file of a new configuration while another one is in the editor. */
    private String proposed(IFile open) throws Exception {
        Ui.run(() -> IDE.openEditor(Ui.page(), open, "org.eclipse.ui.DefaultTextEditor"));
        ILaunchConfigurationWorkingCopy made = configuration.getType().newInstance(null, "made");
        Ui.run(() -> new ScenarioTab().setDefaults(made));
        return made.getAttribute(LaunchAttributes.FILE, "");
    }

    private Shell open() {
        Ui.display()
                .asyncExec(() -> DebugUITools.openLaunchConfigurationPropertiesDialog(
                        Ui.page().getWorkbenchWindow().getShell(),
                        configuration,
                        IDebugUIConstants.ID_RUN_LAUNCH_GROUP));
        Ui.waitUntil("the dialog is open", () -> shell() != null && field(shell(), "seed") != null);
        return Ui.call(LaunchDialogTest::shell);
    }

    private static Shell shell() {
        return Arrays.stream(Ui.display().getShells())
                .filter(shell -> shell.getData() instanceof ILaunchConfigurationDialog && shell.isVisible())
                .findFirst()
                .orElse(null);
    }

    private static void type(Shell dialog, String field, String text) {
        Ui.run(() -> field(dialog, field).setText(text));
        // The dialog looks at what was typed a little later.
        Ui.run(() -> ((ILaunchConfigurationDialog) dialog.getData()).updateMessage());
    }

    private static void check(Shell dialog, String format) {
        Ui.run(() -> {
            button(dialog, format).setSelection(true);
            button(dialog, format).notifyListeners(SWT.Selection, new Event());
        });
        Ui.run(() -> ((ILaunchConfigurationDialog) dialog.getData()).updateMessage());
    }

    private static String message(Shell dialog) {
        return Ui.call(() ->
                ((ILaunchConfigurationDialog) dialog.getData()).getActiveTab().getErrorMessage());
    }

    private static Text field(Shell dialog, String name) {
        Predicate<Text> wanted = Map.<String, Predicate<Text>>of(
                        "scenario", text -> text.getMessage().contains("of the workspace"),
                        "seed", text -> text.getMessage().contains("whole number"),
                        "parameters", text -> "One to a line, as name = value".equals(text.getToolTipText()),
                        "folder", text -> text.getMessage().contains("may be empty"))
                .get(name);
        return all(dialog).stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .filter(wanted)
                .findFirst()
                .orElse(null);
    }

    private static Button button(Shell dialog, String label) {
        return all(dialog).stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> button.getText().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static void press(Shell dialog, String label) {
        Ui.run(() -> button(dialog, label).notifyListeners(SWT.Selection, new Event()));
        Ui.waitUntil("the dialog is closed", dialog::isDisposed);
    }

    private static List<Control> all(Composite composite) {
        List<Control> found = new ArrayList<>();
        for (Control child : composite.getChildren()) {
            found.add(child);
            if (child instanceof Composite inside) {
                found.addAll(all(inside));
            }
        }
        return found;
    }
}
