package org.foliot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Check KEPT = new Check("water is wet", "physics", () -> {});
    private static final Check BROKEN = new Check("two is one", "arithmetic", () -> Expect.equal("two", 1, 2));
    private static final Check CRASHING = new Check("the sky holds", "Gaul", () -> {
        throw new IllegalStateException("it falls");
    });

    @Test
    void aReportSaysWhatPassedWhatFailedAndWhy() {
        Report report = Report.of(List.of(KEPT, BROKEN, CRASHING));
        assertThat(report.passed()).isFalse();
        assertThat(report.failures()).extracting(Check.Outcome::name).containsExactly("two is one", "the sky holds");
        assertThat(report.lines())
                .extracting(line -> line.replaceAll("ReportTest[.].*", "ReportTest"))
                .containsExactly(
                        "pass  water is wet",
                        "FAIL  two is one",
                        "      two is 2, but should be 1",
                        "      rule: arithmetic",
                        "FAIL  the sky holds",
                        "      java.lang.IllegalStateException: it falls, thrown at org.foliot.testkit.ReportTest",
                        "      rule: Gaul",
                        "3 checks, 2 failed");
    }

    @Test
    void aReportWithoutFailuresSaysSo() {
        Report report = Report.of(List.of(KEPT));
        assertThat(report.passed()).isTrue();
        assertThat(report.lines()).containsExactly("pass  water is wet", "1 check, all passed");
    }

    @Test
    void asATestAFailureNamesTheRule() {
        List<DynamicTest> tests = DynamicChecks.of(List.of(KEPT, BROKEN)).toList();
        assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("water is wet", "two is one");
        assertThatThrownBy(() -> tests.get(1).getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessage("two is 2, but should be 1 (rule: arithmetic)");
    }

    @Test
    void aStepThatCannotBeReachedSaysWhichOneIsInTheWay() {
        List<Check> checks = new StepList<StringBuilder>("test: ", "rule", StringBuilder::new)
                .step("begins empty", text -> Expect.equal("the text", "", text.toString()))
                .step("fails", text -> Expect.that(false, "it fails"))
                .step("follows", text -> text.append("x"))
                .checks();
        List<String> messages =
                Stream.of(0, 1, 2).map(i -> checks.get(i).run().message()).toList();
        assertThat(messages)
                .containsExactly("", "it fails", "not reached, since already this fails: test: fails: it fails");
    }

    @Test
    void aRefusalHasToBeOfItsKindAndHaveAMessage() {
        assertThat(Expect.refused("a zero", ArithmeticException.class, () -> Math.floorDiv(1, 0)))
                .hasMessage("/ by zero");
        assertThatThrownBy(() -> Expect.refused("a zero", ArithmeticException.class, () -> {}))
                .hasMessage("a zero should be refused by ArithmeticException, but was accepted");
        assertThatThrownBy(() -> Expect.refused("a zero", ArithmeticException.class, () -> {
                    throw new IllegalStateException("closed");
                }))
                .hasMessage(
                        "a zero should end in ArithmeticException, but ended in java.lang.IllegalStateException: closed");
        assertThatThrownBy(() -> Expect.refused("a zero", ArithmeticException.class, () -> {
                    throw new ArithmeticException();
                }))
                .hasMessage("a zero is refused without a message");
    }
}
