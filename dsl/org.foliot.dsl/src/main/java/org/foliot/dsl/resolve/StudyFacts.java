package org.foliot.dsl.resolve;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.foliot.dsl.foliot.Expression;

/** What was found out about the conditions and claims of a study. */
public final class StudyFacts {
    /** What an expression without parts stands for. */
    public sealed interface Leaf {
        /** The value of an axis, by its number. */
        record OfAxis(int axis) implements Leaf {}

        /** A number in the smallest unit. */
        record Fixed(long amount) implements Leaf {}

        /** A word, such as the id of an extension. */
        record Word(String text) implements Leaf {}

        /**
         * A statistic over the runs of a point.
         *
         * @param function its name
         * @param measure number of the measure
         * @param relative whether it is a share of the mean, in parts per billion
         */
        record OverRuns(String function, int measure, boolean relative) implements Leaf {}
    }

    private final Map<Expression, Leaf> leaves = new IdentityHashMap<>();
    private final Map<Expression, StudyKind> kinds = new IdentityHashMap<>();

    void set(Expression expression, Leaf leaf) {
        leaves.put(expression, leaf);
    }

    void set(Expression expression, StudyKind kind) {
        kinds.put(expression, kind);
    }

    /** What an expression without parts stands for. */
    public Leaf leaf(Expression expression) {
        return leaves.get(expression);
    }

    /** What an expression is; absent for a condition. */
    public Optional<StudyKind> kind(Expression expression) {
        return Optional.ofNullable(kinds.get(expression));
    }
}
