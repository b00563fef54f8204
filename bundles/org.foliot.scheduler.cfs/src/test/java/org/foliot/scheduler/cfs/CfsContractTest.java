package org.foliot.scheduler.cfs;

import java.util.stream.Stream;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CfsContractTest {
    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return DynamicChecks.of(Contracts.HOST_SCHEDULER.checks(Candidate.of("cfs", new CfsScheduler())));
    }
}
