package org.foliot.time.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamTest {

    @ParameterizedTest
    @CsvSource({
        "24 MHz,   false, 10, 85333 ns",
        "25 MHz,   false, 10, 81920 ns",
        "50 MHz,   false, 11, 81920 ns",
        "62.5 MHz, false, 12, 131072 ns",
        "100 MHz,  false, 12, 81920 ns",
        "1 GHz,    true,  16, 131072 ns",
        "1 GHz,    false, 15, 65536 ns",
    })
    void choosesTheBitThatLinuxChooses(String rate, boolean enhanced, int bit, String period) {
        EventStream stream = EventStream.of(Frequency.parse(rate), enhanced);
        assertThat(stream.counterBit()).isEqualTo(bit);
        assertThat(stream.period(Frequency.parse(rate)).toNanos() + " ns").isEqualTo(period);
    }

    @Test
    void isTenTimesTooFastAfterAMoveTo1GHz() {
        EventStream tuned = EventStream.of(Frequency.ofMegahertz(100), false);
        assertThat(tuned.period(Frequency.ofMegahertz(1_000))).hasToString("8192 ns");
    }

    @ParameterizedTest
    @CsvSource({
        "100 MHz, 100 MHz, 12",
        "100 MHz, 1 GHz,   15",
        "1 GHz,   100 MHz, 12",
        "100 MHz, 25 MHz,  10",
        "50 MHz,  54 MHz,  11",
        "100 MHz, 149 MHz, 12",
        "100 MHz, 150 MHz, 13",
        "1 MHz,   1 GHz,   15",
        "1 GHz,   1 kHz,   0",
    })
    void canBeMovedByTheNearestPowerOfTwo(String believed, String actual, int bit) {
        EventStream moved = EventStream.of(Frequency.parse(believed), false)
                .movedTo(Frequency.parse(believed), Frequency.parse(actual));
        assertThat(moved.triggerBit()).isEqualTo(bit);
    }

    @Property
    void movedItIsWithinAFactorOfOneAndAHalfOfWhatItWas(
            @ForAll @LongRange(min = 20_000_000, max = 2_000_000_000L) long believed,
            @ForAll @LongRange(min = 20_000_000, max = 2_000_000_000L) long actual,
            @ForAll @IntRange(min = 7, max = 8) int bit) {
        EventStream stream = new EventStream(bit, false);
        Frequency before = new Frequency(believed);
        Frequency after = new Frequency(actual);
        long was = stream.period(before).picoseconds();
        long is = stream.movedTo(before, after).period(after).picoseconds();
        assertThat(Math.max(was, is)).isLessThanOrEqualTo(Math.min(was, is) * 3 / 2 + 2);
    }

    @Test
    void usesTheIntervalScaleOnlyWhenItMust() {
        assertThat(EventStream.of(Frequency.ofMegahertz(1_000), true)).isEqualTo(new EventStream(8, true));
        assertThat(EventStream.of(Frequency.ofMegahertz(100), true)).isEqualTo(new EventStream(12, false));
        assertThat(EventStream.of(Frequency.MAX, true)).isEqualTo(new EventStream(15, true));
        assertThat(EventStream.of(new Frequency(1), false)).isEqualTo(new EventStream(0, false));
        assertThat(EventStream.of(new Frequency(20_000), false)).isEqualTo(new EventStream(0, false));
    }

    @Property
    void anEventIsTheNextRiseOfTheBit(
            @ForAll @LongRange(min = 0, max = 1L << 40) long count,
            @ForAll @IntRange(max = 15) int bit,
            @ForAll boolean scaled) {
        EventStream stream = new EventStream(bit, scaled);
        long next = stream.nextAfter(count);
        assertThat(next).isBetween(count + 1, count + stream.periodTicks());
        assertThat(next >>> stream.counterBit() & 1).isEqualTo(1);
        assertThat(next - 1 >>> stream.counterBit() & 1).isZero();
    }

    @Test
    void refusesABitThatDoesNotFitItsField() {
        assertThatThrownBy(() -> new EventStream(16, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventStream(-1, true)).isInstanceOf(IllegalArgumentException.class);
    }
}
