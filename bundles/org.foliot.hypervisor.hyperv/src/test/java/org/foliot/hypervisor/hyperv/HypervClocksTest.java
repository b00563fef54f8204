package org.foliot.hypervisor.hyperv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.foliot.hypervisor.hyperv.Fixture.HYPERV;
import static org.foliot.hypervisor.hyperv.Fixture.best;
import static org.foliot.hypervisor.hyperv.Fixture.clocks;
import static org.foliot.hypervisor.hyperv.Fixture.guest;
import static org.foliot.hypervisor.hyperv.Fixture.host;
import static org.foliot.hypervisor.hyperv.Fixture.read;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.timeline.Events.Corrupt;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.junit.jupiter.api.Test;

/** Which clocks a kernel finds, what it is answered, and what it is not given. */
class HypervClocksTest {
    @Test
    void theOverlayWinsByItsRatingAndTheCounterStaysVisible() {
        ClockDriver clocks = clocks(guest(HYPERV));
        assertThat(clocks.clocksources())
                .extracting(Clocksource::name, Clocksource::rating)
                .containsExactly(
                        tuple("hyperv_clocksource_tsc_page", 500),
                        tuple("hyperv_clocksource_msr", 495),
                        tuple("arch_sys_counter", 400));
        assertThat(clocks.schedClock().name()).isEqualTo("hyperv_clocksource_tsc_page");
    }

    @Test
    void anInvariantCounterWins() {
        ClockDriver clocks = clocks(guest(HYPERV.with("invariant_counter", "on")));
        assertThat(clocks.clocksources())
                .extracting(Clocksource::name, Clocksource::rating)
                .containsExactly(
                        tuple("hyperv_clocksource_tsc_page", 250),
                        tuple("hyperv_clocksource_msr", 245),
                        tuple("arch_sys_counter", 400));
        assertThat(clocks.schedClock().name()).isEqualTo("arch_sys_counter");
    }

    @Test
    void mainlineHasTheCounterAlone() {
        BenchGuest guest = guest(HYPERV.with("guest_driver", "mainline"));
        ClockDriver clocks = clocks(guest);
        assertThat(clocks.clocksources()).extracting(Clocksource::name).containsExactly("arch_sys_counter");
        assertThat(clocks.schedClock().vdso()).isTrue();
        clocks.handOver(0, PvTimeDriver.Handover.KEXEC);
        assertThat(guest.bench().observed()).as("calls that it made").isEmpty();
    }

    @Test
    void withoutAPageTheHypercallIsTheClock() {
        BenchGuest guest = guest(HYPERV.with("reference_tsc", "none").with("hypercall", "2000 cycles"));
        ClockDriver clocks = clocks(guest);
        Clocksource chosen = best(clocks);
        assertThat(chosen.name()).isEqualTo("hyperv_clocksource_msr");
        assertThat(chosen.readCost()).isEqualTo(1_000_000);
        assertThat(chosen.vdso()).isFalse();
        assertThat(clocks.schedClock().name()).isEqualTo("arch_sys_counter");
        guest.bench().advance(Fixture.SECOND);
        assertThat(read(guest, chosen)).isBetween(9_999_999L, 10_000_000L);
        assertThat(chosen.read(0, chosen.instantOf(0, 20_000_000))).isEqualTo(20_000_000);
        assertThat(new Tlfs(guest.platform()).get(0, Tlfs.REFERENCE_TSC)).isZero();
    }

    @Test
    void processesReadThePageOnlyWithAVdsoThatKnowsIt() {
        assertThat(best(clocks(guest(HYPERV))).vdso()).isFalse();
        assertThat(best(clocks(guest(HYPERV.with("vdso", "on")))).vdso()).isTrue();
    }

