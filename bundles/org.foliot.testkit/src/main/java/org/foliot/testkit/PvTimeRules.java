package org.foliot.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;

/** What KVM's stolen-time device does besides what the kernel's selftests look at. */
final class PvTimeRules {
    private static final String ATTRIBUTE =
            "Documentation/virt/kvm/devices/vcpu.rst, section 3; arch/arm64/kvm/pvtime.c";
    private static final String CALLS = "Documentation/virt/kvm/arm/pvtime.rst; arch/arm64/kvm/hypercalls.c";
    private static final String UPDATE = "arch/arm64/kvm/pvtime.c, kvm_update_stolen_time; arch/arm64/kvm/arm.c";
    private static final String START = "arch/arm64/kvm/pvtime.c, kvm_init_stolen_time";
    private static final String DONATION = "choice, after riscv-sbi-doc STA and arch/riscv/kvm/vcpu_sbi_sta.c";

    private final Candidate<? extends Hypervisor<?>> hypervisor;
    private final Candidate<? extends MemoryStrategy<?>> strategy;

    PvTimeRules(Candidate<? extends Hypervisor<?>> hypervisor, Candidate<? extends MemoryStrategy<?>> strategy) {
        this.hypervisor = hypervisor;
        this.strategy = strategy;
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>(List.of(
                check("an address that is not set reads as all ones", ATTRIBUTE, this::unset),
                check("an address that is set is read back", ATTRIBUTE, this::readBack),
                check("another group or attribute is ENXIO", ATTRIBUTE, this::unknownAttribute),
                check("alignment is checked before a second address is", ATTRIBUTE, this::order),
                check("an address outside memory is EINVAL", ATTRIBUTE, this::outsideMemory),
                check("a host that keeps no run_delay has no attribute", ATTRIBUTE, this::noSchedInfo),
                check("an unknown firmware register is ENOENT", CALLS, this::unknownRegister),
                check("writing what the register holds is no change", CALLS, this::sameServices),
                check("the function ids of the drafts are not supported", CALLS, this::draft),
                check("a call leaves zeros in x1 to x3", CALLS, this::results),
                check("the structure is little-endian, and the rest of it zero", START, this::layout),
                check("asking zero-fills the structure and starts counting there", START, this::restart),
                check("of two agents that ask, the later one is served", START, this::twoAgents),
                check("a loaded vCPU that enters finds the structure renewed", UPDATE, this::renewal),
                check("waits add up to the nanosecond", UPDATE, this::sum),
                check("a wait between two reads of run_delay is not lost", UPDATE, this::race),
                check("an update that fails is made up for", UPDATE, this::fault),
                check("stolen time goes on after a move", UPDATE, this::move),
                check("a reset keeps the VMM's address and ends a donation", DONATION, this::reset)));
        checks.addAll(donates() ? donationChecks() : placementChecks());
        return checks;
    }

    private List<Check> donationChecks() {
        return List.of(
                check("donated memory that cannot be used is refused", DONATION, this::badDonation),
                check("memory that was taken back is not written", DONATION, this::withdrawal));
    }

    private List<Check> placementChecks() {
        return List.of(
                check("a vCPU without a structure has no stolen time", CALLS, this::notConfigured),
                check("updates begin when the address is set", UPDATE, this::early));
    }

