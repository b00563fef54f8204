package org.foliot.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** Pre-copy by numbers. */
class PreCopyTest {
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final ByteSize GIB = ByteSize.ofMebibytes(1024);

    private static PreCopy.Course of(int memoryMib, int bandwidthMib, int dirtyMib, int workingMib, int rounds) {
        return new PreCopy(
                        ByteSize.ofMebibytes(memoryMib),
                        ByteSize.ofMebibytes(bandwidthMib),
                        ByteSize.ofMebibytes(dirtyMib),
                        ByteSize.ofMebibytes(workingMib),
                        LIMIT,
                        rounds)
                .course();
    }

    @Test
    void everyRoundCopiesWhatTheOneBeforeLeft() {
        // 4 s for 4 GiB, in which 2 GiB are dirtied; then 2 s, 1 s, 0.5 s; 256 MiB are left, which take 250 ms.
        PreCopy.Course copy = of(4096, 1024, 512, 4096, 30);
        assertThat(copy.rounds()).isEqualTo(4);
        assertThat(copy.copying()).isEqualTo(Duration.ofMillis(7500));
        assertThat(copy.converges()).isTrue();
        assertThat(copy.downtime()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void anIdleGuestIsStoppedForNothing() {
        PreCopy.Course copy = of(2048, 1024, 0, 2048, 30);
        assertThat(copy.rounds()).isEqualTo(1);
        assertThat(copy.copying()).isEqualTo(Duration.ofSeconds(2));
        assertThat(copy.downtime()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aGuestThatDirtiesAsFastAsItIsCopiedIsGivenUp() {
        PreCopy.Course copy = of(1024, 1024, 1024, 1024, 5);
        assertThat(copy.converges()).isFalse();
        assertThat(copy.rounds()).isEqualTo(5);
        assertThat(copy.copying()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aSmallWorkingSetIsStoppedForHoweverFastItIsDirtied() {
        PreCopy.Course copy = of(4096, 1024, 8192, 256, 30);
        assertThat(copy.rounds()).isEqualTo(1);
        assertThat(copy.converges()).isTrue();
        assertThat(copy.downtime()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void aLineWithoutBandwidthIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PreCopy(GIB, ByteSize.ZERO, GIB, GIB, LIMIT, 30))
                .withMessageContaining("nothing is copied");
    }

    @Test
    void numbersThatNoRunCanReachEndSomewhere() {
        ByteSize huge = new ByteSize(Long.MAX_VALUE / 4);
        PreCopy.Course copy = new PreCopy(huge, new ByteSize(1), huge, huge, LIMIT, 1_000_000).course();
        assertThat(copy.converges()).isFalse();
        assertThat(copy.copying().picoseconds()).isPositive();
    }

    @Property
    void moreBandwidthNeverMakesItLonger(
            @ForAll @IntRange(min = 1, max = 100_000) int memory,
            @ForAll @IntRange(min = 1, max = 10_000) int bandwidth,
            @ForAll @IntRange(max = 20_000) int dirty,
            @ForAll @IntRange(max = 100_000) int working) {
        PreCopy.Course slow = of(memory, bandwidth, dirty, working, 30);
        PreCopy.Course fast = of(memory, bandwidth + 1, dirty, working, 30);
        assertThat(fast.copying()).isLessThanOrEqualTo(slow.copying());
        if (slow.converges()) {
            assertThat(fast.converges()).isTrue();
            assertThat(slow.downtime()).isLessThanOrEqualTo(LIMIT);
        }
    }
}
