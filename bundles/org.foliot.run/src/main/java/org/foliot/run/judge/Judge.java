package org.foliot.run.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.foliot.program.Expectation;
import org.foliot.run.Verdict;
import org.foliot.run.formula.FormulaCompiler;

/** Judges all expectations of one run. */
public final class Judge {
    private final List<Monitor> monitors = new ArrayList<>();
    private final List<Monitor> watching = new ArrayList<>();

    private final Monitors kinds;

    /**
     * A judge who expects nothing yet.
     *
     * @param wake asks for {@link #woken} at an instant even if nothing else happens then
     */
    public Judge(FormulaCompiler compiler, LongConsumer wake) {
        kinds = new Monitors(compiler, wake);
    }

    /**
     * Adds an expectation, before the run.
     *
     * @throws IllegalArgumentException when it is about something that is not there
     */
    public void expect(Expectation expectation) {
        Monitor monitor = kinds.of(expectation);
        monitors.add(monitor);
        if (monitor.isWatching()) {
            watching.add(monitor);
        }
    }

    /** Whether some expectation must be looked at whenever something happens. */
    public boolean isWatching() {
        return !watching.isEmpty();
    }

    /**
     * Whether some expectation is about what a guest's kernel has in its books. That is not always brought up to date by an
     * event, so it has to be looked at now and then.
     */
    public boolean needsSampling() {
        for (int i = 0; i < watching.size(); i++) {
            if (!watching.get(i).isFunctionOfTime()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the verdict of the whole run is known: one expectation failed, or all are decided. */
    public boolean isDecided() {
        return monitors.stream().anyMatch(Monitor::hasFailed)
                || monitors.stream().noneMatch(Monitor::isOpen);
    }

    /** Events are about to happen at this instant; what was before still holds. */
    public void approaching(long now) {
        for (int i = 0; i < watching.size(); i++) {
            Monitor monitor = watching.get(i);
            try {
                monitor.approaching(now);
            } catch (ArithmeticException e) {
                throw new JudgementException(monitor.expectation().source(), now, e);
            }
        }
        forgetDecided();
    }

    /** All events of this instant have happened. */
    public void settled(long now) {
        for (int i = 0; i < watching.size(); i++) {
            Monitor monitor = watching.get(i);
            try {
                monitor.settled(now);
            } catch (ArithmeticException e) {
                throw new JudgementException(monitor.expectation().source(), now, e);
            }
        }
        forgetDecided();
    }

    /** An instant that {@code wake} asked for has settled. */
    public void woken(long now) {
        each(now, m -> {
            if (!m.isWatching()) {
                m.settled(now);
            }
        });
    }

    private void forgetDecided() {
        for (int i = watching.size() - 1; i >= 0; i--) {
            if (!watching.get(i).isOpen()) {
                watching.remove(i);
            }
        }
    }

    private void each(long now, Consumer<Monitor> visit) {
        for (Monitor monitor : monitors) {
            if (monitor.isOpen()) {
                try {
                    visit.accept(monitor);
                } catch (ArithmeticException e) {
                    throw new JudgementException(monitor.expectation().source(), now, e);
                }
            }
        }
    }

    /** An event begins. */
    public void begun(Occurrence event, long now) {
        each(now, m -> m.begun(event, now));
    }

    /** An event that began has taken place. */
    public void completed(Occurrence event, long now) {
        each(now, m -> m.completed(event, now));
    }

    /**
     * An event is refused.
     *
     * @return whether an expectation says so
     */
    public boolean refused(Occurrence event, List<String> reasons, long now) {
        boolean expected =
                monitors.stream().anyMatch(m -> m instanceof Rejection rejection && rejection.expects(event, reasons));
        each(now, m -> m.refused(event, reasons, now));
        return expected;
    }

    /** The run came to its end. */
    public void finish(long end) {
        each(end, m -> m.finish(end));
    }

    /** What became of each expectation, in the order of the program; undecided ones after a run that was cut short. */
    public List<Verdict> verdicts() {
        return monitors.stream().map(Monitor::verdict).collect(Collectors.toUnmodifiableList());
    }
}
