package org.foliot.hypervisor.hyperv;

import org.foliot.api.extension.Option;
import org.foliot.time.Cycles;

/**
 * Settings of {@code hypervisor hyperv}: what the hypervisor offers, and with which driver guests come.
 *
 * @param referenceTsc whether there is a page, and whether it means something
 * @param invariantCounter whether guests are told that their counter is invariant
 * @param guestDriver which driver guest kernels have
 * @param vdso whether processes read the page themselves
 * @param cntfrq what CNTFRQ_EL0 reads after a move
 * @param clockStops whether time stands while the partition is stopped
 * @param hypercall cost of a hypercall
 */
public record HypervOptions(
        @Option(
                doc =
                        "The reference TSC page: valid; invalid, with a sequence of 0, so that every read is a hypercall; or none."
                                + " A counter of 10 MHz or less cannot have a valid one.",
                value = "valid")
        ReferenceTsc referenceTsc,

        @Option(
                doc =
                        "Whether guests are told that their counter is invariant (HV_ACCESS_TSC_INVARIANT), as on x86 with"
                                + " scaling; the overlay's ratings are then below that of the counter. Never offered on arm64.",
                value = "off")
        boolean invariantCounter,

        @Option(
                doc =
                        "Which driver guest kernels have: that of the patches of May 2021 (v10), with clocksource and timer of"
                                + " the overlay; or mainline's, which has none on arm64 (7aff79e297ee: HYPERV_TIMER is x86 only).",
                value = "proposed")
        GuestDriver guestDriver,

        @Option(
                doc =
                        "Whether the guests' vDSO reads the page, as on x86 and as out-of-tree patches did on arm64. Otherwise"
                                + " clock_gettime is a system call while the overlay is in use (VDSO_CLOCKMODE_NONE).",
                value = "off")
        boolean vdso,

        @Option(
                doc =
                        "What CNTFRQ_EL0 reads after a move to another frequency: it changes with the host, or it stays what the"
                                + " guest booted with. M. Rutland asked which (May 2021) and got no answer, so the default is a"
                                + " choice: hardware cannot trap the register.",
                value = "changes")
        Cntfrq cntfrq,

        @Option(
                doc = "Whether counter and reference time stand while the partition is stopped. A choice.",
                value = "on")
        boolean clockStops,

        @Option(
                doc =
                        "A hypercall and its return. A choice: nothing is published for Hyper-V on arm64; 752 cycles are KVM's"
                                + " with VHE (Dall et al., USENIX ATC 2017, table 2, as quoted by others).",
                value = "752 cycles",
                max = "10000000 cycles")
        Cycles hypercall) {

    /** What there is of a page. */
    public enum ReferenceTsc {
        NONE,
        INVALID,
        VALID
    }

    /** Drivers of guest kernels. */
    public enum GuestDriver {
        PROPOSED,
        MAINLINE
    }

    /** What CNTFRQ_EL0 does over a move. */
    public enum Cntfrq {
        CHANGES,
        STAYS
    }
}
