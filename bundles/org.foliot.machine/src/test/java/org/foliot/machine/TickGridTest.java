package org.foliot.machine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

class TickGridTest {
    @Test
    void ticksOf300HertzAreRoundedToNanoseconds() {
        TickGrid grid = new TickGrid(new Frequency(300), Duration.ZERO);
        assertThat(grid.atOrAfter(1)).isEqualTo(3_333_333_000L);
        assertThat(grid.atOrAfter(3_333_333_001L)).isEqualTo(6_666_666_000L);
    }

    @Test
    void thereIsNoTickAtTheEndOfTime() {
        assertThat(new TickGrid(new Frequency(250), Duration.ZERO).atOrAfter(Long.MAX_VALUE - 1))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theGridCanBeginLater() {
        TickGrid grid = new TickGrid(new Frequency(250), Duration.ofMillis(1));
        assertThat(grid.atOrAfter(0)).isEqualTo(Duration.ofMillis(1).picoseconds());
        assertThat(grid.atOrAfter(Duration.ofMillis(100).picoseconds()))
                .isEqualTo(Duration.ofMillis(101).picoseconds());
    }

    @Property
    void theAnswerDoesNotDependOnWhatWasAskedBefore(
            @ForAll @IntRange(min = 100, max = 1000) int hertz,
            @ForAll @LongRange(min = 0, max = 1L << 50) long phase,
            @ForAll @LongRange(min = 0, max = 1L << 50) long base,
            @ForAll @LongRange(min = -100_000_000_000L, max = 100_000_000_000L) long away) {
        long period = new TickGrid(new Frequency(hertz), Duration.ZERO).atOrAfter(1);
        TickGrid grid = new TickGrid(new Frequency(hertz), new Duration(phase));
        long instant = Math.max(0, base + away);
        grid.atOrAfter(base);
        long tick = grid.atOrAfter(instant);
        assertThat((tick - phase) % period).isZero();
        assertThat(tick - instant).isBetween(0L, period - 1);
    }
}
