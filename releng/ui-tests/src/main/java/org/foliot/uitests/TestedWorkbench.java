package org.foliot.uitests;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.testing.ITestHarness;
import org.eclipse.ui.testing.TestableObject;

/** The workbench as users have it, with tests that run beside its own thread as soon as it stands. */
public final class TestedWorkbench implements IApplication, ITestHarness {
    private static final String WORKBENCH = "org.eclipse.ui.ide.workbench";

    private TestableObject testable;
    private long failures = 1;

    @Override
    public Object start(IApplicationContext context) throws Exception {
        testable = PlatformUI.getTestableObject();
        testable.setTestHarness(this);
        IConfigurationElement run = Platform.getExtensionRegistry()
                .getExtension("org.eclipse.core.runtime", "applications", WORKBENCH)
                .getConfigurationElements()[0]
                .getChildren("run")[0];
        ((IApplication) run.createExecutableExtension("class")).start(context);
        return failures > 0 ? 1 : EXIT_OK;
    }

    @Override
    public void runTests() {
        testable.testingStarting();
        try {
            failures = new TestRun(Path.of(System.getProperty("foliot.uitests.results"))).run();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            // As users close it: the harness would only stop what draws it.
            Ui.run(() -> PlatformUI.getWorkbench().close());
        }
    }

    @Override
    public void stop() {}
}
