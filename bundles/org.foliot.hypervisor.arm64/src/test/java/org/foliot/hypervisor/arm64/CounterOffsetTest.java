package org.foliot.hypervisor.arm64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.host.ProcessorFeatures.Field;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.testkit.Bench;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.time.Ratio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offsets of counters, registers of timers, and what of both travels. Counters have 100 MHz unless said otherwise. */
class CounterOffsetTest {
    private static final long SECOND = Duration.PS_PER_SECOND;
    private static final long TICKS = 100_000_000;

    private final Bench bench = new Bench(Bench.Setup.DEFAULT);

    private static KvmOptions options(String release, Map<String, String> settings) {
        return OptionSchema.of(KvmOptions.class).instantiate(settings, KernelRelease.parse(release));
    }

    private static KvmMachine machine(Bench bench, String release, Map<String, String> settings) {
        return new KvmMachine("kvm", options(release, settings), bench.facts(), bench, Optional.empty());
    }

    private KvmMachine configured(String release, Map<String, String> settings) {
        KvmMachine machine = machine(bench, release, settings);
        assertThat(machine.configure()).isEqualTo(Errno.OK);
        return machine;
    }

    private static HostFacts withEcv(HostFacts facts, int ecv) {
        return new HostFacts(
                facts.name(),
                facts.release(),
                facts.kernel(),
                facts.cpus(),
                facts.counter(),
                Ratio.ZERO,
                facts.clock(),
                facts.pageSize(),
                ProcessorFeatures.DEFAULT.with(Map.of(Field.ECV, ecv)));
    }

    private static void seconds(Bench bench, long seconds) {
        bench.advance(new Duration(seconds * SECOND));
    }

    private long virtual(KvmMachine machine) {
        return machine.clock().virtualCounter(0, bench.now());
    }

    private long physical(KvmMachine machine) {
        return machine.clock().physicalCounter(0, bench.now());
    }

    @Test
    void oneOffsetForAllCounters() {
        seconds(bench, 7);
        KvmMachine machine = configured("6.4", Map.of());
        assertThat(machine.setCounterOffset(5 * TICKS, 0)).isEqualTo(Errno.OK);
        assertThat(virtual(machine)).isEqualTo(2 * TICKS);
        assertThat(physical(machine)).isEqualTo(2 * TICKS);
    }

    @Test
    void isRefusedForReservedBitsForOldKernelsAndWhileVcpusRun() {
        KvmMachine machine = configured("6.4", Map.of());
        assertThat(machine.setCounterOffset(1, 1)).isEqualTo(Errno.EINVAL);
        machine.vcpuLoad(0);
        machine.enter(0, 0);
        assertThat(machine.setCounterOffset(1, 0)).isEqualTo(Errno.EBUSY);
        assertThat(machine.setCounterOffset(1, 1)).isEqualTo(Errno.EINVAL);
        machine.vcpuPut(0, true);
        assertThat(machine.setCounterOffset(1, 0)).as("preempted, in KVM_RUN").isEqualTo(Errno.EBUSY);
        machine.stopped();
        assertThat(machine.setCounterOffset(1, 0)).isEqualTo(Errno.OK);
        assertThat(configured("6.3", Map.of()).setCounterOffset(0, 0)).isEqualTo(Errno.EINVAL);
    }

    @Test
    void afterThatWritesOfCountersAreAcceptedAndIgnored() {
        seconds(bench, 7);
        KvmMachine machine = configured("6.4", Map.of("counter_offset", "on"));
        assertThat(virtual(machine)).isZero();
        assertThat(machine.setOneRegister(0, TimerRegisters.TIMER_CNT, 4711)).isEqualTo(Errno.OK);
        assertThat(machine.setOneRegister(0, TimerRegisters.PTIMER_CNT, 4711)).isEqualTo(Errno.OK);
        assertThat(virtual(machine)).isZero();
        assertThat(physical(machine)).isZero();
        // So the VMM cannot stop it either, and another vCPU does not begin it anew.
        machine.stopped();
        seconds(bench, 3);
        machine.resumed();
        assertThat(virtual(machine)).isEqualTo(3 * TICKS);
    }

