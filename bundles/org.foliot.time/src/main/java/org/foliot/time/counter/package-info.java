/**
 * Exact arithmetic on hardware counters: how a guest sees a host's clock through an offset, a multiplier or a shift.
 *
 * <h2>The counter and its views</h2>
 *
 * A system counter of frequency <i>f</i> shows <i>⌊t·f⌋</i> at time <i>t</i>. Everything a guest reads is that number
 * after some integer arithmetic in hardware, hypervisor or guest:
 *
 * <ul>
 *   <li>{@link org.foliot.time.counter.CounterView} subtracts an offset, as {@code CNTVOFF_EL2} does on Arm;
 *   <li>{@link org.foliot.time.counter.LptScale} multiplies by a 64-bit fraction, as the drafts of Arm's Live Physical
 *       Time had the guest do to hide a change of frequency;
 *   <li>{@link org.foliot.time.counter.ReferenceTscScale} is Hyper-V's page-based clock in units of 100 ns;
 *   <li>{@link org.foliot.time.counter.PvclockScale} is KVM's and Xen's multiplier and shift to nanoseconds on x86;
 *   <li>{@link org.foliot.time.counter.TscRatio} is the multiplier x86 hardware applies by itself;
 *   <li>{@link org.foliot.time.counter.EventStream} divides the counter down to the wake-up events of {@code WFE}.
 * </ul>
 *
 * <h2>Why bit-exact</h2>
 *
 * The interesting failures live in the last bit. A multiplier rounded down makes a clock step back by one tick at a
 * migration and fires timers one tick early; a formula in floating point would hide exactly that. So these classes
 * compute what the kernels compute, with the same widths and the same truncation, and products of two 64-bit numbers
 * are kept whole. Counter values are unsigned 64-bit numbers in a {@code long}.
 *
 * <p>The formulas come from the sources named at each class; {@code linux-6.12} below means that release.
 */
@Export
@Version("1.0.0")
package org.foliot.time.counter;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
