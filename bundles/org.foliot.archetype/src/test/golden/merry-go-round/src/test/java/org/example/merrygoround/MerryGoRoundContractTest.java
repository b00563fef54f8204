package org.example.merrygoround;

import java.util.stream.Stream;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of host schedulers, with the default and with another slice. */
class MerryGoRoundContractTest {
    private static final Candidate<MerryGoRoundScheduler> DEFAULTS = Candidate.of("merry_go_round", new MerryGoRoundScheduler());

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfHostSchedulers() {
        return DynamicChecks.of(Contracts.HOST_SCHEDULER.checks(DEFAULTS));
    }

    @TestFactory
    Stream<DynamicTest> keepsItWithAShortSlice() {
        return DynamicChecks.of(Contracts.HOST_SCHEDULER.checks(DEFAULTS.with("time_slice", "1 ms")));
    }
}
