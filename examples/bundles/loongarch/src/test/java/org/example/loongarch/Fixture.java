package org.example.loongarch;

import java.util.Optional;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Registers;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Frequency;

/** VMs under KVM on LoongArch for tests, whose guests donate memory. */
final class Fixture {
    static final Candidate<KvmLoongarch> KVM = Candidate.of(KvmLoongarch.ID, new KvmLoongarch());
    static final Candidate<DonatedPages> DONATED = Candidate.of("donated_pages", new DonatedPages());
    /** 100 MHz, as the 3A5000 has (from memory). */
    static final Bench.Setup HOST = Bench.Setup.DEFAULT.withCounter(Frequency.parse("100 MHz"));

    static final long A_MILLION_NANOS = 1_000_000;

    private Fixture() {}

    static BenchGuest guest(Candidate<KvmLoongarch> kvm) {
        return new Bench(HOST).create(kvm, Optional.of(DONATED));
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

    /** The guest sets stolen time up on a CPU, and runs. */
    static PvTimeDriver online(BenchGuest guest, PvTimeDriver driver, int cpu) {
        guest.enter(cpu);
        if (driver.cpuOnline(cpu) != 0) {
            throw new IllegalStateException("CPU " + cpu + " fails to come online");
        }
        guest.run(cpu);
        return driver;
    }

    /** KVM_HCALL_FUNC_NOTIFY of stolen time, with whatever data. */
    static long notify(BenchGuest guest, int vcpu, long data) {
        Registers registers = KvmPara.hypercall2(
                new Registers(), KvmPara.KVM_HCALL_FUNC_NOTIFY, 1L << KvmPara.KVM_FEATURE_STEAL_TIME, data);
        guest.vm().hypercall(vcpu, registers);
        return KvmPara.result(registers);
    }
}
