package org.foliot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.foliot.testkit.broken.BrokenScheduler;
import org.foliot.testkit.broken.SoundScheduler;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostSchedulerContractTest {
    private static List<Check> checks(SoundScheduler scheduler) {
        return Contracts.HOST_SCHEDULER.checks(Candidate.of("tried", scheduler));
    }

    @TestFactory
    Stream<DynamicTest> aSoundSchedulerKeepsEveryRule() {
        return DynamicChecks.of(checks(new SoundScheduler()));
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenRuleIsFound(BrokenScheduler broken) {
        List<String> found = Report.of(checks(broken.scheduler())).failures().stream()
                .map(Check.Outcome::name)
                .toList();
        assertThat(found).contains(broken.rule());
    }

    @Test
    void everyRuleHasASchedulerThatBreaksIt() {
        assertThat(checks(new SoundScheduler()))
                .extracting(Check::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BrokenScheduler.values())
                        .map(BrokenScheduler::rule)
                        .toList());
    }
}