    /** Whether the guest donates the memory; a candidate that cannot even be opened fails every check. */
    private boolean donates() {
        try {
            return guest().donates();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Check check(String name, String rule, Check.Body body) {
        return new Check("pvtime.c: " + name, rule, body);
    }

    private BenchGuest guest() {
        return guest(Bench.Setup.DEFAULT);
    }

    private BenchGuest guest(Bench.Setup setup) {
        return new Bench(setup).create(hypervisor, Optional.of(strategy));
    }

    private BenchGuest started() {
        BenchGuest guest = guest();
        guest.bench().waits(0, 5_000_000);
        Den0057a.start(guest, 0);
        return guest;
    }

    private static int set(BenchGuest guest, long address) {
        return guest.vm().setVcpuAttribute(0, Den0057a.GROUP, Den0057a.IPA, address);
    }

    private static void expectError(String what, int expected, int actual) {
        Expect.equal(what, Errno.name(expected), Errno.name(actual));
    }

    private static void expectAddress(BenchGuest guest, long expected) {
        var address = guest.vm().getVcpuAttribute(0, Den0057a.GROUP, Den0057a.IPA);
        expectError("KVM_GET_DEVICE_ATTR", Errno.OK, address.error());
        Expect.equalHex("the address", expected, address.value());
    }

    private static void expectStolen(BenchGuest guest, long nanoseconds) {
        Expect.equal("the stolen time in ns", nanoseconds, Den0057a.stolen(guest, 0));
    }

    private void unset() {
        expectAddress(guest(), StealMemory.NO_ADDRESS);
    }

    private void readBack() {
        BenchGuest guest = started();
        expectAddress(guest, guest.slot(0));
    }

    private void unknownAttribute() {
        BenchGuest guest = guest();
        VirtualMachine vm = guest.vm();
        for (int group = 0; group < 4; group++) {
            for (long attribute = 0; attribute < 3; attribute++) {
                if (group != Den0057a.GROUP || attribute != Den0057a.IPA) {
                    String what = " of group " + group + ", attribute " + attribute;
                    expectError("HAS" + what, Errno.ENXIO, vm.hasVcpuAttribute(0, group, attribute));
                    expectError("SET" + what, Errno.ENXIO, vm.setVcpuAttribute(0, group, attribute, guest.slot(0)));
                    expectError(
                            "GET" + what,
                            Errno.ENXIO,
                            vm.getVcpuAttribute(0, group, attribute).error());
                }
            }
        }
    }

    private void order() {
        BenchGuest guest = guest();
        expectError("the first address", Errno.OK, set(guest, guest.slot(0)));
        expectError("an unaligned second one", Errno.EINVAL, set(guest, guest.slot(0) + 32));
        expectError("one outside memory", Errno.EEXIST, set(guest, 0x1000));
        expectAddress(guest, guest.slot(0));
    }

    private void outsideMemory() {
        BenchGuest guest = guest();
        expectError("an address without memory", Errno.EINVAL, set(guest, 0x1000));
        expectError("an address in an emulated device", Errno.EINVAL, set(guest, 0x900_0000));
        expectError("an address beyond everything", Errno.EINVAL, set(guest, -64));
        expectAddress(guest, StealMemory.NO_ADDRESS);
    }

    private void noSchedInfo() {
        BenchGuest guest = guest(Bench.Setup.DEFAULT.withoutSchedInfo());
        VirtualMachine vm = guest.vm();
        expectError("HAS", Errno.ENXIO, vm.hasVcpuAttribute(0, Den0057a.GROUP, Den0057a.IPA));
        expectError("SET", Errno.ENXIO, set(guest, guest.slot(0)));
        expectError(
                "GET",
                Errno.ENXIO,
                vm.getVcpuAttribute(0, Den0057a.GROUP, Den0057a.IPA).error());
    }

    private void unknownRegister() {
        long unknown = Den0057a.STD_HYP_BMAP + 0x100;
        expectError("writing it", Errno.ENOENT, guest().vm().setFirmwareRegister(unknown, 0));
        expectError(
                "reading it",
                Errno.ENOENT,
                guest().vm().getFirmwareRegister(unknown).error());
    }

    private void sameServices() {
        BenchGuest guest = started();
        expectError(
                "writing the same services after the first run",
                Errno.OK,
                guest.vm().setFirmwareRegister(Den0057a.STD_HYP_BMAP, Den0057a.PV_TIME_SERVICE));
    }

    /** Discovery for the VM succeeds, for the vCPU it does not. */
    private void notConfigured() {
        BenchGuest guest = guest();
        guest.enter(0);
        Expect.equalHex(
                "SMCCC_ARCH_FEATURES(PV_TIME_FEATURES)",
                Den0057a.SUCCESS,
                guest.call(0, Den0057a.SMCCC_ARCH_FEATURES, Den0057a.PV_TIME_FEATURES));
        Expect.equalHex(
                "PV_TIME_FEATURES(PV_TIME_ST)",
                Den0057a.NOT_SUPPORTED,
                guest.call(0, Den0057a.PV_TIME_FEATURES, Den0057a.PV_TIME_ST));
        Expect.equalHex("PV_TIME_ST", Den0057a.NOT_SUPPORTED, guest.call(0, Den0057a.PV_TIME_ST, 0));
    }

    private void draft() {
        BenchGuest guest = started();
        Expect.equalHex(
                "PV_TIME_FEATURES(0xc5000022)",
                Den0057a.NOT_SUPPORTED,
                guest.call(0, Den0057a.PV_TIME_FEATURES, Den0057a.PV_TIME_ST_DRAFT));
        Expect.equalHex("0xc5000022", Den0057a.NOT_SUPPORTED, guest.call(0, Den0057a.PV_TIME_ST_DRAFT, guest.slot(0)));
    }

    private void results() {
        BenchGuest guest = started();
        for (long function : new long[] {Den0057a.SMCCC_ARCH_FEATURES, Den0057a.PV_TIME_FEATURES, 0xc500_00ffL}) {
            guest.call(0, function, Den0057a.PV_TIME_FEATURES);
            for (int register = 1; register <= 3; register++) {
                Expect.equalHex("x" + register, 0, guest.registers().x(register));
            }
        }
    }

    private void layout() {
        BenchGuest guest = started();
        guest.bench().waits(0, 0x0102_0304L);
        guest.run(0);
        byte[] expected = new byte[Den0057a.SIZE];
        expected[8] = 4;
        expected[9] = 3;
        expected[10] = 2;
        expected[11] = 1;
        for (int i = 0; i < expected.length; i++) {
            Expect.equalHex("byte " + i, expected[i], guest.memory().load8(guest.slot(0) + i));
        }
    }

    private void restart() {
        BenchGuest guest = started();
        guest.bench().waits(0, 3_000_000);
        guest.enter(0);
        expectStolen(guest, 3_000_000);
        guest.memory().store64(guest.slot(0) + Den0057a.REVISION, -1);
        guest.bench().waits(0, 1_000_000);
        Expect.equalHex("PV_TIME_ST", guest.slot(0), Den0057a.ask(guest, 0));
        for (int offset = 0; offset < Den0057a.SIZE; offset += Long.BYTES) {
            Expect.equalHex("the word at offset " + offset, 0, guest.memory().load64(guest.slot(0) + offset));
        }
        guest.preempt(0, 2_000_000);
        expectStolen(guest, 2_000_000);
    }

    private void twoAgents() {
        BenchGuest guest = started();
        guest.bench().waits(0, 1_000_000);
        guest.enter(0);
        long second = guest.donates() ? guest.slot(0) + 4096 : guest.slot(0);
        Expect.equalHex("what the second agent is told", second, guest.call(0, Den0057a.PV_TIME_ST, second));
        guest.preempt(0, 2_000_000);
        Expect.equal("what the second agent sees", 2_000_000L, guest.memory().load64(second + Den0057a.STOLEN_TIME));
        // Placed by the host, both look at one structure; donated, the first one's has stopped without a word.
        expectStolen(guest, guest.donates() ? 1_000_000 : 2_000_000);
    }

    private void renewal() {
        BenchGuest guest = started();
        VirtualMachine vm = guest.vm();
        guest.bench().waits(0, 1_000_000);
        vm.vcpuLoad(0);
        expectStolen(guest, 0);
        vm.enter(0, 0);
        expectStolen(guest, 1_000_000);
        guest.bench().waits(0, 1_000_000);
        vm.enter(0, 0);
        expectStolen(guest, 1_000_000);
        vm.vcpuPut(0, true);
        expectStolen(guest, 1_000_000);
        guest.run(0);
        expectStolen(guest, 2_000_000);
    }

    private void sum() {
        BenchGuest guest = started();
        long sum = 0;
        for (long wait : new long[] {1, 999, 1_000_000_007, 0, 17, 4_294_967_296L}) {
            guest.preempt(0, wait);
            sum += wait;
            expectStolen(guest, sum);
        }
    }

    private void race() {
        BenchGuest guest = started();
        guest.bench().waits(0, 1_000_000);
        guest.vm().vcpuLoad(0);
        guest.bench().waits(0, 500_000);
        guest.vm().enter(0, 500_000);
        guest.preempt(0, 2_000_000);
        expectStolen(guest, 3_500_000);
    }

    private void fault() {
        BenchGuest guest = started();
        guest.bench().waits(0, 1_000_000);
        guest.bench().memory().setResident(guest.slot(0), false);
        guest.run(0);
        guest.preempt(0, 2_000_000);
        expectStolen(guest, 3_000_000);
    }

    private void early() {
        BenchGuest guest = guest();
        Den0057a.configure(guest, 0);
        guest.bench().waits(0, 1_000_000);
        guest.run(0);
        expectStolen(guest, 1_000_000);
    }

    private void move() {
        BenchGuest source = started();
        source.preempt(0, 4_000_000);
        Bench destination = new Bench(Bench.Setup.DEFAULT);
        destination.waits(1, 7_000_000);
        BenchGuest arrived = source.moveTo(destination);
        expectStolen(arrived, 4_000_000);
        arrived.run(0);
        arrived.preempt(0, 2_000_000);
        expectStolen(arrived, 6_000_000);
    }

    private void badDonation() {
        BenchGuest guest = started();
        for (long address : new long[] {guest.slot(0) + 32, 0x1000, 0x900_0000}) {
            long result = guest.call(0, Den0057a.PV_TIME_ST, address);
            Expect.that(result < 0, "donating " + Expect.hex(address) + " is answered by " + Expect.hex(result));
        }
        guest.preempt(0, 1_000_000);
        expectStolen(guest, 1_000_000);
    }

    private void withdrawal() {
        BenchGuest guest = started();
        Expect.equalHex("taking the memory back", Den0057a.SUCCESS, guest.call(0, Den0057a.PV_TIME_ST, -1));
        guest.preempt(0, 1_000_000);
        expectStolen(guest, 0);
        expectAddress(guest, StealMemory.NO_ADDRESS);
    }

    private void reset() {
        BenchGuest guest = started();
        guest.vm().reset();
        guest.preempt(0, 1_000_000);
        expectAddress(guest, guest.donates() ? StealMemory.NO_ADDRESS : guest.slot(0));
        expectStolen(guest, guest.donates() ? 0 : 1_000_000);
    }
}
