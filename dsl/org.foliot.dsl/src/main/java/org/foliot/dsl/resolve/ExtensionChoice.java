package org.foliot.dsl.resolve;

import java.util.SortedMap;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.ExtensionKind;

/**
 * An extension as a host or guest uses it.
 *
 * @param kind what it is
 * @param id its id, installed or not
 * @param settings what is set, name to text
 * @param source where it stands; the host itself where it says nothing
 */
public record ExtensionChoice(ExtensionKind kind, String id, SortedMap<String, String> settings, EObject source) {}
