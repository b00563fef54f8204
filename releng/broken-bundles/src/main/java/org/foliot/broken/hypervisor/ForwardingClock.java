package org.foliot.broken.hypervisor;

import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.time.Frequency;

/** A clock that shows what another shows; a subclass gets one thing wrong. */
class ForwardingClock implements VirtualClock {
    final VirtualClock sound;

    ForwardingClock(VirtualClock sound) {
        this.sound = sound;
    }

    @Override
    public Frequency frequency() {
        return sound.frequency();
    }

    @Override
    public long virtualCounter(int vcpu, long instant) {
        return sound.virtualCounter(vcpu, instant);
    }

    @Override
    public long physicalCounter(int vcpu, long instant) {
        return sound.physicalCounter(vcpu, instant);
    }

    @Override
    public long instantOfVirtual(int vcpu, long value) {
        return sound.instantOfVirtual(vcpu, value);
    }

    @Override
    public long instantOfPhysical(int vcpu, long value) {
        return sound.instantOfPhysical(vcpu, value);
    }

    @Override
    public void armVirtualTimer(int vcpu, long compareValue) {
        sound.armVirtualTimer(vcpu, compareValue);
    }

    @Override
    public long virtualTimerInstant(int vcpu) {
        return sound.virtualTimerInstant(vcpu);
    }

    @Override
    public <C extends VirtualClock> C unwrap(Class<C> kind) {
        return sound.unwrap(kind);
    }
}
