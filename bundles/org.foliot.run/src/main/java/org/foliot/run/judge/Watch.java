package org.foliot.run.judge;

import java.util.List;
import org.foliot.program.Condition;
import org.foliot.run.Verdict;
import org.foliot.run.formula.Bookmark;
import org.foliot.run.formula.Check;
import org.foliot.run.formula.ExpressionText;
import org.foliot.run.formula.FormulaCompiler;
import org.foliot.run.formula.Inspection;

/** A condition with its numbers, and the instant at which it was last looked at. */
final class Watch {
    private final Bookmark bookmark = new Bookmark();
    private final Check check;
    private final Inspection inspection;
    private final String text;
    private long last;

    Watch(Condition condition, FormulaCompiler compiler) {
        check = compiler.check(condition, bookmark);
        inspection = Inspection.of(condition, compiler, bookmark);
        text = ExpressionText.text(condition);
    }

    Bookmark bookmark() {
        return bookmark;
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

    /** When the condition turned to what it is now, after the last instant that was remembered. */
    long turned(long now) {
        return now <= last ? now : check.change(last, now);
    }
}
