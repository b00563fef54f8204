package org.foliot.hypervisor.kvmriscv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.hypervisor.kvmriscv.Fixture.A_MILLION_NANOS;
import static org.foliot.hypervisor.kvmriscv.Fixture.DONATED;
import static org.foliot.hypervisor.kvmriscv.Fixture.HOST;
import static org.foliot.hypervisor.kvmriscv.Fixture.KVM;
import static org.foliot.hypervisor.kvmriscv.Fixture.driver;
import static org.foliot.hypervisor.kvmriscv.Fixture.guest;
import static org.foliot.hypervisor.kvmriscv.Fixture.host;
import static org.foliot.hypervisor.kvmriscv.Fixture.online;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.Observations;
import org.foliot.memory.hostkernel.HostKernelMemory;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

/** What a VM has beside its memory: registers, a counter, and what travels. */
class KvmRiscvStateTest {
    private static final Duration SECOND = Duration.ofMillis(1000);

    private static long time(BenchGuest guest) {
        return guest.vm().clock().virtualCounter(0, guest.bench().now());
    }

    private static SavedState with(SavedState state, String name, long... values) {
        SortedMap<String, long[]> changed = new TreeMap<>(state.values());
        changed.put(name, values);
        return new SavedState(state.hypervisor(), state.version(), changed);
    }

    @Test
    void theCounterIsTheHostsPlusOneNumberPerVm() {
        Bench old = new Bench(HOST);
        old.advance(SECOND);
        BenchGuest guest = guest(old, KVM);
        assertThat(time(guest)).as("of a new VM").isZero();
        old.advance(SECOND);
        assertThat(time(guest)).isEqualTo(10_000_000);
        VirtualClock clock = guest.vm().clock();
        assertThat(clock.physicalCounter(3, old.now())).isEqualTo(10_000_000);
        assertThat(clock.frequency()).isEqualTo(Frequency.parse("10 MHz"));
    }

    @Test
    void theCounterStandsWhileTheVmIsStoppedUnlessToldOtherwise() {
        BenchGuest stands = guest();
        BenchGuest runs = guest(KVM.with("clock_stops", "off"));
        for (BenchGuest guest : List.of(stands, runs)) {
            guest.bench().advance(SECOND);
            guest.vm().stopped();
            guest.bench().advance(SECOND);
            guest.vm().resumed();
        }
        assertThat(time(stands)).isEqualTo(10_000_000);
        assertThat(time(runs)).isEqualTo(20_000_000);
    }

    @Test
    void aDeadlineOfAStandingCounterIsNotKnown() {
        BenchGuest guest = guest();
        guest.bench().advance(SECOND);
        guest.vm().stopped();
        assertThat(guest.vm().clock().instantOfVirtual(0, 10_000_001)).isEqualTo(VirtualClock.NEVER);
        assertThat(guest.vm().clock().instantOfPhysical(0, 10_000_000))
                .isEqualTo(guest.bench().now());
    }

    @Test
    void aKernelFindsOneClocksource() {
        BenchGuest guest = guest();
        ClockDriver clocks = guest.vm()
                .clocks(
                        guest.platform(),
                        new ClockDriver.Setup(org.foliot.api.extension.KernelRelease.DEFAULT, Bench.RAM, 0));
        assertThat(clocks.clocksources()).extracting(Clocksource::name).containsExactly("riscv_clocksource");
        assertThat(clocks.clocksources()).extracting(Clocksource::rating).containsExactly(400);
        assertThat(clocks.schedClock().frequency()).isEqualTo(Frequency.parse("10 MHz"));
    }

