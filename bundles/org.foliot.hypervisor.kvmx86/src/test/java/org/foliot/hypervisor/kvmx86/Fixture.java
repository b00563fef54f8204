package org.foliot.hypervisor.kvmx86;

import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Registers;
import org.foliot.memory.donated.DonatedMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Address;
import org.foliot.time.Frequency;

/** VMs under KVM on x86 for tests, whose guests donate memory. */
final class Fixture {
    static final Candidate<KvmX86> KVM = Candidate.of(KvmX86.ID, new KvmX86());
    static final Candidate<DonatedMemory> DONATED = Candidate.of("guest_donated", new DonatedMemory());

    static final Bench.Setup HOST = host("2.4 GHz");

    /** Where guests of these tests keep what they share for clocks. */
    static final Address CLOCKS = Bench.RAM.plus(1 << 20);

    static final long A_MILLION_NANOS = 1_000_000;

    private Fixture() {}

    static Bench.Setup host(String tsc) {
        return Bench.Setup.DEFAULT.withCounter(Frequency.parse(tsc));
    }

    static BenchGuest guest(Bench host, Candidate<KvmX86> kvm) {
        return host.create(kvm, Optional.of(DONATED));
    }

    static BenchGuest guest(Candidate<KvmX86> kvm) {
        return guest(new Bench(HOST), kvm);
    }

    static BenchGuest guest() {
        return guest(KVM);
    }

    /** Writes a register on a vCPU; the vector of the exception, 0 for none. */
    static long wrmsr(BenchGuest guest, int vcpu, int register, long value) {
        Registers registers = new Registers().call(Trap.WRMSR, register, value, 0);
        guest.vm().hypercall(vcpu, registers);
        return registers.x(0);
    }

    /** Reads a register on a vCPU, which must be there. */
    static long rdmsr(BenchGuest guest, int vcpu, int register) {
        Registers registers = new Registers().call(Trap.RDMSR, register, 0, 0);
        guest.vm().hypercall(vcpu, registers);
        if (registers.x(0) != Trap.DONE) {
            throw new IllegalStateException("there is no register " + Integer.toHexString(register));
        }
        return registers.x(1);
    }

    /** The guest enables stolen time on a vCPU, at its place in the memory that it keeps for it; the first update comes next. */
    static void enable(BenchGuest guest, int vcpu) {
        guest.memory().expectHostWrites(Bench.RAM, 4096);
        if (wrmsr(guest, vcpu, Msr.STEAL_TIME, guest.slot(vcpu) | Msr.ENABLED) != Trap.DONE) {
            throw new IllegalStateException("stolen time cannot be enabled");
        }
    }

    static long steal(BenchGuest guest, int vcpu) {
        return guest.memory().load64(guest.slot(vcpu) + StealTimeStructure.STEAL);
    }

    static int version(BenchGuest guest, int vcpu) {
        return guest.memory().load32(guest.slot(vcpu) + StealTimeStructure.VERSION);
    }

    static boolean preempted(BenchGuest guest, int vcpu) {
        return guest.memory().load8(guest.slot(vcpu) + StealTimeStructure.PREEMPTED) != 0;
    }

    /** The clocks of a guest kernel, which has looked for them. */
    static ClockDriver clocks(BenchGuest guest, String release) {
        ClockDriver clocks =
                guest.vm().clocks(guest.platform(), new ClockDriver.Setup(KernelRelease.parse(release), CLOCKS, 0));
        clocks.probe();
        return clocks;
    }

    static ClockDriver clocks(BenchGuest guest) {
        return clocks(guest, "6.12");
    }

    static PvTimeDriver driver(BenchGuest guest, String release) {
        return guest.vm()
                .driver(
                        guest.platform(),
                        new PvTimeDriver.Setup(KernelRelease.parse(release), PvTimeDriver.Abi.RELEASED, Bench.RAM, 0));
    }
}
