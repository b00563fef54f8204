package org.foliot.testkit;

import java.util.Arrays;

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
            String message = e instanceof BrokenRule ? e.getMessage() : e + place(e);
            return new Outcome(name, rule, false, message);
        }
    }

    /** Where it was thrown, unless a machine refuses what an extension did: that says itself what it is about. */
    private static String place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(f -> !f.getClassName().startsWith("java.")
                        && !f.getClassName().startsWith("jdk."))
                .findFirst()
                .filter(f -> !f.getClassName().startsWith("org.foliot.machine."))
                .map(f -> ", thrown at " + f)
                .orElse("");
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
