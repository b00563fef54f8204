package org.foliot.testkit.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.foliot.testkit.Check;
import org.foliot.testkit.bundle.BundleTrial;
import org.junit.jupiter.api.DynamicTest;

/** Turns checks into the tests that a {@code @TestFactory} method returns. */
public final class DynamicChecks {
    private DynamicChecks() {}

    /** One test per check, with its name; a failure says which rule is broken. */
    public static Stream<DynamicTest> of(List<Check> checks) {
        return checks.stream().map(check -> DynamicTest.dynamicTest(check.name(), () -> run(check)));
    }

    /**
     * The tests of a jar: whether Foliot would find what it adds, and every rule that this has to keep. The framework that it is
     * installed in is stopped when JUnit closes the stream, after the last test.
     *
     * @throws org.foliot.testkit.bundle.TrialException when the file cannot be read
     */
    public static Stream<DynamicTest> ofBundle(Path jar) {
        BundleTrial trial = BundleTrial.of(jar);
        return of(trial.checks()).onClose(trial::close);
    }

    private static void run(Check check) {
        try {
            check.body().run();
        } catch (AssertionError | RuntimeException | LinkageError | StackOverflowError e) {
            throw new AssertionError(e.getMessage() + " (rule: " + check.rule() + ")", e);
        }
    }
}
