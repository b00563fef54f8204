package org.foliot.run.world;

import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.time.Frequency;

/** A hypervisor's clock whose timers cannot fire in the past. */
final class CheckedClock implements VirtualClock {
    private final VirtualClock of;
    private final VmHost vm;
    private final InstalledExtension hypervisor;

    CheckedClock(VirtualClock of, VmHost vm, InstalledExtension hypervisor) {
        this.of = of;
        this.vm = vm;
        this.hypervisor = hypervisor;
    }

    VirtualClock of() {
        return of;
    }

    @Override
    public Frequency frequency() {
        return Contracts.present(of.frequency(), hypervisor, "VirtualClock.frequency");
    }

    @Override
    public Frequency hardwareFrequency() {
        return Contracts.present(of.hardwareFrequency(), hypervisor, "VirtualClock.hardwareFrequency");
    }

    @Override
    public long virtualCounter(int vcpu, long instant) {
        return of.virtualCounter(vcpu, instant);
    }

    @Override
    public long physicalCounter(int vcpu, long instant) {
        return of.physicalCounter(vcpu, instant);
    }

    @Override
    public long instantOfVirtual(int vcpu, long value) {
        return notBefore(of.instantOfVirtual(vcpu, value), "VirtualClock.instantOfVirtual");
    }

    @Override
    public long instantOfPhysical(int vcpu, long value) {
        return notBefore(of.instantOfPhysical(vcpu, value), "VirtualClock.instantOfPhysical");
    }

    @Override
    public long virtualReadCost() {
        return Contracts.nonNegative(of.virtualReadCost(), hypervisor, "VirtualClock.virtualReadCost");
    }

    @Override
    public long physicalReadCost() {
        return Contracts.nonNegative(of.physicalReadCost(), hypervisor, "VirtualClock.physicalReadCost");
    }

    @Override
    public void armVirtualTimer(int vcpu, long compareValue) {
        of.armVirtualTimer(vcpu, compareValue);
    }

    @Override
    public long virtualTimerInstant(int vcpu) {
        return notBefore(of.virtualTimerInstant(vcpu), "VirtualClock.virtualTimerInstant");
    }

    @Override
    public boolean enhancedCounter() {
        return of.enhancedCounter();
    }

    @Override
    public <C extends VirtualClock> C unwrap(Class<C> kind) {
        return of.unwrap(kind);
    }

    private long notBefore(long instant, String call) {
        long now = vm.now();
        if (instant < now) {
            throw new ExtensionFault(
                    hypervisor, call, "let time go backwards: returned " + instant + " ps when it was " + now + " ps");
        }
        return instant;
    }
}
