package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.foliot.dsl.ui.FoliotUiPlugin;
import org.foliot.dsl.ui.PluginFolders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void aJarInAFolderOfThePreferencesCountsUntilItIsTakenOut(@TempDir Path folder) throws Exception {
        IPreferenceStore preferences = FoliotUiPlugin.get().getPreferenceStore();
        String text = USING.replace("guest_donated", "spare_donated");
        IFile file = scenarios.file("spare.foliot", text);
        XtextEditor editor = Scenarios.open(file);
        int place = text.indexOf("spare_donated");
        Ui.waitUntil("the id is unknown", () -> isMarked(file));
        Path jar = folder.resolve("spare.jar");
        try {
            preferences.setValue(PluginFolders.PREFERENCE, folder.toString());
            RenamedStrategy.write(strategy(), "1.0.0", jar);
            Ui.waitUntil("the id is known", () -> !isMarked(file));
            assertThat(EditorTest.proposals(editor, place)).contains("spare_donated");
            assertThat(versions("spare_donated")).containsExactly("1.0.0");
            RenamedStrategy.write(strategy(), "1.1.0", folder.resolve("next"));
            Files.move(folder.resolve("next"), jar, StandardCopyOption.REPLACE_EXISTING);
            Ui.waitUntil(
                    "the newer one is there", () -> versions("spare_donated").contains("1.1.0"));
            assertThat(isMarked(file)).isFalse();
            Ui.run(() -> {
                PreferenceDialog dialog =
                        PreferencesUtil.createPreferenceDialogOn(null, "org.foliot.dsl.Foliot.bundles", null, null);
                dialog.setBlockOnOpen(false);
                dialog.open();
                Ui.picture("preferences-bundles");
                dialog.close();
            });
            Files.delete(jar);
            Ui.waitUntil("the id is unknown again", () -> isMarked(file));
            assertThat(EditorTest.proposals(editor, place)).doesNotContain("spare_donated");
        } finally {
            preferences.setToDefault(PluginFolders.PREFERENCE);
        }
    }

    private static List<String> versions(String id) {
        return FoliotUiPlugin.get().catalog().get().extensions().stream()
                .filter(each -> each.id().equals(id))
                .map(each -> each.bundle().version())
                .toList();
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
