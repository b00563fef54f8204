package org.foliot.program.study;

import java.util.OptionalInt;

/** A number or word that can be computed for a point of a study. Numbers are in the smallest units. */
public sealed interface Term {
    /** A fixed number. */
    record Fixed(double value) implements Term {}

    /** A fixed word. */
    record Word(String text) implements Term {}

    /** The value of an axis, by its number in the study. */
    record OfAxis(int axis) implements Term {}

    /**
     * A statistic of a measure over the runs of a point.
     *
     * @param function which
     * @param percent of {@link Function#QUANTILE}, 1 to 99
     * @param measure number of the measure in the study
     * @param relative whether it is a share of the mean, in parts per billion
     */
    record OverRuns(Function function, OptionalInt percent, int measure, boolean relative) implements Term {}

    /** Two numbers combined. */
    record Arithmetic(Operator operator, Term left, Term right) implements Term {}

    /** What is computed of the runs of a point. */
    enum Function {
        MEAN,
        /** Half the width of the confidence interval of the mean. */
        CI,
        MEDIAN,
        /** Standard deviation. */
        DEVIATION,
        LOWEST,
        HIGHEST,
        QUANTILE
    }

    /** How two numbers combine. */
    enum Operator {
        PLUS,
        MINUS,
        TIMES,
        /** One number in parts per billion of another. */
        RATIO,
        QUOTIENT,
        /** A number times parts per billion. */
        SCALE
    }
}
