package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.eclipse.core.resources.IFile;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.foliot.dsl.ui.FoliotUiPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** What comes and goes while the workbench runs. */
class InstalledBundlesTest {
    private static final String USING = EditorTest.SOUND.replace("pvtime userspace", "pvtime guest_donated");

    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("bundles");
    }

    @AfterEach
    void forget() throws Exception {
        strategy().start();
        scenarios.close();
    }

    @Test
    void anIdIsKnownAsLongAsItsBundleIsThere() throws Exception {
        IFile file = scenarios.file("donated.foliot", USING);
        assertThat(EditorTest.markers(file)).isEmpty();
        XtextEditor editor = Scenarios.open(file);
        int place = USING.indexOf("guest_donated");
        strategy().stop();
        Ui.waitUntil("the id is unknown", () -> isMarked(file));
        assertThat(EditorTest.proposals(editor, place)).contains("userspace").doesNotContain("guest_donated");
        strategy().start();
        Ui.waitUntil("the id is known again", () -> !isMarked(file));
        assertThat(EditorTest.proposals(editor, place)).contains("guest_donated");
    }

    private static boolean isMarked(IFile file) {
        try {
            return !EditorTest.markers(file).isEmpty();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Bundle strategy() {
        return Arrays.stream(FrameworkUtil.getBundle(FoliotUiPlugin.class)
                        .getBundleContext()
                        .getBundles())
                .filter(each -> each.getSymbolicName().equals("org.foliot.memory.donated"))
                .findFirst()
                .orElseThrow();
    }
}
