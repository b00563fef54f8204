package org.foliot.program.study;

import java.util.List;
import org.foliot.program.Condition.Relation;

/** Something that is true or false of a point of a study. */
public sealed interface PointCondition {
    /** Two terms compared: numbers, or words by equality. */
    record Comparison(Relation relation, Term left, Term right) implements PointCondition {}

    /** All of several conditions. */
    record All(List<PointCondition> of) implements PointCondition {
        public All {
            of = List.copyOf(of);
        }
    }

    /** At least one of several conditions. */
    record Any(List<PointCondition> of) implements PointCondition {
        public Any {
            of = List.copyOf(of);
        }
    }

    /** Not a condition. */
    record Not(PointCondition of) implements PointCondition {}
}
