package org.foliot.hypervisor.arm64;

import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.Address;

/**
 * What travels of a VM beside its memory, and whether this host can go on with it.
 *
 * <p>The addresses and the revision of the structures, the hypercall services, and the virtual counter by value. Not the
 * running totals: either they are in guest memory, or they are lost, as they were before Linux 5.10. A host of another counter
 * frequency is not refused, since KVM does not look at it.
 */
final class KvmState {
    private static final int VERSION = 1;
    private static final String ADDRESSES = "addresses";
    private static final String REVISIONS = "revisions";
    private static final String SERVICES = "hypercall_services";
    private static final String VENDOR_SERVICES = "vendor_services";
    private static final String COUNTER = "virtual_counter";

    private final String hypervisor;
    private final HostFacts host;
    private final KvmOptions options;
    private final PvTimeDevice device;
    private final FirmwareBitmap services;
    private final Counters counter;

    KvmState(
            String hypervisor,
            HostFacts host,
            KvmOptions options,
            PvTimeDevice device,
            FirmwareBitmap services,
            Counters counter) {
        this.hypervisor = hypervisor;
        this.host = host;
        this.options = options;
        this.device = device;
        this.services = services;
        this.counter = counter;
    }

    SavedState save() {
        long[] addresses = new long[device.vcpus()];
        long[] revisions = new long[device.vcpus()];
        for (int vcpu = 0; vcpu < addresses.length; vcpu++) {
            addresses[vcpu] = device.vcpu(vcpu).address();
            revisions[vcpu] = device.vcpu(vcpu).revision();
        }
        SortedMap<String, long[]> values = new TreeMap<>();
        values.put(ADDRESSES, addresses);
        values.put(REVISIONS, revisions);
        values.put(SERVICES, new long[] {services.services()});
        if (services.vendorServices() != 0) {
            values.put(VENDOR_SERVICES, new long[] {services.vendorServices()});
        }
        values.put(COUNTER, new long[] {counter.value()});
        return new SavedState(hypervisor, VERSION, values);
    }

    /**
     * Takes a saved VM over.
     *
     * @throws IncompatibleStateException with the reason; the VM that refused is of no further use
     */
    void restore(SavedState saved) {
        if (!saved.hypervisor().equals(hypervisor) || saved.version() != VERSION) {
            throw refused(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved by " + saved.hypervisor() + " in format " + saved.version() + ", but "
                            + host.name() + " reads format " + VERSION + " of " + hypervisor);
        }
        long[] addresses = saved.vector(ADDRESSES);
        long[] revisions = saved.vector(REVISIONS);
        if (addresses.length > device.vcpus() || revisions.length != addresses.length) {
            throw refused(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved with " + addresses.length + " vCPUs, but has " + device.vcpus() + " on "
                            + host.name());
        }
        long wanted = saved.value(SERVICES);
        long count = saved.value(COUNTER);
        long wantedOfVendor = saved.values().containsKey(VENDOR_SERVICES) ? saved.value(VENDOR_SERVICES) : 0;
        checkServices(wanted);
        if (wantedOfVendor != 0 && !options.targetImplementations()) {
            throw refused(
                    IncompatibleStateException.HYPERCALL_SERVICES,
                    "the guest was given vendor services 0x" + Long.toHexString(wantedOfVendor) + ", but Linux "
                            + host.release() + " on " + host.name()
                            + " cannot switch them on (KVM_REG_ARM_VENDOR_HYP_BMAP_2: ENOENT)");
        }
        for (int vcpu = 0; vcpu < addresses.length; vcpu++) {
            if (addresses[vcpu] != StealMemory.NO_ADDRESS) {
                checkDevice(vcpu, revisions[vcpu]);
            }
        }
        for (int vcpu = 0; vcpu < addresses.length; vcpu++) {
            place(vcpu, addresses[vcpu], (int) revisions[vcpu]);
        }
        services.set(FirmwareBitmap.STD_HYP, wanted, false);
        services.set(FirmwareBitmap.VENDOR_HYP_2, wantedOfVendor, false);
        counter.show(count);
    }

    private void checkServices(long wanted) {
        if ((wanted & ~FirmwareBitmap.PV_TIME) != 0) {
            throw refused(
                    IncompatibleStateException.HYPERCALL_SERVICES,
                    "the guest was given hypercall services 0x" + Long.toHexString(wanted) + ", of which " + host.name()
                            + " knows 0x" + FirmwareBitmap.PV_TIME + " only (KVM_REG_ARM_STD_HYP_BMAP: EINVAL)");
        } else if (wanted != FirmwareBitmap.PV_TIME && !options.firmwareBitmap()) {
            // A kernel without the register gives every guest the calls, which is fine for a guest that has them.
            throw refused(
                    IncompatibleStateException.HYPERCALL_SERVICES,
                    "the guest was not given the PV-time calls, but Linux " + host.release() + " on " + host.name()
                            + " cannot switch them off (KVM_REG_ARM_STD_HYP_BMAP: ENOENT)");
        }
    }

    private void checkDevice(int vcpu, long revision) {
        if (!device.supported()) {
            throw refused(
                    IncompatibleStateException.PV_TIME,
                    "the guest has stolen time, but Linux " + host.release() + " on " + host.name()
                            + " offers none: setting the address of vCPU " + vcpu + " fails with ENXIO");
        } else if (!options.provides(revision)) {
            throw refused(
                    IncompatibleStateException.STRUCTURE_REVISION,
                    "the guest has stolen-time structures of revision " + revision + ", but Linux " + host.release()
                            + " on " + host.name() + " implements revision " + options.revision()
                            + (options.revisionZero() ? " and 0" : " only") + ": setting the address of vCPU " + vcpu
                            + " fails with ENXIO");
        }
    }

    private void place(int vcpu, long address, int revision) {
        StolenTime stolenTime = device.vcpu(vcpu);
        stolenTime.revision(revision);
        if (address == StealMemory.NO_ADDRESS) {
            stolenTime.withdraw();
            return;
        }
        int error = stolenTime.place(address);
        if (error != Errno.OK) {
            throw refused(
                    IncompatibleStateException.MEMORY,
                    "the stolen-time structure of vCPU " + vcpu + " was at " + new Address(address)
                            + ", where it cannot be on " + host.name() + " (" + Errno.name(error) + ")");
        }
    }

    private static IncompatibleStateException refused(String reason, String message) {
        return new IncompatibleStateException(reason, message);
    }
}
