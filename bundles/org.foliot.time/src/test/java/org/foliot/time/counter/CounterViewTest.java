package org.foliot.time.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

class CounterViewTest {
    private static final Frequency MHZ_100 = Frequency.ofMegahertz(100);
    private static final Frequency GHZ_1 = Frequency.ofMegahertz(1_000);

    @Test
    void subtractsItsOffset() {
        CounterView view = new CounterView(MHZ_100, 40);
        assertThat(view.at(Duration.ofMicros(1).picoseconds())).isEqualTo(60);
        assertThat(view.at(0)).isEqualTo(-40);
        assertThat(CounterView.of(MHZ_100).at(Duration.ofMicros(1).picoseconds()))
                .isEqualTo(100);
    }

    @Property
    void showsWhatItIsSetTo(
            @ForAll @LongRange(min = 0) long now,
            @ForAll long value,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long hertz) {
        assertThat(CounterView.showing(new Frequency(hertz), now, value).at(now))
                .isEqualTo(value);
    }

    @Property(tries = 5_000)
    void aTimerFiresAtTheFirstInstantThatReachesItsValue(
            @ForAll long value, @ForAll long offset, @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long hertz) {
        checkInstant(new CounterView(new Frequency(hertz), offset), value);
    }

    @Property(tries = 5_000)
    void aReachableTimerFiresAtTheFirstInstantThatReachesItsValue(
            @ForAll @LongRange(min = 0) long instant,
            @ForAll long offset,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long hertz) {
        CounterView view = new CounterView(new Frequency(hertz), offset);
        checkInstant(view, view.at(instant));
    }

    @Property(tries = 5_000)
    void aTimerArmedLaterCaresOnlyForWhatIsShownFromThenOn(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long now,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long ahead,
            @ForAll @LongRange(min = 1, max = 10_000_000_000L) long hertz) {
        CounterView view = CounterView.showing(new Frequency(hertz), now, 1_000);

        long instant = view.instantOf(1_000 + ahead, now);

        assertThat(instant).isGreaterThan(now);
        if (instant < Long.MAX_VALUE) {
            assertThat(view.at(instant)).isEqualTo(1_000 + ahead);
            assertThat(view.at(instant - 1)).isEqualTo(1_000 + ahead - 1);
        }
        assertThat(view.instantOf(1_000, now)).isEqualTo(now);
    }

    private static void checkInstant(CounterView view, long value) {
        long instant = view.instantOf(value);
        assertThat(instant).isNotNegative();
        if (instant == Long.MAX_VALUE) {
            assertThat(Long.compareUnsigned(view.at(instant - 1), value)).isNegative();
        } else {
            assertThat(Long.compareUnsigned(view.at(instant), value)).isNotNegative();
            if (instant > 0) {
                assertThat(Long.compareUnsigned(view.at(instant - 1), value)).isNegative();
            }
        }
    }

    @Test
    void theLargestCompareValueNeverFires() {
        assertThat(CounterView.of(GHZ_1).instantOf(-1)).isEqualTo(Long.MAX_VALUE);
        assertThat(new CounterView(GHZ_1, 1_000_000).instantOf(-1)).isEqualTo(999_999_000);
        assertThat(new CounterView(GHZ_1, -1_000_000).instantOf(-1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void rescalesCountsDownwards() {
        assertThat(CounterView.rescale(1_999, MHZ_100, GHZ_1)).isEqualTo(19_990);
        assertThat(CounterView.rescale(19_999, GHZ_1, MHZ_100)).isEqualTo(1_999);
        assertThat(CounterView.rescale(1, Frequency.ofMegahertz(50), Frequency.ofMegahertz(54)))
                .isEqualTo(1);
        assertThatThrownBy(() -> CounterView.rescale(-1, MHZ_100, GHZ_1)).isInstanceOf(ArithmeticException.class);
    }
}
