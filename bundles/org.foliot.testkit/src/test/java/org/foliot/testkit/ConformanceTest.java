package org.foliot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.foliot.api.hypervisor.Hypervisor;
import org.junit.jupiter.api.Test;

class ConformanceTest {
    @Test
    void theReleasedArmInterfaceIsKnown() {
        assertThat(Conformance.abis()).contains(Hypervisor.ABI_DEN0057A);
    }

    @Test
    void anInterfaceThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Conformance.of("telepathy", Candidate.of("sound", new SoundMemory())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are no checks for the interface telepathy; there are for DEN0057A-1.0");
    }
}
