package org.foliot.memory.hostkernel;

import java.util.stream.Stream;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HostKernelMemoryContractTest {
    @TestFactory
    Stream<DynamicTest> keepsTheContractOfMemoryStrategies() {
        return DynamicChecks.of(Contracts.MEMORY_STRATEGY.checks(Candidate.of("host_kernel", new HostKernelMemory())));
    }
}