    @Test
    void registersOfOneVcpuAreReadAndWrittenAsKvmDoes() {
        BenchGuest guest = guest();
        int sta = KvmRiscvMachine.SBI_STA;
        assertThat(guest.vm().getVcpuAttribute(0, sta, 0).value()).isEqualTo(StealMemory.NO_ADDRESS);
        assertThat(guest.vm().getVcpuAttribute(0, sta, 1).value()).isZero();
        assertThat(guest.vm().setVcpuAttribute(0, sta, 0, Bench.RAM.value() + 8))
                .isEqualTo(Errno.EINVAL);
        assertThat(guest.vm().setVcpuAttribute(0, sta, 0, Bench.RAM.value() + 64))
                .isEqualTo(Errno.OK);
        assertThat(guest.vm().getVcpuAttribute(0, sta, 0).value()).isEqualTo(Bench.RAM.value() + 64);
        assertThat(guest.vm().setVcpuAttribute(0, sta, 0, -1)).isEqualTo(Errno.OK);
        assertThat(guest.vm().setVcpuAttribute(0, sta, 1, 1)).isEqualTo(Errno.EINVAL);
        assertThat(guest.vm().setVcpuAttribute(0, sta, 1, 0)).isEqualTo(Errno.OK);
        assertThat(guest.vm().hasVcpuAttribute(0, sta, 2)).isEqualTo(Errno.ENOENT);
        assertThat(guest.vm().hasVcpuAttribute(0, 2, 0)).as("Arm's PV time").isEqualTo(Errno.ENOENT);
        assertThat(guest(KVM.with("sta", "off")).vm().setVcpuAttribute(0, sta, 0, -1))
                .isEqualTo(Errno.ENOENT);
        int timer = KvmRiscvMachine.TIMER;
        assertThat(guest.vm().getVcpuAttribute(0, timer, 0).value()).isEqualTo(10_000_000);
        assertThat(guest.vm().setVcpuAttribute(0, timer, 0, 10_000_000)).isEqualTo(Errno.OK);
        assertThat(guest.vm().setVcpuAttribute(0, timer, 0, 24_000_000)).isEqualTo(Errno.EINVAL);
        assertThat(guest.vm().setVcpuAttribute(0, timer, 1, 4711)).isEqualTo(Errno.OK);
        assertThat(guest.vm().getVcpuAttribute(0, timer, 1).value()).isEqualTo(4711);
        assertThat(guest.vm().setFirmwareRegister(0, 0)).isEqualTo(Errno.ENOENT);
        assertThat(guest.vm().getFirmwareRegister(0).error()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void aRegistrationWhoseMemoryHasGoneIsForgotten() {
        BenchGuest guest = guest();
        guest.vm().setVcpuAttribute(0, KvmRiscvMachine.SBI_STA, 0, 0x1000);
        assertThat(guest.vm().structureAddress(0)).isEqualTo(0x1000);
        assertThat(guest.vm().stolenTime(0)).isZero();
        guest.run(0);
        assertThat(guest.vm().structureAddress(0)).isEqualTo(StealMemory.NO_ADDRESS);
        assertThat(guest.bench().observed()).anyMatch(seen -> seen.kind() == Observations.STEAL_FAULT);
    }

    @Test
    void aWriteThatFailsIsAFailureAndKeepsTheOldAddress() {
        Candidate<org.foliot.memory.donated.DonatedMemory> failing = DONATED.with("swapped_out", "fails");
        BenchGuest guest = new Bench(HOST).create(KVM, Optional.of(failing));
        online(guest, driver(guest, "6.12"), 0);
        long elsewhere = guest.slot(0) + 8192;
        guest.bench().memory().setResident(elsewhere, false);
        assertThat(Fixture.call(guest, Sbi.STA, Sbi.SET_SHMEM, elsewhere, 0, 0).x(Sbi.A0))
                .isEqualTo(Sbi.FAILURE);
        guest.preempt(0, A_MILLION_NANOS);
        assertThat(guest.vm().stolenTime(0)).isEqualTo(A_MILLION_NANOS);
        assertThat(guest.vm().structureAddress(0)).isEqualTo(guest.slot(0));
    }

    @Test
    void aPreemptionDuringTheUpdateLosesNothing() {
        BenchGuest guest = guest();
        online(guest, driver(guest, "6.12"), 0);
        long updates = guest.vm().stealUpdates(0);
        guest.vm().vcpuLoad(0);
        guest.bench().waits(0, 11);
        guest.vm().enter(0, 11);
        assertThat(guest.vm().stolenTime(0)).isEqualTo(11);
        assertThat(guest.vm().stealUpdates(0)).isEqualTo(updates + 2);
    }

    @Test
    void onAnotherTimebaseTheCountGoesOnAtAnotherRate() {
        BenchGuest guest = guest();
        guest.bench().advance(SECOND);
        Bench faster = new Bench(host("24 MHz"));
        BenchGuest arrived = guest.moveTo(faster);
        assertThat(time(arrived)).isEqualTo(10_000_000);
        faster.advance(SECOND);
        assertThat(time(arrived)).isEqualTo(34_000_000);
        assertThat(arrived.vm().clock().frequency()).isEqualTo(Frequency.parse("24 MHz"));
    }

    @Test
    void aVmmThatWritesTheFrequencyIsRefused() {
        BenchGuest guest = guest(KVM.with("timebase", "write"));
        assertThatThrownBy(() -> guest.moveTo(new Bench(host("24 MHz"))))
                .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                        .isEqualTo("counter_frequency"))
                .hasMessage("the guest knows a timebase of 10 MHz, that of bench has 24 MHz"
                        + " (KVM_REG_RISCV_TIMER_REG(frequency): EINVAL)");
        assertThat(time(guest(KVM.with("timebase", "write")).moveTo(new Bench(HOST))))
                .isZero();
    }

    @Test
    void aHostWithoutStolenTimeRefusesAGuestThatHasIt() {
        BenchGuest guest = guest();
        online(guest, driver(guest, "6.12"), 0);
        guest.vm().stopped();
        SavedState state = guest.vm().save();
        BenchGuest old = guest(new Bench(HOST.withRelease("6.6")), KVM);
        assertThatThrownBy(() -> old.vm().restore(state))
                .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                        .isEqualTo("pv_time"))
                .hasMessageContaining("Linux 6.6 on bench offers none");
    }

