package org.foliot.machine;

import java.util.List;
import org.foliot.api.host.Implementation;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.observation.ObservationKind;
import org.foliot.time.Duration;

/** The machine as the hypervisor of one VM sees it on one host. */
final class VmPort implements VmHost {
    private final Vm vm;
    /** Whether the VM is only made to see whether it can be: then nobody sees what its hypervisor does. */
    private final boolean rehearsal;
    /** Whether the VM's threads are on the host; until then none has waited, and none can spend time. */
    private boolean attached;

    VmPort(Vm vm, boolean rehearsal) {
        this.vm = vm;
        this.rehearsal = rehearsal;
    }

    void attach() {
        attached = true;
    }

    @Override
    public String name() {
        return vm.name();
    }

    @Override
    public int vcpus() {
        return vm.present();
    }

    @Override
    public GuestMemory memory() {
        return vm.memory();
    }

    @Override
    public long now() {
        return vm.now();
    }

    @Override
    public long runDelay(int vcpu) {
        return attached ? vm.vcpu(vcpu).runDelay() / Duration.PS_PER_NANO : 0;
    }

    @Override
    public void spend(int vcpu, long picoseconds) {
        if (attached) {
            vm.vcpu(vcpu).spend(picoseconds);
        }
    }

    @Override
    public List<Implementation> targetImplementations() {
        return vm.spec().targets();
    }

    @Override
    public void clockChanges() {
        if (attached) {
            vm.guest().clockChanges(vm.now());
        }
    }

    @Override
    public void clockChanged() {
        if (attached) {
            vm.guest().clockChanged(vm.now());
            vm.vcpus().forEach(Vcpu::lookAtClock);
        }
    }

    @Override
    public void observe(ObservationKind kind, int vcpu, long a, long b) {
        if (!rehearsal) {
            vm.observe(kind, vcpu, a, b);
        }
    }
}
