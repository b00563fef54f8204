package org.foliot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.foliot.api.hypervisor.Hypervisor;
import org.junit.jupiter.api.Test;

class ConformanceTest {
    @Test
    void theInterfacesOfArmAndOfRiscvAreKnown() {
        assertThat(Conformance.abis())
                .containsExactly(Hypervisor.ABI_GENERIC_TIMER, Hypervisor.ABI_DEN0057A, Hypervisor.ABI_SBI_STA);
    }

    @Test
    void anInterfaceThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Conformance.of("telepathy", BenchMemory.PLACED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are no checks for the interface telepathy; there are for Arm-generic-timer,"
                        + " DEN0057A-1.0, SBI-STA-2.0");
    }
}
