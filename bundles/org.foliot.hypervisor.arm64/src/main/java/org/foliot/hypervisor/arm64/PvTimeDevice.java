package org.foliot.hypervisor.arm64;

import java.util.ArrayList;
import java.util.List;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.StealMemory;
import org.foliot.hypervisor.arm64.KvmOptions.FeaturesAnswer;
import org.foliot.hypervisor.arm64.KvmOptions.StealTime;

/**
 * The stolen-time device of one VM: the vCPU attribute by which the VMM configures it, and the calls by which a guest starts
 * it (arch/arm64/kvm/pvtime.c; Documentation/virt/kvm/devices/vcpu.rst).
 */
final class PvTimeDevice {
    /** KVM_ARM_VCPU_PVTIME_CTRL. */
    static final int GROUP = 2;

    /** KVM_ARM_VCPU_PVTIME_IPA. */
    static final long IPA = 0;

    /** The attribute that names a structure revision: in no kernel, thought of on kvmarm on 4 September 2019. */
    static final long REVISION = 1;

    private final KvmOptions options;
    private final boolean supported;
    private final VmHost vm;
    private final StealMemory memory;
    private final List<StolenTime> vcpus = new ArrayList<>();

    /**
     * The device of a new VM, with all vCPUs that it has.
     *
     * @param schedInfo whether the host keeps run_delay at all (sched_info_on)
     */
    PvTimeDevice(KvmOptions options, boolean schedInfo, VmHost vm, StealMemory memory) {
        this.options = options;
        this.supported = options.stolenTime() && (schedInfo || !options.schedInfoCheck());
        this.vm = vm;
        this.memory = memory;
        for (int vcpu = 0; vcpu < vm.vcpus(); vcpu++) {
            add();
        }
    }

    /** Makes the device of one more vCPU, without a structure. */
    void add() {
        vcpus.add(new StolenTime(vcpus.size(), vm, memory, options));
    }

    StolenTime vcpu(int vcpu) {
        return vcpus.get(vcpu);
    }

    /** Number of vCPUs that have a device, configured or not. */
    int vcpus() {
        return vcpus.size();
    }

    /** Whether the kernel offers stolen time to the VMM on this host (kvm_arm_pvtime_supported). */
    boolean supported() {
        return supported;
    }

    /** Whether the guest donates the memory. */
    boolean donated() {
        return memory.donated();
    }

    /** KVM_HAS_DEVICE_ATTR. */
    int has(int group, long attribute) {
        boolean known = attribute == IPA || (attribute == REVISION && options.revision() > 0);
        return supported && group == GROUP && known ? Errno.OK : Errno.ENXIO;
    }

    /**
     * KVM_SET_DEVICE_ATTR, with the checks in the kernel's order: ENXIO where there is no such attribute, EINVAL for an
     * unaligned address, EEXIST where one is set, EINVAL outside memory that the VMM registered. There is no EFAULT, since
     * the value is not fetched from user memory here.
     */
    int set(int vcpu, int group, long attribute, long value) {
        int known = has(group, attribute);
        if (known != Errno.OK) {
            return known;
        }
        return attribute == IPA ? setAddress(vcpus.get(vcpu), value) : setRevision(vcpus.get(vcpu), value);
    }

    private int setAddress(StolenTime vcpu, long ipa) {
        if (!options.provides(vcpu.revision())) {
            // As a kernel without stolen time answers: what was agreed for a VMM that names no revision.
            return Errno.ENXIO;
        } else if (ipa % StolenTimeStructure.ALIGNMENT != 0) {
            return Errno.EINVAL;
        } else if (vcpu.configured()) {
            return Errno.EEXIST;
        } else if (!registered(ipa)) {
            return Errno.EINVAL;
        }
        return vcpu.place(ipa);
    }

    /** gfn_to_hva asks for a slot that can be written, which flash is not. */
    private boolean registered(long ipa) {
        for (MemoryRegion region : vm.memory().regions()) {
            if (region.contains(ipa, StolenTimeStructure.SIZE)) {
                return region.kind() == MemoryRegion.Kind.RAM || region.kind() == MemoryRegion.Kind.RESERVED;
            }
        }
        return false;
    }

    private int setRevision(StolenTime vcpu, long revision) {
        if (!options.provides(revision)) {
            return Errno.EINVAL;
        } else if (vcpu.configured()) {
            return Errno.EEXIST;
        }
        vcpu.revision((int) revision);
        return Errno.OK;
    }

    /** KVM_GET_DEVICE_ATTR: ENXIO where there is no such attribute; an address that is not set reads as all ones. */
    AttributeValue get(int vcpu, int group, long attribute) {
        int known = has(group, attribute);
        if (known != Errno.OK) {
            return AttributeValue.refused(known);
        }
        StolenTime stolenTime = vcpus.get(vcpu);
        return AttributeValue.of(attribute == IPA ? stolenTime.address() : stolenTime.revision());
    }

    /**
     * What QEMU does for one vCPU before it first runs (target/arm/kvm.c, kvm_arm_pvtime_init): asks whether the attribute
     * is there, then sets the address. Nothing where the guest donates the memory.
     */
    int configure(int vcpu) {
        if (memory.donated() || memory.placement(vcpu) == StealMemory.NO_ADDRESS) {
            return Errno.OK;
        }
        int known = has(GROUP, IPA);
        if (known != Errno.OK) {
            return options.kvmStealTime() == StealTime.AUTO ? Errno.OK : known;
        }
        if (options.askRevision() && has(GROUP, REVISION) == Errno.OK) {
            int error = set(vcpu, GROUP, REVISION, options.revision());
            if (error != Errno.OK) {
                return error;
            }
        }
        return set(vcpu, GROUP, IPA, memory.placement(vcpu));
    }

    /** Whether PV_TIME_FEATURES answers with success on a vCPU (kvm_hypercall_pv_features). */
    boolean available(int vcpu) {
        return options.pvtimeFeatures() == FeaturesAnswer.UNCONDITIONAL
                || (memory.donated() ? donatable(vcpu) : vcpus.get(vcpu).configured());
    }

    private boolean donatable(int vcpu) {
        return supported && options.provides(vcpus.get(vcpu).revision());
    }

    /** PV_TIME_ST where the VMM placed the structure: its address, or NOT_SUPPORTED. */
    long start(int vcpu) {
        StolenTime stolenTime = vcpus.get(vcpu);
        if (!stolenTime.configured()) {
            return Smccc.NOT_SUPPORTED;
        }
        stolenTime.start();
        return stolenTime.address();
    }

    /**
     * PV_TIME_ST where the guest donates the memory: its address, SUCCESS when it was taken back, INVALID_PARAMETER when it
     * cannot be used, NOT_SUPPORTED. Another address replaces the one before, whoever named it.
     */
    long donate(int vcpu, long ipa) {
        StolenTime stolenTime = vcpus.get(vcpu);
        if (!donatable(vcpu)) {
            return Smccc.NOT_SUPPORTED;
        } else if (ipa == Smccc.WITHDRAW) {
            stolenTime.withdraw();
            return Smccc.SUCCESS;
        } else if (stolenTime.place(ipa) != Errno.OK) {
            return Smccc.INVALID_PARAMETER;
        }
        stolenTime.start();
        return ipa;
    }

    /** A vCPU reset ends a donation, as on RISC-V (kvm_riscv_vcpu_sbi_sta_reset); an address of the VMM's outlives it. */
    void reset() {
        if (memory.donated()) {
            vcpus.forEach(StolenTime::withdraw);
        }
    }
}
