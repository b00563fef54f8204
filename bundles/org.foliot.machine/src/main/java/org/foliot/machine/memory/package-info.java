/**
 * Guest physical memory, stored sparsely.
 *
 * <p>A guest of two gibibytes touches a few hundred bytes in a simulation: the stolen-time structures, a shared page, what
 * a test writes. Memory therefore keeps only 4 KiB granules that were ever written with something other than zero.
 *
 * <p>What memory knows beyond its contents is what the argument over memory strategies turns on (kvmarm, August 2019):
 * which regions the VMM mapped, whether the software that owns the RAM <em>now</em> agreed to the host's writes, which host
 * pages those writes dirtied, and which pages are not resident.
 */
@Export
@Version("0.1.0")
package org.foliot.machine.memory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
