package org.foliot.hypervisor.kvm;

import java.util.List;
import java.util.stream.Stream;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Check;
import org.foliot.testkit.Conformance;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class KvmConformanceTest {
    private static final Candidate<Kvm> KVM = Candidate.of(Kvm.ID, new Kvm());

    @TestFactory
    Stream<DynamicContainer> speaksTheInterfaceItClaimsWithEveryStrategy() {
        return Strategies.all().map(strategy -> {
            List<Check> checks = KVM.service().abis().stream()
                    .flatMap(abi -> Conformance.of(abi, strategy).checks(KVM).stream())
                    .toList();
            return DynamicContainer.dynamicContainer(strategy.id(), DynamicChecks.of(checks));
        });
    }
}
