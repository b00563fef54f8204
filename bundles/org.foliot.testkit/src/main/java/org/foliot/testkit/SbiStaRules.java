package org.foliot.testkit;

import java.util.List;
import java.util.Optional;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;

/**
 * The stolen-time extension of RISC-V's supervisor binary interface as KVM implements it: calls, errors, sequence, what
 * registration does and what ends it.
 */
final class SbiStaRules {
    private static final String CALLS = "riscv-sbi-doc 2.0, STA; arch/riscv/kvm/vcpu_sbi_sta.c, set_shmem";
    private static final String UPDATE = "arch/riscv/kvm/vcpu_sbi_sta.c, kvm_riscv_vcpu_record_steal_time";
    private static final String BASE = "riscv-sbi-doc 2.0, base extension";
    private static final String SELFTEST = "tools/testing/selftests/kvm/steal_time.c, RISC-V";

    /** Extensions and functions. */
    private static final long EXT_BASE = 0x10;

    private static final long SPEC_VERSION = 0;
    private static final long PROBE = 3;
    private static final long EXT_STA = 0x535441;
    private static final long SBI_2_0 = 2L << 24;

    private static final long SUCCESS = 0;
    private static final long NOT_SUPPORTED = -2;
    private static final long INVALID_PARAM = -3;
    private static final long INVALID_ADDRESS = -5;
    private static final long ALL_ONES = -1;

    /** a0, a1, a6 and a7. */
    private static final int A0 = 10;

    private static final int A1 = 11;
    private static final int A6 = 16;
    private static final int A7 = 17;

    /** Offsets in the structure, and its size. */
    private static final int SEQUENCE = 0;

    private static final int FLAGS = 4;
    private static final int STEAL = 8;
    private static final int PREEMPTED = 16;
    private static final int SIZE = 64;

    private static final long WAIT = 1_000_000;

    private final Candidate<? extends Hypervisor<?>> hypervisor;
    private final Candidate<? extends MemoryStrategy<?>> strategy;

    SbiStaRules(Candidate<? extends Hypervisor<?>> hypervisor, Candidate<? extends MemoryStrategy<?>> strategy) {
        this.hypervisor = hypervisor;
        this.strategy = strategy;
    }

    List<Check> checks() {
        return List.of(
                check("the version is 2.0 or later, and the extension is there", BASE, this::discovery),
                check("without memory, or run_delay, the extension is not there", BASE, this::absent),
                check("another function of the extension is not supported", CALLS, this::otherFunction),
                check("flags that are not zero are an invalid parameter", CALLS, this::flags),
                check("an address that is not aligned is an invalid parameter", CALLS, this::alignment),
                check("an upper half is an invalid address on 64 bits", CALLS, this::upperHalf),
                check("an address without memory is an invalid address", CALLS, this::noMemory),
                check("memory that a guest cannot write is an invalid address", CALLS, this::readOnly),
                check("what is refused changes nothing", CALLS, this::refusalKeeps),
                check("registration fills with zeros and starts to count there", CALLS, this::registration),
                check("registration again starts from zero, here or elsewhere", CALLS, this::again),
                check("all ones end the registration", CALLS, this::disable),
                check("the sequence is even, and two more after each update", SELFTEST, this::sequence),
                check("flags and the rest stay zero", SELFTEST, this::rest),
                check("an odd sequence of the guest's is not repaired", UPDATE, this::oddSequence),
                check("waits add up to the nanosecond", UPDATE, this::sum),
                check("an update that fails is made up for", UPDATE, this::fault),
                check("a vCPU that is started has no registration", UPDATE, this::started),
                check("a reset ends all registrations", UPDATE, this::reset),
                check("the registration travels, and a new thread starts from zero", UPDATE, this::move));
    }

    private static Check check(String name, String rule, Check.Body body) {
        return new Check("SBI STA: " + name, rule, body);
    }

    private BenchGuest guest() {
        return new Bench(Bench.Setup.DEFAULT).create(hypervisor, Optional.of(strategy));
    }

    /** A call on a vCPU; the error. */
    private static long call(BenchGuest guest, int vcpu, long extension, long function, long... arguments) {
        Registers registers = guest.registers().call(0, 0, 0, 0);
        registers.x(A7, extension);
        registers.x(A6, function);
        for (int i = 0; i < arguments.length; i++) {
            registers.x(A0 + i, arguments[i]);
        }
        guest.vm().hypercall(vcpu, registers);
        return registers.x(A0);
    }

