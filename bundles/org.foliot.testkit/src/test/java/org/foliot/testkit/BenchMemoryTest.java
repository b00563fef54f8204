package org.foliot.testkit;

import java.util.stream.Stream;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BenchMemoryTest {
    @TestFactory
    Stream<DynamicTest> placedMemoryKeepsEveryRule() {
        return DynamicChecks.of(Contracts.MEMORY_STRATEGY.checks(BenchMemory.PLACED));
    }

    @TestFactory
    Stream<DynamicTest> donatedMemoryKeepsEveryRule() {
        return DynamicChecks.of(Contracts.MEMORY_STRATEGY.checks(BenchMemory.DONATED));
    }
}
