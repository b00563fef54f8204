package org.foliot.hypervisor.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Check;
import org.foliot.testkit.Conformance;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.Report;
import org.junit.jupiter.api.Test;

/** A check that nothing can fail checks nothing: each finds one of the hypervisors that are broken on purpose. */
class EveryCheckCanFailTest {
    private static List<Check> checks(Candidate<? extends Hypervisor<?>> hypervisor, Strategies strategy) {
        List<Check> checks = new ArrayList<>(
                Conformance.of(Hypervisor.ABI_DEN0057A, strategy.candidate()).checks(hypervisor));
        checks.addAll(Conformance.of(Hypervisor.ABI_GENERIC_TIMER, strategy.candidate())
                .checks(hypervisor));
        checks.addAll(Contracts.hypervisor(strategy.candidate()).checks(hypervisor));
        return checks;
    }

    /** The checks that a broken hypervisor fails by itself, not because an earlier step failed. */
    private static Set<String> findings(BrokenKvm broken, Strategies strategy) {
        return Report.of(checks(broken.candidate(), strategy)).failures().stream()
                .filter(failure -> !failure.message().startsWith("not reached"))
                .map(Check.Outcome::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyCheckFindsSomethingBrokenAndEverythingBrokenIsFound() {
        Set<BrokenKvm> undetected = EnumSet.allOf(BrokenKvm.class);
        for (Strategies strategy : Strategies.values()) {
            Set<String> findings = new TreeSet<>();
            for (BrokenKvm broken : BrokenKvm.values()) {
                Set<String> found = findings(broken, strategy);
                findings.addAll(found);
                if (!found.isEmpty()) {
                    undetected.remove(broken);
                }
            }
            List<String> names = checks(Candidate.of(Kvm.ID, new Kvm()), strategy).stream()
                    .map(Check::name)
                    .toList();
            assertThat(names).doesNotHaveDuplicates();
            assertThat(findings)
                    .as("checks that find something, with %s", strategy)
                    .containsAll(names);
        }
        assertThat(undetected).as("broken hypervisors that no check finds").isEmpty();
    }
}
