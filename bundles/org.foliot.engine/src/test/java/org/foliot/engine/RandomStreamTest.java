package org.foliot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.LongSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.foliot.engine.RandomStreams.Pairing;
import org.foliot.time.Ratio;
import org.junit.jupiter.api.Test;

/** The statistical tests draw from fixed seeds: they cannot fail by chance, only by a change. */
class RandomStreamTest {
    private static final int SAMPLES = 1_000_000;
    private static final long MICRO = 1_000_000L;

    private static RandomStream stream() {
        return new RandomStreams(42).stream("host src", "test");
    }

    @Test
    void drawsTheSameNumbersOnEveryJdk() {
        RandomStream stream = stream();
        assertThat(new long[] {stream.nextLong(), stream.nextLong(), stream.nextLong()})
                .containsExactly(-3022408572853848951L, -2336142336835419640L, 2465014849544117165L);
        FingerprintRecorder recorder = new FingerprintRecorder(FingerprintIngredients.parse("x"));
        for (int i = 0; i < SAMPLES; i++) {
            recorder.add('x', stream.nextExponential(MICRO * MICRO));
            recorder.add('x', stream.nextNormal(0, MICRO * MICRO));
            recorder.add('x', stream.nextUniform(-1_000_003, MICRO * MICRO));
        }
        assertThat(recorder.fingerprint()).hasToString("c890-adfa-6928-1bef/x");
    }

    @Test
    void theNumbersOfAPairAreTheSameOnEveryJdk() {
        RandomStream stream = new RandomStreams(42, Pairing.ORIGINAL).stream("host src", "test");
        FingerprintRecorder recorder = new FingerprintRecorder(FingerprintIngredients.parse("x"));
        for (int i = 0; i < SAMPLES / 10; i++) {
            recorder.add('x', stream.nextExponential(MICRO * MICRO));
        }
        assertThat(recorder.fingerprint()).hasToString("584e-e0cb-d988-2a51/x");
    }

    @Property
    void uniformNumbersStayInTheirInterval(@ForAll long a, @ForAll long b, @ForAll @LongRange(min = 1) long bound) {
        RandomStream stream = stream();
        long lowest = Math.min(a, b);
        long highest = Math.max(a, b);
        for (int i = 0; i < 10; i++) {
            assertThat(stream.nextUniform(lowest, highest)).isBetween(lowest, highest);
            assertThat(stream.nextLong(bound)).isBetween(0L, bound - 1);
        }
        assertThat(stream.nextUniform(a, a)).isEqualTo(a);
    }

    @Test
    void uniformNumbersAreUnbiasedWhereAMultiplicationAloneWouldNotBe() {
        // Of 3·2^62 values, those of the first third would come twice as often if nothing were rejected.
        RandomStream stream = stream();
        long low = -3L << 61;
        long high = (3L << 61) - 1;
        int[] thirds = new int[3];
        for (int i = 0; i < SAMPLES; i++) {
            thirds[(int) Long.divideUnsigned(stream.nextUniform(low, high) - low, 1L << 62)]++;
        }
        assertThat(thirds[0]).isCloseTo(SAMPLES / 3, within(2_000));
        assertThat(thirds[1]).isCloseTo(SAMPLES / 3, within(2_000));
    }

    @Test
    void smallBoundsAreEvenlyCovered() {
        RandomStream stream = stream();
        int[] counts = new int[10];
        for (int i = 0; i < SAMPLES; i++) {
            counts[(int) stream.nextLong(10)]++;
        }
        assertThat(chiSquare(counts, 0.1)).isLessThan(27.9);
    }

    @Test
    void exponentialNumbersFollowTheirDistribution() {
        RandomStream stream = stream();
        checkQuantiles(() -> stream.nextExponential(MICRO * MICRO), p -> -Math.log1p(-p));
    }

    @Test
    void exponentialNumbersByInversionFollowTheSameDistribution() {
        RandomStream stream = new RandomStreams(42, Pairing.MIRRORED).stream("host src", "test");
        checkQuantiles(() -> stream.nextExponential(MICRO * MICRO), p -> -Math.log1p(-p));
    }

    @Test
    void normalNumbersFollowTheirDistribution() {
        RandomStream stream = stream();
        checkQuantiles(() -> stream.nextNormal(0, MICRO * MICRO), RandomStreamTest::normalQuantile);
    }

    @Test
    void theTailsGoAsFarAsTheyShould() {
        RandomStream stream = stream();
        long beyondExponentialEdge = 0;
        long beyondNormalEdge = 0;
        for (int i = 0; i < 10 * SAMPLES; i++) {
            beyondExponentialEdge += stream.nextExponential(MICRO) > 7_697_117 + MICRO ? 1 : 0;
            beyondNormalEdge += Math.abs(stream.nextNormal(0, MICRO)) > 3_800_000 ? 1 : 0;
        }
        // 10^7 · exp(-8.697) = 1671 and 10^7 · 2·(1 − Φ(3.8)) = 1447, give or take four standard deviations.
        assertThat(beyondExponentialEdge).isCloseTo(1_671L, within(164L));
        assertThat(beyondNormalEdge).isCloseTo(1_447L, within(153L));
    }

