package org.foliot.dsl.resolve;

import java.util.SortedMap;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.KernelRelease;

/**
 * A kernel as a host or guest uses it.
 *
 * @param release its release
 * @param settings what is set, name to text
 * @param source where it stands; the host or guest itself where it says nothing
 */
public record KernelChoice(KernelRelease release, SortedMap<String, String> settings, EObject source) {}
