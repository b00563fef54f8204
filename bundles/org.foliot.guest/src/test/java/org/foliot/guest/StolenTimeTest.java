package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a kernel makes of a steal clock that goes backwards, or counts something else. */
class StolenTimeTest {
    private final TestDriver driver = new TestDriver(null, 1);

    private StolenTime stolen(String option, String value) {
        return new StolenTime(driver, Specs.kernel("6.12", option, value).options(), 1);
    }

    private long readAt(StolenTime stolen, long clock) {
        driver.online[0] = true;
        driver.stolen[0] = clock;
        long peeked = stolen.peek(0);
        long read = stolen.read(0);
        assertThat(peeked).isEqualTo(read);
        assertThat(stolen.peek(0)).isEqualTo(read);
        return read;
    }

    @Test
    void itIsShownAsItIs() {
        StolenTime stolen = stolen("steal_backwards", "shown");

        assertThat(readAt(stolen, 3350)).isEqualTo(3350);
        assertThat(readAt(stolen, 3120)).isEqualTo(3120);
    }

    @Test
    void clampedItStaysUntilTheNewClockHasCaughtUp() {
        StolenTime stolen = stolen("steal_backwards", "clamped");

        assertThat(readAt(stolen, 3350)).isEqualTo(3350);
        assertThat(readAt(stolen, 3120)).isEqualTo(3350);
        assertThat(readAt(stolen, 3400)).isEqualTo(3400);
    }

    @Test
    void accumulatedItGoesOnFromWhereItWas() {
        StolenTime stolen = stolen("steal_backwards", "accumulated");

        assertThat(readAt(stolen, 3350)).isEqualTo(3350);
        assertThat(readAt(stolen, 0)).isEqualTo(3350);
        assertThat(readAt(stolen, 3120)).isEqualTo(6470);
        assertThat(readAt(stolen, 10)).isEqualTo(6480);
    }

    @Property
    void repairedItNeverGoesBackwards(
            @ForAll boolean clamped,
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 1L << 50) Long> clocks) {
        StolenTime stolen = stolen("steal_backwards", clamped ? "clamped" : "accumulated");
        long last = 0;
        for (long clock : clocks) {
            long now = readAt(stolen, clock);
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
    }

    @Test
    void lookingIsNotReading() {
        StolenTime stolen = stolen("steal_backwards", "accumulated");
        readAt(stolen, 100);
        driver.stolen[0] = 150;
        assertThat(stolen.peek(0)).isEqualTo(150);
        driver.stolen[0] = 120;

        assertThat(stolen.read(0)).as("the kernel never saw the 150").isEqualTo(120);
    }

    @Test
    void aCopyHasSeenWhatTheOriginalHasSeen() {
        StolenTime stolen = stolen("steal_backwards", "accumulated");
        readAt(stolen, 100);
        StolenTime copy = new StolenTime(stolen);
        readAt(stolen, 200);

        assertThat(readAt(copy, 30)).isEqualTo(130);
        assertThat(readAt(stolen, 30)).isEqualTo(230);
    }

    @Test
    void unitsOfTheClockAreMoreThanNanoseconds() {
        assertThat(readAt(stolen("steal_unit", "clock_units"), 1_000_000_000L)).isEqualTo(4_096_000_000L);
        assertThat(readAt(stolen("steal_unit", "nanoseconds"), 1_000_000_000L)).isEqualTo(1_000_000_000L);
    }
}
