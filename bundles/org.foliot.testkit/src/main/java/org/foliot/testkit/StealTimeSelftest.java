package org.foliot.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;

/**
 * The steps of Linux' own test of stolen time, arm64 part.
 *
 * <p>Where the test steals time from itself with a second thread, the bench lets the vCPU's thread wait, which it does exactly.
 * Before the guest asks, the structure is filled with ones, so that whatever it later shows was put there.
 */
final class StealTimeSelftest {
    private static final String RULE = "linux tools/testing/selftests/kvm/steal_time.c";
    private static final int NR_VCPUS = 4;
    private static final long MIN_RUN_DELAY_NS = 200_000;

    private final Candidate<? extends Hypervisor<?>> hypervisor;
    private final Candidate<? extends MemoryStrategy<?>> strategy;

    StealTimeSelftest(Candidate<? extends Hypervisor<?>> hypervisor, Candidate<? extends MemoryStrategy<?>> strategy) {
        this.hypervisor = hypervisor;
        this.strategy = strategy;
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>(userInterface().checks());
        for (int vcpu = 0; vcpu < NR_VCPUS; vcpu++) {
            checks.addAll(runs(vcpu).checks());
        }
        return checks;
    }

    private BenchGuest guest(int vcpus) {
        return new Bench(Bench.Setup.DEFAULT.withVcpus(vcpus)).create(hypervisor, Optional.of(strategy));
    }

    private StepList<BenchGuest> userInterface() {
        return new StepList<>("steal_time.c, uapi: ", RULE, () -> guest(1))
                .step(
                        "the attribute is there",
                        g -> Expect.equal(
                                "KVM_HAS_DEVICE_ATTR",
                                Errno.name(Errno.OK),
                                Errno.name(g.vm().hasVcpuAttribute(0, Den0057a.GROUP, Den0057a.IPA))))
                .step("an unaligned address is EINVAL", g -> expectSet(g, g.slot(0) | 1, Errno.EINVAL))
                .step("an aligned address is accepted", g -> expectSet(g, g.slot(0), Errno.OK))
                .step("a second address is EEXIST", g -> expectSet(g, g.slot(0), Errno.EEXIST));
    }

    private static void expectSet(BenchGuest guest, long address, int error) {
        Expect.equal(
                "KVM_SET_DEVICE_ATTR of " + Expect.hex(address),
                Errno.name(error),
                Errno.name(guest.vm().setVcpuAttribute(0, Den0057a.GROUP, Den0057a.IPA, address)));
    }

    private StepList<Run> runs(int vcpu) {
        return new StepList<>("steal_time.c, vCPU " + vcpu + ", ", RULE, () -> new Run(guest(NR_VCPUS), vcpu))
                .step("before: the VMM sets the address it has to set", Run::configure)
                .step(
                        "first run: SMCCC_ARCH_FEATURES knows PV_TIME_FEATURES",
                        r -> r.expectFeature(Den0057a.SMCCC_ARCH_FEATURES, Den0057a.PV_TIME_FEATURES))
                .step(
                        "first run: PV_TIME_FEATURES knows itself",
                        r -> r.expectFeature(Den0057a.PV_TIME_FEATURES, Den0057a.PV_TIME_FEATURES))
                .step(
                        "first run: PV_TIME_FEATURES knows PV_TIME_ST",
                        r -> r.expectFeature(Den0057a.PV_TIME_FEATURES, Den0057a.PV_TIME_ST))
                .step("first run: PV_TIME_ST is the address of the structure", Run::ask)
                .step("second run: revision and attributes are 0", Run::secondRun)
                .step("second run: stolen time is at most run_delay", Run::expectAtMostRunDelay)
                .step("third run: revision and attributes are 0 again", Run::thirdRun)
                .step("third run: stolen time grew by run_delay at least", Run::expectGrowth);
    }

    /** One vCPU on its way through the three runs. */
    private static final class Run {
        private final BenchGuest guest;
        private final int vcpu;
        private long stolen;

        Run(BenchGuest guest, int vcpu) {
            this.guest = guest;
            this.vcpu = vcpu;
        }

        void configure() {
            Den0057a.configure(guest, vcpu);
            AttributeValue address = guest.vm().getVcpuAttribute(vcpu, Den0057a.GROUP, Den0057a.IPA);
            Expect.equalHex(
                    "the address of the vCPU",
                    guest.donates() ? StealMemory.NO_ADDRESS : guest.slot(vcpu),
                    address.value());
            for (int offset = 0; offset < Den0057a.SIZE; offset += Long.BYTES) {
                guest.memory().store64(guest.slot(vcpu) + offset, -1);
            }
            guest.bench().waits(vcpu, MIN_RUN_DELAY_NS);
            guest.enter(vcpu);
        }

        void expectFeature(long function, long feature) {
            Expect.equalHex(
                    Expect.hex(function) + " of " + Expect.hex(feature),
                    Den0057a.SUCCESS,
                    guest.call(vcpu, function, feature));
        }

        void ask() {
            Expect.equalHex("PV_TIME_ST", guest.slot(vcpu), Den0057a.ask(guest, vcpu));
            guest.vm().vcpuPut(vcpu, false);
        }

        private void expectStatus() {
            long slot = guest.slot(vcpu);
            Expect.equal("the revision", 0, guest.memory().load32(slot + Den0057a.REVISION));
            Expect.equal("the attributes", 0, guest.memory().load32(slot + Den0057a.ATTRIBUTES));
        }

        void secondRun() {
            guest.enter(vcpu);
            expectStatus();
            stolen = Den0057a.stolen(guest, vcpu);
        }

        void expectAtMostRunDelay() {
            long runDelay = guest.bench().runDelay(vcpu);
            Expect.that(
                    stolen >= 0 && stolen <= runDelay,
                    "stolen time is " + stolen + " ns, but run_delay only " + runDelay + " ns");
        }

        void thirdRun() {
            guest.preempt(vcpu, MIN_RUN_DELAY_NS);
            expectStatus();
        }

        void expectGrowth() {
            long growth = Den0057a.stolen(guest, vcpu) - stolen;
            Expect.that(
                    growth >= MIN_RUN_DELAY_NS,
                    "stolen time grew by " + growth + " ns, but run_delay by " + MIN_RUN_DELAY_NS + " ns");
        }
    }
}
