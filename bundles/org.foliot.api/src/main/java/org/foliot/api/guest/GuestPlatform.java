package org.foliot.api.guest;

import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.observation.ObservationKind;
import org.osgi.annotation.versioning.ProviderType;

/** The virtual hardware as guest software sees it. */
@ProviderType
public interface GuestPlatform {
    /** vCPUs that are present, running or not. */
    int vcpus();

    /** Guest physical memory. */
    GuestMemory memory();

    /** The counters; a migration may change what it answers. */
    VirtualClock clock();

    /** Present instant in picoseconds of host time; guest software may only use it to read the clock. */
    long now();

    /** Executes HVC on a vCPU: traps, runs the hypervisor, returns with results in the registers. */
    void hypercall(int vcpu, Registers registers);

    /** Sends an interrupt to a vCPU: a halted one becomes runnable, an executing one is interrupted. */
    void kick(int vcpu);

    /** PSCI CPU_ON: an off vCPU becomes runnable. */
    void powerOn(int vcpu);

    /**
     * Executes an instruction on a vCPU that its VMM emulates, such as a write to a port or to a device register: the vCPU
     * leaves the guest when the present call of {@link GuestSystem} returns, its thread sleeps in the VMM, and enters the guest
     * again after that. Interrupts are seen then. For a vCPU that turns itself off in the same call nothing happens.
     *
     * @param asleep how long the thread sleeps, in picoseconds, more than 0
     */
    default void exitToVmm(int vcpu, long asleep) {}

    /**
     * PSCI SYSTEM_RESET, called on the boot vCPU when all others are off: the VMM resets the VM as with {@link
     * org.foliot.api.hypervisor.VirtualMachine#reset}. The call returns as the first instruction after reset on that vCPU.
     */
    default void systemReset() {}

    /** Reports something worth seeing; costs a branch when nobody looks. */
    void observe(ObservationKind kind, int vcpu, long a, long b);
}
