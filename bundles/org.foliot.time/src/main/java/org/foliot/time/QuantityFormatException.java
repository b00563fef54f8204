package org.foliot.time;

import java.util.List;

/** Says that a text is not the quantity it should be: what is wrong with it and what would be right. */
public final class QuantityFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The ways in which a text can fail to be a quantity. */
    public enum Problem {
        /** There is no number where one belongs. */
        NOT_A_NUMBER,
        /** A number without a unit. */
        UNIT_MISSING,
        /** The unit is not one of {@link Unit}. */
        UNIT_UNKNOWN,
        /** A good quantity, but of another dimension than the place asks for. */
        WRONG_DIMENSION,
        /** Too large, too small, or negative or zero where that makes no sense. */
        OUT_OF_RANGE,
        /** Not a whole number of the smallest unit of its dimension. */
        TOO_PRECISE
    }

    private final Problem problem;
    private final transient List<String> replacements;

    QuantityFormatException(Problem problem, String message, List<String> replacements) {
        super(message);
        this.problem = problem;
        this.replacements = List.copyOf(replacements);
    }

    /** Which rule the text breaks. */
    public Problem problem() {
        return problem;
    }

    /** Texts that would be accepted in place of the wrong one, best first; empty if none suggests itself. */
    public List<String> replacements() {
        return replacements == null ? List.of() : replacements;
    }
}
