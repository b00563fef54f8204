package org.foliot.hypervisor.kvmlpt;

import java.util.stream.Stream;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.memory.donated.DonatedMemory;
import org.foliot.memory.hostkernel.HostKernelMemory;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Conformance;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class KvmLptContractTest {
    private static Stream<Candidate<? extends MemoryStrategy<?>>> strategies() {
        return Stream.of(
                Candidate.of("userspace", new UserspaceMemory()),
                Candidate.of("host_kernel", new HostKernelMemory()),
                Candidate.of("guest_donated", new DonatedMemory()));
    }

    @TestFactory
    Stream<DynamicContainer> keepsTheContractOfHypervisorsWithEveryStrategy() {
        return strategies()
                .map(strategy -> DynamicContainer.dynamicContainer(
                        strategy.id(),
                        DynamicChecks.of(Contracts.hypervisor(strategy).checks(Fixture.LPT))));
    }

    /** On one frequency, where nothing is rounded. */
    @TestFactory
    Stream<DynamicContainer> hasTimersThatFireWhenTheyShould() {
        return Stream.of("down", "up")
                .map(rounding -> DynamicContainer.dynamicContainer(
                        "rounding " + rounding,
                        DynamicChecks.of(Conformance.of(
                                        Hypervisor.ABI_GENERIC_TIMER, Candidate.of("userspace", new UserspaceMemory()))
                                .checks(Fixture.LPT.with("rounding", rounding)))));
    }

    /** What the series broke, which is why it does not claim the interface. */
    @TestFactory
    Stream<DynamicContainer> speaksTheReleasedInterfaceOnceDiscoveryIsRepaired() {
        Candidate<KvmLpt> repaired = Fixture.LPT.with("st_discovery", "own");
        return strategies()
                .map(strategy -> DynamicContainer.dynamicContainer(
                        strategy.id(),
                        DynamicChecks.of(Conformance.of(Hypervisor.ABI_DEN0057A, strategy)
                                .checks(repaired))));
    }
}