    @Test
    void stateThatCannotBeIsRefused() {
        BenchGuest guest = guest();
        SavedState sound = guest.vm().save();
        List<SavedState> broken = List.of(
                with(sound, "shmem_lo", 8, -1, -1, -1),
                with(sound, "shmem_hi", 1, 0, 0, 0),
                with(sound, "shmem_hi", 0, 0),
                with(sound, "shmem_lo", new long[9]),
                with(sound, "frequency", 0),
                new SavedState(KvmRiscv.ID, 9, sound.values()),
                new SavedState(KvmRiscv.ID, 1, new TreeMap<>()));
        for (SavedState state : broken) {
            assertThatThrownBy(() -> guest().vm().restore(state))
                    .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                            .isEqualTo("saved_state"));
        }
    }

    @Test
    void offersWhatItHas() {
        HypervisorOffer offer = offer("6.12");
        assertThat(offer.format()).isEqualTo("kvm_riscv");
        assertThat(offer.structureRevisions()).containsExactly(0);
        assertThat(offer.counters()).isEmpty();
        assertThat(offer("6.7").structureRevisions()).isEmpty();
    }

    private static HypervisorOffer offer(String release) {
        Bench bench = new Bench(HOST.withRelease(release));
        KvmRiscvOptions options = OptionSchema.of(KvmRiscvOptions.class)
                .instantiate(java.util.Map.of(), bench.facts().release());
        return new KvmRiscv().offer(options, bench.facts());
    }

    @Test
    void memoryThatTheGuestDoesNotDonateIsRefusedWithTheReason() {
        assertThatThrownBy(() ->
                        new Bench(HOST).create(KVM, Optional.of(Candidate.of("userspace", new UserspaceMemory()))))
                .isInstanceOf(PlacementException.class)
                .hasMessageContaining("a guest names the address itself (SBI STA, steal_time_set_shmem)");
        assertThatThrownBy(() ->
                        new Bench(HOST).create(KVM, Optional.of(Candidate.of("host_kernel", new HostKernelMemory()))))
                .isInstanceOf(PlacementException.class)
                .hasMessageContaining("such as guest_donated");
    }

    @Test
    void aCallCostsWhatTheOptionSays() {
        BenchGuest guest = guest(KVM.with("ecall", "2000 cycles"));
        assertThat(Fixture.call(guest, 0x48534d, 0, 0, 0, 0).x(Sbi.A0)).isEqualTo(Sbi.NOT_SUPPORTED);
        assertThat(guest.bench().spent(0)).isEqualTo(1_000_000);
    }
}
