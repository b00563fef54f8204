package org.foliot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** {@code x(t) = c x(t-1) + e(t)} with standard normal e, from a beginning: the mean of n has variance 1/(n (1-c)²). */
    private static double[] autoregressive(double coefficient, int size, double beginning, String name) {
        RandomSource random = new RandomSource(name, 1);
        double[] values = new double[size];
        double x = beginning;
        for (int i = 0; i < size; i++) {
            x = coefficient * x + NORMAL.inverseCumulativeProbability(random.unit());
            values[i] = x;
        }
        return values;
    }

    @Test
    void batchMeansFindTheVarianceOfTheMeanThatTheoryGives() {
        double coefficient = 0.8;
        BatchMeans batches = BatchMeans.of(Sample.of(autoregressive(coefficient, 400_000, 0, "ar")), 400, 0.95);
        double variance = Math.pow(batches.estimate().standardDeviation(), 2) / 400;
        double theory = 1 / (400_000 * Math.pow(1 - coefficient, 2));
        // The variance of 400 batch means is known to within 2/399 of itself, so one in 20 is further off than this.
        assertThat(variance).isEqualTo(theory, within(2 * Math.sqrt(2 / 399.0) * theory));
        assertThat(batches.correlated()).isFalse();
        assertThat(batches.correlation()).isEqualTo(0, within(0.1));
        assertThat(batches.estimate().interval().contains(0)).isTrue();
        assertThat(batches.batchSize()).isEqualTo(1000);
    }

    @Test
    void batchesThatAreTooShortAreTold() {
        BatchMeans batches = BatchMeans.of(Sample.of(autoregressive(0.8, 400, 0, "ar")), 100, 0.95);
        assertThat(batches.correlated()).isTrue();
        assertThat(batches.correlation()).isGreaterThan(0.2);
    }

    /** By hand: batch means 1, 3, 2, 4 have squares 5 about 2.5 and successive differences 4 + 1 + 4. */
    @Test
    void aSmallCaseComesOutAsByHand() {
        BatchMeans batches = BatchMeans.of(Sample.of(100, 0, 2, 2, 4, 1, 3, 5, 3), 4, 0.90);
        assertThat(batches.batchSize()).isEqualTo(2);
        assertThat(batches.estimate().mean()).isEqualTo(2.5);
        assertThat(batches.estimate().standardDeviation()).isEqualTo(Math.sqrt(5 / 3.0), within(1e-15));
        assertThat(batches.correlated()).isFalse();
        assertThatThrownBy(() -> BatchMeans.of(Sample.of(1, 2, 3), 4, 0.9))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
