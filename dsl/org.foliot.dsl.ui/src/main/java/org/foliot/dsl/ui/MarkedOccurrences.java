package org.foliot.dsl.ui;

import org.eclipse.xtext.ui.editor.occurrences.MarkOccurrenceActionContributor;
import org.eclipse.xtext.ui.editor.preferences.IPreferenceStoreInitializer;

/** Marks where the element at the caret is named, unless people switch it off. */
final class MarkedOccurrences extends MarkOccurrenceActionContributor implements IPreferenceStoreInitializer {

    @Override
    protected boolean getPreferenceDefaultValue() {
        return true;
    }
}
