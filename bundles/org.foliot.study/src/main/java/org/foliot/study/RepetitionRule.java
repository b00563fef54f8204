package org.foliot.study;

import org.foliot.program.study.Repetition;
import org.foliot.program.study.Repetition.Precision;
import org.foliot.statistics.MeanEstimate;
import org.foliot.statistics.Sample;

/**
 * Says after which replications of a point to look whether they are enough, and whether they are.
 *
 * <p>It looks after the least number, and then whenever there are half as many again. What it decides depends on the values
 * of the replications in their order alone. Looking seldom keeps what is known of intervals true: who looks after every run
 * stops at lucky ones.
 */
final class RepetitionRule {
    private static final double BILLION = 1e9;

    private final Repetition repetition;

    RepetitionRule(Repetition repetition) {
        this.repetition = repetition;
    }

    /** The number of replications at which to look next, at least one more. */
    int next(int replications) {
        int grown = Math.max(replications + 1, replications + replications / 2);
        return Math.min(repetition.most(), Math.max(repetition.least(), grown));
    }

    /** Whether a point has been run often enough. */
    boolean isEnough(PointResult point) {
        int count = point.replications().size();
        if (count >= repetition.most()) {
            return true;
        }
        return count >= repetition.least()
                && repetition.until().filter(p -> isPrecise(point, p)).isPresent();
    }

    private boolean isPrecise(PointResult point, Precision precision) {
        double[] values = point.values(precision.measure());
        if (values.length < 2) {
            return false;
        }
        double level = precision.confidence() / BILLION;
        MeanEstimate estimate = MeanEstimate.of(Sample.of(values), level);
        return precision.relative()
                ? isReached(estimate, precision.limit() / BILLION)
                : estimate.interval().halfWidth() < precision.limit();
    }

    /**
     * Whether a mean is sure to a part of it. To have the actual relative error within e, half the interval must be within
     * e/(1+e) of the estimated mean (Law, Simulation Modeling and Analysis, 5th ed., section 9.4.1).
     */
    private static boolean isReached(MeanEstimate estimate, double error) {
        return estimate.relativeHalfWidth() <= error / (1 + error);
    }
}
