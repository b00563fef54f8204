package org.foliot.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A test in steps that build on each other, as selftests of kernels are written; every step becomes a check of its own, which
 * goes through the steps before it first.
 *
 * @param <C> what the steps work on
 */
final class StepList<C> {
    private final String prefix;
    private final String rule;
    private final Supplier<C> beginning;
    private final List<Step<C>> steps = new ArrayList<>();

    private record Step<C>(String name, Consumer<C> action) {}

    /**
     * A list without steps.
     *
     * @param prefix goes before the name of each step
     * @param rule where the steps come from
     * @param beginning makes what the first step works on
     */
    StepList(String prefix, String rule, Supplier<C> beginning) {
        this.prefix = prefix;
        this.rule = rule;
        this.beginning = beginning;
    }

    /** Adds a step. */
    StepList<C> step(String name, Consumer<C> action) {
        steps.add(new Step<>(prefix + name, action));
        return this;
    }

    /** The steps as checks. */
    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int last = i;
            checks.add(new Check(steps.get(last).name(), rule, () -> runUpTo(last)));
        }
        return checks;
    }

    private void runUpTo(int last) {
        C context = beginning.get();
        for (Step<C> step : steps.subList(0, last)) {
            try {
                step.action().accept(context);
            } catch (AssertionError | RuntimeException e) {
                throw new BrokenRule("not reached, since already this fails: " + step.name() + ": " + e.getMessage());
            }
        }
        steps.get(last).action().accept(context);
    }
}
