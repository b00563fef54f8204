package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IProcess;
import org.foliot.ui.FoliotWorkbench;
import org.foliot.ui.launch.LaunchAttributes;
import org.foliot.ui.launch.ResultMarkers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Running scenarios. */
class RunTest {
    private static final String SOUND = EditorTest.SOUND;
    private static final String FAILING = SOUND.replace("of 500 ms", "of 100 ms");

    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("runs");
    }

    @AfterEach
    void forget() throws Exception {
        scenarios.close();
    }

    @Test
    void aScenarioThatPassesSaysSoAndLeavesNoMarker() throws Exception {
        IFile file = scenarios.file("sound.foliot", SOUND);
        IProcess process = run(file);
        assertThat(process.getExitValue()).isZero();
        assertThat(process.getStreamsProxy().getOutputStreamMonitor().getContents())
                .contains("fingerprint");
        assertThat(results(file)).isEmpty();
    }

    @Test
    void aFailedExpectationIsMarkedOnItsLineUntilTheNextRun() throws Exception {
        IFile file = scenarios.file("failing.foliot", FAILING);
        Scenarios.open(file);
        assertThat(run(file).getExitValue()).isEqualTo(1);
        List<IMarker> markers = results(file);
        Ui.picture("failed-expectation");
        assertThat(markers).hasSize(1);
        assertThat(markers.get(0).getAttribute(IMarker.LINE_NUMBER, 0)).isEqualTo(22);
        assertThat(markers.get(0).getAttribute(IMarker.MESSAGE, ""))
                .contains("at 1 s")
                .contains("496 ms");
        Scenarios.write(file, SOUND);
        assertThat(run(file).getExitValue()).isZero();
        assertThat(results(file)).isEmpty();
    }

    @Test
    void aRunThatGoesOnForEverCanBeCancelled() throws Exception {
        IFile file = scenarios.file("long.foliot", SOUND.replace("at 1 s end", "at 9000000 s end"));
        ILaunch launch = launch(file, Map.of());
        IProcess process = launch.getProcesses()[0];
        assertThat(process.canTerminate()).isTrue();
        launch.terminate();
        Job.getJobManager().join(FoliotWorkbench.FAMILY_RUNS, null);
        assertThat(process.isTerminated()).isTrue();
        assertThat(process.getExitValue()).isEqualTo(130);
        assertThat(results(file)).isEmpty();
    }

    static IProcess run(IFile file) throws Exception {
        ILaunch launch = launch(file, Map.of());
        Job.getJobManager().join(FoliotWorkbench.FAMILY_RUNS, null);
        return launch.getProcesses()[0];
    }

    /** Begins to run a scenario, with more attributes of its launch. */
    static ILaunch launch(IFile file, Map<String, String> more) throws Exception {
        ILaunchConfigurationWorkingCopy configuration = DebugPlugin.getDefault()
                .getLaunchManager()
                .getLaunchConfigurationType(LaunchAttributes.TYPE)
                .newInstance(null, file.getName());
        configuration.setAttribute(LaunchAttributes.FILE, file.getFullPath().toString());
        more.forEach(configuration::setAttribute);
        return configuration.launch(ILaunchManager.RUN_MODE, null);
    }

    private static List<IMarker> results(IFile file) throws Exception {
        return List.of(file.findMarkers(ResultMarkers.TYPE, true, IResource.DEPTH_ZERO));
    }
}
