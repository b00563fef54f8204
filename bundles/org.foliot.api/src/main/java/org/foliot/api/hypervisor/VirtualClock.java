package org.foliot.api.hypervisor;

import org.foliot.time.Frequency;
import org.osgi.annotation.versioning.ConsumerType;

/** The counters of one VM as guest code reads them, as functions of host physical time in picoseconds. */
@ConsumerType
public interface VirtualClock {
    /** The result of {@link #instantOfVirtual} for a value that will never be reached. */
    long NEVER = Long.MAX_VALUE;

    /** CNTFRQ_EL0 as the guest reads it, or the frequency of whatever takes its place. */
    Frequency frequency();

    /** Frequency of the counter by which hardware acts for the guest that no hypervisor can come between: its event stream. */
    default Frequency hardwareFrequency() {
        return frequency();
    }

    /** The guest's virtual counter (CNTVCT_EL0) at an instant not before now. */
    long virtualCounter(int vcpu, long instant);

    /** The guest's physical counter (CNTPCT_EL0) at an instant not before now. */
    long physicalCounter(int vcpu, long instant);

    /** First instant from now on at which the virtual counter is at least a value, or {@link #NEVER}. */
    long instantOfVirtual(int vcpu, long value);

    /** First instant from now on at which the physical counter is at least a value, or {@link #NEVER}. */
    long instantOfPhysical(int vcpu, long value);

    /**
     * What one read of the virtual counter takes beyond the instruction, in picoseconds: exit, emulation and return, where the
     * hypervisor traps it; 0 where guest code reads the hardware.
     */
    default long virtualReadCost() {
        return 0;
    }

    /** The same for the physical counter. */
    default long physicalReadCost() {
        return 0;
    }

    /** Guest code writes CNTV_CVAL_EL0 and enables the timer; ignored by a hypervisor that does not change it on the way. */
    default void armVirtualTimer(int vcpu, long compareValue) {}

    /** When the virtual timer goes off that was last armed, not before now; {@link #NEVER} where none is. */
    default long virtualTimerInstant(int vcpu) {
        return NEVER;
    }

    /** Whether the processors that the VM is on have enhanced counters (FEAT_ECV), as far as guest code is told. */
    default boolean enhancedCounter() {
        return false;
    }

    /**
     * This clock as the bundle that brings it knows it, for drivers of the same bundle that need more of it than is said here. What
     * wraps a clock answers for what it wraps.
     *
     * @throws ClassCastException for a clock of another kind
     */
    default <C extends VirtualClock> C unwrap(Class<C> kind) {
        return kind.cast(this);
    }
}
