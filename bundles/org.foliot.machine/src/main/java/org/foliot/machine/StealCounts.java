package org.foliot.machine;

import org.foliot.api.hypervisor.VirtualMachine;

/** What hypervisors have counted of a vCPU's stolen-time structure, on all hosts that its VM has been on. */
public final class StealCounts {
    private final Vm vm;
    private final int index;
    /** What those of hosts that the VM has left had counted. */
    private long earlierUpdates;

    private long earlierCost;

    StealCounts(Vm vm, int index) {
        this.vm = vm;
        this.index = index;
    }

    /** Updates of the structure. */
    public long updates() {
        return isAttached() ? earlierUpdates + vm.machine().stealUpdates(index) : earlierUpdates;
    }

    /** Host time that those updates took, in picoseconds. */
    public long cost() {
        return isAttached() ? earlierCost + vm.machine().updateCost(index) : earlierCost;
    }

    /** Whether a hypervisor knows this vCPU: the VM is on a host, and the vCPU has been added. */
    private boolean isAttached() {
        return vm.isSomewhere() && index < vm.present();
    }

    /** The VM leaves its host: what the hypervisor counted there is kept. */
    void keep(VirtualMachine machine) {
        earlierUpdates += machine.stealUpdates(index);
        earlierCost += machine.updateCost(index);
    }
}
