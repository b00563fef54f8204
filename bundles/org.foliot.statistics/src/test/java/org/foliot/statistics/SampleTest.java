package org.foliot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTest {
    private static double tolerance(Nist set) {
        // The data of the last two are only that near to the decimals that they stand for.
        return switch (set.name()) {
            case "NumAcc3" -> 1e-9;
            case "NumAcc4" -> 1e-7;
            default -> 1e-13;
        };
    }

    @ParameterizedTest
    @MethodSource("org.foliot.statistics.Nist#all")
    void momentsAreThoseThatAreCertified(Nist set) {
        assertThat(set.sample().mean()).isEqualTo(set.mean(), within(1e-14 * set.mean()));
        assertThat(set.sample().standardDeviation())
                .isEqualTo(set.standardDeviation(), within(tolerance(set) * set.standardDeviation()));
        assertThat(set.sample().autocorrelation(1))
                .isEqualTo(set.autocorrelation(), within(Math.max(1e-12, tolerance(set))));
    }

    @Test
    void momentsDoNotDependOnTheOrder() {
        List<Double> values = new ArrayList<>();
        Arrays.stream(Nist.NUM_ACC_4.sample().values()).forEach(values::add);
        Collections.shuffle(values, new Random(1));
        Sample shuffled =
                Sample.of(values.stream().mapToDouble(Double::doubleValue).toArray());
        assertThat(shuffled.mean()).isEqualTo(Nist.NUM_ACC_4.sample().mean());
        assertThat(shuffled.variance()).isEqualTo(Nist.NUM_ACC_4.sample().variance());
    }

    @Test
    void whatIsNoSampleIsRefused() {
        assertThatThrownBy(() -> Sample.of()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sample.of(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sample.of(1).variance()).isInstanceOf(IllegalStateException.class);
    }
}
