package @PACKAGE@;

import java.util.stream.Stream;
import org.foliot.testkit.BenchMemory;
import org.foliot.testkit.Candidate;
import org.foliot.testkit.Contracts;
import org.foliot.testkit.junit.DynamicChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of hypervisors, with memory that the VMM places. */
class @CLASS@ContractTest {
    private static final Candidate<@CLASS@Hypervisor> DEFAULTS =
            Candidate.of(@CLASS@Hypervisor.ID, new @CLASS@Hypervisor());

    @TestFactory
    Stream<DynamicTest> keepsTheContractOfHypervisors() {
        return DynamicChecks.of(Contracts.hypervisor(BenchMemory.PLACED).checks(DEFAULTS));
    }

    @TestFactory
    Stream<DynamicTest> keepsItWhereHypercallsAreDear() {
        return DynamicChecks.of(
                Contracts.hypervisor(BenchMemory.PLACED).checks(DEFAULTS.with("hypercall", "100000 cycles")));
    }
}
