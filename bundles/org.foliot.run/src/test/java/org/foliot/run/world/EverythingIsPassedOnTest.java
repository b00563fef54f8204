package org.foliot.run.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.junit.jupiter.api.Test;

/** What stands in front of a hypervisor's VM passes every call on, those with a default as well: nobody else would notice. */
class EverythingIsPassedOnTest {
    private static void expectAllOf(Class<?> contract, Class<?> wrapper) {
        for (Method method : contract.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                assertThat(Arrays.stream(wrapper.getDeclaredMethods()))
                        .as("%s of %s", method.getName(), wrapper.getSimpleName())
                        .anyMatch(m -> m.getName().equals(method.getName())
                                && Arrays.equals(m.getParameterTypes(), method.getParameterTypes()));
            }
        }
    }

    @Test
    void theWrappersOfVmAndClockHaveEveryMethodThemselves() {
        expectAllOf(VirtualMachine.class, CheckedVirtualMachine.class);
        expectAllOf(VirtualClock.class, CheckedClock.class);
    }
}
