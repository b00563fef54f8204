/**
 * How a bundle says what it adds to Foliot: an id, its documentation and its options.
 *
 * <p>An extension is one Declarative Services component that implements one of the kinds in {@link
 * org.foliot.api.extension.ExtensionKind} and carries {@link org.foliot.api.extension.Extension}. Its options are the
 * components of one record, each described once by {@link org.foliot.api.extension.Option}; validation, content assist,
 * hover, {@code foliot bundles} and the help pages all read that one description through {@link
 * org.foliot.api.extension.OptionSchema}.
 */
@Export
@Version("0.1.0")
package org.foliot.api.extension;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
