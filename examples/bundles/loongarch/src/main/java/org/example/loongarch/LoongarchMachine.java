package org.example.loongarch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.SystemCounter;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.OffsetCounter;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.Observations;
import org.foliot.api.timeline.Events.Corrupt;
import org.foliot.time.Address;

/** One VM under KVM on LoongArch and the VMM that runs it. */
final class LoongarchMachine implements VirtualMachine {
    /** Name and rating of the clocksource (arch/loongarch/kernel/time.c; from memory). */
    private static final String CLOCKSOURCE = "Constant";

    private static final int RATING = 200;

    private static final int STATE_VERSION = 1;
    private static final String GUEST_ADDRESS = "pvtime_gpa";
    private static final String COUNTER = "counter";

    private static final long LOW_WORD = 0xffff_ffffL;

    private final KvmLoongarchOptions options;
    private final HostFacts host;
    private final VmHost vm;
    private final Optional<StealMemory> memory;
    private final List<StealTime> stealTime = new ArrayList<>();
    private final OffsetCounter counter;
    private final long trapCost;

    LoongarchMachine(KvmLoongarchOptions options, HostFacts host, VmHost vm, Optional<StealMemory> memory) {
        this.options = options;
        this.host = host;
        this.vm = vm;
        this.memory = memory;
        this.counter = new OffsetCounter(vm, host.counter(), host.oscillator());
        this.trapCost = options.trap().at(host.clock()).picoseconds();
        addStealTime(vm.vcpus());
    }

    private void addStealTime(int vcpus) {
        memory.ifPresent(m -> {
            while (stealTime.size() < vcpus) {
                stealTime.add(new StealTime(stealTime.size(), vm, m, options.preemptHint()));
            }
        });
    }

    /** Nothing: what there is to set up the guest sets up. */
    @Override
    public int configure() {
        return Errno.OK;
    }

    // ---- what the guest asks for ----

    /** {@code cpucfg} and {@code hvcl}; anything else is no call of KVM's. */
    @Override
    public void hypercall(int vcpu, Registers registers) {
        long asked;
        long result;
        if (KvmPara.isCpucfg(registers)) {
            asked = KvmPara.index(registers);
            result = cpucfg(asked);
        } else {
            asked = KvmPara.function(registers);
            result = KvmPara.isService(registers) ? service(vcpu, registers) : KvmPara.KVM_HCALL_INVALID_CODE;
        }
        KvmPara.result(registers, result);
        vm.spend(vcpu, trapCost);
        vm.observe(Observations.HYPERCALL, vcpu, asked, result);
    }

    /** kvm_emu_cpucfg; an index that nobody knows reads as zero. */
    private long cpucfg(long index) {
        if (index == KvmPara.CPUCFG_KVM_SIG) {
            return KvmPara.KVM_SIGNATURE;
        } else if (index == KvmPara.CPUCFG_KVM_FEATURE) {
            return stealTime.isEmpty() ? 0 : 1L << KvmPara.KVM_FEATURE_STEAL_TIME;
        }
        return 0;
    }

    /** kvm_handle_service, kvm_save_notify. */
    private long service(int vcpu, Registers registers) {
        boolean notified = KvmPara.function(registers) == KvmPara.KVM_HCALL_FUNC_NOTIFY
                && KvmPara.first(registers) == 1L << KvmPara.KVM_FEATURE_STEAL_TIME;
        return notified && !stealTime.isEmpty()
                ? stealTime.get(vcpu).notify(KvmPara.second(registers))
                : KvmPara.KVM_HCALL_INVALID_CODE;
    }

    // ---- what userspace asks for ----

    /** KVM_HAS_DEVICE_ATTR: without stolen time there is no such attribute (kvm_loongarch_pvtime_has_attr). */
    @Override
    public int hasVcpuAttribute(int vcpu, int group, long attribute) {
        boolean known =
                group == KvmPara.KVM_LOONGARCH_VCPU_PVTIME_CTRL && attribute == KvmPara.KVM_LOONGARCH_VCPU_PVTIME_GPA;
        return known && !stealTime.isEmpty() ? Errno.OK : Errno.ENXIO;
    }

