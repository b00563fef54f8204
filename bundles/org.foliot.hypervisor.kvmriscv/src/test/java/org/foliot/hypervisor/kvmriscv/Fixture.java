package org.foliot.hypervisor.kvmriscv;

import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Registers;
import org.foliot.memory.donated.DonatedMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Frequency;

/** VMs under KVM on RISC-V for tests, whose guests donate memory. */
final class Fixture {
    static final Candidate<KvmRiscv> KVM = Candidate.of(KvmRiscv.ID, new KvmRiscv());
    static final Candidate<DonatedMemory> DONATED = Candidate.of("guest_donated", new DonatedMemory());
    static final Bench.Setup HOST = host("10 MHz");
    static final long A_MILLION_NANOS = 1_000_000;

    private Fixture() {}

    static Bench.Setup host(String timebase) {
        return Bench.Setup.DEFAULT.withCounter(Frequency.parse(timebase));
    }

    static BenchGuest guest(Bench host, Candidate<KvmRiscv> kvm) {
        return host.create(kvm, Optional.of(DONATED));
    }

    static BenchGuest guest(Candidate<KvmRiscv> kvm) {
        return guest(new Bench(HOST), kvm);
    }

    static BenchGuest guest() {
        return guest(KVM);
    }

    static PvTimeDriver driver(BenchGuest guest, String release) {
        return guest.vm()
                .driver(
                        guest.platform(),
                        new PvTimeDriver.Setup(KernelRelease.parse(release), PvTimeDriver.Abi.RELEASED, Bench.RAM, 0));
    }

    /** The guest sets stolen time up on a CPU, with whatever it has for it, and runs. */
    static PvTimeDriver online(BenchGuest guest, PvTimeDriver driver, int cpu) {
        guest.enter(cpu);
        if (driver.cpuOnline(cpu) != 0) {
            throw new IllegalStateException("CPU " + cpu + " fails to come online");
        }
        guest.run(cpu);
        return driver;
    }

    /** A call of the guest's; the registers as they come back. */
    static Registers call(BenchGuest guest, long extension, long function, long a0, long a1, long a2) {
        Registers registers = Sbi.call(new Registers(), extension, function, a0, a1, a2);
        guest.vm().hypercall(0, registers);
        return registers;
    }
}