    private static long setShmem(BenchGuest guest, int vcpu, long lo, long hi, long flags) {
        guest.memory().expectHostWrites(Bench.RAM, 1 << 16);
        return call(guest, vcpu, EXT_STA, 0, lo, hi, flags);
    }

    private static void expectError(String what, long expected, long actual) {
        Expect.equal("the error of " + what, expected, actual);
    }

    private static long at(int vcpu) {
        return Bench.RAM.value() + (long) vcpu * SIZE;
    }

    private static BenchGuest registered(BenchGuest guest) {
        guest.enter(0);
        expectError("a registration", SUCCESS, setShmem(guest, 0, at(0), 0, 0));
        return guest;
    }

    private static void expectSteal(BenchGuest guest, long nanoseconds) {
        Expect.equal("the stolen time in ns", nanoseconds, guest.memory().load64(at(0) + STEAL));
    }

    private static int sequenceOf(BenchGuest guest) {
        return guest.memory().load32(at(0) + SEQUENCE);
    }

    private void discovery() {
        BenchGuest guest = guest();
        expectError("the version", SUCCESS, call(guest, 0, EXT_BASE, SPEC_VERSION));
        Expect.that(
                guest.registers().x(A1) >= SBI_2_0,
                "the version is " + Expect.hex(guest.registers().x(A1)));
        expectError("probing", SUCCESS, call(guest, 0, EXT_BASE, PROBE, EXT_STA));
        Expect.equal("what is found", 1L, guest.registers().x(A1));
    }

    private void absent() {
        Bench noRunDelay = new Bench(Bench.Setup.DEFAULT.withoutSchedInfo());
        for (BenchGuest guest : List.of(
                new Bench(Bench.Setup.DEFAULT).create(hypervisor, Optional.empty()),
                noRunDelay.create(hypervisor, Optional.of(strategy)))) {
            expectError("probing", SUCCESS, call(guest, 0, EXT_BASE, PROBE, EXT_STA));
            Expect.equal("what is found", 0L, guest.registers().x(A1));
            expectError("a registration", NOT_SUPPORTED, setShmem(guest, 0, at(0), 0, 0));
        }
    }

    private void otherFunction() {
        expectError("function 1", NOT_SUPPORTED, call(guest(), 0, EXT_STA, 1, 0, 0, 0));
    }

    private void flags() {
        expectError("flags of 1", INVALID_PARAM, setShmem(guest(), 0, Bench.RAM.value(), 0, 1));
        expectError("flags with an end", INVALID_PARAM, setShmem(guest(), 0, ALL_ONES, ALL_ONES, 1));
    }

    private void alignment() {
        for (long offset : new long[] {1, 8, 32, 63}) {
            expectError(
                    "an address " + offset + " bytes off",
                    INVALID_PARAM,
                    setShmem(guest(), 0, Bench.RAM.value() + offset, 0, 0));
        }
        expectError("half an end", INVALID_PARAM, setShmem(guest(), 0, ALL_ONES, 0, 0));
    }

    private void upperHalf() {
        expectError("an upper half of 1", INVALID_ADDRESS, setShmem(guest(), 0, Bench.RAM.value(), 1, 0));
    }

    private void noMemory() {
        expectError("an address without memory", INVALID_ADDRESS, setShmem(guest(), 0, 0x1000, 0, 0));
    }

    private void readOnly() {
        BenchGuest guest = guest();
        Address rom = new Address(1L << 40);
        guest.memory().add(new MemoryRegion("rom", rom, ByteSize.ofKibibytes(4), MemoryRegion.Kind.RAM, false));
        expectError("an address in a ROM", INVALID_ADDRESS, setShmem(guest, 0, rom.value(), 0, 0));
    }

    private void refusalKeeps() {
        BenchGuest guest = registered(guest());
        guest.preempt(0, WAIT);
        setShmem(guest, 0, at(1), 0, 1);
        setShmem(guest, 0, at(1) + 8, 0, 0);
        setShmem(guest, 0, at(1), 1, 0);
        setShmem(guest, 0, 0x1000, 0, 0);
        guest.preempt(0, WAIT);
        expectSteal(guest, 2 * WAIT);
    }

