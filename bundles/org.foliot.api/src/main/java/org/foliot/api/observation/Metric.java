package org.foliot.api.observation;

/**
 * A quantity that has a value at every instant of a run.
 *
 * @param name as a scenario writes it after the subject's path
 * @param subject whose quantity it is
 * @param unit what its number counts
 * @param documentation one sentence, with what it is not where that is easily confused
 */
public record Metric(String name, Subject subject, Unit unit, String documentation) {
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
}
