package org.foliot.dsl.resolve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.AxisItem;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.resolve.ResolvedStudy.Interval;
import org.foliot.dsl.resolve.ResolvedStudy.Level;

/**
 * Writes ranges of axes out.
 *
 * <p>{@code a .. b step s} goes from <i>a</i> in steps of <i>s</i> as far as <i>b</i>; {@code a .. b log n} is <i>n</i>
 * values from <i>a</i> to <i>b</i> in equal ratios, rounded to three digits. Without either, the values before {@code ..}
 * decide: the last two, {@code 10 ms, 20 ms .. 100 ms}, give a step; the last three, {@code 1, 2, 4 .. 64}, give the step
 * that both have, or else the factor; a single count, {@code 1 .. 8}, goes in steps of 1. A range ends with the last value
 * that is not beyond its end.
 */
final class AxisLevels {
    /** More values than anyone has the patience for. */
    static final int MOST = 10_000;

    private static final int DIGITS = 3;

    private final StudyKind kind;
    private final boolean sampled;
    private final Findings findings;

    /**
     * Levels of one axis.
     *
     * @param sampled whether a design chooses the values of a range, so that it need not say how to go
     */
    AxisLevels(StudyKind kind, boolean sampled, Findings findings) {
        this.kind = kind;
        this.sampled = sampled;
        this.findings = findings;
    }

    /**
     * The values that follow the first of a range.
     *
     * @param before the values before the dots, the first of the range last
     * @param last the end
     * @param amount what stands after {@code step} or {@code log}
     */
    List<Level> after(List<Level> before, AxisItem item, Level last, Optional<Literal> amount) {
        if (!kind.isNumber() || before.isEmpty()) {
            findings.error(
                    Codes.AXIS_VALUE,
                    item,
                    kind.phrase() + " is no number, so nothing lies between two of them",
                    "write the values one by one");
            return List.of();
        }
        long low = before.get(before.size() - 1).amount().orElse(0);
        long high = last.amount().orElse(0);
        if (low > high) {
            findings.error(
                    Codes.RANGE_EMPTY,
                    item,
                    "the range from " + kind.text(low) + " to " + kind.text(high) + " is empty",
                    "write the smaller one first");
            return List.of();
        }
        if (item.getSpacing() == null) {
            return continued(before, item, high);
        }
        return switch (item.getSpacing()) {
            case "step" -> steps(item, low, high, step(item, amount));
            case "log" -> logarithmic(item, low, high, amount);
            default -> {
                findings.error(
                        Codes.WORD_UNKNOWN,
                        item,
                        FoliotPackage.Literals.AXIS_ITEM__SPACING,
                        "a range does not go by " + item.getSpacing(),
                        "write step and how far, or log and how many",
                        StudyWords.SPACINGS.texts());
                yield List.of();
            }
        };
    }

    private long step(AxisItem item, Optional<Literal> amount) {
        if (amount.isEmpty() || StudyKind.of(amount.get()) != kind) {
            unfit(item, amount, kind.phrase());
            return -1;
        }
        return kind.amount(amount.get()).orElse(-1);
    }

    private void unfit(AxisItem item, Optional<Literal> amount, String expected) {
        findings.error(
                Codes.AXIS_VALUE,
                item,
                FoliotPackage.Literals.AXIS_ITEM__AMOUNT,
                amount.map(Literal::source).orElse("this") + " is not " + expected,
                "step takes a distance such as " + kind.text(1) + ", log a number of values such as 5");
    }

    private List<Level> continued(List<Level> before, AxisItem item, long high) {
        int n = before.size();
        long c = before.get(n - 1).amount().orElse(0);
        if (sampled && n == 1) {
            return List.of(level(high));
        } else if (n == 1 && kind == StudyKind.COUNT) {
            return steps(item, c, high, 1);
        } else if (n == 1) {
            findings.error(
                    Codes.AXIS_VALUE,
                    item,
                    "it is not said how to go from " + kind.text(c) + " to " + kind.text(high),
                    "write step and how far, or log and how many, or two values before the dots");
            return List.of();
        }
        long b = before.get(n - 2).amount().orElse(0);
        if (n == 2) {
            return steps(item, c, high, c - b);
        }
        long a = before.get(n - 3).amount().orElse(0);
        if (c - b == b - a) {
            return steps(item, c, high, c - b);
        }
        BigInteger square = BigInteger.valueOf(b).multiply(BigInteger.valueOf(b));
        if (a > 0 && square.equals(BigInteger.valueOf(a).multiply(BigInteger.valueOf(c)))) {
            return multiples(item, b, c, high);
        }
        findings.error(
                Codes.AXIS_VALUE,
                item,
                kind.text(a) + ", " + kind.text(b) + ", " + kind.text(c) + " follow neither a step nor a factor",
                "write step and how far, or log and how many");
        return List.of();
    }

