package org.foliot.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.memory.MemoryStrategy;

/** The steps of Linux' own test of arm64 hypercalls, as far as they concern stolen time. */
final class HypercallsSelftest {
    private static final String RULE = "linux tools/testing/selftests/kvm/arm64/hypercalls.c";
    private static final String PREFIX = "hypercalls.c, ";

    private final Candidate<? extends Hypervisor<?>> hypervisor;
    private final Candidate<? extends MemoryStrategy<?>> strategy;

    /** A call with its first argument; of PV_TIME_ST the structure's address, which it needs where that is donated. */
    private record Call(String name, long function, long argument) {
        long make(BenchGuest guest) {
            boolean address = function == Den0057a.PV_TIME_ST && guest.donates();
            return guest.call(0, function, address ? guest.slot(0) : argument);
        }
    }

    private static final List<Call> CALLS = List.of(
            new Call("SMCCC_ARCH_FEATURES(PV_TIME_FEATURES)", Den0057a.SMCCC_ARCH_FEATURES, Den0057a.PV_TIME_FEATURES),
            new Call("PV_TIME_FEATURES(PV_TIME_ST)", Den0057a.PV_TIME_FEATURES, Den0057a.PV_TIME_ST),
            new Call("PV_TIME_ST", Den0057a.PV_TIME_ST, 0));

    private static final List<Call> FALSE_CALLS = List.of(
            new Call("TRNG_FEATURES(VENDOR_HYP_KVM_PTP)", Den0057a.TRNG_FEATURES, Den0057a.VENDOR_HYP_PTP),
            new Call("SMCCC_ARCH_FEATURES(TRNG_RND64)", Den0057a.SMCCC_ARCH_FEATURES, Den0057a.TRNG_RND64),
            new Call("PV_TIME_FEATURES(TRNG_RND64)", Den0057a.PV_TIME_FEATURES, Den0057a.TRNG_RND64));

    HypercallsSelftest(Candidate<? extends Hypervisor<?>> hypervisor, Candidate<? extends MemoryStrategy<?>> strategy) {
        this.hypervisor = hypervisor;
        this.strategy = strategy;
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>(register().checks());
        CALLS.forEach(call -> checks.add(new Check(
                PREFIX + "services disabled: " + call.name() + " is not supported", RULE, () -> expectDisabled(call))));
        CALLS.forEach(call -> checks.add(new Check(
                PREFIX + "services enabled: " + call.name() + " is supported", RULE, () -> expectEnabled(call))));
        FALSE_CALLS.forEach(call -> checks.add(new Check(
                PREFIX + "false information: " + call.name() + " is not supported", RULE, () -> expectFalse(call))));
        return checks;
    }

    /** A VM whose structure is set up as far as the VMM does it. */
    private BenchGuest guest() {
        BenchGuest guest = new Bench(Bench.Setup.DEFAULT.withVcpus(1)).create(hypervisor, Optional.of(strategy));
        Den0057a.configure(guest, 0);
        return guest;
    }

    private StepList<BenchGuest> register() {
        return new StepList<>(PREFIX + "register: ", RULE, this::guest)
                .step("at first it has every service", g -> expectRegister(g, Den0057a.PV_TIME_SERVICE))
                .step("every service can be cleared", g -> expectSet(g, 0, Errno.OK))
                .step("then it reads cleared", g -> expectRegister(g, 0))
                .step("an unknown service is EINVAL", g -> expectSet(g, Den0057a.PV_TIME_SERVICE << 1, Errno.EINVAL))
                .step("the first run leaves it cleared", g -> {
                    g.run(0);
                    expectRegister(g, 0);
                })
                .step(
                        "a change after the first run is EBUSY",
                        g -> expectSet(g, Den0057a.PV_TIME_SERVICE, Errno.EBUSY));
    }

    private static void expectRegister(BenchGuest guest, long value) {
        AttributeValue register = guest.vm().getFirmwareRegister(Den0057a.STD_HYP_BMAP);
        Expect.equal("reading the register", Errno.name(Errno.OK), Errno.name(register.error()));
        Expect.equalHex("the register", value, register.value());
    }

    private static void expectSet(BenchGuest guest, long value, int error) {
        Expect.equal(
                "writing " + Expect.hex(value) + " to the register",
                Errno.name(error),
                Errno.name(guest.vm().setFirmwareRegister(Den0057a.STD_HYP_BMAP, value)));
    }

    private void expectDisabled(Call call) {
        BenchGuest guest = guest();
        expectSet(guest, 0, Errno.OK);
        guest.enter(0);
        Expect.equalHex(call.name(), Den0057a.NOT_SUPPORTED, call.make(guest));
    }

    private void expectEnabled(Call call) {
        BenchGuest guest = guest();
        guest.enter(0);
        Expect.that(call.make(guest) != Den0057a.NOT_SUPPORTED, call.name() + " is not supported, but should be");
    }

    private void expectFalse(Call call) {
        BenchGuest guest = guest();
        guest.enter(0);
        Expect.equalHex(call.name(), Den0057a.NOT_SUPPORTED, call.make(guest));
    }
}
