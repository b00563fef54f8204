package org.foliot.hypervisor.hyperv;

import java.util.stream.Stream;
import org.foliot.memory.userspace.UserspaceMemory;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class HypervContractTest {
    @TestFactory
    Stream<DynamicContainer> keepsWhatConcernsItOfTheContractOfHypervisors() {
        Candidate<UserspaceMemory> memory = Candidate.of("userspace", new UserspaceMemory());
        return Stream.of("on", "off")
                .map(stops -> DynamicContainer.dynamicContainer(
                        "clock_stops " + stops,
                        DynamicChecks.of(Contracts.hypervisorWithoutStolenTime(memory)
                                .checks(Fixture.HYPERV.with("clock_stops", stops)))));
    }
}
