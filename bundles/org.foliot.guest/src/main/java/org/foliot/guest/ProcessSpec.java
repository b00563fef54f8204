package org.foliot.guest;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.foliot.api.workload.Behaviour;

/**
 * One process of a guest.
 *
 * @param name its name, unique in the guest
 * @param kind name of the group of equal processes it belongs to; all processes of one kind share their spin lock
 * @param vcpus vCPUs it may use, ascending; empty for all
 * @param nice −20 to 19
 * @param behaviour what it does
 * @param irqsOff whether it computes with interrupts disabled, as kernel code that prints to a slow console does: ticks and
 *     timers wait until its job ends, and the tick that then comes is one for all that were missed
 * @param started whether it starts when the kernel reaches userspace, or waits for {@link Guest#startProcess}
 * @param wokenOn vCPU on which the interrupt that wakes it arrives, such as a network card's; absent for a timer on the vCPU
 *     where it went to sleep. A wake-up from another vCPU updates this process's run queue from outside, which charges stolen
 *     time if its vCPU is off its processor at that moment.
 */
public record ProcessSpec(
        String name,
        String kind,
        List<Integer> vcpus,
        int nice,
        Behaviour behaviour,
        boolean irqsOff,
        boolean started,
        OptionalInt wokenOn) {
    /**
     * Checks what does not depend on the guest.
     *
     * @throws IllegalArgumentException for a nice value out of range
     */
    public ProcessSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(behaviour, "behaviour");
        Objects.requireNonNull(wokenOn, "wokenOn");
        vcpus = List.copyOf(vcpus);
        if (nice < -20 || nice > 19) {
            throw new IllegalArgumentException("process " + name + ": nice " + nice + " is not between -20 and 19");
        }
    }

    /** A process that starts with userspace, woken by timers of its own vCPU. */
    public ProcessSpec(String name, String kind, List<Integer> vcpus, int nice, Behaviour behaviour) {
        this(name, kind, vcpus, nice, behaviour, false, true, OptionalInt.empty());
    }
}
