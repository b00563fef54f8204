package org.foliot.run.formula;

import java.util.ArrayList;
import java.util.List;
import org.foliot.program.Condition;
import org.foliot.program.Expression;
import org.foliot.run.Measure;
import org.foliot.run.Verdict;

/** The numbers that a condition compares, to be shown when it is not as expected. */
public final class Inspection {
    private record Part(String text, Measure.Kind kind, Formula formula) {}

    private final List<Part> parts = new ArrayList<>();
    private final FormulaCompiler compiler;
    private final Binding binding;

    private Inspection(FormulaCompiler compiler, Binding binding) {
        this.compiler = compiler;
        this.binding = binding;
    }

    /**
     * Prepares the numbers of a condition.
     *
     * @param binding that of the condition, so that both remember the same instant
     */
    public static Inspection of(Condition condition, FormulaCompiler compiler, Binding binding) {
        Inspection inspection = new Inspection(compiler, binding);
        inspection.add(condition);
        return inspection;
    }

    private void add(Condition condition) {
        if (condition instanceof Condition.Comparison c) {
            add(c.left(), c.right());
            add(c.right(), c.left());
        } else if (condition instanceof Condition.Near n) {
            add(n.left(), n.right());
            add(n.right(), n.left());
        } else if (condition instanceof Condition.All all) {
            all.of().forEach(this::add);
        } else if (condition instanceof Condition.Any any) {
            any.of().forEach(this::add);
        } else if (condition instanceof Condition.Not not) {
            add(not.of());
        }
    }

    private void add(Expression expression, Expression beside) {
        if (!(expression instanceof Expression.Constant)) {
            Measure.Kind kind = ExpressionText.kind(expression, beside);
            String text = ExpressionText.text(expression, kind);
            if (parts.stream().noneMatch(p -> p.text().equals(text))) {
                parts.add(new Part(text, kind, compiler.formula(expression, binding)));
            }
        }
    }

    /** The numbers at an instant. */
    public List<Verdict.Side> at(long instant) {
        List<Verdict.Side> sides = new ArrayList<>();
        for (Part part : parts) {
            sides.add(new Verdict.Side(part.text(), new Measure(part.formula().at(instant), part.kind())));
        }
        return sides;
    }
}
