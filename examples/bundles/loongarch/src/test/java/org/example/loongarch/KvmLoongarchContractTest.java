package org.example.loongarch;

import java.util.stream.Stream;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class KvmLoongarchContractTest {
    @TestFactory
    Stream<DynamicTest> keepsTheContractOfHypervisors() {
        return DynamicChecks.of(Contracts.hypervisor(Fixture.DONATED).checks(Fixture.KVM));
    }

    @TestFactory
    Stream<DynamicTest> keepsItWhileItsClockRunsOn() {
        return DynamicChecks.of(Contracts.hypervisor(Fixture.DONATED).checks(Fixture.KVM.with("clock_stops", "off")));
    }

    @TestFactory
    Stream<DynamicTest> keepsItWithTheHint() {
        return DynamicChecks.of(Contracts.hypervisor(Fixture.DONATED).checks(Fixture.KVM.with("preempt_hint", "on")));
    }
}
