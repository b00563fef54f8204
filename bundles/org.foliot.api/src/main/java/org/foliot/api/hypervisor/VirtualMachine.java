package org.foliot.api.hypervisor;

import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.SystemCounter;
import org.foliot.api.timeline.Events;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One VM as its hypervisor runs it: ioctls for the VMM, hypercalls for the guest, hooks for the machine, and clocks.
 *
 * <p>Life cycle: {@link #configure} once after creation, or {@link #restore} in its place; then any number of load, enter and
 * put per vCPU; {@link #stopped} and {@link #resumed} around pauses; {@link #save} on a stopped VM. A restored VM starts out
 * stopped and goes on with {@link #resumed}.
 */
@ConsumerType
public interface VirtualMachine {
    /**
     * What a VMM does before the first run: checks that PV time is there and sets every vCPU's address.
     *
     * @return {@link Errno#OK}, or the negative errno that made the VMM give up
     */
    int configure();

    /** KVM_SET_DEVICE_ATTR on a vCPU: {@link Errno#OK} or a negative errno, ENXIO where there are no attributes. */
    default int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
        return Errno.ENXIO;
    }

    /** KVM_GET_DEVICE_ATTR on a vCPU; refused with ENXIO where there are no attributes. */
    default AttributeValue getVcpuAttribute(int vcpu, int group, long attribute) {
        return AttributeValue.refused(Errno.ENXIO);
    }

    /** KVM_HAS_DEVICE_ATTR on a vCPU: {@link Errno#OK} or a negative errno, ENXIO where there are no attributes. */
    default int hasVcpuAttribute(int vcpu, int group, long attribute) {
        return Errno.ENXIO;
    }

    /**
     * Writes a firmware pseudo-register (KVM_SET_ONE_REG): {@link Errno#OK} or a negative errno, ENOENT where there is none for a
     * whole VM.
     */
    default int setFirmwareRegister(long register, long value) {
        return Errno.ENOENT;
    }

    /** Reads a firmware pseudo-register (KVM_GET_ONE_REG); refused with ENOENT where there is none for a whole VM. */
    default AttributeValue getFirmwareRegister(long register) {
        return AttributeValue.refused(Errno.ENOENT);
    }

    /**
     * Writes any register of a vCPU (KVM_SET_ONE_REG): those of the generic timer, and the firmware pseudo-registers, which are
     * the VM's.
     *
     * @return {@link Errno#OK} or a negative errno
     */
    default int setOneRegister(int vcpu, long register, long value) {
        return setFirmwareRegister(register, value);
    }

    /** Reads any register of a vCPU (KVM_GET_ONE_REG). */
    default AttributeValue getOneRegister(int vcpu, long register) {
        return getFirmwareRegister(register);
    }

    /**
     * Gives all counters of the VM one offset (KVM_ARM_SET_COUNTER_OFFSET): {@link Errno#OK} or a negative errno, which is EINVAL
     * for a hypervisor that knows no such call.
     */
    default int setCounterOffset(long counterOffset, long reserved) {
        return Errno.EINVAL;
    }

    /** A vCPU was hot-added. */
    void vcpuAdded(int vcpu);

    /**
     * Guest software powers a vCPU on that was off (PSCI CPU_ON, SBI hart_start, INIT): its registers are at power-on values before
     * it runs. Nothing, where that touches neither stolen time nor clocks.
     */
    default void vcpuReset(int vcpu) {}

    /** The guest executed a hypercall; results go back into the registers. */
    void hypercall(int vcpu, Registers registers);

    /** The vCPU's thread was put on a processor. */
    void vcpuLoad(int vcpu);

    /**
     * The vCPU is about to run guest code: pending requests are handled, which may {@link VmHost#spend} time.
     *
     * @param preempted an injected preemption struck between the device's reads of run_delay and took this many
     *     nanoseconds of waiting, already booked in {@link VmHost#runDelay}; 0 as a rule
     */
    void enter(int vcpu, long preempted);

    /** The vCPU's thread leaves its processor. */
    void vcpuPut(int vcpu, boolean preempted);

    /** The VMM has stopped all vCPUs: a pause, or the end before a save. */
    void stopped();

    /** The VMM lets the vCPUs run again. */
    void resumed();

    /**
     * Where the structure of a vCPU lies, {@link org.foliot.api.memory.StealMemory#NO_ADDRESS} for nowhere; for a swapped-out
     * page.
     */
    long structureAddress(int vcpu);

    /** Stolen nanoseconds as the structure of a vCPU shows them now, 0 without one; a look from outside, at no cost. */
    long stolenTime(int vcpu);

    /** How often this VM has updated the structure of a vCPU. */
    long stealUpdates(int vcpu);

    /** Host time that those updates took, failed ones included, in picoseconds. */
    long updateCost(int vcpu);

    /**
     * Guest software overwrites a field of a vCPU's structure.
     *
     * @return whether it was written; there may be no structure, or memory that the guest cannot write
     */
    boolean overwrite(int vcpu, Events.Corrupt.Field field, long value);

    /** The counters as the guest sees them. */
    VirtualClock clock();

    /** The guest side of this ABI for a guest kernel; a kexec makes a new one. */
    PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup);

    /**
     * The clocks that a guest kernel finds here; every kernel asks for a driver of its own. The architected counter alone,
     * where a hypervisor has nothing to add.
     */
    default ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return new SystemCounter(platform);
    }

    /**
     * Everything of this VM that travels beside its memory and beside {@link
     * org.foliot.api.memory.StealMemory#save}; only on a stopped VM. Saving changes nothing, so a VM whose migration
     * fails can be {@link #resumed}.
     */
    SavedState save();

    /**
     * Takes over a saved VM instead of {@link #configure}, with the same checks and with the addresses that it had; only
     * before the first run, and after {@link org.foliot.api.memory.StealMemory#restore}.
     *
     * @throws IncompatibleStateException when this host cannot continue it, with the reason in the field's words
     */
    void restore(SavedState state);

    /** The guest was reset: vCPU registers are at power-on values, configuration by the VMM stays. */
    void reset();
}
