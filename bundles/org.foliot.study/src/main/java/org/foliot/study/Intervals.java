package org.foliot.study;

import org.foliot.program.study.Study;
import org.foliot.program.study.Study.IntervalMethod;
import org.foliot.statistics.Bootstrap;
import org.foliot.statistics.Interval;
import org.foliot.statistics.MeanEstimate;
import org.foliot.statistics.PairedComparison;
import org.foliot.statistics.Sample;

/** Estimates means and mean differences with intervals as a study asks for them; the same runs have the same intervals. */
record Intervals(IntervalMethod method, int batches) {
    /** Enough for a confidence of 99 %, which is the most that studies take: ten resamples in either tail. */
    private static final int RESAMPLES = 2000;

    private static final long SEED = 1;

    static Intervals of(Study study) {
        return new Intervals(study.intervals(), study.batches());
    }

    /** The mean of at least two values. */
    MeanEstimate mean(double[] values, double level) {
        Sample sample = Sample.of(values);
        MeanEstimate student = MeanEstimate.of(sample, level);
        return method == IntervalMethod.STUDENT ? student : student.within(resampled(sample, level));
    }

    /** The mean difference of at least two pairs. */
    PairedComparison difference(double[] ours, double[] theirs, double level) {
        PairedComparison student = PairedComparison.of(ours, theirs, level);
        return method == IntervalMethod.STUDENT
                ? student
                : student.within(resampled(Sample.ofDifferences(ours, theirs), level));
    }

    private Interval resampled(Sample sample, double level) {
        Bootstrap bootstrap = Bootstrap.ofMean(sample, RESAMPLES, "mean", SEED);
        return method == IntervalMethod.BCA ? bootstrap.bca(level) : bootstrap.percentile(level);
    }

    /** Whether both ends are as far from the mean. */
    boolean areSymmetric() {
        return method == IntervalMethod.STUDENT;
    }

    /** For people, after "interval". */
    String described() {
        return switch (method) {
            case STUDENT -> batches > 1 ? "by the means of " + batches + " batches" : "Student's";
            case PERCENTILE -> "by percentile bootstrap";
            case BCA -> "by BCa bootstrap";
        };
    }
}
