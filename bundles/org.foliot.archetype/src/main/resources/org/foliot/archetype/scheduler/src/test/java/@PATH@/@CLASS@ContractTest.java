package @PACKAGE@;

import java.util.stream.Stream;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of host schedulers, with the default and with another slice. */
class @CLASS@ContractTest {
    private static final Candidate<@CLASS@Scheduler> DEFAULTS = Candidate.of("@ID@", new @CLASS@Scheduler());

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfHostSchedulers() {
        return DynamicChecks.of(Contracts.HOST_SCHEDULER.checks(DEFAULTS));
    }

    @TestFactory
    Stream<DynamicTest> keepsItWithAShortSlice() {
        return DynamicChecks.of(Contracts.HOST_SCHEDULER.checks(DEFAULTS.with("time_slice", "1 ms")));
    }
}
