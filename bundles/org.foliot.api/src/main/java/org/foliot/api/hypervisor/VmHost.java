package org.foliot.api.hypervisor;

import java.util.List;
import org.foliot.api.host.Implementation;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.observation.ObservationKind;
import org.osgi.annotation.versioning.ProviderType;

/** The machine as one VM's hypervisor sees it. */
@ProviderType
public interface VmHost {
    /** Name of the guest, for messages. */
    String name();

    /** vCPUs that exist; hot-added ones get the next numbers. */
    int vcpus();

    /** The VM's memory. */
    GuestMemory memory();

    /** Present instant in picoseconds since the start of the run. */
    long now();

    /**
     * run_delay of a vCPU's host thread in nanoseconds: time that it was runnable and waited, booked when a wait ends
     * (kernel/sched/stats.h, sched_info_arrive). 0 for ever on a host without sched_info.
     */
    long runDelay(int vcpu);

    /**
     * Host time spent on a vCPU's thread before it next enters the guest; the vCPU is then in-host.
     *
     * @param vcpu one that exists
     * @param picoseconds not negative; adds to what has been spent since the vCPU last entered
     */
    void spend(int vcpu, long picoseconds);

    /**
     * The implementations that the VMM tells the guest it may come to run on; empty where it tells none, as most do.
     */
    default List<Implementation> targetImplementations() {
        return List.of();
    }

    /**
     * The counters of the VM have changed by more than the passing of time while it may be running. Guest software finds out when
     * it next looks; a vCPU that sleeps sleeps on, since a timer of the host that was started for it is not started anew.
     */
    default void clockChanged() {}

    /** The counters of the VM are about to change like that; always before {@link #clockChanged}. */
    default void clockChanges() {}

    /** Reports something worth seeing; costs a branch when nobody looks. */
    void observe(ObservationKind kind, int vcpu, long a, long b);
}
