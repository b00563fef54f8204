package org.foliot.statistics;

/**
 * Adds runs until the mean is sure enough: until half the width of Student's interval is at most a part of the mean.
 *
 * <p>Who looks at the interval again and again stops where it happens to be narrow, so it holds the true mean less often than
 * its level says: for exponential observations, ten of them to begin with and a relative error of 0.15, in 0.88 instead of 0.90
 * of all cases. Law recommends no larger errors and no fewer observations (<i>Simulation Modeling and Analysis</i>, 5th ed.,
 * section 9.4.1). To have the <em>actual</em> relative error within {@code e}, the half width must be within {@code e/(1+e)} of the estimated mean, which this rule asks for.
 *
 * @param relativeError what the mean may be off, as a part of it, such as 0.02
 * @param level such as 0.95
 * @param least number of observations before it first looks, at least 2
 * @param most number of observations at which it gives up
 */
public record StoppingRule(double relativeError, double level, int least, int most) {
    public StoppingRule {
        Interval.requireLevel(level);
        if (!(relativeError > 0) || !Double.isFinite(relativeError)) {
            throw new IllegalArgumentException("a relative error is positive, not " + relativeError);
        }
        if (least < 2 || most < least) {
            throw new IllegalArgumentException("from " + least + " to " + most + " observations");
        }
    }

    /** What to do next. */
    public enum Verdict {
        /** More runs are needed. */
        CONTINUE,
        /** The mean is sure enough. */
        REACHED,
        /** It is not, and there have been as many runs as may be. */
        GIVEN_UP
    }

    /** What to do after these observations, which are taken in the order of their replications, never of their arrival. */
    public Verdict after(Sample observations) {
        if (observations.size() < least) {
            return Verdict.CONTINUE;
        }
        if (isReached(MeanEstimate.of(observations, level))) {
            return Verdict.REACHED;
        }
        return observations.size() >= most ? Verdict.GIVEN_UP : Verdict.CONTINUE;
    }

    /** Whether an estimate at this rule's level is sure enough. */
    public boolean isReached(MeanEstimate estimate) {
        return estimate.relativeHalfWidth() <= relativeError / (1 + relativeError);
    }
}
