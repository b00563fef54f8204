package org.foliot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
    /** Student's sleep data (1908), as R has them: hours more with one drug and with another, ten patients. */
    private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    /** E. S. Pearson and H. O. Hartley, <i>Biometrika Tables for Statisticians</i>, vol. 1, table 12. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.975, 12.706",
        "2, 0.975, 4.303",
        "4, 0.95, 2.132",
        "9, 0.975, 2.262",
        "10, 0.995, 3.169",
        "19, 0.95, 1.729",
        "30, 0.975, 2.042",
        "120, 0.995, 2.617"
    })
    void quantilesOfStudentAreThoseOfTheTables(double degreesOfFreedom, double probability, double value) {
        assertThat(MeanEstimate.studentQuantile(degreesOfFreedom, probability)).isEqualTo(value, within(5e-4));
    }

    /** What R 4 prints of {@code t.test(extra ~ group, paired = TRUE)}: help page of {@code sleep}. */
    @Test
    void thePairedComparisonOfTheSleepDataIsWhatRSays() {
        PairedComparison comparison = PairedComparison.of(FIRST, SECOND, 0.95);
        assertThat(comparison.t()).isEqualTo(-4.0621, within(5e-5));
        assertThat(comparison.pValue()).isEqualTo(0.002833, within(5e-7));
        assertThat(comparison.difference().mean()).isEqualTo(-1.58, within(1e-12));
        assertThat(comparison.difference().interval().lower()).isEqualTo(-2.4598858, within(5e-8));
        assertThat(comparison.difference().interval().upper()).isEqualTo(-0.7001142, within(5e-8));
        assertThat(comparison.difference().interval().contains(0)).isFalse();
    }

    @Test
    void variantsThatAlwaysDifferByTheSameAreTold() {
        PairedComparison none = PairedComparison.of(FIRST, FIRST, 0.95);
        assertThat(none.pValue()).isEqualTo(1);
        assertThat(none.difference().interval().contains(0)).isTrue();
        PairedComparison shifted = PairedComparison.of(new double[] {2, 3, 4}, new double[] {1, 2, 3}, 0.95);
        assertThat(shifted.pValue()).isZero();
        assertThat(shifted.difference().interval().contains(0)).isFalse();
    }

    /** What R's {@code p.adjust} gives; by hand from Holm (1979): 3 × 0.01, 2 × 0.02 = 0.04, and 0.03 raised to that. */
    @Test
    void pValuesOfManyComparisonsAreAdjustedByHolm() {
        assertThat(PairedComparison.holm(0.03, 0.01, 0.02))
                .containsExactly(new double[] {0.04, 0.03, 0.04}, within(1e-15));
        assertThat(PairedComparison.holm(0.9, 0.4)).containsExactly(new double[] {0.9, 0.8}, within(1e-15));
        assertThat(PairedComparison.holm(0.01, 0.02, 0.03, 0.04, 0.05))
                .containsExactly(new double[] {0.05, 0.08, 0.09, 0.09, 0.09}, within(1e-15));
    }

    /** Law, example 4.27: ten observations with mean 1.34 and variance 0.17; the 90 % interval is 1.34 ± 0.24. */
    @Test
    void theIntervalOfLawsExampleIsTheOneInTheBook() {
        MeanEstimate estimate =
                MeanEstimate.of(Sample.of(1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09), 0.90);
        assertThat(estimate.mean()).isEqualTo(1.34, within(5e-3));
        assertThat(estimate.standardDeviation() * estimate.standardDeviation()).isEqualTo(0.17, within(5e-3));
        assertThat(estimate.interval().halfWidth()).isEqualTo(0.24, within(5e-3));
        assertThatThrownBy(() -> MeanEstimate.of(Sample.of(1), 0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MeanEstimate.of(Sample.of(1, 2), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Conover, table A3 and its exercises: the median of 10 lies between the 2nd and the 9th, of 20 between 6th and 15th. */
    @Test
    void theMedianLiesBetweenTheObservationsThatTheBinomialNames() {
        QuantileInterval ten = QuantileInterval.of(ofNumbersTo(10), 0.5, 0.95);
        assertThat(ten.lowerRank()).isEqualTo(2);
        assertThat(ten.upperRank()).isEqualTo(9);
        assertThat(ten.coverage()).isEqualTo(1 - 2 * 11 / 1024.0, within(1e-12));
        assertThat(ten.interval()).isEqualTo(new Interval(2, 9, 0.95));
        assertThat(ten.estimate()).isEqualTo(5);
        QuantileInterval twenty = QuantileInterval.of(ofNumbersTo(20), 0.5, 0.95);
        assertThat(twenty.lowerRank()).isEqualTo(6);
        assertThat(twenty.upperRank()).isEqualTo(15);
        assertThat(twenty.coverage()).isEqualTo(0.9586, within(5e-5));
    }

    /** S. S. Wilks: 59 observations are needed for one side of the 95 % quantile, 93 for both tails of two sides. */
    @Test
    void anExtremeQuantileNeedsManyObservations() {
        assertThat(QuantileInterval.leastSize(0.95, 0.95)).isEqualTo(59);
        assertThat(QuantileInterval.leastSize(0.99, 0.95)).isEqualTo(299);
        assertThatThrownBy(() -> QuantileInterval.of(ofNumbersTo(100), 0.99, 0.95))
                .hasMessageContaining("needs 299 observations, and there are 100");
        QuantileInterval all = QuantileInterval.of(ofNumbersTo(59), 0.95, 0.95);
        assertThat(all.upperRank()).isEqualTo(59);
        assertThat(all.coverage()).isGreaterThanOrEqualTo(0.95);
    }

    private static Sample ofNumbersTo(int last) {
        double[] values = new double[last];
        for (int i = 0; i < last; i++) {
            values[i] = last - i;
        }
        return Sample.of(values);
    }

    /** What the help page says of the price of adding runs until the interval is narrow, half as many again each time. */
    @Test
    void whoStopsWhereTheIntervalIsNarrowIsRightSomewhatLessOften() {
        RandomSource random = new RandomSource("coverage", 1);
        int right = 0;
        for (int study = 0; study < 2000; study++) {
            double[] observations = exponential(new double[0], 10, random);
            MeanEstimate estimate = MeanEstimate.of(Sample.of(observations), 0.90);
            while (estimate.relativeHalfWidth() >= 0.15) {
                observations = exponential(observations, observations.length * 3 / 2, random);
                estimate = MeanEstimate.of(Sample.of(observations), 0.90);
            }
            right += estimate.interval().contains(1) ? 1 : 0;
        }
        assertThat(right / 2000.0).isEqualTo(0.89, within(0.005));
    }

    private static double[] exponential(double[] before, int size, RandomSource random) {
        double[] values = Arrays.copyOf(before, size);
        for (int i = before.length; i < size; i++) {
            values[i] = -Math.log(1 - random.unit());
        }
        return values;
    }
}
