package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.SECOND;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;

import java.util.Optional;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.time.Address;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a timeline can do to a guest. */
class ControlTest {
    /** Two busy vCPUs, the second of which loses half of its time for a second, goes offline at 2 s and back at 3 s. */
    private static TestMachine unplugged(KernelSpec kernel, boolean zeroes) {
        TestMachine machine = new TestMachine(2, Frequency.ofMegahertz(100));
        machine.onDriver = d -> d.zeroes = zeroes;
        machine.start(guest(2, kernel, busy("a", 0), busy("b", 1)));
        machine.share(1, 4 * MILLI, MILLI, SECOND);
        machine.at(2 * SECOND, () -> machine.guest().offlineCpu(1));
        machine.at(3 * SECOND, () -> machine.guest().onlineCpu(1));
        machine.runUntil(4 * SECOND);
        return machine;
    }

    @Test
    void anOfflineCpuGivesItsProcessesAwayAndTearsStolenTimeDown() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12"), busy("a", 0), busy("b", 1)));
        machine.at(SECOND, () -> machine.guest().offlineCpu(1));
        machine.runUntil(2 * SECOND);
        GuestMetrics metrics = machine.guest().metrics();

        assertThat(machine.driver().calls).endsWith("online 1", "offline 1");
        assertThat(metrics.pvtimeCpus()).isEqualTo(1);
        assertThat(machine.state(1)).isEqualTo(TestMachine.State.OFF);
        assertThat(metrics.stealClock(1)).isZero();
        // Its affinity had no other CPU: it is broken, and the process shares the first with the other one.
        assertThat(metrics.ran(0, 2 * SECOND)).isCloseTo(1500 * MILLI, within(10 * MILLI));
        assertThat(machine.guest().procFs().stat(2 * SECOND)).contains("cpu0 ").doesNotContain("cpu1 ");
    }

    /** Both are asked for while no vCPU executes. */
    @Test
    void aRebootGoesOnWhereTheCpuThatWasAskedGoesOffline() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12"), busy("a"), busy("b")));
        machine.preempt(0, SECOND, 10 * MILLI);
        machine.preempt(1, SECOND, 10 * MILLI);
        machine.at(SECOND + MILLI, () -> {
            machine.guest().offlineCpu(0);
            machine.guest().reboot();
        });
        machine.runUntil(2 * SECOND);

        assertThat(machine.resets).isEqualTo(1);
        assertThat(machine.guest().metrics().booted()).isEqualTo(1);
    }

    @Test
    void theLastCpuStays() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12"), busy("a")));
        machine.at(SECOND, () -> {
            machine.guest().offlineCpu(0);
            machine.guest().offlineCpu(1);
        });
        machine.runUntil(2 * SECOND);

        assertThat(machine.guest().metrics().online(0)).isFalse();
        assertThat(machine.guest().metrics().online(1)).isTrue();
        assertThat(machine.guest().metrics().ran(0, 2 * SECOND)).isCloseTo(2 * SECOND, within(3 * MILLI));
    }

    @Test
    void onArmTheCounterRestartsAndStealOfProcStatGoesBackByWhatItHadBefore() {
        TestMachine machine = unplugged(kernel("6.12"), true);

        assertThat(machine.waited(1)).isEqualTo(500 * MILLI);
        assertThat(machine.driver().stolen[1]).isZero();
        assertThat(machine.guest().metrics().stealTime(1, 4 * SECOND)).isZero();
    }

    @Test
    void aKernelThatResetsItsPreviousValueKeepsStealOnArm() {
        TestMachine machine = unplugged(kernel("6.12", "hotplug_reset", "on"), true);

        assertThat(machine.guest().metrics().stealTime(1, 4 * SECOND)).isEqualTo(500 * MILLI);
    }

    @Test
    void theSameResetBooksAllStealOnceMoreWhereTheCounterSurvives() {
        TestMachine machine = unplugged(kernel("6.12", "hotplug_reset", "on"), false);

        assertThat(machine.guest().metrics().stealTime(1, 4 * SECOND)).isEqualTo(1000 * MILLI);
    }

    @Test
    void vtimeShowsNothingButStealAfterwards() {
        TestMachine machine = unplugged(kernel("6.12", "accounting", "vtime"), true);
        long before = machine.guest().metrics().stealTime(1, 4 * SECOND);
        machine.runUntil(6 * SECOND);

        assertThat(machine.guest().metrics().stealTime(1, 6 * SECOND) - before).isEqualTo(2 * SECOND);
    }

    @Test
    void theRunQueueClockJumpsForwardByTheOldTotal() {
        TestMachine clean = unplugged(kernel("6.13", "steal_accounting", "on", "hotplug_reset", "on"), true);
        TestMachine jumping = unplugged(kernel("6.13", "steal_accounting", "on"), true);

        assertThat(jumping.guest().metrics().clockTask(1, 4 * SECOND)
                        - clean.guest().metrics().clockTask(1, 4 * SECOND))
                .isEqualTo(500 * MILLI);
    }

    @Test
    void aTickInTheOfflineWindowFindsAStealClockOfZero() {
        TestMachine machine = new TestMachine(2, Frequency.ofMegahertz(100));
        machine.start(guest(2, kernel("6.12", "online_time", "20 ms"), busy("a", 0), busy("b", 1)));
        machine.preempt(1, 500 * MILLI, 300 * MILLI);
        machine.at(SECOND, () -> machine.guest().offlineCpu(1));
        machine.runUntil(999 * MILLI);
        assertThat(machine.guest().metrics().stealTime(1, 999 * MILLI)).isEqualTo(300 * MILLI);
        machine.runUntil(1010 * MILLI);

        assertThat(machine.guest().metrics().stealTime(1, 1010 * MILLI)).isZero();
        assertThat(machine.state(1)).isEqualTo(TestMachine.State.EXECUTING);
        machine.runUntil(1021 * MILLI);
        assertThat(machine.state(1)).isEqualTo(TestMachine.State.OFF);
    }

    @Test
    void aCpuThatIsWantedBackWhileItGoesDownGoesDownFirst() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12", "online_time", "5 ms"), busy("a"), busy("b")));
        machine.at(SECOND, () -> {
            machine.guest().offlineCpu(1);
            machine.guest().onlineCpu(1);
        });
        machine.runUntil(SECOND + 4 * MILLI);
        assertThat(machine.guest().metrics().online(1)).isFalse();
        machine.runUntil(SECOND + 11 * MILLI);

        assertThat(machine.driver().calls).endsWith("online 1", "offline 1", "online 1");
        assertThat(machine.guest().metrics().online(1)).isTrue();
    }

    @Test
    void aCpuThatIsToGoWhileItComesUpComesUpFirst() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12", "online_time", "5 ms"), busy("a")));
        machine.at(SECOND, () -> machine.guest().offlineCpu(1));
        machine.at(2 * SECOND, () -> machine.guest().onlineCpu(1));
        machine.at(2 * SECOND + MILLI, () -> machine.guest().offlineCpu(1));
        machine.runUntil(3 * SECOND);

        assertThat(machine.driver().calls).endsWith("offline 1", "online 1", "offline 1");
        assertThat(machine.guest().metrics().online(1)).isFalse();
    }

    @Test
    void aHotAddedCpuComesOnline() {
        GuestSpec spec = new GuestSpec(
                "web",
                2,
                1,
                Optional.empty(),
                kernel("6.12"),
                new Address(0x4800_0000L),
                java.util.List.of(busy("a"), busy("b")));
        TestMachine machine = TestMachine.with(spec);
        machine.at(SECOND, () -> assertThat(machine.guest().addCpu()).isEqualTo(1));
        machine.runUntil(2 * SECOND);
        GuestMetrics metrics = machine.guest().metrics();

        assertThat(metrics.online(1)).isTrue();
        assertThat(metrics.ran(0, 2 * SECOND) + metrics.ran(1, 2 * SECOND)).isGreaterThan(2950 * MILLI);
        assertThatThrownBy(() -> machine.guest().addCpu()).hasMessage("guest web has all its 2 vCPUs");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true"})
    void kexecStartsAnotherKernelOnTheFirstCpu(boolean disable, boolean aware) {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12"), busy("a"), busy("b")));
        KernelSpec next = kernel("6.13");
        machine.at(SECOND, () -> machine.guest().kexec(new KernelSpec(next.release(), next.options(), aware), disable));
        machine.runUntil(2 * SECOND);
        GuestMetrics metrics = machine.guest().metrics();

        assertThat(machine.drivers.get(0).calls.contains("offline 1")).isEqualTo(disable);
        assertThat(machine.drivers.get(0).calls.contains("hand over 0 KEXEC")).isEqualTo(disable);
        assertThat(machine.memory.forgotten).isEqualTo(2);
        assertThat(machine.drivers).hasSize(aware ? 2 : 1);
        assertThat(metrics.pvtimeCpus()).isEqualTo(aware ? 2 : 0);
        assertThat(machine.stages()).containsSubsequence(GuestStage.KEXEC, GuestStage.KERNEL, GuestStage.USERSPACE);
        // Everything starts from zero: one CPU went down, the other booted, one came up; 1 ms each.
        assertThat(metrics.clock(2 * SECOND)).isEqualTo(999 * MILLI);
        assertThat(metrics.jiffies(2 * SECOND)).isEqualTo(249);
        assertThat(metrics.ran(0, 2 * SECOND)).isEqualTo(998 * MILLI);
        assertThat(metrics.clockError(2 * SECOND)).isZero();
    }

    @Test
    void theNewKernelDonatesOtherMemoryThanTheOneBefore() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a")));
        machine.at(SECOND, () -> machine.guest().kexec(kernel("6.12"), true));
        machine.at(2 * SECOND, () -> machine.guest().kexec(kernel("6.12"), true));
        machine.runUntil(3 * SECOND);

        Address first = machine.drivers.get(0).setup.donation();
        assertThat(machine.drivers.get(1).setup.donation()).isNotEqualTo(first);
        assertThat(machine.drivers.get(2).setup.donation()).isEqualTo(first);
    }

    @Test
    void aCrashKernelHasOneCpuAndNoProcesses() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12"), busy("a"), busy("b")));
        machine.at(SECOND, () -> machine.guest().crash(kernel("6.12"), false));
        machine.runUntil(2 * SECOND);

        assertThat(machine.drivers.get(0).calls).containsExactly("probe", "online 0", "online 1");
        assertThat(machine.state(0)).isEqualTo(TestMachine.State.HALTED);
        assertThat(machine.state(1)).isEqualTo(TestMachine.State.OFF);
        assertThat(machine.guest().metrics().booted()).isEqualTo(1);
        assertThat(machine.guest().metrics().pvtimeCpus()).isEqualTo(1);
    }

    @Test
    void aRebootResetsTheMachineAndGoesThroughTheFirmware() {
        TestMachine machine = TestMachine.with(Specs.withFirmware(
                new FirmwareOptions(false, true, FirmwareOptions.Cntfrq.CACHED, Duration.ofMillis(50)),
                kernel("6.12"),
                busy("a")));
        machine.at(SECOND, () -> machine.guest().reboot());
        machine.runUntil(1020 * MILLI);
        assertThat(machine.resets).isEqualTo(1);
        assertThat(machine.guest().metrics().booted()).isZero();
        machine.runUntil(2 * SECOND);

        assertThat(machine.stages())
                .containsSubsequence(GuestStage.REBOOT, GuestStage.FIRMWARE, GuestStage.KERNEL, GuestStage.USERSPACE);
        assertThat(machine.drivers.get(0).calls).endsWith("hand over 0 REBOOT");
        assertThat(machine.guest().metrics().clock(2 * SECOND)).isEqualTo(950 * MILLI);
    }

    @Test
    void whatIsAskedOfAGuestThatBootsIsDoneOnceItIsUp() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12", "boot_time", "100 ms"), busy("a")));
        machine.at(MILLI, () -> machine.guest().offlineCpu(1));
        machine.runUntil(SECOND);

        assertThat(machine.guest().metrics().online(1)).isFalse();
        assertThat(machine.stages()).containsSubsequence(GuestStage.USERSPACE, GuestStage.CPU_OFFLINE);
    }

    @Test
    void whatIsAskedWaitsForTheGuestToExecute() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a")));
        machine.preempt(0, 900 * MILLI, 500 * MILLI);
        machine.at(SECOND, () -> machine.guest().stopProcess(0));
        machine.runUntil(1390 * MILLI);
        assertThat(machine.state(0)).isEqualTo(TestMachine.State.WAITING);
        machine.runUntil(1410 * MILLI);
        assertThat(machine.state(0)).isEqualTo(TestMachine.State.HALTED);
    }

    @Test
    void realTimeCanBeStepped() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a")));
        machine.runUntil(SECOND);
        assertThat(machine.guest().metrics().clockError(SECOND)).isZero();
        machine.guest().stepRealTime(-30 * MILLI, machine.now());

        assertThat(machine.guest().metrics().clockError(SECOND)).isEqualTo(-30 * MILLI);
        assertThat(machine.guest().metrics().clock(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void namesWhatDoesNotExist() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12"), busy("a")));

        assertThatThrownBy(() -> machine.guest().offlineCpu(2)).hasMessage("guest web has no vCPU 2; there are 0 to 1");
        assertThatThrownBy(() -> machine.guest().startProcess(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> machine.guest().nice(0, 20)).hasMessage("nice 20 is not between -20 and 19");
        assertThatThrownBy(() -> guest(1, kernel("6.12"), busy("a", 1)))
                .hasMessage("process a of guest web names vCPU 1; there are 0 to 0");
        assertThatThrownBy(() -> guest(1, kernel("6.12"), busy("a"), busy("a")))
                .hasMessage("guest web has two processes named a");
    }
}
