package org.foliot.api.observation;

/**
 * A quantity that has a value at every instant of a run.
 *
 * @param name as a scenario writes it after the subject's path
 * @param subject whose quantity it is
 * @param unit what its number counts
 * @param accrual how it comes about over a run
 * @param documentation one sentence, with what it is not where that is easily confused
 */
public record Metric(String name, Subject subject, Unit unit, Accrual accrual, String documentation) {
    /** How a metric comes about over a run; only totals can be counted from later than the beginning. */
    public enum Accrual {
        /** It adds up, so that a difference between two instants says what came in between. */
        TOTAL,
        /** It is what it is at an instant: a state, a share, an extreme or an error. */
        LEVEL
    }

    /** What the number of a metric counts. */
    public enum Unit {
        /** Picoseconds. */
        TIME,
        /** Bytes. */
        BYTES,
        /** Things. */
        COUNT,
        /** 1 or 0. */
        FLAG,
        /** Counter ticks. */
        TICKS,
        /** Parts per billion: a share of a whole, or a number without unit that need not be whole. */
        RATIO
    }

    /** A metric that adds up. */
    static Metric total(String name, Subject subject, Unit unit, String documentation) {
        return new Metric(name, subject, unit, Accrual.TOTAL, documentation);
    }

    /** A metric that is what it is. */
    static Metric level(String name, Subject subject, Unit unit, String documentation) {
        return new Metric(name, subject, unit, Accrual.LEVEL, documentation);
    }
}
