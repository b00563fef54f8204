package org.foliot.testkit;

/**
 * One rule put to the test.
 *
 * @param name what is checked, unique among the checks it is run with
 * @param rule where the rule comes from
 * @param body ends normally when the rule is kept
 */
public record Check(String name, String rule, Body body) {
    /** The test itself; any exception or {@link AssertionError} means that the rule is broken. */
    @FunctionalInterface
    public interface Body {
        void run();
    }

    /** Runs the check; a broken rule is an outcome, never an exception. */
    public Outcome run() {
        try {
            body.run();
            return new Outcome(name, rule, true, "");
        } catch (AssertionError | RuntimeException | LinkageError | StackOverflowError e) {
            String message = e instanceof BrokenRule ? e.getMessage() : e.toString();
            return new Outcome(name, rule, false, message);
        }
    }

    /**
     * What came of a check.
     *
     * @param name of the check
     * @param rule of the check
     * @param passed whether the rule is kept
     * @param message what is wrong, empty if nothing is
     */
    public record Outcome(String name, String rule, boolean passed, String message) {}
}
