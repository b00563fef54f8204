package org.foliot.run.judge;

import java.util.List;
import org.foliot.program.Condition;
import org.foliot.run.Verdict;
import org.foliot.run.formula.Binding;
import org.foliot.run.formula.Check;
import org.foliot.run.formula.ExpressionText;
import org.foliot.run.formula.FormulaCompiler;
import org.foliot.run.formula.Inspection;

/** A condition with its numbers, and the instant at which it was last looked at. */
final class Watch {
    private final Binding binding = new Binding();
    private final Check check;
    private final Inspection inspection;
    private final String text;
    private long last;

    Watch(Condition condition, FormulaCompiler compiler) {
        check = compiler.check(condition, binding);
        inspection = Inspection.of(condition, compiler, binding);
        text = ExpressionText.text(condition);
    }

    Binding binding() {
        return binding;
    }

    String text() {
        return text;
    }

    List<Verdict.Side> sides(long instant) {
        return inspection.at(instant);
    }

    /** Whether the condition holds; remembers the instant. */
    boolean holds(long now) {
        boolean answer = check.at(now);
        last = now;
        return answer;
    }

    /** Whether the condition holds at an instant that is approached, without remembering it. */
    boolean holdsAt(long now) {
        return check.at(now);
    }

    /**
     * When the condition turned to what it is now, after the last instant that was remembered; where its metrics cannot be
     * asked for earlier instants, the instant at which that was seen.
     */
    long turned(long now) {
        return now <= last || !binding.isFunctionOfTime() ? now : check.change(last, now);
    }
}
