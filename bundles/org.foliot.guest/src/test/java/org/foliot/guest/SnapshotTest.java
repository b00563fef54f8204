package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foliot.api.guest.FirmwareOptions;
import org.foliot.api.guest.GuestSystem;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** A guest that goes on from a snapshot does what it did after the snapshot was taken. */
class SnapshotTest {
    private static final long END = 300 * MILLI;

    @Property(tries = 100)
    void savingChangesNothingAndTheCopyGoesOnLikeTheOriginal(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 299) int at) {
        TestMachine original = LookingTest.eventful(seed, false);
        original.runUntil(END);

        TestMachine copied = LookingTest.eventful(seed, false);
        copied.runUntil(at * MILLI);
        copied.replaceByCopy();
        copied.runUntil(END);

        assertThat(LookingTest.everything(copied, END)).isEqualTo(LookingTest.everything(original, END));
    }

    @Test
    void aSnapshotCanBeRestoredMoreThanOnce() {
        TestMachine machine = TestMachine.with(guest(1, kernel("6.12"), busy("a")));
        machine.share(0, 4 * MILLI, 0, 90 * MILLI);
        machine.runUntil(100 * MILLI);
        List<Long> then = List.of(
                machine.guest().metrics().ran(0, 100 * MILLI),
                machine.guest().metrics().stealTime(0, 100 * MILLI),
                machine.guest().metrics().userTime(0, 100 * MILLI));
        machine.grant(0, false);
        GuestSystem.Saved saved = machine.guest().save();
        machine.grant(0, true);
        for (long now = 200 * MILLI; now <= 400 * MILLI; now += 100 * MILLI) {
            machine.runUntil(now);
            machine.grant(0, false);
            assertThat(machine.guest().metrics().ran(0, now)).isGreaterThan(then.get(0));
            machine.guest().restore(saved);

            assertThat(machine.guest().metrics().ran(0, now)).isEqualTo(then.get(0));
            assertThat(machine.guest().metrics().stealTime(0, now)).isEqualTo(then.get(1));
            assertThat(machine.guest().metrics().userTime(0, now)).isEqualTo(then.get(2));
            machine.guest().clockChanged(now);
            machine.grant(0, true);
        }
    }

    @Test
    void theDriverOfTheCopyIsItsOwn() {
        TestMachine machine = TestMachine.with(guest(2, kernel("6.12"), busy("a", 0), busy("b", 1)));
        machine.runUntil(100 * MILLI);
        GuestSystem.Saved saved = machine.guest().save();
        machine.at(100 * MILLI, () -> machine.guest().offlineCpu(1));
        machine.runUntil(200 * MILLI);
        assertThat(machine.guest().metrics().pvtimeCpus()).isEqualTo(1);
        machine.guest().restore(saved);

        assertThat(machine.guest().metrics().pvtimeCpus()).isEqualTo(2);
        assertThat(machine.guest().metrics().online(1)).isTrue();
        machine.driver().stolen[1] = 7;
        assertThat(machine.guest().metrics().stealClock(1)).isEqualTo(7000);
    }

    @Test
    void firmwareIsSavedToo() {
        TestMachine machine = TestMachine.with(Specs.withFirmware(
                new FirmwareOptions(true, true, FirmwareOptions.Cntfrq.CACHED, Duration.ofMillis(50)),
                kernel("6.12"),
                busy("a")));
        machine.runUntil(20 * MILLI);
        machine.replaceByCopy();
        machine.runUntil(100 * MILLI);

        assertThat(machine.guest().metrics().ran(0, 100 * MILLI)).isEqualTo(50 * MILLI);
    }

    @Test
    void onlyItsOwnSnapshotsFit() {
        TestMachine one = TestMachine.with(guest(1, kernel("6.12"), busy("a")));
        TestMachine other = TestMachine.with(guest(1, kernel("6.12"), busy("a")));

        one.guest().restore(GuestSystem.NOTHING);
        assertThatThrownBy(() -> one.guest().restore(other.guest().save()))
                .hasMessage("what is to be restored was not saved by guest web");
    }
}
