/**
 * Two runs side by side: what determines them and differs, and where the first of them leaves the path of the other.
 *
 * <p>A run is determined by its program, its seed and its bundles. So when two runs differ, either one of these does, which
 * {@link org.foliot.run.comparison.ManifestComparison} finds, or the simulator has a fault. {@link
 * org.foliot.run.comparison.LockStep} makes both again at the same time and stops at the first observation that is not the
 * same, without keeping any.
 */
@Export
@Version("0.1.0")
package org.foliot.run.comparison;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
