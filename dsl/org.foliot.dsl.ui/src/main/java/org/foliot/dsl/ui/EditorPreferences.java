package org.foliot.dsl.ui;

import com.google.inject.Singleton;
import org.eclipse.xtext.ui.editor.preferences.PreferenceStoreAccessImpl;

/**
 * Keeps what people prefer of the editor under the name of its bundle. Xtext would take the name of the language; but themes set
 * preferences of bundles alone, and {@code css/dark.css} sets the colours of the editor.
 */
@Singleton
final class EditorPreferences extends PreferenceStoreAccessImpl {
    private static final String BUNDLE = "org.foliot.dsl.ui";

    @Override
    protected String getQualifier() {
        return BUNDLE;
    }
}