    private List<Level> steps(AxisItem item, long low, long high, long step) {
        if (step <= 0) {
            endless(item);
            return List.of();
        }
        if ((high - low) / step > MOST) {
            tooMany(item);
            return List.of();
        }
        List<Level> levels = new ArrayList<>();
        for (long at = low; at <= high - step; ) {
            at += step;
            levels.add(level(at));
        }
        return levels;
    }

    private List<Level> multiples(AxisItem item, long before, long first, long high) {
        if (first <= before) {
            endless(item);
            return List.of();
        }
        List<Level> levels = new ArrayList<>();
        BigInteger numerator = BigInteger.valueOf(first);
        BigInteger denominator = BigInteger.valueOf(before);
        BigInteger at = numerator;
        while (levels.size() <= MOST) {
            BigInteger[] next = at.multiply(numerator).divideAndRemainder(denominator);
            at = next[0];
            if (at.compareTo(BigInteger.valueOf(high)) > 0) {
                break;
            }
            levels.add(level(at.longValueExact()));
        }
        return levels;
    }

    private void endless(AxisItem item) {
        findings.error(
                Codes.AXIS_VALUE,
                item,
                "this range never ends: it does not come nearer to " + item(item),
                "a step is more than 0, and the values before the dots ascend");
    }

    private static String item(AxisItem item) {
        return NodeModelUtils.getTokenText(NodeModelUtils.findActualNodeFor(item.getLast()));
    }

    private void tooMany(EObject item) {
        findings.error(
                Codes.AXIS_VALUE, item, "this range has more than " + MOST + " values", "take larger steps, or log");
    }

    private List<Level> logarithmic(AxisItem item, long low, long high, Optional<Literal> amount) {
        OptionalLong count = amount.filter(a -> StudyKind.of(a) == StudyKind.COUNT)
                .map(StudyKind.COUNT::amount)
                .orElse(OptionalLong.empty());
        if (count.isEmpty() || count.getAsLong() < 2 || count.getAsLong() > MOST) {
            unfit(item, amount, "a number of values from 2 to " + MOST);
            return List.of();
        } else if (low <= 0) {
            findings.error(
                    Codes.AXIS_VALUE,
                    item,
                    "a range in equal ratios cannot begin with " + kind.text(low),
                    "begin with more than 0, or write step and how far");
            return List.of();
        }
        List<Level> levels = new ArrayList<>();
        int n = (int) count.getAsLong();
        long before = low;
        for (int i = 1; i < n; i++) {
            long at = i == n - 1
                    ? high
                    : rounded(low * StrictMath.exp(StrictMath.log((double) high / low) * i / (n - 1)));
            if (at > before) {
                levels.add(level(at));
                before = at;
            }
        }
        return levels;
    }

    /** To three digits, which is what people write. */
    private static long rounded(double value) {
        double unit = 1;
        while (value / unit >= StrictMath.pow(10, DIGITS)) {
            unit *= 10;
        }
        return Math.round(Math.rint(value / unit) * unit);
    }

    Level level(long amount) {
        return new Level(kind.text(amount), new TreeMap<>(), OptionalLong.of(amount));
    }

    /** What a range spans, where it is all there is. */
    static Optional<Interval> interval(AxisItem item, List<Level> levels) {
        if (item.getLast() == null || levels.size() < 2) {
            return Optional.empty();
        }
        long low = levels.get(0).amount().orElse(0);
        long high = levels.get(levels.size() - 1).amount().orElse(0);
        return Optional.of(new Interval(low, high, "log".equals(item.getSpacing()) && low > 0));
    }
}
