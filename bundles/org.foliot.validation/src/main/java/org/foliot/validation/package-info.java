/**
 * Whether the simulator does what real machines did: recordings, the scenarios that they are turned into, and the comparison.
 *
 * <h2>What is recorded</h2>
 *
 * A <em>recording</em> is what a Linux host, a VM on it, or the kernel inside that VM said of a load: how long each thread ran,
 * how long it was runnable and waited, how much of that a guest saw as stolen. It comes as least, median and greatest value
 * over several runs, because no two runs on a real machine are the same, with a {@linkplain org.foliot.validation.Grade grade}
 * that says how quiet the machine was.
 *
 * <h2>How it is compared</h2>
 *
 * {@link org.foliot.validation.Recordings} reads files of cases. Each case becomes the text of a scenario, which anybody can
 * read and run; there is no second model of anything. {@link org.foliot.validation.Validation} compiles that text and runs it
 * as any other scenario, with the host's scheduler ticks at sixteen places, since nobody recorded where in a tick a load began.
 * The median of the sixteen, or of the samples of all of them, is compared with the recorded range by the {@linkplain org.foliot.validation.Rule rule} of the
 * quantity. All cases of a machine have the same settings; {@link org.foliot.validation.Machine} says where each comes from.
 */
@Export
@Version("0.1.0")
package org.foliot.validation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
