/**
 * Runs and studies as people look at them: one self-contained page, and pictures.
 */
@Export
@Version("0.1.0")
package org.foliot.report;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