    @Test
    void aVcpuCreatedLateDoesNotTouchAnOffsetThatTheVmmSet() {
        KvmMachine machine = configured("6.4", Map.of("counter_offset", "on", "hot_add", "created"));
        seconds(bench, 2);
        machine.vcpuAdded(bench.addVcpu());
        assertThat(virtual(machine)).isEqualTo(2 * TICKS);
    }

    @ParameterizedTest
    @CsvSource({"6.3, on, 900000000", "6.4, on, 200000000", "6.4, off, 900000000"})
    void thePhysicalCounterShowsTheHostsUnlessTheVmmAsksAKernelThatCan(String release, String asks, long shown) {
        seconds(bench, 7);
        KvmMachine machine = configured(release, Map.of("counter_offset", asks));
        seconds(bench, 2);
        assertThat(physical(machine)).isEqualTo(shown);
        assertThat(virtual(machine)).isEqualTo(2 * TICKS);
    }

    @Test
    void registersAreEncodedAsTheyWereFrozen() {
        assertThat(TimerRegisters.PTIMER_CTL).isEqualTo(0x6030_0000_0013_df11L);
        assertThat(TimerRegisters.PTIMER_CVAL).isEqualTo(0x6030_0000_0013_df12L);
        assertThat(TimerRegisters.PTIMER_CNT).isEqualTo(0x6030_0000_0013_df01L);
        assertThat(TimerRegisters.TIMER_CTL).isEqualTo(0x6030_0000_0013_df19L);
        // What the architecture has at these two is the other one.
        assertThat(TimerRegisters.TIMER_CVAL).isEqualTo(0x6030_0000_0013_df02L);
        assertThat(TimerRegisters.TIMER_CNT).isEqualTo(0x6030_0000_0013_df1aL);
    }

