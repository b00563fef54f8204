package org.foliot.program;

import java.util.List;

/** Something that is true or false at any instant of a run. */
public sealed interface Condition {
    /** Two numbers compared. */
    record Comparison(Relation relation, Expression left, Expression right) implements Condition {}

    /** Two numbers no further apart than a tolerance. */
    record Near(Expression tolerance, Expression left, Expression right) implements Condition {}

    /** All of several conditions. */
    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    /** At least one of several conditions. */
    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    /** Not a condition. */
    record Not(Condition of) implements Condition {}

    /** How two numbers compare. */
    enum Relation {
        LESS("<"),
        AT_MOST("<="),
        EQUAL("="),
        NOT_EQUAL("!="),
        AT_LEAST(">="),
        MORE(">");

        private final String symbol;

        Relation(String symbol) {
            this.symbol = symbol;
        }

        /** As a scenario writes it. */
        public String symbol() {
            return symbol;
        }

        /** Whether it holds for a comparison result. */
        public boolean holds(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case EQUAL -> comparison == 0;
                case NOT_EQUAL -> comparison != 0;
                case AT_LEAST -> comparison >= 0;
                case MORE -> comparison > 0;
            };
        }
    }
}
