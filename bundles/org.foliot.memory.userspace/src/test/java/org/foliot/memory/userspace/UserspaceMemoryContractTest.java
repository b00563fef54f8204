package org.foliot.memory.userspace;

import java.util.stream.Stream;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class UserspaceMemoryContractTest {
    @TestFactory
    Stream<DynamicTest> keepsTheContractOfMemoryStrategies() {
        return DynamicChecks.of(Contracts.MEMORY_STRATEGY.checks(Candidate.of("userspace", new UserspaceMemory())));
    }
}
