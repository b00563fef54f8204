/**
 * Hyper-V on arm64: a reference clock in a page of the guest's, laid over the architected counter.
 *
 * <h2>The overlay</h2>
 *
 * A partition has a reference time in units of 100 ns that begins with it. A guest reads it by a hypercall
 * (HV_REGISTER_TIME_REF_COUNT), or out of a page that it names in HV_REGISTER_REFERENCE_TSC: a sequence at offset 0, a scale at 8
 * and an offset at 16, by which <i>((CNTVCT · scale) ≫ 64) + offset</i> is the same time. When a guest comes to a host of another
 * counter frequency the page is rewritten, the sequence goes up, and the clock goes on at its rate. A sequence of 0 says that the
 * page means nothing and the hypercall has to be made.
 *
 * <p>Timers are synthetic (STIMER): a deadline is a reference time. Linux takes them, and the clock of the page, by their ratings:
 * 500 for the page and 495 for the hypercall against 400 of {@code arch_sys_counter}; 250 and 245 where the hypervisor says that
 * the counter is invariant.
 *
 * <h2>What goes by the counter all the same</h2>
 *
 * The architected counter and CNTFRQ_EL0 stay visible and work. Firmware, boot loaders, the event stream, delay loops, profiling
 * and a vDSO that does not know the page go by it, and nothing hides from them that it has another frequency after a move. For that
 * reason the clocks were not merged for arm64: since commit 7aff79e297ee (August 2021) HYPERV_TIMER is x86 only, and a Linux guest on
 * arm64 uses the architected counter and timer.
 *
 * <h2>No stolen time</h2>
 *
 * Hyper-V tells a Linux guest nothing of it. A guest that is given memory for it is refused.
 *
 * <h2>Sources</h2>
 *
 * include/clocksource/hyperv_timer.h and drivers/clocksource/hyperv_timer.c; Hyper-V Top Level Functional Specification; M. Kelley
 * and M. Rutland, [PATCH v10 3/7] arm64: hyperv: Add Hyper-V clocksource/clockevent support, May 2021. That series says that moves
 * between hosts of different counters were a goal and did not work yet.
 *
 * <h2>What is ours</h2>
 *
 * <ul>
 *   <li>How a hypercall that reads or writes a register travels: see {@link org.foliot.hypervisor.hyperv.Tlfs}. What it costs: a
 *       hypercall of KVM's, since nothing is published.
 *   <li>That the reference time, and the counter with it, stands while the partition is stopped, as under QEMU; and that a partition
 *       that is moved keeps its counter's value.
 *   <li>That the hypervisor works the scale out as ⌊10⁷·2⁶⁴ / f⌋, and that of a counter of 10 MHz or less, which has none, it
 *       says so by a sequence of 0.
 *   <li>The page is written into RAM, where Hyper-V maps a page of its own over it.
 *   <li>Timers go by the clocksource in use: by reference time with the overlay, by the virtual counter without it.
 * </ul>
 */
package org.foliot.hypervisor.hyperv;