    @Test
    void callsAreAnsweredAndCost() {
        BenchGuest guest = guest(HYPERV.with("hypercall", "2000 cycles"));
        guest.bench().advance(Fixture.SECOND);
        Registers registers = new Registers().call(Tlfs.GET_VP_REGISTERS, Tlfs.TIME_REF_COUNT, 0, 0);
        guest.vm().hypercall(0, registers);
        assertThat(registers.x(0)).isEqualTo(Tlfs.SUCCESS);
        assertThat(registers.x(1)).isBetween(9_999_999L, 10_000_000L);
        assertThat(guest.bench().spent(0)).isEqualTo(1_000_000);
        assertThat(guest.call(0, 0xc600_0040L, 0)).as("a call of KVM's").isEqualTo(Tlfs.INVALID_HYPERCALL_CODE);
        assertThat(guest.call(0, Tlfs.GET_VP_REGISTERS, 0x4711)).isEqualTo(Tlfs.INVALID_PARAMETER);
        assertThat(guest.call(0, Tlfs.SET_VP_REGISTERS, Tlfs.TIME_REF_COUNT)).isEqualTo(Tlfs.INVALID_PARAMETER);
    }

    @Test
    void thereIsNoStolenTimeAnywhere() {
        BenchGuest guest = guest(HYPERV);
        PvTimeDriver driver = guest.driver();
        assertThat(driver.probe()).isFalse();
        assertThat(driver.cpuOnline(0)).isEqualTo(Errno.ENODEV);
        guest.preempt(0, 1_000_000);
        assertThat(driver.stealClock(0)).isZero();
        assertThat(guest.vm().stolenTime(0)).isZero();
        assertThat(guest.vm().stealUpdates(0)).isZero();
        assertThat(guest.vm().updateCost(0)).isZero();
        assertThat(guest.vm().structureAddress(0)).isEqualTo(-1);
        assertThat(guest.vm().overwrite(0, Corrupt.Field.STOLEN_TIME, 1)).isFalse();
        assertThat(guest.vm().hasVcpuAttribute(0, 2, 0)).isEqualTo(Errno.ENXIO);
        assertThat(guest.vm().setVcpuAttribute(0, 2, 0, 64)).isEqualTo(Errno.ENXIO);
        assertThat(guest.vm().getVcpuAttribute(0, 2, 0).error()).isEqualTo(Errno.ENXIO);
        assertThat(guest.vm().setFirmwareRegister(0, 0)).isEqualTo(Errno.ENOENT);
        assertThat(guest.vm().getFirmwareRegister(0).error()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void memoryForItIsRefusedWithTheReason() {
        assertThatThrownBy(() ->
                        host("100 MHz").create(HYPERV, Optional.of(Candidate.of("userspace", new UserspaceMemory()))))
                .isInstanceOf(PlacementException.class)
                .hasMessage("guest guest is given memory for stolen time, but Hyper-V on bench tells a guest nothing of"
                        + " stolen time and would never write there: take pvtime away from it");
    }

    @Test
    void offersNoStolenTimeAndNoOtherCounterThanTheHosts() {
        Bench bench = host("100 MHz");
        HypervOptions options = OptionSchema.of(HypervOptions.class)
                .instantiate(Map.of(), bench.facts().release());
        HypervisorOffer offer = new Hyperv().offer(options, bench.facts());
        assertThat(offer.format()).isEqualTo("hyperv");
        assertThat(offer.structureRevision()).isEmpty();
        assertThat(offer.structureRevisions()).isEmpty();
        assertThat(offer.counters()).isEmpty();
    }

    @Test
    void stateThatCannotBeIsRefused() {
        SavedState sound = guest(HYPERV).vm().save();
        TreeMap<String, long[]> noFrequency = new TreeMap<>(sound.values());
        noFrequency.put("cntfrq", new long[] {0});
        for (SavedState state : new SavedState[] {
            new SavedState(Hyperv.ID, 2, sound.values()),
            new SavedState(Hyperv.ID, 1, noFrequency),
            new SavedState(Hyperv.ID, 1, new TreeMap<>())
        }) {
            assertThatThrownBy(() -> guest(HYPERV).vm().restore(state))
                    .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                            .isEqualTo("saved_state"));
        }
    }
}
