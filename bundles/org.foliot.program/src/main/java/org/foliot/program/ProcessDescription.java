package org.foliot.program;

import java.util.List;
import org.foliot.api.workload.Behaviour;

/**
 * One process of a guest.
 *
 * @param name its name in the guest, with its index where it is one of several: {@code spin[2]}
 * @param kind the name without index; instances of one kind share their lock
 * @param vcpus vCPUs it may use, ascending; empty for all
 * @param nice −20 to 19
 * @param behaviour what it does
 * @param irqsOff whether it computes with interrupts disabled: it is kernel code that nothing interrupts until a job ends
 * @param started whether it runs as soon as the kernel is up, or waits for a start event
 */
public record ProcessDescription(
        String name,
        String kind,
        List<Integer> vcpus,
        int nice,
        Behaviour behaviour,
        boolean irqsOff,
        boolean started) {
    public ProcessDescription {
        vcpus = List.copyOf(vcpus);
    }
}
