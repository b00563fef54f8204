package org.foliot.machine;

import org.foliot.api.host.HostKernelOptions.Preemption;

/**
 * Which processors still owe a change of threads because what runs there is in kernel code, and the kernel's preemption model
 * lets that come to its end: for a vCPU's thread, to where KVM looks for pending work before it enters the guest again
 * (xfer_to_guest_mode_handle_work, include/linux/entry-virt.h). Code of users and guests is interrupted at once in every model.
 */
final class KernelPreemption {
    private final CpuSet owed;
    /** Where a real-time thread waits that arrived while another one ran. */
    private final CpuSet urgent;

    private Preemption model = Preemption.VOLUNTARY;

    KernelPreemption(int cpus) {
        this.owed = new CpuSet(cpus);
        this.urgent = new CpuSet(cpus);
    }

    /** Another kernel is booted. */
    void boot(Preemption preemption) {
        model = preemption;
    }

    /** A thread joined the queue of a processor on which another one runs. */
    void joined(HostThread joining, HostThread running) {
        if (joining.policy.isRealTime() && !running.policy.isRealTime()) {
            urgent.add(joining.cpu);
        }
    }

    /** Whether a processor cannot change threads now; it owes that from then on. */
    boolean postpones(int cpu, HostThread running) {
        boolean waits =
                switch (model) {
                    case NONE, VOLUNTARY -> true;
                    // resched_curr_lazy is for fair threads; others have resched_curr (kernel/sched/core.c, 6.13).
                    case LAZY -> !urgent.contains(cpu);
                    case FULL -> false;
                };
        urgent.remove(cpu);
        if (waits && running != null && running.inKernel()) {
            owed.add(cpu);
            return true;
        }
        return false;
    }

    /** Whether a processor owes a change of threads; no longer. */
    boolean settles(int cpu) {
        boolean owes = owed.contains(cpu);
        owed.remove(cpu);
        return owes;
    }
}
