package org.foliot.compiler;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.foliot.program.Condition;
import org.foliot.program.Expression;
import org.foliot.program.Program;
import org.foliot.program.Source;

/** Writes a program down, line by line, the same every time. */
final class ProgramText {
    private final StringBuilder out = new StringBuilder();

    private ProgramText() {}

    static String of(Program program) {
        ProgramText text = new ProgramText();
        text.components(program, 0);
        return text.out.toString();
    }

    private void components(Record owner, int depth) {
        for (RecordComponent component : owner.getClass().getRecordComponents()) {
            component(component.getName(), value(component, owner), depth);
        }
    }

    private void component(String name, Object value, int depth) {
        Object content = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (content instanceof Collection<?> all && all.stream().anyMatch(ProgramText::isLarge)) {
            line(depth, name);
            all.forEach(each -> component("-", each, depth + 1));
        } else if (isLarge(content)) {
            line(depth, name.equals("-") ? "- " + kind(content) : name);
            components((Record) content, depth + 1);
        } else {
            line(depth, name + " " + small(content));
        }
    }

    private static String kind(Object content) {
        return content.getClass().getSimpleName();
    }

    /** Whether something takes more than its line. */
    private static boolean isLarge(Object content) {
        return content instanceof Record
                && content.getClass().getPackageName().startsWith("org.foliot.program")
                && !(content instanceof Source)
                && !(content instanceof Condition)
                && !(content instanceof Expression)
                && !content.getClass().getSimpleName().equals("SubjectRef")
                && !content.getClass().getSimpleName().equals("ProcessorIdentity");
    }

    private static String small(Object content) {
        if (content == null) {
            return "absent";
        } else if (content instanceof Condition condition) {
            return condition(condition);
        } else if (content instanceof Expression expression) {
            return expression(expression);
        } else if (content instanceof Source source) {
            return source.line() + ":" + source.column() + " " + source.text();
        } else if (content instanceof Collection<?> all) {
            return all.stream().map(ProgramText::small).collect(Collectors.joining(", ", "[", "]"));
        } else if (content instanceof Map<?, ?> map) {
            return map.toString();
        }
        return content.toString();
    }

    private static String condition(Condition condition) {
        if (condition instanceof Condition.Comparison c) {
            return expression(c.left()) + " " + c.relation().symbol() + " " + expression(c.right());
        } else if (condition instanceof Condition.Near n) {
            return expression(n.left()) + " within " + expression(n.tolerance()) + " of " + expression(n.right());
        } else if (condition instanceof Condition.Not n) {
            return "not(" + condition(n.of()) + ")";
        } else if (condition instanceof Condition.All a) {
            return a.of().stream().map(ProgramText::condition).collect(Collectors.joining("; ", "all(", ")"));
        }
        return ((Condition.Any) condition)
                .of().stream().map(ProgramText::condition).collect(Collectors.joining("; ", "any(", ")"));
    }

    private static String expression(Expression expression) {
        if (expression instanceof Expression.Constant c) {
            return Long.toString(c.value());
        } else if (expression instanceof Expression.Reading r) {
            return r.subject() + "." + r.metric().name();
        } else if (expression instanceof Expression.Elapsed) {
            return "elapsed";
        } else if (expression instanceof Expression.Before b) {
            return "before(" + expression(b.of()) + ")";
        } else if (expression instanceof Expression.Arithmetic a) {
            return a.operator() + "(" + expression(a.left()) + ", " + expression(a.right()) + ")";
        }
        Expression.Aggregate aggregate = (Expression.Aggregate) expression;
        return aggregate.of().stream()
                .map(ProgramText::expression)
                .collect(Collectors.joining(", ", aggregate.function() + "(", ")"));
    }

    private static Object value(RecordComponent component, Record owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(e);
        }
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
