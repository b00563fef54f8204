/**
 * The events that a timeline can hold: verb, what it acts on, its clauses and its settings.
 *
 * <p>The language knows one form for all of them, {@code verb target preposition value … { settings }}, and checks it against
 * this catalogue; so an event is added here and in what plays it, never in the grammar.
 *
 * <p>Everything here is immutable and may be used from any thread.
 */
@Export
@Version("1.0.0")
package org.foliot.api.timeline;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
