package org.foliot.ui.preferences;

import org.eclipse.core.runtime.preferences.AbstractPreferenceInitializer;
import org.eclipse.jface.preference.IPreferenceStore;
import org.foliot.ui.FoliotWorkbench;
import org.foliot.ui.launch.LaunchAttributes;
import org.foliot.ui.results.ResultMinings;

/** What holds of runs as long as nobody has said anything else. */
public final class RunPreferences extends AbstractPreferenceInitializer {
    @Override
    public void initializeDefaultPreferences() {
        IPreferenceStore store = FoliotWorkbench.get().getPreferenceStore();
        store.setDefault(LaunchAttributes.PREFERRED_SEED, LaunchAttributes.DEFAULT_SEED);
        store.setDefault(LaunchAttributes.PREFERRED_FOLDER, "");
        store.setDefault(ResultMinings.PREFERENCE, true);
    }
}
