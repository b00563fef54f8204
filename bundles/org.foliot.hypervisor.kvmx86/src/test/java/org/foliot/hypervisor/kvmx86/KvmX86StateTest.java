package org.foliot.hypervisor.kvmx86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.hypervisor.kvmx86.Fixture.KVM;
import static org.foliot.hypervisor.kvmx86.Fixture.clocks;
import static org.foliot.hypervisor.kvmx86.Fixture.guest;
import static org.foliot.hypervisor.kvmx86.Fixture.host;

import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.HypervisorOffer.CounterRange;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest that is saved on one host at 10 s, and goes on elsewhere at 14 s. */
class KvmX86StateTest {
    private static final long SECOND = 1_000_000_000L;

    private static Duration seconds(long n) {
        return Duration.ofMillis(n * 1000);
    }

    private static Bench at(String tsc, long seconds) {
        Bench bench = new Bench(host(tsc));
        bench.advance(seconds(seconds));
        return bench;
    }

    /** On a host of 2.4 GHz. */
    private static BenchGuest running(Candidate<KvmX86> kvm) {
        BenchGuest guest = guest(kvm);
        guest.bench().advance(seconds(10));
        return guest;
    }

    private static IncompatibleStateException refusal(BenchGuest guest, Bench destination) {
        try {
            guest.moveTo(destination);
            throw new AssertionError("it was taken over");
        } catch (IncompatibleStateException refused) {
            return refused;
        }
    }

    private static void expectTsc(BenchGuest guest, long shown, String frequency) {
        VirtualClock clock = guest.vm().clock();
        long now = guest.bench().now();
        assertThat(clock.frequency()).isEqualTo(Frequency.parse(frequency));
        assertThat(clock.virtualCounter(0, now)).isEqualTo(shown);
        long later = now + seconds(100).picoseconds();
        long passed = clock.virtualCounter(0, later) - shown;
        assertThat(passed).isCloseTo(100 * Frequency.parse(frequency).hertz(), Offset.offset(200L));
    }

    @ParameterizedTest
    @CsvSource({"vmx, 2.1 GHz", "vmx, 3 GHz", "svm, 2.1 GHz", "svm, 3 GHz", "off, 2.4 GHz", "off, 2.1 GHz"})
    void aGuestKeepsItsFrequency(String scaling, String destination) {
        BenchGuest guest = running(KVM.with("tsc_scaling", scaling));
        expectTsc(guest.moveTo(at(destination, 14)), 24_000_000_000L, "2.4 GHz");
    }

    @Test
    void withoutScalingAGuestIsNotTakenWhereTheTscIsFaster() {
        IncompatibleStateException refused = refusal(running(KVM.with("tsc_scaling", "off")), at("3 GHz", 14));
        assertThat(refused.reason()).isEqualTo("counter_frequency");
        assertThat(refused)
                .hasMessage("the guest knows a TSC of 2.4 GHz, below that of bench, which has 3 GHz and cannot scale it"
                        + " (KVM_SET_TSC_KHZ: user requested TSC rate below hardware speed)");
    }

    @Test
    void aRatioThatTheHardwareCannotDoIsRefused() {
        IncompatibleStateException refused = refusal(running(KVM.with("tsc_scaling", "svm")), at("1 MHz", 14));
        assertThat(refused.reason()).isEqualTo("counter_frequency");
        assertThat(refused).hasMessageContaining("which SVM cannot scale to it").hasMessageContaining("2.4 GHz");
    }

    @Test
    void withinTheToleranceAGuestIsLeftWithTheHostsRate() {
        BenchGuest arrived = running(KVM).moveTo(at("2400.24 MHz", 14));
        VirtualClock clock = arrived.vm().clock();
        assertThat(clock.frequency()).isEqualTo(Frequency.parse("2.4 GHz"));
        long now = arrived.bench().now();
        long passed = clock.virtualCounter(0, now + seconds(1).picoseconds()) - clock.virtualCounter(0, now);
        assertThat(passed).isEqualTo(2_400_240_000L);
        BenchGuest scaled = running(KVM.with("tsc_tolerance", "50 ppm")).moveTo(at("2400.24 MHz", 14));
        expectTsc(scaled, 24_000_000_000L, "2.4 GHz");
    }

