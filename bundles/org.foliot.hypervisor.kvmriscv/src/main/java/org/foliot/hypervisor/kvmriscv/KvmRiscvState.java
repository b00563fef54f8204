package org.foliot.hypervisor.kvmriscv;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.OffsetCounter;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.hypervisor.kvmriscv.KvmRiscvOptions.Timebase;
import org.foliot.time.Frequency;

/**
 * What travels of a VM beside its memory: the addresses that the guest named, its counter by value, and the frequency that it knows.
 * Stolen time itself is in the guest's memory.
 */
final class KvmRiscvState {
    private static final int VERSION = 1;
    private static final String SHMEM_LO = "shmem_lo";
    private static final String SHMEM_HI = "shmem_hi";
    private static final String TIME = "time";
    private static final String FREQUENCY = "frequency";

    private final HostFacts host;
    private final KvmRiscvOptions options;
    private final VmHost vm;
    private final List<StealTime> stealTime;
    private final OffsetCounter time;

    KvmRiscvState(HostFacts host, KvmRiscvOptions options, VmHost vm, List<StealTime> stealTime, OffsetCounter time) {
        this.host = host;
        this.options = options;
        this.vm = vm;
        this.stealTime = stealTime;
        this.time = time;
    }

    SavedState save() {
        int vcpus = vm.vcpus();
        long[] lo = new long[vcpus];
        for (int vcpu = 0; vcpu < vcpus; vcpu++) {
            lo[vcpu] = stealTime.isEmpty()
                    ? StealMemory.NO_ADDRESS
                    : stealTime.get(vcpu).shmem();
        }
        SortedMap<String, long[]> values = new TreeMap<>();
        values.put(SHMEM_LO, lo);
        values.put(SHMEM_HI, new long[vcpus]);
        values.put(TIME, new long[] {time.value()});
        values.put(FREQUENCY, new long[] {time.frequency().hertz()});
        return new SavedState(KvmRiscv.ID, VERSION, values);
    }

    /**
     * Takes a saved VM over.
     *
     * @throws IncompatibleStateException with the reason; the VM that refused is of no further use
     */
    void restore(SavedState saved) {
        if (!saved.hypervisor().equals(KvmRiscv.ID) || saved.version() != VERSION) {
            throw refused(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved by " + saved.hypervisor() + " in format " + saved.version() + ", but "
                            + host.name() + " reads format " + VERSION + " of " + KvmRiscv.ID);
        }
        long[] lo = saved.vector(SHMEM_LO);
        long[] hi = saved.vector(SHMEM_HI);
        if (lo.length > vm.vcpus() || hi.length != lo.length) {
            throw refused(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved with " + lo.length + " vCPUs, but has " + vm.vcpus() + " on " + host.name());
        }
        checkTimebase(saved.value(FREQUENCY));
        for (int vcpu = 0; vcpu < lo.length; vcpu++) {
            register(vcpu, lo[vcpu], hi[vcpu]);
        }
        time.write(saved.value(TIME));
    }

    private void checkTimebase(long hertz) {
        if (hertz <= 0 || hertz > Frequency.MAX.hertz()) {
            throw refused(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved with a timebase of " + hertz + " Hz, which is none");
        } else if (hertz != host.counter().hertz() && options.timebase() == Timebase.WRITE) {
            throw refused(
                    IncompatibleStateException.COUNTER_FREQUENCY,
                    "the guest knows a timebase of " + new Frequency(hertz) + ", that of " + host.name() + " has "
                            + host.counter() + " (KVM_REG_RISCV_TIMER_REG(frequency): EINVAL)");
        }
    }

    private void register(int vcpu, long lo, long hi) {
        if (stealTime.isEmpty()) {
            if (lo != StealMemory.NO_ADDRESS) {
                throw refused(
                        IncompatibleStateException.PV_TIME,
                        "the guest has stolen time, but Linux " + host.release() + " on " + host.name()
                                + " offers none: there is no KVM_REG_RISCV_SBI_STA_REG(shmem_lo) of vCPU " + vcpu
                                + " (ENOENT)");
            }
            return;
        }
        int error = hi == 0 ? stealTime.get(vcpu).write(lo) : Errno.EINVAL;
        if (error != Errno.OK) {
            throw refused(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved with a stolen-time structure of vCPU " + vcpu + " at 0x"
                            + Long.toHexString(hi) + ":" + Long.toHexString(lo) + ", where none can be ("
                            + Errno.name(error) + ")");
        }
    }

    private static IncompatibleStateException refused(String reason, String message) {
        return new IncompatibleStateException(reason, message);
    }
}
