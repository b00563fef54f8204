package org.foliot.memory.donated;

import java.util.stream.Stream;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DonatedMemoryContractTest {
    @TestFactory
    Stream<DynamicTest> keepsTheContractOfMemoryStrategies() {
        return DynamicChecks.of(Contracts.MEMORY_STRATEGY.checks(Candidate.of("guest_donated", new DonatedMemory())));
    }
}
