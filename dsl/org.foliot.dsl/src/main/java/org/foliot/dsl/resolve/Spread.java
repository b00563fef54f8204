package org.foliot.dsl.resolve;

import org.eclipse.emf.ecore.EObject;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Aggregate;
import org.foliot.dsl.foliot.Expression;
import org.foliot.dsl.foliot.Reading;

/**
 * For how many things an expression stands: {@code web.vcpu[*].stolen} outside of a sum stands for each vCPU in turn, and
 * all such readings of one expression go in step, so they must select equally many.
 */
public final class Spread {
    private final ExpressionFacts facts;
    private final Findings findings;

    Spread(ExpressionFacts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    /** Reports readings that cannot go in step. */
    void check(Expression expression) {
        check(expression, 1);
    }

    private int check(EObject expression, int width) {
        int found = width;
        if (expression instanceof Aggregate aggregate) {
            check(aggregate.getOf(), 1);
            return width;
        } else if (expression instanceof Reading reading) {
            int own = width(facts, reading);
            if (own > 1 && width > 1 && own != width) {
                findings.error(
                        Codes.SELECTOR,
                        reading,
                        "this selects " + own + " things, a reading before it " + width,
                        "readings of one expression go in step; select equally many, or use sum, min or max");
            }
            return Math.max(own, width);
        }
        for (EObject part : expression.eContents()) {
            if (part instanceof Expression) {
                found = check(part, found);
            }
        }
        return found;
    }

    private static int width(ExpressionFacts facts, Reading reading) {
        return facts.reading(reading).map(r -> r.subjects().size()).orElse(1);
    }

    /** For how many things a checked expression stands, at least 1. */
    public static int of(Expression expression, ExpressionFacts facts) {
        if (expression instanceof Reading reading) {
            return width(facts, reading);
        } else if (expression instanceof Aggregate) {
            return 1;
        }
        return expression.eContents().stream()
                .filter(Expression.class::isInstance)
                .mapToInt(e -> of((Expression) e, facts))
                .max()
                .orElse(1);
    }
}
