package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.guest.GuestStage.CPU_FAILED;
import static org.foliot.guest.GuestStage.CPU_ONLINE;
import static org.foliot.guest.GuestStage.FIRMWARE;
import static org.foliot.guest.GuestStage.FIRMWARE_PVTIME;
import static org.foliot.guest.GuestStage.KERNEL;
import static org.foliot.guest.GuestStage.PVTIME_MAPPED_ATOMIC;
import static org.foliot.guest.GuestStage.PVTIME_ONLINE;
import static org.foliot.guest.GuestStage.PVTIME_PROBED;
import static org.foliot.guest.GuestStage.USERSPACE;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.withFirmware;

import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.observation.Observations;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

/** How a guest gets from power-on to its processes. */
class StagesTest {
    private static final int EINVAL = -22;

    @Test
    void theKernelProbesOnItsBootCpuAndThenStartsTheOthersOneByOne() {
        TestMachine machine = TestMachine.with(guest(3, kernel("6.12", "boot_time", "20 ms"), busy("a")));
        machine.runUntil(100 * MILLI);

        assertThat(machine.stages())
                .containsExactly(
                        KERNEL,
                        PVTIME_PROBED,
                        PVTIME_ONLINE,
                        CPU_ONLINE,
                        PVTIME_ONLINE,
                        CPU_ONLINE,
                        PVTIME_ONLINE,
                        CPU_ONLINE,
                        USERSPACE);
        assertThat(machine.driver().calls).containsExactly("probe", "online 0", "online 1", "online 2");
        assertThat(machine.guest().metrics().pvtimeCpus()).isEqualTo(3);
        assertThat(machine.guest().metrics().booted()).isEqualTo(1);
        assertThat(machine.seen(Observations.GUEST_STAGE).get(8).at()).isEqualTo(22 * MILLI);
        assertThat(machine.guest().metrics().ran(0, 100 * MILLI)).isEqualTo(78 * MILLI);
    }

    @Test
    void bootTakesGuestCpuTimeHoweverLongItWaits() {
        TestMachine machine = new TestMachine(1, Frequency.ofMegahertz(100));
        machine.preempt(0, 10 * MILLI, 30 * MILLI);
        machine.start(guest(1, kernel("6.12", "boot_time", "20 ms"), busy("a")));
        machine.runUntil(100 * MILLI);

        assertThat(machine.seen(Observations.GUEST_STAGE).get(4).at()).isEqualTo(50 * MILLI);
        assertThat(machine.guest().metrics().systemTime(0, 100 * MILLI)).isBetween(12 * MILLI, 24 * MILLI);
    }

    @Test
    void aKernelWithoutParavirtNeverAsks() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12", "paravirt", "off"), busy("a")));
        machine.runUntil(MILLI);