    @Override
    public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
        int known = hasVcpuAttribute(vcpu, group, attribute);
        return known == Errno.OK ? stealTime.get(vcpu).write(value) : known;
    }

    @Override
    public AttributeValue getVcpuAttribute(int vcpu, int group, long attribute) {
        int known = hasVcpuAttribute(vcpu, group, attribute);
        return known == Errno.OK
                ? AttributeValue.of(stealTime.get(vcpu).guestAddress())
                : AttributeValue.refused(known);
    }

    // ---- what happens to the VM ----

    @Override
    public void vcpuAdded(int vcpu) {
        addStealTime(vcpu + 1);
    }

    @Override
    public void vcpuReset(int vcpu) {
        if (!stealTime.isEmpty()) {
            stealTime.get(vcpu).reset();
        }
    }

    @Override
    public void vcpuLoad(int vcpu) {
        if (!stealTime.isEmpty()) {
            stealTime.get(vcpu).load();
        }
    }

    @Override
    public void enter(int vcpu, long preempted) {
        if (!stealTime.isEmpty()) {
            stealTime.get(vcpu).enter(preempted);
        }
    }

    @Override
    public void vcpuPut(int vcpu, boolean preempted) {
        if (!stealTime.isEmpty()) {
            stealTime.get(vcpu).put(preempted);
        }
    }

    @Override
    public void stopped() {
        if (options.clockStops()) {
            counter.hold();
        }
    }

    @Override
    public void resumed() {
        counter.goOn();
    }

    /** All vCPUs are reset. The counter, which is the VM's, runs on. */
    @Override
    public void reset() {
        stealTime.forEach(StealTime::reset);
    }

    // ---- what can be seen from outside ----

    @Override
    public long structureAddress(int vcpu) {
        return vcpu < stealTime.size() ? stealTime.get(vcpu).address() : StealMemory.NO_ADDRESS;
    }

    private boolean hasStructure(int vcpu) {
        long address = structureAddress(vcpu);
        return address != StealMemory.NO_ADDRESS && vm.memory().backed(new Address(address), StealTimeStructure.SIZE);
    }

    @Override
    public long stolenTime(int vcpu) {
        return hasStructure(vcpu) ? vm.memory().load64(structureAddress(vcpu) + StealTimeStructure.STEAL) : 0;
    }

    @Override
    public long stealUpdates(int vcpu) {
        return vcpu < stealTime.size() ? stealTime.get(vcpu).updates() : 0;
    }

    @Override
    public long updateCost(int vcpu) {
        return vcpu < stealTime.size() ? stealTime.get(vcpu).updateCost() : 0;
    }

    /** Stolen time, or the flags, which are what the structure has of attributes. It has no revision. */
    @Override
    public boolean overwrite(int vcpu, Corrupt.Field field, long value) {
        if (!hasStructure(vcpu)) {
            return false;
        }
        GuestMemory guest = vm.memory();
        long address = structureAddress(vcpu);
        long versionAndFlags = address + StealTimeStructure.VERSION;
        return switch (field) {
            case REVISION -> false;
            case ATTRIBUTES ->
                guest.guestStore64(
                        versionAndFlags, (guest.load64(versionAndFlags) & LOW_WORD) | (value << Integer.SIZE));
            case STOLEN_TIME -> guest.guestStore64(address + StealTimeStructure.STEAL, value);
        };
    }

    @Override
    public VirtualClock clock() {
        return counter;
    }

    // ---- the guest's side ----

    @Override
    public PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup) {
        return new StealTimeDriver(platform, setup);
    }

    @Override
    public ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return new SystemCounter(platform, CLOCKSOURCE, RATING, platform.clock().frequency());
    }

    // ---- saved and restored ----

    /** What travels beside memory: what the guest has named, and the counter by value. Stolen time is in the guest's memory. */
    @Override
    public SavedState save() {
        long[] named = new long[vm.vcpus()];
        for (int vcpu = 0; vcpu < stealTime.size(); vcpu++) {
            named[vcpu] = stealTime.get(vcpu).guestAddress();
        }
        SortedMap<String, long[]> values = new TreeMap<>();
        values.put(GUEST_ADDRESS, named);
        values.put(COUNTER, new long[] {counter.value()});
        return new SavedState(KvmLoongarch.ID, STATE_VERSION, values);
    }

    /**
     * Takes a saved VM over.
     *
     * @throws IncompatibleStateException with the reason; the VM that refused is of no further use
     */
    @Override
    public void restore(SavedState saved) {
        if (!saved.hypervisor().equals(KvmLoongarch.ID) || saved.version() != STATE_VERSION) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved by " + saved.hypervisor() + " in format " + saved.version() + ", but "
                            + host.name() + " reads format " + STATE_VERSION + " of " + KvmLoongarch.ID);
        }
        long[] named = saved.vector(GUEST_ADDRESS);
        if (named.length > vm.vcpus()) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved with " + named.length + " vCPUs, but has " + vm.vcpus() + " on "
                            + host.name());
        }
        for (int vcpu = 0; vcpu < named.length; vcpu++) {
            restore(vcpu, named[vcpu]);
        }
        counter.write(saved.value(COUNTER));
        stopped();
    }

    /** What the guest never named is not written; a guest with stolen time cannot go on without. */
    private void restore(int vcpu, long named) {
        if (named == 0) {
            return;
        }
        int error = setVcpuAttribute(
                vcpu, KvmPara.KVM_LOONGARCH_VCPU_PVTIME_CTRL, KvmPara.KVM_LOONGARCH_VCPU_PVTIME_GPA, named);
        if (error == Errno.ENXIO) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.PV_TIME,
                    "the guest has stolen time, but Linux " + host.release() + " on " + host.name()
                            + " offers none: there is no KVM_LOONGARCH_VCPU_PVTIME_GPA of vCPU " + vcpu + " (ENXIO)");
        } else if (error != Errno.OK) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.SAVED_STATE,
                    "the guest was saved with a stolen-time structure of vCPU " + vcpu + " at 0x"
                            + Long.toHexString(named) + ", where none can be (" + Errno.name(error) + ")");
        }
        // Stolen time goes on with what the new thread waits: nothing of it lies before the move.
    }
}