    @Test
    void thePhysicalCounterCanBeWrittenFromTheSameReleaseOn() {
        seconds(bench, 7);
        KvmMachine old = configured("6.3", Map.of());
        assertThat(old.setOneRegister(0, TimerRegisters.PTIMER_CNT, 0)).isEqualTo(Errno.ENOENT);
        KvmMachine machine = configured("6.4", Map.of());
        assertThat(machine.setOneRegister(0, TimerRegisters.PTIMER_CNT, 5)).isEqualTo(Errno.OK);
        assertThat(machine.getOneRegister(2, TimerRegisters.PTIMER_CNT).value()).isEqualTo(5);
        assertThat(machine.getOneRegister(0, 0x6030_0000_0013_df00L).error()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void aWriteOfTheVirtualCounterIsForAllVcpus() {
        KvmMachine machine = configured("6.12", Map.of());
        machine.setOneRegister(3, TimerRegisters.TIMER_CNT, 815);
        assertThat(machine.getOneRegister(0, TimerRegisters.TIMER_CNT).value()).isEqualTo(815);
        machine.setOneRegister(3, TimerRegisters.PTIMER_CVAL, 1);
        machine.setOneRegister(3, TimerRegisters.PTIMER_CTL, TimerRegisters.ENABLE);
        seconds(bench, 1);
        assertThat(machine.getOneRegister(3, TimerRegisters.PTIMER_CTL).value())
                .isEqualTo(TimerRegisters.ENABLE | TimerRegisters.STATUS);
        assertThat(machine.getOneRegister(0, TimerRegisters.PTIMER_CTL).value()).isZero();
    }

    /** Before the first run nothing looks at them, so the order in which a VMM restores them does not matter. */
    @ParameterizedTest
    @CsvSource({"0, 1, 2", "2, 1, 0", "1, 0, 2", "1, 2, 0"})
    void theOrderOfRegistersDoesNotMatterBeforeTheFirstRun(int first, int second, int third) {
        KvmMachine machine = configured("6.12", Map.of());
        long[] registers = {TimerRegisters.TIMER_CNT, TimerRegisters.TIMER_CVAL, TimerRegisters.TIMER_CTL};
        long[] values = {9 * TICKS, 10 * TICKS, TimerRegisters.ENABLE};
        for (int i : new int[] {first, second, third}) {
            machine.setOneRegister(0, registers[i], values[i]);
        }
        assertThat(machine.clock().virtualTimerInstant(0)).isEqualTo(bench.now() + SECOND);
    }

    @ParameterizedTest
    @CsvSource({
        "0, off, as_needed, 0, 0",
        "0, on, as_needed, 0, 300000",
        "1, on, as_needed, 0, 300000",
        "2, on, as_needed, 0, 0",
        "0, off, all, 300000, 300000",
        "2, on, all, 300000, 300000",
        "2, on, constant, 300000, 300000"
    })
    void aReadCostsATrapWhereTheHardwareCannotSubtract(
            int ecv, String offset, String traps, long virtual, long physical) {
        seconds(bench, 1);
        KvmMachine machine = new KvmMachine(
                "kvm",
                options("6.12", Map.of("counter_offset", offset, "counter_traps", traps)),
                withEcv(bench.facts(), ecv),
                bench,
                Optional.empty());
        machine.configure();
        assertThat(machine.clock().virtualReadCost()).isEqualTo(virtual);
        assertThat(machine.clock().physicalReadCost()).isEqualTo(physical);
        assertThat(machine.clock().enhancedCounter()).isEqualTo(ecv >= 1);
    }

    private SavedState saved(KvmMachine machine) {
        machine.stopped();
        return machine.save();
    }

    private static KvmMachine restored(Bench where, Map<String, String> settings, SavedState saved) {
        KvmMachine machine = machine(where, "6.12", settings);
        machine.restore(saved);
        machine.resumed();
        return machine;
    }

    @ParameterizedTest
    @CsvSource({"off, off, 200000000", "on, off, 6200000000", "off, on, 6200000000", "on, on, 6200000000"})
    void aMinuteAwayIsInTheCounterIfTheVmmSeesToIt(String advance, String offset, long shown) {
        Map<String, String> settings = Map.of("advance_counter", advance, "counter_offset", offset);
        KvmMachine before = configured("6.12", settings);
        seconds(bench, 2);
        SavedState saved = saved(before);
        seconds(bench, 60);
        assertThat(virtual(restored(bench, settings, saved))).isEqualTo(shown);
    }

    @Test
    void aVmmThatAddsTicksRefusesAnotherFrequency() {
        Map<String, String> settings = Map.of("advance_counter", "on");
        SavedState saved = saved(configured("6.12", settings));
        Bench fast = new Bench(Bench.Setup.DEFAULT.withCounter(Frequency.ofMegahertz(1_000)));
        assertThatThrownBy(() -> restored(fast, settings, saved))
                .isInstanceOfSatisfying(IncompatibleStateException.class, e -> assertThat(e.reason())
                        .isEqualTo("counter_frequency"))
                .hasMessageContaining("the guest knows a counter of 100 MHz, that of bench has 1 GHz");
        assertThat(restored(fast, Map.of(), saved).clock().frequency()).isEqualTo(Frequency.ofMegahertz(1_000));
    }

    @ParameterizedTest
    @CsvSource({"off, off", "off, on", "on, off"})
    void aCounterWhoseEveryReadIsEmulatedStaysWhatItWas(String offset, String advance) {
        Map<String, String> settings =
                Map.of("counter_traps", "constant", "counter_offset", offset, "advance_counter", advance);
        KvmMachine before = configured("6.12", settings);
        seconds(bench, 2);
        SavedState saved = saved(before);
        Bench fast = new Bench(Bench.Setup.DEFAULT.withCounter(Frequency.ofMegahertz(1_000)));
        seconds(fast, 2);
        KvmMachine arrived = restored(fast, settings, saved);
        VirtualClock clock = arrived.clock();
        assertThat(clock.frequency()).isEqualTo(Frequency.ofMegahertz(100));
        assertThat(clock.hardwareFrequency()).isEqualTo(Frequency.ofMegahertz(1_000));
        seconds(fast, 3);
        assertThat(clock.virtualCounter(0, fast.now())).isEqualTo(5 * TICKS);
        assertThat(clock.physicalCounter(0, fast.now())).isEqualTo(5 * TICKS);
        assertThat(clock.instantOfVirtual(0, 6 * TICKS)).isEqualTo(fast.now() + SECOND);
        // And back, as the guest that it has been all along.
        SavedState again = saved(arrived);
        Bench slow = new Bench(Bench.Setup.DEFAULT.withCounter(Frequency.ofMegahertz(25)));
        seconds(slow, 5);
        KvmMachine back = restored(slow, settings, again);
        seconds(slow, 1);
        assertThat(back.clock().virtualCounter(0, slow.now())).isEqualTo(6 * TICKS);
    }

    /** Cycles of being saved and restored: by value each loses what a pass over the vCPUs takes, by offset none loses anything. */
    @Property(tries = 100)
    void byValueLosesAPassOverTheVcpusPerCycleAndByOffsetNothing(
            @ForAll @IntRange(min = 1, max = 20) int cycles,
            @ForAll @LongRange(min = 0, max = 1_000) long microseconds,
            @ForAll @LongRange(min = 1, max = 5_000_000_000_000L) long away) {
        Bench host = new Bench(Bench.Setup.DEFAULT);
        Map<String, String> byValue =
                Map.of("kvm_no_adjvtime", "on", "advance_counter", "on", "register_access", microseconds + " us");
        Map<String, String> byOffset = Map.of("counter_offset", "on", "register_access", microseconds + " us");
        KvmMachine value = machine(host, "6.12", byValue);
        KvmMachine offset = machine(host, "6.12", byOffset);
        value.configure();
        offset.configure();
        for (int i = 0; i < cycles; i++) {
            seconds(host, 1);
            SavedState savedValue = saved(value);
            SavedState savedOffset = saved(offset);
            host.advance(new Duration(SECOND + away));
            value = restored(host, byValue, savedValue);
            offset = restored(host, byOffset, savedOffset);
        }
        long hosts = host.facts().counter().ticksAt(host.now());
        assertThat(offset.clock().virtualCounter(0, host.now())).isEqualTo(hosts);
        long lost = 4L * cycles * microseconds * 100;
        // A tick per cycle may be lost to rounding as well.
        assertThat(hosts - value.clock().virtualCounter(0, host.now())).isBetween(lost, lost + cycles);
    }

    @Test
    void anOffsetIsMadeAnewWhereTheHostsCounterIsAnother() {
        Map<String, String> settings = Map.of("counter_offset", "on");
        KvmMachine before = configured("6.12", settings);
        seconds(bench, 2);
        SavedState saved = saved(before);
        Bench fast = new Bench(Bench.Setup.DEFAULT.withCounter(Frequency.ofMegahertz(1_000)));
        seconds(fast, 5);
        KvmMachine arrived = restored(fast, settings, saved);
        // Three seconds later, in ticks of the new counter.
        assertThat(arrived.clock().virtualCounter(0, fast.now())).isEqualTo(2 * TICKS + 3_000_000_000L);
        assertThat(arrived.clock().physicalCounter(0, fast.now())).isEqualTo(2 * TICKS + 3_000_000_000L);
    }

    @Test
    void aCounterThatIsSetAfterTheVcpusRunIsANewVmsUntilTheyAreLoadedAgain() {
        seconds(bench, 240);
        KvmMachine before = configured("6.12", Map.of());
        before.setOneRegister(0, TimerRegisters.TIMER_CNT, 240 * TICKS);
        SavedState saved = saved(before);
        KvmMachine machine = restored(bench, Map.of("clock_restore", "after_vcpus", "clock_delay", "1 ms"), saved);
        assertThat(virtual(machine)).isZero();
        assertThat(machine.clock().instantOfVirtual(0, 240 * TICKS)).isEqualTo(bench.now() + 240 * SECOND);
        machine.vcpuLoad(1);
        assertThat(machine.clock().virtualCounter(1, bench.now()))
                .as("too early")
                .isZero();
        bench.advance(Duration.ofMillis(1));
        assertThat(virtual(machine))
                .as("set, but this vCPU has not been loaded")
                .isEqualTo(TICKS / 1_000);
        machine.vcpuLoad(0);
        assertThat(virtual(machine)).isEqualTo(240 * TICKS + TICKS / 1_000);
        assertThat(machine.clock().virtualCounter(1, bench.now())).isEqualTo(TICKS / 1_000);
    }

    @Test
    void timersTravel() {
        KvmMachine before = configured("6.12", Map.of());
        before.clock().armVirtualTimer(2, 5 * TICKS);
        seconds(bench, 1);
        SavedState saved = saved(before);
        seconds(bench, 60);
        KvmMachine machine = restored(bench, Map.of(), saved);
        assertThat(machine.clock().virtualTimerInstant(2)).isEqualTo(bench.now() + 4 * SECOND);
        assertThat(machine.clock().virtualTimerInstant(0)).isEqualTo(Long.MAX_VALUE);
    }
}
