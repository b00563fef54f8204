package org.foliot.hypervisor.kvmx86;

import java.util.Arrays;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.time.Duration;
import org.foliot.time.counter.PvclockScale;

/**
 * kvmclock of one VM: a clock in nanoseconds that starts at 0 with the VM, which the host lets every vCPU read in a page of the
 * guest's (arch/x86/kvm/x86.c, kvm_guest_time_update, with a master clock).
 */
final class KvmClock {
    private static final PvclockScale STANDING = new PvclockScale(0, 0);
    private static final int WORD = Long.BYTES;

    private final VmHost vm;
    private final GuestTsc tsc;
    private final byte flags;
    private final boolean tellsOfStops;
    /** Per vCPU what MSR_KVM_SYSTEM_TIME_NEW reads as. */
    private long[] registers;

    private long wallRegister;
    private long reading;
    private long tscAtReading;
    private PvclockScale scale;
    /** Whether the VMM has read the clock and will set it. */
    private boolean held;

    /** The clock of a new VM, which shows 0 now. */
    KvmClock(VmHost vm, GuestTsc tsc, KvmX86Options options) {
        this.vm = vm;
        this.tsc = tsc;
        this.flags = options.tscStable() ? PvclockStructure.TSC_STABLE : 0;
        this.tellsOfStops = options.kvmclockCtrl();
        this.registers = new long[vm.vcpus()];
        runFrom(0);
    }

    /** There are so many vCPUs now. */
    void grow(int vcpus) {
        registers = Arrays.copyOf(registers, vcpus);
    }

    /** What it shows now, in nanoseconds (KVM_GET_CLOCK). */
    long value() {
        return reading + scale.toNanos(tsc.at(vm.now()) - tscAtReading);
    }

    /** It shows a value now, and runs on. */
    private void runFrom(long nanos) {
        reading = nanos;
        tscAtReading = tsc.at(vm.now());
        scale = tsc.toNanos();
    }

    /** The VMM has stopped the VM and read the clock, which stands from now on; once held it stays as it was. */
    void hold() {
        if (!held) {
            held = true;
            stand(value());
        }
    }

    /** It stands at a value, whatever it was, until it is {@linkplain #set set}. */
    void stand(long nanos) {
        held = true;
        reading = nanos;
        tscAtReading = tsc.at(vm.now());
        scale = STANDING;
        publish(false);
    }

    /** Whether it stands. */
    boolean isHeld() {
        return held;
    }

    /** The VMM sets the clock and lets the VM go on (KVM_SET_CLOCK). */
    void set(long nanos) {
        held = false;
        runFrom(nanos);
        publish(tellsOfStops);
    }

    /** The VMM lets the VM go on, and has left the clock alone. */
    void goOn() {
        if (tellsOfStops) {
            publish(true);
        }
    }

    /** The TSC has been written: the clock goes on from what it shows, by the TSC as it is now. */
    void tscChanged(long shown) {
        runFrom(shown);
        publish(false);
    }

    private void publish(boolean stopped) {
        for (int vcpu = 0; vcpu < registers.length; vcpu++) {
            publish(vcpu, stopped);
        }
    }

    long register(int vcpu) {
        return registers[vcpu];
    }

    long wallRegister() {
        return wallRegister;
    }

    /**
     * A write of MSR_KVM_SYSTEM_TIME_NEW. An address without memory is taken, and never written to (kvm_write_system_time).
     */
    void write(int vcpu, long value) {
        registers[vcpu] = value;
        publish(vcpu, false);
    }

    /** Registers as they were saved; pages travel with memory. */
    void restore(long[] saved, long wall) {
        System.arraycopy(saved, 0, registers, 0, saved.length);
        wallRegister = wall;
    }

    /**
     * A write of MSR_KVM_WALL_CLOCK_NEW: the host writes once at what time the clock was 0 (kvm_write_wall_clock). Real time is
     * that of the simulation.
     */
    void writeWall(long address) {
        wallRegister = address;
        if (!usable(address, PvclockStructure.WALL_SIZE)) {
            return;
        }
        GuestMemory memory = vm.memory();
        long began = vm.now() / Duration.PS_PER_NANO - value();
        int version = (memory.load32(address + PvclockStructure.WALL_VERSION) + 1) | 1;
        memory.store32(address + PvclockStructure.WALL_VERSION, version);
        memory.store32(address + PvclockStructure.WALL_SECONDS, (int) Math.floorDiv(began, 1_000_000_000L));
        memory.store32(address + PvclockStructure.WALL_NANOSECONDS, (int) Math.floorMod(began, 1_000_000_000L));
        memory.store32(address + PvclockStructure.WALL_VERSION, version + 1);
    }

    /** All vCPUs were reset: nothing is written any more (kvmclock_reset). The clock runs on. */
    void reset() {
        Arrays.fill(registers, 0);
    }

    /** One vCPU was reset. */
    void reset(int vcpu) {
        registers[vcpu] = 0;
    }

    private void publish(int vcpu, boolean stopped) {
        long address = registers[vcpu] & ~Msr.ENABLED;
        if ((registers[vcpu] & Msr.ENABLED) == 0 || !usable(address, PvclockStructure.SIZE)) {
            return;
        }
        GuestMemory memory = vm.memory();
        int version = (memory.load32(address + PvclockStructure.VERSION) + 1) | 1;
        int before = memory.load8(address + PvclockStructure.FLAGS) & PvclockStructure.GUEST_STOPPED;
        int told = stopped ? PvclockStructure.GUEST_STOPPED : before;
        memory.store32(address + PvclockStructure.VERSION, version);
        memory.store64(address + PvclockStructure.TSC_TIMESTAMP, tscAtReading);
        memory.store64(address + PvclockStructure.SYSTEM_TIME, reading);
        memory.store32(address + PvclockStructure.MULTIPLIER, (int) scale.multiplier());
        memory.store8(address + PvclockStructure.SHIFT, (byte) scale.shift());
        memory.store8(address + PvclockStructure.FLAGS, (byte) (flags | told));
        memory.store32(address + PvclockStructure.VERSION, version + 1);
    }

    /** Whether there is memory of the guest's at an address that is aligned well enough for it. */
    private boolean usable(long address, int bytes) {
        if (address % WORD != 0) {
            return false;
        }
        for (MemoryRegion region : vm.memory().regions()) {
            if (region.contains(address, bytes)) {
                return region.kind() == MemoryRegion.Kind.RAM;
            }
        }
        return false;
    }
}
