package org.foliot.run.world;

import java.util.List;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.host.Implementation;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.observation.ObservationKind;

/** The machine as a hypervisor sees it, which has the vCPUs that it has and does not take back time that was spent. */
final class CheckedVmHost implements VmHost {
    private final VmHost of;
    private final InstalledExtension hypervisor;

    CheckedVmHost(VmHost of, InstalledExtension hypervisor) {
        this.of = of;
        this.hypervisor = hypervisor;
    }

    @Override
    public String name() {
        return of.name();
    }

    @Override
    public int vcpus() {
        return of.vcpus();
    }

    @Override
    public GuestMemory memory() {
        return of.memory();
    }

    @Override
    public long now() {
        return of.now();
    }

    @Override
    public long runDelay(int vcpu) {
        return of.runDelay(present(vcpu, "VmHost.runDelay"));
    }

    @Override
    public void spend(int vcpu, long picoseconds) {
        of.spend(present(vcpu, "VmHost.spend"), Contracts.nonNegative(picoseconds, hypervisor, "VmHost.spend"));
    }

    @Override
    public List<Implementation> targetImplementations() {
        return of.targetImplementations();
    }

    @Override
    public void clockChanged() {
        of.clockChanged();
    }

    @Override
    public void clockChanges() {
        of.clockChanges();
    }

    @Override
    public void observe(ObservationKind kind, int vcpu, long a, long b) {
        of.observe(kind, vcpu, a, b);
    }

    private int present(int vcpu, String call) {
        if (vcpu < 0 || vcpu >= of.vcpus()) {
            throw new ExtensionFault(
                    hypervisor, call, "named vCPU " + vcpu + ", but guest " + of.name() + " has " + of.vcpus());
        }
        return vcpu;
    }
}
