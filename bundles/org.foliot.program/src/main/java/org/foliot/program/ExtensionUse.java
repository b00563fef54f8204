package org.foliot.program;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.extension.ExtensionKind;

/**
 * An extension with the settings that a scenario gives it.
 *
 * @param kind what it is
 * @param id the extension's id
 * @param settings name to text, only what the scenario sets; parameters are already replaced
 * @param source where it is named
 */
public record ExtensionUse(ExtensionKind kind, String id, SortedMap<String, String> settings, Source source) {
    public ExtensionUse {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }
}
