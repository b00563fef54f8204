package @PACKAGE@;

import java.util.stream.Stream;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of memory strategies, with the defaults and with settings that are as far from them as you like. */
class @CLASS@ContractTest {
    private static final Candidate<@CLASS@Memory> DEFAULTS = Candidate.of("@ID@", new @CLASS@Memory());

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfMemoryStrategies() {
        return DynamicChecks.of(Contracts.MEMORY_STRATEGY.checks(DEFAULTS));
    }

    @TestFactory
    Stream<DynamicTest> keepsItElsewhere() {
        return DynamicChecks.of(
                Contracts.MEMORY_STRATEGY.checks(DEFAULTS.with("at", "0x1020000").with("size", "1 MiB")));
    }
}
