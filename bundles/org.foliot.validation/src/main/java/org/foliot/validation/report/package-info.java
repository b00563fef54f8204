/**
 * What a validation found, as text for a terminal, as a JSON document, as a scatter plot and as a page: the same numbers, the
 * same order, and the same bytes for the same results.
 */
@Export
@Version("0.1.0")
package org.foliot.validation.report;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
