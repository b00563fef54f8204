/**
 * What programs make of {@code /proc/stat}: how a monitor turns two readings of a line into shares of CPU time.
 *
 * <p>The kernel's numbers only ever grow, as its documentation has it. Each of these programs was written for that, and each
 * does something else when stolen time has become less: trim it, report a negative share, divide by a sum that is negative too,
 * call it an error, or take it for a counter that has begun again. Arithmetic is exact here, where the programs use floating
 * point: shares are parts per billion, rounded down.
 */
@Export
@Version("0.1.0")
package org.foliot.guest.monitor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
