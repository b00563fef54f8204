package org.foliot.validation;

/**
 * One quantity beside what the simulation gave for it.
 *
 * @param quantity what was recorded, and when it agrees
 * @param simulated what the runs gave
 */
public record Comparison(Quantity quantity, Range simulated) {
    /** Whether they agree; a quantity that nobody judges does. */
    public boolean agrees() {
        return quantity.rule().holds(quantity.observed(), simulated.median());
    }

    /** Whether anybody judges it. */
    public boolean isJudged() {
        return quantity.rule().isJudged();
    }

    /** Simulated median minus recorded median, in the unit of the quantity. */
    public double error() {
        return simulated.median() - quantity.observed().median();
    }
}
