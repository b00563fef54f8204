package org.foliot.hypervisor.arm64;

import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.Address;
import org.foliot.time.Frequency;

/**
 * What travels of a VM beside its memory, and whether this host can go on with it.
 *
 * <p>The addresses and the revision of the structures, the hypercall services, the virtual counter by value and by its offset,
 * with the real time at which it was read, and the virtual timers. Not the running totals: either they are in guest memory, or they
 * are lost, as they were before Linux 5.10. A host of another counter frequency is not refused, since KVM does not look at it.
 */
final class KvmState {
    private static final int VERSION = 2;
    private static final String ADDRESSES = "addresses";
    private static final String REVISIONS = "revisions";
    private static final String SERVICES = "hypercall_services";
    private static final String VENDOR_SERVICES = "vendor_services";
    private static final String COUNTER = "virtual_counter";
    private static final String OFFSETS = "counter_offsets";
    private static final String HOST_COUNTER = "host_counter";
    private static final String FREQUENCY = "counter_frequency";
    private static final String REALTIME = "realtime";
    private static final String TIMERS = "virtual_timers";

    private final String hypervisor;
    private final HostFacts host;
    private final KvmOptions options;
    private final PvTimeDevice device;
    private final FirmwareBitmap services;
    private final Counters counter;
    private final TimerRegisters timers;
    private final VmHost vm;

    KvmState(
            String hypervisor,
            HostFacts host,
            KvmOptions options,
            VmHost vm,
            PvTimeDevice device,
            FirmwareBitmap services,
            Counters counter,
            TimerRegisters timers) {
        this.hypervisor = hypervisor;
        this.host = host;
        this.options = options;
        this.device = device;
        this.services = services;
        this.counter = counter;
        this.timers = timers;
        this.vm = vm;
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
        saveCounters(values);
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
        restoreCounters(saved);
    }

    /** What the registers of all vCPUs take to be read or written, one vCPU after the other. */
    private long access() {
        return options.registerAccess().picoseconds() * device.vcpus();
    }

    private void saveCounters(SortedMap<String, long[]> values) {
        long now = vm.now();
        long read = now + access();
        values.put(COUNTER, new long[] {counter.virtualCounter(0, read)});
        values.put(OFFSETS, new long[] {counter.virtualOffset(), counter.isFixed() ? 1 : 0});
        values.put(HOST_COUNTER, new long[] {counter.hostAt(read)});
        values.put(FREQUENCY, new long[] {counter.frequency().hertz()});
        values.put(REALTIME, new long[] {read});
        values.put(TIMERS, timers.save(device.vcpus()));
    }

    private void restoreCounters(SavedState saved) {
        counter.come(new Frequency(saved.value(FREQUENCY)));
        long count = saved.value(COUNTER);
        long[] offsets = saved.vector(OFFSETS);
        long realtime = saved.value(REALTIME);
        long away = counter.ticksIn(Math.max(0, vm.now() - realtime));
        long[] registers = saved.vector(TIMERS);
        if (offsets.length != 2
                || registers.length % 2 != 0
                || registers.length / 2 > device.vcpus()
                || registers.length == 0) {
            throw refused(
                    IncompatibleStateException.SAVED_STATE,
                    "saved state of " + saved.hypervisor() + " has " + offsets.length + " values of " + OFFSETS
                            + " and " + registers.length + " of " + TIMERS + ", which no VM of " + device.vcpus()
                            + " vCPUs has");
        }
        timers.restore(registers);
        if (options.advanceCounter()
                && saved.value(FREQUENCY) != counter.frequency().hertz()) {
            throw refused(
                    IncompatibleStateException.COUNTER_FREQUENCY,
                    "the guest knows a counter of " + new Frequency(saved.value(FREQUENCY)) + ", that of " + host.name()
                            + " has " + host.counter() + ", and the VMM cannot say what the guest has missed");
        }
        boolean toOffset = options.counterOffset() && options.counterOffsetIoctl();
        boolean byOffset = offsets[1] == 1;
        if (toOffset && byOffset && counter.hostAt(realtime) == saved.value(HOST_COUNTER)) {
            // The host's counter has run on as if nothing had happened, so the offset is what it was.
            counter.fix(offsets[0]);
        } else if (toOffset) {
            counter.fix(counter.hostAt(vm.now()) - count - away);
        } else {
            counter.show(options.advanceCounter() ? count + away : count, vm.now() + written());
        }
    }

    /** When the last vCPU's registers have been written; the counter of a VM that is stopped is written as it goes on. */
    private long written() {
        return options.kvmNoAdjvtime() ? access() : 0;
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
