package org.foliot.hypervisor.kvm;

import java.util.stream.Stream;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class KvmContractTest {
    private static final Candidate<Kvm> KVM = Candidate.of(Kvm.ID, new Kvm());

    @TestFactory
    Stream<DynamicContainer> keepsTheContractOfHypervisorsWithEveryStrategy() {
        return Strategies.all()
                .map(strategy -> DynamicContainer.dynamicContainer(
                        strategy.id(),
                        DynamicChecks.of(Contracts.hypervisor(strategy).checks(KVM))));
    }
}