    /** What a planner is told has to be what the VM then finds. */
    @ParameterizedTest
    @CsvSource({
        "vmx, 2.4 GHz",
        "svm, 2.4 GHz",
        "off, 2.4 GHz",
        "vmx, 20 kHz",
        "svm, 20 kHz",
        "off, 20 kHz",
        "off, 1 GHz"
    })
    void whatIsOfferedIsWhatIsTaken(String scaling, String host) {
        Candidate<KvmX86> kvm = KVM.with("tsc_scaling", scaling);
        HostFacts facts = new Bench(host(host)).facts();
        KvmX86Options options = OptionSchema.of(KvmX86Options.class).instantiate(kvm.settings(), facts.release());
        CounterRange offered = new KvmX86().offer(options, facts).counters().orElseThrow();
        long slowest = offered.slowest().hertz() / 1_000;
        long fastest = offered.fastest().hertz() / 1_000;
        long greatest = Frequency.MAX.hertz() / 1_000;
        for (long kilohertz : new long[] {slowest, (slowest + fastest) / 2, fastest, slowest - 1, fastest + 1}) {
            BenchGuest arriving = guest(at(host, 0), kvm);
            arriving.vm().stopped();
            TreeMap<String, long[]> values = new TreeMap<>(arriving.vm().save().values());
            values.put("tsc_khz", new long[] {kilohertz});
            SavedState state = new SavedState("kvm_x86", 1, values);
            if (kilohertz >= slowest && kilohertz <= fastest) {
                arriving.vm().restore(state);
                assertThat(arriving.vm().clock().frequency().hertz()).isEqualTo(kilohertz * 1_000);
            } else if (kilohertz > 0 && kilohertz <= greatest) {
                assertThatThrownBy(() -> arriving.vm().restore(state))
                        .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                                .isEqualTo("counter_frequency"));
            }
        }
    }

    @Test
    void byItsOffsetATscHasTheTimeBetweenInIt() {
        BenchGuest guest = running(KVM.with("tsc_restore", "offset"));
        expectTsc(guest.moveTo(at("2.1 GHz", 14)), 14 * 2_400_000_000L, "2.4 GHz");
    }

    @ParameterizedTest
    @CsvSource({"2.4 GHz, off, 10", "2.4 GHz, on, 14", "2.1 GHz, off, 10", "2.1 GHz, on, 14", "3 GHz, on, 14"})
    void theClockGoesOnWhereItWasReadOrFromTheRealTimeOfThat(String destination, String realtime, long shown) {
        BenchGuest guest = running(KVM.with("clock_realtime", realtime));
        ClockDriver before = clocks(guest);
        long was = before.schedClock().read(0, guest.bench().now());
        BenchGuest arrived = guest.moveTo(at(destination, 14));
        Clocksource clock = clocks(arrived).schedClock();
        long now = arrived.bench().now();
        assertThat(was).isCloseTo(10 * SECOND, Offset.offset(2L));
        assertThat(clock.read(0, now)).isEqualTo(was + (shown - 10) * SECOND);
        long later = now + seconds(100).picoseconds();
        long passed = clock.read(0, later) - clock.read(0, now);
        if (destination.equals("2.4 GHz")) {
            assertThat(passed).isCloseTo(100 * SECOND, Offset.offset(150L));
        } else {
            // KVM rounds what it scales down to whole kHz, 2399999 here, by which the clock is fast.
            assertThat(passed).isCloseTo(100 * SECOND * 2_400_000 / 2_399_999, Offset.offset(150L));
        }
    }

    @Test
    void aPageThatTravelledIsWrittenBeforeTheGuestGoesOn() {
        BenchGuest guest = running(KVM);
        clocks(guest);
        BenchGuest arrived = guest.moveTo(at("3 GHz", 14));
        long page = Fixture.CLOCKS.value() + 4096;
        assertThat(arrived.memory().load32(page)).as("version").isEven();
        assertThat(arrived.memory().load64(page + 8)).isEqualTo(24_000_000_000L);
        assertThat(arrived.memory().load64(page + 16)).isCloseTo(10 * SECOND, Offset.offset(2L));
        assertThat(arrived.memory().load8(page + 29)).isEqualTo((byte) 3);
        assertThat(Fixture.rdmsr(arrived, 0, Msr.SYSTEM_TIME)).isEqualTo(page | 1);
        assertThat(Fixture.rdmsr(arrived, 0, Msr.WALL_CLOCK)).isEqualTo(Fixture.CLOCKS.value());
    }

    @Test
    void aMoveThatIsRefusedLeavesTheClocksAsTheyWere() {
        BenchGuest guest = running(KVM.with("tsc_scaling", "off"));
        Clocksource clock = clocks(guest).schedClock();
        refusal(guest, at("3 GHz", 14));
        guest.bench().advance(seconds(2));
        guest.vm().resumed();
        assertThat(clock.read(0, guest.bench().now())).isCloseTo(10 * SECOND, Offset.offset(2L));
        expectTsc(guest, 12 * 2_400_000_000L, "2.4 GHz");
    }

    @Test
    void manyMovesDoNotAddUp() {
        BenchGuest guest = running(KVM);
        clocks(guest);
        String[] hosts = {"2.1 GHz", "3 GHz", "2.4 GHz", "1.7 GHz"};
        for (int i = 0; i < 20; i++) {
            guest = guest.moveTo(at(hosts[i % hosts.length], 14));
        }
        expectTsc(guest, 24_000_000_000L, "2.4 GHz");
        Clocksource clock = clocks(guest).schedClock();
        assertThat(clock.read(0, guest.bench().now())).isCloseTo(10 * SECOND, Offset.offset(2L));
    }

    @Test
    void aHostThatDoesNotKnowTheFlagIsNotAskedForRealTime() {
        Bench old = new Bench(host("2.4 GHz").withRelease("5.15"));
        IncompatibleStateException refused = refusal(running(KVM.with("clock_realtime", "on")), old);
        assertThat(refused.reason()).isEqualTo("clock_realtime");
        assertThat(refused).hasMessageContaining("KVM_CLOCK_REALTIME").hasMessageContaining("5.15");
        running(KVM).moveTo(new Bench(host("2.4 GHz").withRelease("5.15")));
    }

    @Test
    void aHostWithoutStolenTimeIsRefusedOnlyToAGuestThatHasIt() {
        Bench blind = new Bench(host("2.4 GHz").withoutSchedInfo());
        BenchGuest guest = running(KVM);
        guest.moveTo(new Bench(host("2.4 GHz").withoutSchedInfo()));
        guest.vm().resumed();
        Fixture.enable(guest, 1);
        IncompatibleStateException refused = refusal(guest, blind);
        assertThat(refused.reason()).isEqualTo("pv_time");
        assertThat(refused).hasMessageContaining("MSR_KVM_STEAL_TIME of vCPU 1");
    }

    @Test
    void aHostWithoutKvmclockIsRefusedToAGuestThatHasIt() {
        BenchGuest guest = running(KVM);
        clocks(guest);
        guest.vm().stopped();
        SavedState saved = guest.vm().save();
        BenchGuest arriving = at("2.4 GHz", 14).create(KVM.with("kvmclock", "off"), Optional.of(Fixture.DONATED));
        assertThatThrownBy(() -> arriving.vm().restore(saved))
                .isInstanceOf(IncompatibleStateException.class)
                .hasMessageContaining("MSR_KVM_SYSTEM_TIME_NEW of vCPU 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsc", "tsc_khz", "kvmclock", "realtime", "msr_kvm_steal_time", "msr_kvm_system_time"})
    void stateThatMissesSomethingIsRefused(String name) {
        BenchGuest guest = running(KVM);
        guest.vm().stopped();
        SavedState saved = guest.vm().save();
        TreeMap<String, long[]> less = new TreeMap<>(saved.values());
        less.remove(name);
        BenchGuest arriving = guest(at("2.4 GHz", 14), KVM);
        assertThatThrownBy(() -> arriving.vm().restore(new SavedState(saved.hypervisor(), saved.version(), less)))
                .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                        .isEqualTo("saved_state"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 2_000_000_000_000L})
    void aFrequencyThatIsNoneIsRefused(long kilohertz) {
        BenchGuest guest = running(KVM);
        guest.vm().stopped();
        SavedState saved = guest.vm().save();
        TreeMap<String, long[]> tampered = new TreeMap<>(saved.values());
        tampered.put("tsc_khz", new long[] {kilohertz});
        for (String scaling : new String[] {"vmx", "svm", "off"}) {
            BenchGuest arriving = guest(at("2.4 GHz", 14), KVM.with("tsc_scaling", scaling));
            assertThatThrownBy(() -> arriving.vm().restore(new SavedState(saved.hypervisor(), 1, tampered)))
                    .isInstanceOf(IncompatibleStateException.class);
        }
    }

    @Test
    void stateOfAnotherFormatOrWithMoreVcpusIsRefused() {
        BenchGuest guest = running(KVM);
        guest.vm().stopped();
        SavedState saved = guest.vm().save();
        BenchGuest arriving = guest(at("2.4 GHz", 14), KVM);
        assertThatThrownBy(() -> arriving.vm().restore(new SavedState("kvm_x86", 2, new TreeMap<>(saved.values()))))
                .hasMessage("the guest was saved by kvm_x86 in format 2, but bench reads format 1 of kvm_x86");
        BenchGuest smaller = guest(new Bench(host("2.4 GHz").withVcpus(2)), KVM);
        assertThatThrownBy(() -> smaller.vm().restore(saved))
                .hasMessage("the guest was saved with 4 vCPUs, but has 2 on bench");
    }

    @Test
    void aRebootSetsTheTscToZeroAndLeavesTheClockAlone() {
        BenchGuest guest = running(KVM);
        clocks(guest);
        guest.vm().reset();
        assertThat(guest.vm().clock().virtualCounter(0, guest.bench().now())).isZero();
        guest.bench().advance(seconds(1));
        Clocksource clock = clocks(guest).schedClock();
        assertThat(clock.read(0, guest.bench().now())).isCloseTo(11 * SECOND, Offset.offset(3L));
    }

    @Test
    void aHotAddedVcpuReadsTheSame() {
        BenchGuest guest = running(KVM);
        ClockDriver clocks = clocks(guest);
        int added = guest.bench().addVcpu();
        guest.vm().vcpuAdded(added);
        clocks.cpuOnline(added);
        long now = guest.bench().now();
        assertThat(clocks.schedClock().read(added, now))
                .isEqualTo(clocks.schedClock().read(0, now));
        assertThat(guest.vm().clock().physicalCounter(added, now)).isEqualTo(24_000_000_000L);
    }
}