        assertThat(machine.drivers).isEmpty();
        assertThat(machine.stages()).containsExactly(KERNEL, CPU_ONLINE, USERSPACE);
    }

    @Test
    void withoutStolenTimeTheKernelBootsAndCountsNone() {
        TestMachine machine = new TestMachine(2, Frequency.ofMegahertz(100));
        machine.onDriver = d -> d.there = false;
        machine.start(guest(2, kernel("6.12", "pvtime_abi", "draft"), busy("a", 0)));
        machine.share(0, 4 * MILLI, 0, 100 * MILLI);
        machine.runUntil(100 * MILLI);

        assertThat(machine.driver().setup.abi()).isEqualTo(PvTimeDriver.Abi.DRAFT);
        assertThat(machine.driver().calls).containsExactly("probe");
        assertThat(machine.guest().metrics().pvtimeCpus()).isZero();
        assertThat(machine.guest().metrics().stealTime(0, 100 * MILLI)).isZero();
        assertThat(machine.guest().metrics().online(1)).isTrue();
    }

    @Test
    void aSecondaryCpuWithoutStructureFailsToComeOnline() {
        TestMachine machine = new TestMachine(2, Frequency.ofMegahertz(100));
        machine.onDriver = d -> d.resultOfOthers = EINVAL;
        machine.start(guest(2, kernel("6.12"), busy("a"), busy("b")));
        machine.runUntil(100 * MILLI);

        assertThat(machine.stages()).contains(CPU_FAILED).endsWith(USERSPACE);
        assertThat(machine.seen(Observations.GUEST_STAGE).stream()
                        .filter(s -> s.a() == CPU_FAILED.code())
                        .findFirst())
                .hasValueSatisfying(s -> {
                    assertThat(s.vcpu()).isEqualTo(1);
                    assertThat(s.b()).isEqualTo(EINVAL);
                });
        assertThat(machine.state(1)).isEqualTo(TestMachine.State.OFF);
        assertThat(machine.guest().metrics().ran(0, 100 * MILLI)
                        + machine.guest().metrics().ran(1, 100 * MILLI))
                .isEqualTo(99 * MILLI);
    }

    @Test
    void onTheBootCpuTheFailureOnlyLeavesStolenTimeOff() {
        TestMachine machine = new TestMachine(2, Frequency.ofMegahertz(100));
        machine.onDriver = d -> d.result = EINVAL;
        machine.start(guest(2, kernel("6.12"), busy("a")));
        machine.runUntil(100 * MILLI);

        assertThat(machine.driver().calls).containsExactly("probe", "online 0");
        assertThat(machine.guest().metrics().online(1)).isTrue();
        assertThat(machine.guest().metrics().pvtimeCpus()).isZero();
    }

    @Test
    void beforeLinux510TheDriverMapsInAtomicContextAndItsFailureIsIgnored() {
        TestMachine machine = new TestMachine(2, Frequency.ofMegahertz(100));
        machine.onDriver = d -> d.resultOfOthers = EINVAL;
        machine.start(guest(2, kernel("5.9", "online_time", "5 ms"), busy("a")));
        machine.runUntil(3 * MILLI);

        assertThat(machine.stages()).containsSubsequence(PVTIME_MAPPED_ATOMIC, PVTIME_ONLINE);
        assertThat(machine.guest().metrics().online(1)).isFalse();
        machine.runUntil(6 * MILLI);
        assertThat(machine.guest().metrics().online(1)).isTrue();
    }

    @Test
    void fromLinux510OnTheStealClockIsZeroUntilTheCpuIsOnline() {
        TestMachine machine = TestMachine.with(guest(2, kernel("5.10", "online_time", "5 ms"), busy("a"), busy("b")));
        machine.preempt(1, MILLI, MILLI);
        machine.runUntil(4 * MILLI);
        assertThat(machine.stages()).doesNotContain(PVTIME_MAPPED_ATOMIC);
        assertThat(machine.guest().metrics().stealClock(1)).isZero();

        machine.preempt(1, 7 * MILLI, MILLI);
        machine.runUntil(9 * MILLI);
        assertThat(machine.guest().metrics().stealClock(1)).isEqualTo(MILLI);
    }

    @Test
    void firmwareRunsFirstAndAsksOnItsOwn() {
        TestMachine machine = TestMachine.with(withFirmware(
                new FirmwareOptions(true, true, FirmwareOptions.Cntfrq.CACHED, Duration.ofMillis(50)),
                kernel("6.12"),
                busy("a")));
        machine.runUntil(20 * MILLI);
        assertThat(machine.guest().metrics().booted()).isZero();
        assertThat(machine.guest().metrics().clock(20 * MILLI)).isZero();
        machine.runUntil(60 * MILLI);

        assertThat(machine.stages()).startsWith(FIRMWARE, FIRMWARE_PVTIME, KERNEL, PVTIME_PROBED);
        assertThat(machine.drivers.get(0).calls).containsExactly("probe", "online 0", "hand over 0 BOOT");
        assertThat(machine.drivers.get(1).calls).containsExactly("probe", "online 0");
        assertThat(machine.drivers.get(0).setup.donation())
                .isNotEqualTo(machine.drivers.get(1).setup.donation());
        assertThat(machine.memory.forgotten).isEqualTo(1);
        assertThat(machine.guest().metrics().clock(60 * MILLI)).isEqualTo(10 * MILLI);
    }

    @Test
    void firmwareThatDoesNotReleaseLeavesItsStructureBehind() {
        TestMachine machine = TestMachine.with(withFirmware(
                new FirmwareOptions(true, false, FirmwareOptions.Cntfrq.CACHED, Duration.ofMillis(50)),
                kernel("6.12"),
                busy("a")));
        machine.runUntil(60 * MILLI);

        assertThat(machine.drivers.get(0).calls).containsExactly("probe", "online 0");
    }

    @Test
    void aGuestThatIsOffRefusesToBeAsked() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a")));
        machine.guest().powerOff(0);

        assertThat(machine.guest().enter(0, 0)).isEqualTo(Guest.OFF);
        assertThatThrownBy(() -> machine.guest().reboot())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("guest web is off");
    }
}