    /** Counts the samples between 200 quantiles, which should all be as many. */
    private static void checkQuantiles(LongSupplier samples, java.util.function.DoubleUnaryOperator quantile) {
        int bins = 200;
        long[] edges = new long[bins - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = (long) Math.floor(quantile.applyAsDouble((i + 1.0) / bins) * MICRO * MICRO);
        }
        int[] counts = new int[bins];
        for (int i = 0; i < SAMPLES; i++) {
            int position = Arrays.binarySearch(edges, samples.getAsLong());
            counts[position < 0 ? -position - 1 : position]++;
        }
        // The 99.9 % point of chi-square with 199 degrees of freedom.
        assertThat(chiSquare(counts, 1.0 / bins)).isLessThan(267.5);
    }

    private static double chiSquare(int[] counts, double share) {
        double expected = SAMPLES * share;
        return Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    /** The inverse of the normal distribution function, by bisection of a numerical integral. */
    private static double normalQuantile(double p) {
        double low = -6;
        double high = 6;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (normalDistribution(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Simpson's rule from 0 with 400 intervals. */
    private static double normalDistribution(double x) {
        int intervals = 400;
        double width = x / intervals;
        double sum = 0;
        for (int i = 0; i <= intervals; i++) {
            int weight = i == 0 || i == intervals ? 1 : i % 2 == 0 ? 2 : 4;
            sum += weight * Math.exp(-0.5 * (i * width) * (i * width));
        }
        return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
    }

    @Test
    void scalesExactlyUpToTheLimit() {
        assertThat(stream().nextExponential(0)).isZero();
        assertThat(stream().nextNormal(17, 0)).isEqualTo(17);
        long one = stream().nextExponential(1L << 40);
        assertThat(stream().nextExponential(RandomStream.MAX_SCALE) >> 16).isEqualTo(one);
        assertThatThrownBy(() -> stream().nextExponential(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a mean of -1 is not 0 to 72057594037927936");
        assertThatThrownBy(() -> stream().nextExponential(RandomStream.MAX_SCALE + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream().nextNormal(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void normalNumbersOutOfRangeAreRefused() {
        RandomStream stream = stream();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        stream.nextNormal(Long.MAX_VALUE, 1_000);
                    }
                })
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void chancesHaveTheirProbability() {
        RandomStream stream = stream();
        int hits = 0;
        for (int i = 0; i < SAMPLES; i++) {
            hits += stream.nextChance(Ratio.parse("12.5 %")) ? 1 : 0;
        }
        assertThat(hits).isCloseTo(125_000, within(1_000));
        assertThat(stream.nextChance(Ratio.ZERO)).isFalse();
        assertThat(stream.nextChance(Ratio.ONE)).isTrue();
    }

    @Test
    void refusesEmptyIntervals() {
        assertThatThrownBy(() -> stream().nextLong(0)).hasMessage("a bound of 0 leaves no number to draw");
        assertThatThrownBy(() -> stream().nextUniform(2, 1)).hasMessage("there is no number from 2 to 1");
    }

    @Test
    void aMirroredStreamIsTheComplement() {
        RandomStream original = new RandomStreams(42, Pairing.ORIGINAL).stream("a", "b");
        RandomStream mirrored = new RandomStreams(42, Pairing.MIRRORED).stream("a", "b");
        for (int i = 0; i < 1_000; i++) {
            assertThat(mirrored.nextLong()).isEqualTo(~original.nextLong());
            assertThat(mirrored.nextLong(1_000)).isEqualTo(999 - original.nextLong(1_000));
            assertThat(mirrored.nextNormal(0, MICRO)).isCloseTo(-original.nextNormal(0, MICRO), within(1L));
        }
    }

    @Test
    void mirroredExponentialNumbersAreAsOppositeAsTheyCanBe() {
        RandomStream original = new RandomStreams(42, Pairing.ORIGINAL).stream("a", "b");
        RandomStream mirrored = new RandomStreams(42, Pairing.MIRRORED).stream("a", "b");
        double products = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double x = original.nextExponential(MICRO) / (double) MICRO - 1;
            double y = mirrored.nextExponential(MICRO) / (double) MICRO - 1;
            products += x * y;
        }
        // The lowest correlation two exponential variables can have is 1 − π²/6.
        assertThat(products / SAMPLES).isCloseTo(1 - Math.PI * Math.PI / 6, within(0.005));
    }
}
