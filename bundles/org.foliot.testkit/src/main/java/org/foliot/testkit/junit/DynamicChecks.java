package org.foliot.testkit.junit;

import java.util.List;
import java.util.stream.Stream;
import org.foliot.testkit.Check;
import org.junit.jupiter.api.DynamicTest;

/** Turns checks into the tests that a {@code @TestFactory} method returns. */
public final class DynamicChecks {
    private DynamicChecks() {}

    /** One test per check, with its name; a failure says which rule is broken. */
    public static Stream<DynamicTest> of(List<Check> checks) {
        return checks.stream().map(check -> DynamicTest.dynamicTest(check.name(), () -> run(check)));
    }

    private static void run(Check check) {
        try {
            check.body().run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + " (rule: " + check.rule() + ")", e);
        }
    }
}
