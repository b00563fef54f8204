package org.foliot.run.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.foliot.program.Condition;
import org.foliot.program.Condition.Relation;
import org.foliot.program.Expression;
import org.foliot.program.Expression.Arithmetic;
import org.foliot.program.Expression.Constant;
import org.foliot.program.Expression.Operator;
import org.junit.jupiter.api.Test;

class FormulaCompilerTest {
    private final Piecewise metrics = new Piecewise();
    private final FormulaCompiler compiler = new FormulaCompiler(metrics);
    private final Binding binding = new Binding();

    private long value(Expression expression, long instant) {
        return compiler.formula(expression, binding).at(instant);
    }

    private boolean holds(Condition condition, long instant) {
        return compiler.check(condition, binding).at(instant);
    }

    private static Expression of(Operator operator, long left, long right) {
        return new Arithmetic(operator, new Constant(left), new Constant(right));
    }

    @Test
    void readsMetricsAtTheInstantThatIsAskedFor() {
        metrics.set("running", 100, 40, 1);
        assertThat(value(Piecewise.vcpu("running"), 150)).isEqualTo(90);
        assertThat(value(new Expression.Elapsed(), 150)).isEqualTo(150);
    }

    @Test
    void computes() {
        assertThat(value(of(Operator.PLUS, 7, 5), 0)).isEqualTo(12);
        assertThat(value(of(Operator.MINUS, 7, 5), 0)).isEqualTo(2);
        assertThat(value(of(Operator.TIMES, 7, 5), 0)).isEqualTo(35);
        assertThat(value(of(Operator.RATIO, 1, 3), 0)).isEqualTo(333_333_333);
        assertThat(value(of(Operator.SCALE, 1_000, 50_000_000), 0)).isEqualTo(50);
    }

    @Test
    void aggregates() {
        List<Expression> three = List.of(new Constant(3), new Constant(1), new Constant(2));
        assertThat(value(new Expression.Aggregate(Expression.Function.SUM, three), 0))
                .isEqualTo(6);
        assertThat(value(new Expression.Aggregate(Expression.Function.MIN, three), 0))
                .isEqualTo(1);
        assertThat(value(new Expression.Aggregate(Expression.Function.MAX, three), 0))
                .isEqualTo(3);
    }

    @Test
    void overflowIsAnError() {
        assertThatThrownBy(() -> value(of(Operator.PLUS, Long.MAX_VALUE, 1), 0))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> value(of(Operator.TIMES, Long.MAX_VALUE, 2), 0))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void comparesAndCombines() {
        Condition yes = new Condition.Comparison(Relation.AT_MOST, new Constant(1), new Constant(1));
        Condition no = new Condition.Comparison(Relation.MORE, new Constant(1), new Constant(1));
        assertThat(holds(yes, 0)).isTrue();
        assertThat(holds(no, 0)).isFalse();
        assertThat(holds(new Condition.All(List.of(yes, no)), 0)).isFalse();
        assertThat(holds(new Condition.Any(List.of(yes, no)), 0)).isTrue();
        assertThat(holds(new Condition.Not(no), 0)).isTrue();
    }

    @Test
    void nearIncludesItsTolerance() {
        assertThat(holds(new Condition.Near(new Constant(3), new Constant(10), new Constant(13)), 0))
                .isTrue();
        assertThat(holds(new Condition.Near(new Constant(3), new Constant(14), new Constant(10)), 0))
                .isFalse();
    }

    @Test
    void beforeReadsWhatWasRemembered() {
        metrics.set("running", 0, 0, 1);
        Formula growth = compiler.formula(
                new Arithmetic(
                        Operator.MINUS, Piecewise.vcpu("running"), new Expression.Before(Piecewise.vcpu("running"))),
                binding);
        long[] early = binding.take(10);
        long[] late = binding.take(30);
        binding.open(early);
        assertThat(growth.at(50)).isEqualTo(40);
        binding.open(late);
        assertThat(growth.at(50)).isEqualTo(20);
    }

    @Test
    void theInstantAtWhichAConditionTurnsIsFoundExactly() {
        metrics.set("running", 1_000, 0, 1);
        Check check = compiler.check(
                new Condition.Comparison(Relation.AT_LEAST, Piecewise.vcpu("running"), new Constant(777)), binding);
        assertThat(check.change(1_000, 1_000_000)).isEqualTo(1_777);
    }

    @Test
    void expressionsReadAsAScenarioWritesThem() {
        Expression share = new Arithmetic(Operator.RATIO, Piecewise.vcpu("stolen"), new Expression.Elapsed());
        assertThat(ExpressionText.text(new Condition.Comparison(Relation.LESS, share, new Constant(50_000_000))))
                .isEqualTo("web.vcpu[0].stolen / elapsed < 5 %");
        Expression rest = new Arithmetic(Operator.MINUS, new Expression.Elapsed(), new Constant(3_000_000_000L));
        assertThat(ExpressionText.text(new Condition.Near(new Constant(1_000_000), Piecewise.vcpu("running"), rest)))
                .isEqualTo("web.vcpu[0].running within 1 us of elapsed - 3 ms");
        assertThat(ExpressionText.text(new Condition.Comparison(
                        Relation.EQUAL,
                        Piecewise.vcpu("paused"),
                        new Arithmetic(Operator.TIMES, new Constant(300_000_000_000L), new Constant(2)))))
                .isEqualTo("web.vcpu[0].paused = 300 ms * 2");
    }

    @Test
    void parenthesesStandOnlyWhereTheyAreNeeded() {
        Expression a = Piecewise.vcpu("running");
        Expression b = Piecewise.vcpu("waiting");
        Expression sum = new Arithmetic(Operator.PLUS, new Arithmetic(Operator.PLUS, a, b), a);
        Expression difference = new Arithmetic(Operator.MINUS, a, new Arithmetic(Operator.MINUS, b, a));
        Expression ratio = new Arithmetic(Operator.RATIO, new Arithmetic(Operator.PLUS, a, b), a);
        assertThat(written(sum)).isEqualTo("web.vcpu[0].running + web.vcpu[0].waiting + web.vcpu[0].running");
        assertThat(written(difference)).isEqualTo("web.vcpu[0].running - (web.vcpu[0].waiting - web.vcpu[0].running)");
        assertThat(written(ratio)).isEqualTo("(web.vcpu[0].running + web.vcpu[0].waiting) / web.vcpu[0].running");
    }

    private static String written(Expression expression) {
        return ExpressionText.text(expression, ExpressionText.kind(expression, expression));
    }
}
