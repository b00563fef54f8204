package org.foliot.uitests;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of this bundle and writes what came out, one block of lines each. */
final class TestRun implements TestExecutionListener {
    /** In the order in which they run: the log is looked at when everything has happened. */
    private static final List<Class<?>> TESTS = List.of(
            EditorTest.class,
            EditingTest.class,
            InstalledBundlesTest.class,
            RunTest.class,
            ResultsTest.class,
            ViewTest.class,
            ThemeTest.class,
            PicturesTest.class,
            WizardTest.class,
            PerspectiveTest.class,
            ProductTest.class,
            HelpTest.class,
            TroubleTest.class,
            LaunchDialogTest.class,
            ErrorLogTest.class,
            ClosingTest.class);

    /** Simple names of the classes to which somebody wants to confine the run, with commas between them. */
    private static final String ONLY = System.getProperty("foliot.uitests.only", "");

    private final Path results;
    private final List<String> lines = new ArrayList<>();
    private long failures;

    TestRun(Path results) {
        this.results = results;
    }

    /** How many tests failed. */
    long run() throws IOException {
        Ui.run(() -> Ui.page().getWorkbenchWindow().getShell().setMaximized(true));
        ClassLoader earlier = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(TestRun.class.getClassLoader());
        try {
            LauncherConfig config = LauncherConfig.builder()
                    .enableTestEngineAutoRegistration(false)
                    .enableTestExecutionListenerAutoRegistration(false)
                    .enableLauncherSessionListenerAutoRegistration(false)
                    .enableLauncherDiscoveryListenerAutoRegistration(false)
                    .enablePostDiscoveryFilterAutoRegistration(false)
                    .addTestEngines(new JupiterTestEngine())
                    .build();
            Launcher launcher = LauncherFactory.create(config);
            for (Class<?> tests : chosen()) {
                LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectClass(tests))
                        .build();
                launcher.execute(request, this);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(earlier);
        }
        lines.add("end");
        Files.write(results, lines);
        return failures;
    }

    private static List<Class<?>> chosen() {
        Set<String> names = Set.of(ONLY.split(","));
        return ONLY.isEmpty()
                ? TESTS
                : Stream.concat(TESTS.stream(), Stream.of(LongFileMeasurement.class))
                        .filter(each -> names.contains(each.getSimpleName()))
                        .toList();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean failed = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
        if (test.isTest() || failed) {
            String place = test.getSource()
                    .map(source -> source.toString().replaceAll(".*className = '[a-z.]*(\\w+)'.*", "$1"))
                    .orElse("");
            lines.add("test " + place + ": " + test.getDisplayName());
            result.getThrowable().ifPresent(thrown -> lines.addAll(trace(thrown)));
        }
        if (failed) {
            failures++;
        }
        // At once, so that a test that hangs does not take along what the others have said.
        try {
            Files.write(results, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().lines().map(line -> "  " + line).toList();
    }
}
