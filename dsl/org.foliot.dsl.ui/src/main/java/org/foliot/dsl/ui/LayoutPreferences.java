package org.foliot.dsl.ui;

import java.util.Map;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.formatting2.FormatterPreferenceKeys;
import org.eclipse.xtext.preferences.IPreferenceValues;
import org.eclipse.xtext.preferences.IPreferenceValuesProvider;
import org.eclipse.xtext.preferences.MapBasedPreferenceValues;

/** Lays scenarios out as {@code foliot format} does, whatever the workbench prefers for texts in general. */
final class LayoutPreferences implements IPreferenceValuesProvider {

    @Override
    public IPreferenceValues getPreferenceValues(Resource context) {
        return new MapBasedPreferenceValues(Map.of(
                FormatterPreferenceKeys.indentation.getId(), "    ",
                FormatterPreferenceKeys.lineSeparator.getId(), "\n",
                FormatterPreferenceKeys.maxLineWidth.getId(), "120"));
    }
}
