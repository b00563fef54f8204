package org.foliot.hypervisor.kvmx86;

import java.util.List;
import java.util.stream.Stream;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class KvmX86ContractTest {
    @TestFactory
    Stream<DynamicContainer> keepsTheContractOfHypervisorsWithEveryKernel() {
        return Stream.of("never", "every_put", "preemption")
                .map(flag -> DynamicContainer.dynamicContainer(
                        "preempted_flag " + flag,
                        DynamicChecks.of(Contracts.hypervisor(Fixture.DONATED)
                                .checks(Fixture.KVM.with("preempted_flag", flag)))));
    }

    @TestFactory
    Stream<DynamicContainer> keepsItWhateverTheClocksDo() {
        return List.of("clock_stops", "kvmclock_ctrl", "tsc_stable", "kvmclock").stream()
                .map(option -> DynamicContainer.dynamicContainer(
                        option + " off",
                        DynamicChecks.of(
                                Contracts.hypervisor(Fixture.DONATED).checks(Fixture.KVM.with(option, "off")))));
    }
}
