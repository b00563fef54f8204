package org.foliot.hypervisor.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.hypervisor.kvm.KvmFixture.KVM;
import static org.foliot.hypervisor.kvm.KvmFixture.NOT_SUPPORTED;
import static org.foliot.hypervisor.kvm.KvmFixture.guest;
import static org.foliot.hypervisor.kvm.KvmFixture.started;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.ReferenceClock;
import org.foliot.api.memory.GuestMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Address;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

/** The host's real time as guests learn it: by a hypercall, and from a page. */
class ReferenceClocksTest {
    private static final long VMCLOCK = 0x90c_0000L;
    private static final Candidate<Kvm> TIME = KVM.with("vmclock", "time");
    private static final Candidate<Kvm> MARKER = KVM.with("vmclock", "marker");
    private static final int PTP = 0x8600_0001;

    private static List<ReferenceClock> references(BenchGuest guest, String release) {
        return guest.vm()
                .clocks(
                        guest.platform(),
                        new ClockDriver.Setup(KernelRelease.parse(release), new Address(0x4400_0000L), 0))
                .references();
    }

    private static ReferenceClock reference(BenchGuest guest, String name) {
        return references(guest, "6.13").stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void pass(BenchGuest guest, String time) {
        guest.bench().advance(Duration.parse(time));
    }

    @Test
    void aKernelFindsWhatItHasDriversFor() {
        assertThat(references(started(guest(TIME)), "5.12")).isEmpty();
        assertThat(references(started(guest(TIME)), "6.12"))
                .extracting(ReferenceClock::name)
                .containsExactly("ptp_kvm");
        assertThat(references(started(guest(TIME)), "6.13"))
                .extracting(ReferenceClock::name)
                .containsExactly("ptp_kvm", "vmclock");
        assertThat(references(started(guest(KVM)), "6.13"))
                .extracting(ReferenceClock::name)
                .containsExactly("ptp_kvm");
    }

    @Test
    void theHypercallAnswersRealTimeAndTheCounterOfTheSameMoment() {
        BenchGuest guest = started(guest(KVM));
        pass(guest, "5 s");
        pass(guest, "123456789 ns");
        assertThat(KvmFixture.call(guest, 0, PTP, 0)).isEqualTo(5_123_456_789L >>> 32);
        assertThat(guest.registers().x(1)).isEqualTo(5_123_456_789L & 0xffff_ffffL);
        long counter = guest.vm().clock().virtualCounter(0, guest.bench().now());
        assertThat((guest.registers().x(2) << 32) | guest.registers().x(3)).isEqualTo(counter);
        KvmFixture.call(guest, 0, PTP, 1);
        assertThat((guest.registers().x(2) << 32) | guest.registers().x(3))
                .isEqualTo(guest.vm().clock().physicalCounter(0, guest.bench().now()));
        assertThat(KvmFixture.call(guest, 0, PTP, 2)).isEqualTo(NOT_SUPPORTED);
    }

    @Test
    void anOlderHostHasNoSuchCall() {
        BenchGuest guest = started(guest("5.12"));
        assertThat(KvmFixture.call(guest, 0, PTP, 0)).isEqualTo(NOT_SUPPORTED);
        assertThat(reference(guest, "ptp_kvm").nanos(0)).isEqualTo(ReferenceClock.UNAVAILABLE);
        assertThat(reference(started(guest("5.13")), "ptp_kvm").nanos(0)).isZero();
    }

    @Test
    void theDriverAsksByTheHypercallAndThatHasItsPrice() {
        BenchGuest guest = started(guest(KVM));
        pass(guest, "90 s");
        long before = guest.bench().spent(0);
        assertThat(reference(guest, "ptp_kvm").nanos(0)).isEqualTo(90_000_000_000L);
        assertThat(guest.bench().spent(0)).isGreaterThan(before);
    }

    @Test
    void thePageIsLaidOutAsTheHeaderHasIt() {
        BenchGuest guest =
                guest(Bench.Setup.DEFAULT.withCounter(Frequency.ofMegahertz(100)), TIME, Strategies.USERSPACE);
        pass(guest, "2500 ms");
        started(guest);
        GuestMemory memory = guest.memory();
        assertThat(memory.load32(VMCLOCK)).as("magic VCLK").isEqualTo(0x4b4c_4356);
        assertThat(memory.load32(VMCLOCK + 4)).as("size").isEqualTo(0x70);
        assertThat(memory.load8(VMCLOCK + 8)).as("version").isEqualTo((byte) 1);
        assertThat(memory.load8(VMCLOCK + 10)).as("counter: Arm virtual").isZero();
        assertThat(memory.load8(VMCLOCK + 11)).as("time: monotonic").isEqualTo((byte) 2);
        assertThat(memory.load32(VMCLOCK + 12) & 1).as("sequence is even").isZero();
        assertThat(memory.load64(VMCLOCK + 16)).as("marker").isZero();
        assertThat(memory.load8(VMCLOCK + 34)).as("status: synchronised").isEqualTo((byte) 2);
        int shift = memory.load8(VMCLOCK + 39);
        assertThat(shift).isEqualTo(26);
        // 2^(64 + 26) / 10^8
        assertThat(Long.toUnsignedString(memory.load64(VMCLOCK + 48))).isEqualTo("12379400392853802748");
        assertThat(memory.load64(VMCLOCK + 72)).as("seconds").isEqualTo(2);
        assertThat(memory.load64(VMCLOCK + 80)).as("half of 2^64").isEqualTo(1L << 63);
    }

    @Test
    void aMarkerAloneSaysNothingOfTime() {
        BenchGuest guest = started(guest(MARKER));
        assertThat(guest.memory().load8(VMCLOCK + 10)).isEqualTo((byte) 0xff);
        assertThat(reference(guest, "vmclock").nanos(0)).isEqualTo(ReferenceClock.UNAVAILABLE);
        assertThat(reference(guest, "vmclock").disruptionMarker(0)).isZero();
    }

    @Property(tries = 200)
    void thePageGivesTimeToTheNanosecondWhateverTheCounter(
            @ForAll @LongRange(min = 1_000_000, max = 3_000_000_000L) long hertz,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long made,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long later) {
        Bench bench = new Bench(Bench.Setup.DEFAULT.withCounter(new Frequency(hertz)));
        bench.advance(new Duration(made));
        BenchGuest guest = started(bench.create(TIME, java.util.Optional.of(Strategies.USERSPACE.candidate())));
        bench.advance(new Duration(later));
        long tick = 1_000_000_000L / hertz + 1;
        assertThat(reference(guest, "vmclock").nanos(0)).isCloseTo(bench.now() / 1000, within(tick + 1));
    }

    @Test
    void aPauseThatStopsTheCounterIsDescribedAndIsNoDisruption() {
        BenchGuest guest = started(guest(TIME));
        pass(guest, "10 s");
        guest.vm().stopped();
        pass(guest, "30 s");
        guest.vm().resumed();
        pass(guest, "1 s");
        assertThat(reference(guest, "vmclock").nanos(0)).isCloseTo(41_000_000_000L, within(10L));
        assertThat(reference(guest, "vmclock").disruptionMarker(0)).isZero();
    }

    @Test
    void aMigrationIsADisruptionAndTheNewHostDescribesItsOwnCounter() {
        BenchGuest guest = started(guest(TIME));
        pass(guest, "10 s");
        Bench destination = new Bench(Bench.Setup.DEFAULT);
        destination.advance(Duration.parse("12 s"));
        BenchGuest moved = guest.moveTo(destination);
        destination.advance(Duration.parse("5 s"));
        assertThat(reference(moved, "vmclock").disruptionMarker(0)).isEqualTo(1);
        assertThat(reference(moved, "vmclock").nanos(0)).isCloseTo(17_000_000_000L, within(20L));
    }
}