    private void registration() {
        BenchGuest guest = guest();
        for (int offset = 0; offset < SIZE; offset += Long.BYTES) {
            guest.memory().guestStore64(at(0) + offset, -1);
        }
        guest.bench().waits(0, 7 * WAIT);
        registered(guest);
        for (int offset = 0; offset < SIZE; offset += Long.BYTES) {
            Expect.equalHex("the word at offset " + offset, 0, guest.memory().load64(at(0) + offset));
        }
        guest.preempt(0, WAIT);
        expectSteal(guest, WAIT);
    }

    private void again() {
        BenchGuest guest = registered(guest());
        guest.preempt(0, 3 * WAIT);
        expectError("the same address again", SUCCESS, setShmem(guest, 0, at(0), 0, 0));
        expectSteal(guest, 0);
        guest.preempt(0, WAIT);
        expectError("another address", SUCCESS, setShmem(guest, 0, at(4), 0, 0));
        guest.preempt(0, 2 * WAIT);
        expectSteal(guest, WAIT);
        Expect.equal("what the new place shows", 2 * WAIT, guest.memory().load64(at(4) + STEAL));
    }

    private void disable() {
        BenchGuest guest = registered(guest());
        guest.preempt(0, WAIT);
        expectError("an end", SUCCESS, setShmem(guest, 0, ALL_ONES, ALL_ONES, 0));
        Expect.equalHex("the address", StealMemory.NO_ADDRESS, guest.vm().structureAddress(0));
        guest.memory().forgetHostWrites();
        long before = guest.memory().corruptions();
        guest.preempt(0, WAIT);
        Expect.equal("the number of writes after it", before, guest.memory().corruptions());
        expectSteal(guest, WAIT);
    }

    private void sequence() {
        BenchGuest guest = registered(guest());
        guest.run(0);
        for (int i = 0; i < 4; i++) {
            int before = sequenceOf(guest);
            guest.preempt(0, i);
            Expect.equal("the sequence", before + 2, sequenceOf(guest));
            Expect.that(before % 2 == 0, "the sequence " + before + " is odd");
        }
    }

    private void rest() {
        BenchGuest guest = registered(guest());
        guest.preempt(0, WAIT);
        guest.vm().vcpuPut(0, true);
        Expect.equal("the flags", 0, guest.memory().load32(at(0) + FLAGS));
        for (int offset = PREEMPTED; offset < SIZE; offset += Long.BYTES) {
            Expect.equalHex("the word at offset " + offset, 0, guest.memory().load64(at(0) + offset));
        }
    }

    private void oddSequence() {
        BenchGuest guest = registered(guest());
        guest.memory().guestStore64(at(0), 7);
        guest.preempt(0, WAIT);
        Expect.equal("the sequence", 9, sequenceOf(guest));
    }

    private void sum() {
        BenchGuest guest = registered(guest());
        long sum = 0;
        for (long wait : new long[] {1, 999, 1_000_000_007, 0, 17, 4_294_967_296L}) {
            guest.preempt(0, wait);
            sum += wait;
            expectSteal(guest, sum);
        }
    }

    private void fault() {
        BenchGuest guest = registered(guest());
        guest.bench().waits(0, WAIT);
        guest.bench().memory().setResident(at(0), false);
        guest.run(0);
        guest.preempt(0, 2 * WAIT);
        expectSteal(guest, 3 * WAIT);
    }

    private void started() {
        BenchGuest guest = registered(guest());
        guest.vm().vcpuReset(0);
        guest.preempt(0, WAIT);
        expectSteal(guest, 0);
        Expect.equalHex("the address", StealMemory.NO_ADDRESS, guest.vm().structureAddress(0));
    }

    private void reset() {
        BenchGuest guest = registered(guest());
        guest.vm().reset();
        guest.preempt(0, WAIT);
        expectSteal(guest, 0);
    }

    private void move() {
        BenchGuest source = registered(guest());
        source.preempt(0, 4 * WAIT);
        BenchGuest arrived = source.moveTo(new Bench(Bench.Setup.DEFAULT));
        Expect.equalHex("the address", at(0), arrived.vm().structureAddress(0));
        arrived.memory().expectHostWrites(Bench.RAM, 1 << 16);
        arrived.bench().waits(0, 2 * WAIT);
        arrived.run(0);
        expectSteal(arrived, 6 * WAIT);
    }
}
