package org.foliot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SensitivityTest {
    private static double[] run(List<double[]> points, ToDoubleFunction<double[]> model) {
        return points.stream().mapToDouble(model).toArray();
    }

    /** T. Ishigami and T. Homma, <i>An Importance Quantification Technique in Uncertainty Analysis</i> (1990). */
    private static double ishigami(double[] unit) {
        double[] x = new double[3];
        for (int i = 0; i < 3; i++) {
            x[i] = Math.PI * (2 * unit[i] - 1);
        }
        return Math.sin(x[0]) + 7 * Math.pow(Math.sin(x[1]), 2) + 0.1 * Math.pow(x[2], 4) * Math.sin(x[0]);
    }

    /** Closed forms: A. Saltelli et al., <i>Global Sensitivity Analysis. The Primer</i> (2008), section 4.5 and 4.9. */
    @Test
    void theIndicesOfIshigamisFunctionAreThoseOfTheory() {
        Sobol design = Sobol.design(3, 4096, 1);
        List<Sobol.Index> indices = design.indices(run(design.points(), SensitivityTest::ishigami), 0.95, 200, 1);
        double v1 = 0.5 * Math.pow(1 + 0.1 * Math.pow(Math.PI, 4) / 5, 2);
        double v2 = 49 / 8.0;
        double v13 = 0.01 * Math.pow(Math.PI, 8) * (1 / 18.0 - 1 / 50.0);
        double v = v1 + v2 + v13;
        check(indices.get(0), v1 / v, (v1 + v13) / v);
        check(indices.get(1), v2 / v, v2 / v);
        check(indices.get(2), 0, v13 / v);
        assertThat(v1 / v).isEqualTo(0.3139, within(5e-5));
    }

    private static void check(Sobol.Index index, double first, double total) {
        assertThat(index.first()).isEqualTo(first, within(0.01));
        assertThat(index.total()).isEqualTo(total, within(0.01));
        assertThat(index.firstInterval().contains(first)).isTrue();
        assertThat(index.totalInterval().contains(total)).isTrue();
    }

    /** Sobol's g-function with coefficients 0, 1, 4.5, 9, 99, 99, 99, 99: Saltelli et al. (2010), section 5. */
    @Test
    void theIndicesOfTheGFunctionAreThoseOfTheory() {
        double[] a = {0, 1, 4.5, 9, 99, 99, 99, 99};
        double product = 1;
        for (double coefficient : a) {
            product *= 1 + 1 / (3 * Math.pow(1 + coefficient, 2));
        }
        Sobol design = Sobol.design(8, 2048, 1);
        List<Sobol.Index> indices = design.indices(
                run(design.points(), x -> {
                    double g = 1;
                    for (int i = 0; i < a.length; i++) {
                        g *= (Math.abs(4 * x[i] - 2) + a[i]) / (1 + a[i]);
                    }
                    return g;
                }),
                0.95,
                50,
                1);
        for (int i = 0; i < a.length; i++) {
            double own = 1 / (3 * Math.pow(1 + a[i], 2));
            assertThat(indices.get(i).first()).isEqualTo(own / (product - 1), within(0.02));
            assertThat(indices.get(i).total()).isEqualTo(own * product / (1 + own) / (product - 1), within(0.02));
        }
        assertThat(indices.get(0).first()).isEqualTo(0.716, within(0.02));
    }

    @Test
    void manyFactorsAreChosenAtRandomAndStillApportioned() {
        Sobol design = Sobol.design(12, 2000, 3);
        List<Sobol.Index> indices = design.indices(run(design.points(), x -> 2 * x[0] + x[11]), 0.95, 50, 1);
        assertThat(indices.get(0).first()).isEqualTo(0.8, within(0.1));
        assertThat(indices.get(11).total()).isEqualTo(0.2, within(0.05));
        assertThat(indices.get(5).total()).isEqualTo(0, within(1e-12));
    }

    @Test
    void anOutcomeThatDoesNotVaryHasNoIndices() {
        Sobol design = Sobol.design(2, 4, 1);
        assertThat(design.indices(new double[16], 0.95, 10, 1))
                .allSatisfy(index -> assertThat(index.first()).isNaN());
        assertThatThrownBy(() -> design.indices(new double[15], 0.95, 10, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The first points of Joe and Kuo's own program for their direction numbers, in eight of 21 dimensions. */
    @Test
    void sobolsSequenceBeginsAsJoeAndKuoPrintIt() {
        SobolSequence sequence = new SobolSequence(21);
        assertThat(sequence.next()).containsOnly(0);
        assertThat(sequence.next()).containsOnly(0.5);
        assertThat(sequence.next()).startsWith(0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75);
        assertThat(sequence.next()).startsWith(0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25);
        assertThat(sequence.next()).startsWith(0.375, 0.375, 0.625, 0.875, 0.375, 0.125, 0.375, 0.875);
    }

    @Test
    void everyCoordinateOfTheSequenceIsEvenlySpread() {
        SobolSequence sequence = new SobolSequence(21);
        boolean[][] seen = new boolean[21][1024];
        for (int i = 0; i < 1024; i++) {
            double[] point = sequence.next();
            for (int d = 0; d < 21; d++) {
                int cell = (int) (point[d] * 1024);
                assertThat(seen[d][cell]).as("dimension %s", d).isFalse();
                seen[d][cell] = true;
            }
        }
    }

    @Test
    void aLinearModelHasItsCoefficientsAsEffects() {
        Morris design = Morris.design(3, 10, 4, 5);
        assertThat(design.points()).hasSize(40).allSatisfy(point -> {
            for (double x : point) {
                assertThat(x).isBetween(0.0, 1.0);
            }
        });
        List<Morris.Effect> effects = design.effects(run(design.points(), x -> 5 * x[0] - 3 * x[2] + 1));
        assertThat(effects.get(0).mu()).isEqualTo(5, within(1e-12));
        assertThat(effects.get(1).muStar()).isEqualTo(0, within(1e-12));
        assertThat(effects.get(2).mu()).isEqualTo(-3, within(1e-12));
        assertThat(effects.get(2).muStar()).isEqualTo(3, within(1e-12));
        assertThat(effects.get(2).sigma()).isEqualTo(0, within(1e-12));
    }

    /**
     * Morris's own example (1991, section 4) with the coefficients that he names and none of those that he draws at random:
     * factors 1 to 7 interact, 8 to 10 are linear with effect 2 · 20, 11 to 20 do nothing.
     */
    @Test
    void morrissExampleIsScreenedAsInHisPaper() {
        Morris design = Morris.design(20, 20, 4, 1);
        List<Morris.Effect> effects = design.effects(run(design.points(), SensitivityTest::morris));
        for (int factor = 1; factor <= 20; factor++) {
            Morris.Effect effect = effects.get(factor - 1);
            if (factor <= 7) {
                assertThat(effect.muStar()).as("factor %s", factor).isGreaterThan(20);
                assertThat(effect.sigma()).as("factor %s", factor).isGreaterThan(5);
            } else {
                assertThat(effect.mu()).as("factor %s", factor).isEqualTo(factor <= 10 ? 40 : 0, within(1e-9));
                assertThat(effect.sigma()).as("factor %s", factor).isEqualTo(0, within(1e-9));
            }
        }
    }

    private static double morris(double[] x) {
        double[] w = new double[20];
        for (int i = 0; i < 20; i++) {
            boolean bent = i == 2 || i == 4 || i == 6;
            w[i] = 2 * ((bent ? 1.1 * x[i] / (x[i] + 0.1) : x[i]) - 0.5);
        }
        double y = 0;
        for (int i = 0; i < 10; i++) {
            y += 20 * w[i];
        }
        for (int i = 0; i < 6; i++) {
            for (int j = i + 1; j < 6; j++) {
                y -= 15 * w[i] * w[j];
                for (int l = j + 1; j < 5 && l < 5; l++) {
                    y -= 10 * w[i] * w[j] * w[l];
                }
            }
        }
        return y + 5 * w[0] * w[1] * w[2] * w[3];
    }
}
