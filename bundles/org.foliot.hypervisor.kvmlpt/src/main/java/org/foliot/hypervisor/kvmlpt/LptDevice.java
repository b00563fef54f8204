package org.foliot.hypervisor.kvmlpt;

import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.hypervisor.kvmlpt.LptOptions.Rounding;
import org.foliot.time.Frequency;
import org.foliot.time.counter.LptScale;

/** Live Physical Time of one VM: the attributes of the VM by which the VMM configures it, and the structure. */
final class LptDevice {
    /** KVM_ARM_VM_PVTIME_LPT_CTRL. */
    static final int GROUP = 0;

    /** KVM_ARM_VM_PVTIME_LPT_IPA. */
    static final long IPA = 0;

    /** KVM_ARM_VM_PVTIME_LPT_FREQ. */
    static final long FREQ = 1;

    private static final long NONE = -1;
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    private final VmHost vm;
    private final Frequency hardware;
    private final boolean up;
    private long address = NONE;
    private long frequency;
    private boolean updated;

    /**
     * Without configuration.
     *
     * @param hardware frequency of the host's counter
     */
    LptDevice(VmHost vm, Frequency hardware, Rounding rounding) {
        this.vm = vm;
        this.hardware = hardware;
        this.up = rounding == Rounding.UP;
    }

    /** Whether the structure, which has 32 bits for it, can hold a frequency. */
    static boolean fits(Frequency frequency) {
        return frequency.hertz() <= UNSIGNED_INT;
    }

    /** KVM_HAS_DEVICE_ATTR. */
    int has(int group, long attribute) {
        return group == GROUP && (attribute == IPA || attribute == FREQ) ? Errno.OK : Errno.ENXIO;
    }

    /**
     * KVM_SET_DEVICE_ATTR: ENXIO where there is no such attribute, EINVAL for an address that is not aligned or not in memory that
     * the VMM registered and for a frequency of 0 or of more than 32 bits, EEXIST where it is set. That alignment is looked at
     * first is as with stolen time.
     */
    int set(int group, long attribute, long value) {
        if (has(group, attribute) != Errno.OK) {
            return Errno.ENXIO;
        }
        return attribute == IPA ? setAddress(value) : setFrequency(value);
    }

    private int setAddress(long ipa) {
        if (ipa % LptStructure.ALIGNMENT != 0) {
            return Errno.EINVAL;
        } else if (address != NONE) {
            return Errno.EEXIST;
        }
        for (MemoryRegion region : vm.memory().regions()) {
            boolean memory = region.kind() == MemoryRegion.Kind.RAM || region.kind() == MemoryRegion.Kind.RESERVED;
            if (memory && region.contains(ipa, LptStructure.SIZE)) {
                address = ipa;
                return Errno.OK;
            }
        }
        return Errno.EINVAL;
    }

    private int setFrequency(long hertz) {
        if (hertz <= 0 || hertz > UNSIGNED_INT) {
            return Errno.EINVAL;
        } else if (frequency != 0) {
            return Errno.EEXIST;
        }
        frequency = hertz;
        return Errno.OK;
    }

    /** KVM_GET_DEVICE_ATTR: an address that is not set reads as all ones, a frequency as 0. */
    AttributeValue get(int group, long attribute) {
        return has(group, attribute) == Errno.OK
                ? AttributeValue.of(attribute == IPA ? address : frequency)
                : AttributeValue.refused(Errno.ENXIO);
    }

    /** Address of the structure. */
    long address() {
        return address;
    }

    /** Whether the structure is written on this host, and guests are told of it. */
    boolean isThere() {
        return updated;
    }

    /** Whether another host has written the structure before; only where it is configured. */
    boolean hasHistory() {
        return vm.memory().load64(address + LptStructure.SEQUENCE) != 0;
    }

    /** Frequency of the counter of the host that wrote the structure. */
    Frequency formerHardware() {
        return new Frequency(unsigned(LptStructure.NATIVE_FREQUENCY));
    }

    /** Frequency of the guest's counter as the structure says it. */
    Frequency promised() {
        return new Frequency(unsigned(LptStructure.PV_FREQUENCY));
    }

    private long unsigned(int offset) {
        return vm.memory().load32(address + offset) & UNSIGNED_INT;
    }

    /** The coefficients of this host. */
    LptScale scale() {
        Frequency guest = new Frequency(frequency);
        return up ? LptScale.roundedUp(guest, hardware) : LptScale.of(guest, hardware);
    }

    /**
     * What the kernel checks when a vCPU runs for the first time.
     *
     * @return EINVAL if only one of address and frequency is set, EFAULT if the structure promises another frequency; OK also
     *     where neither is set
     */
    int check() {
        if ((address == NONE) != (frequency == 0)) {
            return Errno.EINVAL;
        }
        boolean contradicts =
                isConfigured() && !updated && hasHistory() && unsigned(LptStructure.PV_FREQUENCY) != frequency;
        return contradicts ? Errno.EFAULT : Errno.OK;
    }

    /** Whether address and frequency are set. */
    boolean isConfigured() {
        return address != NONE && frequency != 0;
    }

    /** Writes the structure, once per VM and host. */
    void update() {
        if (updated || !isConfigured()) {
            return;
        }
        updated = true;
        LptScale scale = scale();
        GuestMemory memory = vm.memory();
        long sequence = memory.load64(address + LptStructure.SEQUENCE) + LptStructure.SEQUENCE_STEP;
        memory.store32(address + LptStructure.REVISION, 0);
        memory.store32(address + LptStructure.ATTRIBUTES, up ? LptStructure.ROUND_UP : 0);
        memory.store32(address + LptStructure.NATIVE_FREQUENCY, (int) hardware.hertz());
        memory.store32(address + LptStructure.PV_FREQUENCY, (int) frequency);
        memory.store64(address + LptStructure.SCALE_MULT, scale.scaleMultiplier());
        memory.store64(address + LptStructure.RSCALE_MULT, scale.reverseMultiplier());
        memory.store32(address + LptStructure.FRACBITS, scale.fractionBits());
        memory.store32(address + LptStructure.RFRACBITS, scale.reverseFractionBits());
        memory.store64(address + LptStructure.SEQUENCE, sequence);
    }
}
