package org.foliot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ExactSumTest {
    private static double sum(List<Double> values) {
        ExactSum sum = new ExactSum();
        values.forEach(sum::add);
        return sum.value();
    }

    @Property(tries = 300)
    void aSumIsTheNearestNumberToTheTrueOneInAnyOrder(
            @ForAll List<@DoubleRange(min = -1e300, max = 1e300) Double> wide,
            @ForAll List<@DoubleRange(min = -1, max = 1) Double> narrow,
            @ForAll Random order) {
        List<Double> values = new ArrayList<>(wide);
        values.addAll(narrow);
        wide.forEach(value -> values.add(-value / 3));
        BigDecimal exact = BigDecimal.ZERO;
        for (double value : values) {
            exact = exact.add(new BigDecimal(value));
        }
        assertThat(sum(values)).isEqualTo(exact.doubleValue() + 0.0);
        Collections.shuffle(values, order);
        assertThat(sum(values)).isEqualTo(exact.doubleValue() + 0.0);
    }

    @Example
    void whatCancelsIsGoneAndWhatIsSmallStays() {
        assertThat(ExactSum.of(1e100, 1, -1e100)).isEqualTo(1);
        assertThat(ExactSum.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1))
                .isEqualTo(1);
        assertThat(ExactSum.of()).isZero();
        // Half-way between two numbers, and pushed off it by what is too small to see.
        assertThat(ExactSum.of(1, 0x1p-53, 0x1p-200)).isEqualTo(Math.nextUp(1.0));
        assertThat(ExactSum.of(1, 0x1p-53)).isEqualTo(1);
    }

    @Example
    void whatIsNotFiniteIsRefused() {
        assertThatThrownBy(() -> ExactSum.of(1, Double.NaN)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> ExactSum.of(Double.MAX_VALUE, Double.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
    }
}
