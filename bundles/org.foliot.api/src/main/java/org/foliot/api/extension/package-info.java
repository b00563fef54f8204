/**
 * How a bundle says what it adds to Foliot: an id, its documentation and its options.
 *
 * <p>An extension is one Declarative Services component that implements one of the kinds in {@link
 * org.foliot.api.extension.ExtensionKind} and carries {@link org.foliot.api.extension.Extension}. Its options are the
 * components of one record, each described once by {@link org.foliot.api.extension.Option}; validation, content assist,
 * hover, {@code foliot bundles} and the help pages all read that one description through {@link
 * org.foliot.api.extension.OptionSchema}.
 *
 * <p>What is read here is immutable and may be used from any thread. A component is shared by runs that go on beside each other, so
 * it has no state; what it makes belongs to one run and is called from that run's thread alone. What cannot be used is an {@link
 * org.foliot.api.extension.OptionException} with a message for people.
 */
@Export
@Version("1.0.0")
package org.foliot.api.extension;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
