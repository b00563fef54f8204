/**
 * Which host can take which guest.
 *
 * <p>A guest that has booted holds on to what its processors promised it: the frequency of the counter, identification and
 * feature registers, and the workarounds that its kernel has switched on for good. Wherever it goes – by migration, from a
 * snapshot, from disk – it must find all of that again. {@link org.foliot.admission.Admission} compares what a guest holds,
 * {@link org.foliot.admission.GuestNeeds}, with what a host offers, {@link org.foliot.admission.HostOffer}, and names every
 * reason why it cannot go there; {@link org.foliot.admission.Fleet} does so for many hosts and guests. Nothing here runs, has
 * a state or depends on time.
 */
@Export
@Version("0.1.0")
package org.foliot.admission;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
