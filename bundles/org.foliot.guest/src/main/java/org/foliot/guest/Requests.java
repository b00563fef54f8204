package org.foliot.guest;

import java.util.Deque;

/** What is to be done to a kernel, and which CPU does it: the leader, the first that is online and stays so. */
final class Requests {
    private final Deque<Request> waiting;
    private final Interrupts interrupts;
    private final Suspension suspension;
    private final Cpu[] cpus;
    private final Cpu boot;
    private boolean served;

    /**
     * Requests of a kernel.
     *
     * @param waiting those from before, to which the others are added
     * @param boot the CPU that leads when no other can
     */
    Requests(Deque<Request> waiting, Interrupts interrupts, Suspension suspension, Cpu[] cpus, Cpu boot) {
        this.waiting = waiting;
        this.interrupts = interrupts;
        this.suspension = suspension;
        this.cpus = cpus;
        this.boot = boot;
    }

    /** Those of a copy of the kernel: the same queue, since only one of the two goes on. */
    Requests(Requests other, Interrupts interrupts, Suspension suspension, Cpu[] cpus, Cpu boot) {
        this(other.waiting, interrupts, suspension, cpus, boot);
        this.served = other.served;
    }

    /** There is a userspace from now on. */
    void open() {
        served = true;
    }

    /** Whether there is a userspace, without which requests wait. */
    boolean areServed() {
        return served;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Adds one that came up on a CPU. */
    void add(Request request, Cpu from) {
        waiting.add(request);
        interrupts.send(leader(), from);
    }

    /** Interrupts the leader if there is something to do. */
    void callOn(Cpu from) {
        if (!waiting.isEmpty()) {
            interrupts.send(leader(), from);
        }
    }

    /** Whether there is something to do for this CPU now. */
    boolean areFor(Cpu cpu) {
        return served && !suspension.isUnderWay() && !waiting.isEmpty() && cpu == leader();
    }

    /** Does what there is to do, as long as this CPU is the one that does it. */
    void serve(Kernel kernel, Cpu cpu, long now) {
        boolean leads = areFor(cpu);
        while (areFor(cpu)) {
            waiting.poll().serve(kernel, cpu, now);
        }
        if (leads) {
            // It may have been told to go down; who stays does the rest.
            callOn(cpu);
        }
    }

    Cpu leader() {
        for (Cpu cpu : cpus) {
            if (cpu.isOnline() && !cpu.stopWanted) {
                return cpu;
            }
        }
        return boot;
    }
}
