package org.foliot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    /** Efron and Tibshirani (1993), table 3.1: average test score and average grade of fifteen law schools. */
    private static final double[] LSAT = {576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594};

    private static final double[] GPA = {
        3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96
    };

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double correlation(int[] drawn) {
        double x = 0;
        double y = 0;
        for (int i : drawn) {
            x += LSAT[i] / drawn.length;
            y += GPA[i] / drawn.length;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i : drawn) {
            xx += (LSAT[i] - x) * (LSAT[i] - x);
            yy += (GPA[i] - y) * (GPA[i] - y);
            xy += (LSAT[i] - x) * (GPA[i] - y);
        }
        return xy / Math.sqrt(xx * yy);
    }

    /** Their table 6.1: 0.776, and a standard error of 0.132 from 3200 resamples. */
    @Test
    void theLawSchoolsAreAsSureAsInTheBook() {
        Bootstrap schools = Bootstrap.ofIndices(15, BootstrapTest::correlation, 20_000, "schools", 1);
        assertThat(schools.estimate()).isEqualTo(0.776, within(5e-4));
        assertThat(schools.standardError()).isEqualTo(0.132, within(4e-3));
        assertThat(schools.acceleration()).isNegative();
        // Resampled correlations are too large rather than too small: corrected, the interval goes further down.
        assertThat(schools.bca(0.90).lower())
                .isLessThan(schools.percentile(0.90).lower());
        assertThat(schools.bca(0.90).upper())
                .isLessThan(schools.percentile(0.90).upper());
    }

    /**
     * A. C. Davison and D. V. Hinkley's {@code boot} for R with a million resamples: percentile (28.86, 84.21), BCa (32.31,
     * 91.43); the case is SciPy's {@code test_bootstrap_against_R}.
     */
    @Test
    void intervalsOfASkewedSampleAreThoseOfR() {
        Sample sample = Sample.of(10, 12, 12.5, 12.5, 13.9, 15, 21, 22, 23, 34, 50, 81, 89, 121, 134, 213);
        Bootstrap bootstrap = Bootstrap.of(sample, BootstrapTest::mean, 100_000, "skewed", 7);
        assertThat(bootstrap.percentile(0.95).lower()).isEqualTo(28.86, within(0.3));
        assertThat(bootstrap.percentile(0.95).upper()).isEqualTo(84.21, within(0.6));
        assertThat(bootstrap.bca(0.95).lower()).isEqualTo(32.31, within(0.3));
        assertThat(bootstrap.bca(0.95).upper()).isEqualTo(91.43, within(0.8));
    }

    @Test
    void theOrderOfObservationsAndTheMachineDoNotMatter() {
        Interval some = Bootstrap.of(Sample.of(3, 1, 2, 8, 5), BootstrapTest::mean, 999, "a", 1)
                .bca(0.9);
        assertThat(Bootstrap.of(Sample.of(8, 5, 3, 2, 1), BootstrapTest::mean, 999, "a", 1)
                        .bca(0.9))
                .isEqualTo(some);
        assertThat(Bootstrap.of(Sample.of(8, 5, 3, 2, 1), BootstrapTest::mean, 999, "b", 1)
                        .bca(0.9))
                .isNotEqualTo(some);
        assertThat(Bootstrap.of(Sample.of(8, 5, 3, 2, 1), BootstrapTest::mean, 999, "a", 2)
                        .bca(0.9))
                .isNotEqualTo(some);
    }

    @Test
    void whatDoesNotVaryIsItsOwnInterval() {
        Bootstrap same = Bootstrap.of(Sample.of(4, 4, 4), BootstrapTest::mean, 100, "same", 1);
        assertThat(same.bca(0.95)).isEqualTo(new Interval(4, 4, 0.95));
        assertThat(same.percentile(0.95)).isEqualTo(new Interval(4, 4, 0.95));
        assertThat(same.standardError()).isZero();
    }

    @Test
    void meansAreResampledByTheShortWayAsByTheLongOne() {
        Sample sample = Sample.of(10, 12, 12.5, 12.5, 13.9, 15, 21, 22, 23, 34, 50, 81, 89, 121, 134, 213);
        Bootstrap quick = Bootstrap.ofMean(sample, 2000, "m", 1);
        Bootstrap slow = Bootstrap.of(sample, BootstrapTest::mean, 2000, "m", 1);
        assertThat(quick.acceleration()).isEqualTo(slow.acceleration(), within(1e-12));
        assertThat(quick.bca(0.95).lower()).isEqualTo(slow.bca(0.95).lower(), within(1e-9));
        assertThat(quick.bca(0.95).upper()).isEqualTo(slow.bca(0.95).upper(), within(1e-9));
        assertThat(Bootstrap.ofMean(Sample.of(0.1, 0.1, 0.1), 100, "same", 1).bca(0.95))
                .isEqualTo(new Interval(0.1, 0.1, 0.95));
    }
}
