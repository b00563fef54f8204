package org.foliot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foliot.testkit.broken.BrokenMemory;
import org.foliot.testkit.broken.SoundMemory;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryStrategyContractTest {
    private static List<Check> checks(SoundMemory strategy) {
        return Contracts.MEMORY_STRATEGY.checks(Candidate.of("tried", strategy));
    }

    @TestFactory
    Stream<DynamicTest> aSoundStrategyKeepsEveryRule() {
        return DynamicChecks.of(checks(new SoundMemory()));
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenRuleIsFound(BrokenMemory broken) {
        List<String> found = Report.of(checks(broken.strategy())).failures().stream()
                .map(Check.Outcome::name)
                .collect(Collectors.toList());
        assertThat(found).contains(broken.rule());
    }

    @Test
    void everyRuleHasAStrategyThatBreaksIt() {
        List<String> names = checks(new SoundMemory()).stream().map(Check::name).collect(Collectors.toList());
        List<String> broken = Arrays.stream(BrokenMemory.values())
                .map(BrokenMemory::rule)
                .distinct()
                .collect(Collectors.toList());
        assertThat(names).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(broken);
    }
}
