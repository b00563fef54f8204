package org.foliot.run.judge;

import java.util.List;
import java.util.function.LongConsumer;
import org.foliot.program.Condition;
import org.foliot.program.Expectation;
import org.foliot.run.Measure;
import org.foliot.run.Verdict;
import org.foliot.run.formula.Binding;
import org.foliot.run.formula.Check;
import org.foliot.run.formula.ExpressionText;
import org.foliot.run.formula.Formula;
import org.foliot.run.formula.FormulaCompiler;

/** Makes the monitor of each kind of expectation that is about conditions. */
final class Monitors {
    private final FormulaCompiler compiler;
    private final LongConsumer wake;

    /**
     * @param wake asks for {@link Monitor#settled} at an instant even if nothing else happens then
     */
    Monitors(FormulaCompiler compiler, LongConsumer wake) {
        this.compiler = compiler;
        this.wake = wake;
    }

    Monitor of(Expectation expectation) {
        if (expectation instanceof Expectation.Always always) {
            return new Lasting(always, always.condition(), true);
        } else if (expectation instanceof Expectation.Never never) {
            return new Lasting(never, never.condition(), false);
        } else if (expectation instanceof Expectation.Monotonic monotonic) {
            return new Directed(monotonic);
        } else if (expectation instanceof Expectation.Eventually eventually) {
            return new Awaited(eventually);
        } else if (expectation instanceof Expectation.At at) {
            return new Fixed(at);
        } else if (expectation instanceof Expectation.After after) {
            return new AfterEvent(after, new Watch(after.condition(), compiler), wake);
        } else if (expectation instanceof Expectation.Rejected rejected) {
            return new Rejection(rejected);
        }
        throw new AssertionError(expectation);
    }

    /** {@code always} and {@code never}. */
    private final class Lasting extends Monitor {
        private final Watch watch;
        private final boolean wanted;

        Lasting(Expectation expectation, Condition condition, boolean wanted) {
            super(expectation);
            this.watch = new Watch(condition, compiler);
            this.wanted = wanted;
        }

        @Override
        boolean isFunctionOfTime() {
            return watch.binding().isFunctionOfTime();
        }

        @Override
        void approaching(long now) {
            if (watch.holdsAt(now) != wanted) {
                fail(watch.turned(now));
            }
        }

        @Override
        void settled(long now) {
            if (watch.holds(now) != wanted) {
                fail(now);
            }
        }

        private void fail(long instant) {
            failed(instant, watch.text() + (wanted ? " does not hold" : " holds"), watch.sides(instant));
        }

        @Override
        void finish(long end) {
            held();
        }
    }

    /** {@code nondecreasing} and its like. */
    private final class Directed extends Monitor {
        private final Expectation.Direction direction;
        private final Binding binding = new Binding();
        private final Formula formula;
        private final Check broken = instant -> breaks(value(instant));
        private final String text;
        private final Measure.Kind kind;
        private long last;
        private long value;
        private boolean started;

        Directed(Expectation.Monotonic monotonic) {
            super(monotonic);
            direction = monotonic.direction();
            formula = compiler.formula(monotonic.expression(), binding);
            kind = ExpressionText.kind(monotonic.expression(), monotonic.expression());
            text = ExpressionText.text(monotonic.expression(), kind);
        }

        @Override
        boolean isFunctionOfTime() {
            return binding.isFunctionOfTime();
        }

        private long value(long instant) {
            return formula.at(instant);
        }

        private boolean breaks(long next) {
            return switch (direction) {
                case NONDECREASING -> next < value;
                case NONINCREASING -> next > value;
                case CONSTANT -> next != value;
            };
        }

        @Override
        void approaching(long now) {
            if (!started) {
                return;
            }
            long next = value(now);
            if (breaks(next)) {
                fail(binding.isFunctionOfTime() ? broken.change(last, now) : now);
            } else {
                value = next;
            }
        }

        @Override
        void settled(long now) {
            long next = value(now);
            if (started && breaks(next)) {
                fail(now);
            }
            started = true;
            value = next;
            last = now;
        }

        private void fail(long instant) {
            long next = value(instant);
            String verb = next < value ? " fell" : " rose";
            failed(
                    instant,
                    text + verb + " from " + new Measure(value, kind) + " to " + new Measure(next, kind),
                    List.of(
                            new Verdict.Side(text + " before", new Measure(value, kind)),
                            new Verdict.Side(text, new Measure(next, kind))));
        }

        @Override
        void finish(long end) {
            held();
        }
    }

    /** {@code eventually}. */
    private final class Awaited extends Monitor {
        private final Watch watch;
        private final long deadline;

        Awaited(Expectation.Eventually eventually) {
            super(eventually);
            watch = new Watch(eventually.condition(), compiler);
            deadline = eventually.within().map(d -> d.picoseconds()).orElse(Long.MAX_VALUE);
            if (deadline != Long.MAX_VALUE) {
                wake.accept(deadline);
            }
        }

        @Override
        boolean isFunctionOfTime() {
            return watch.binding().isFunctionOfTime();
        }

        @Override
        void approaching(long now) {
            if (watch.holdsAt(now)) {
                held();
            }
        }

        @Override
        void settled(long now) {
            if (watch.holds(now)) {
                held();
            } else if (now >= deadline) {
                fail(now);
            }
        }

        private void fail(long instant) {
            failed(instant, watch.text() + " has not held until then", watch.sides(instant));
        }

        @Override
        void finish(long end) {
            fail(end);
        }
    }

    /** {@code at 5 s} and {@code at end}. */
    private final class Fixed extends Monitor {
        private final Watch watch;
        private final long instant;

        Fixed(Expectation.At at) {
            super(at);
            watch = new Watch(at.condition(), compiler);
            instant = at.time().map(d -> d.picoseconds()).orElse(Long.MAX_VALUE);
            if (instant != Long.MAX_VALUE) {
                wake.accept(instant);
            }
        }

        @Override
        boolean isWatching() {
            return false;
        }

        @Override
        void settled(long now) {
            if (now == instant) {
                judge(now);
            }
        }

        private void judge(long now) {
            if (watch.holds(now)) {
                held();
            } else {
                failed(now, watch.text() + " does not hold", watch.sides(now));
            }
        }

        @Override
        void finish(long end) {
            if (instant == Long.MAX_VALUE) {
                judge(end);
            } else {
                failed(end, "the run ended before " + Measure.time(instant), List.of());
            }
        }
    }
}
