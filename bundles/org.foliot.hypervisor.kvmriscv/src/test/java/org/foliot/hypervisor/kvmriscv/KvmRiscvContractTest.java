package org.foliot.hypervisor.kvmriscv;

import java.util.List;
import java.util.stream.Stream;
import org.foliot.testkit.Check;
import org.foliot.testkit.Conformance;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class KvmRiscvContractTest {
    @TestFactory
    Stream<DynamicContainer> keepsTheContractOfHypervisors() {
        return Stream.of("on", "off")
                .map(stops -> DynamicContainer.dynamicContainer(
                        "clock_stops " + stops,
                        DynamicChecks.of(
                                Contracts.hypervisor(Fixture.DONATED).checks(Fixture.KVM.with("clock_stops", stops)))));
    }

    @TestFactory
    Stream<? extends DynamicNode> speaksTheInterfaceItClaims() {
        List<Check> checks = Fixture.KVM.service().abis().stream()
                .flatMap(abi -> Conformance.of(abi, Fixture.DONATED).checks(Fixture.KVM).stream())
                .toList();
        return DynamicChecks.of(checks);
    }
}
