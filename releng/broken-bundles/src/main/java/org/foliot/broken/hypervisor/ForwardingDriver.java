package org.foliot.broken.hypervisor;

import org.foliot.api.guest.PvTimeDriver;

/** A driver that does what another does; a subclass gets one thing wrong. */
class ForwardingDriver implements PvTimeDriver {
    final PvTimeDriver sound;

    ForwardingDriver(PvTimeDriver sound) {
        this.sound = sound;
    }

    @Override
    public boolean probe() {
        return sound.probe();
    }

    @Override
    public int cpuOnline(int cpu) {
        return sound.cpuOnline(cpu);
    }

    @Override
    public void cpuOffline(int cpu) {
        sound.cpuOffline(cpu);
    }

    @Override
    public long stealClock(int cpu) {
        return sound.stealClock(cpu);
    }

    @Override
    public void handOver(int cpu, Handover handover) {
        sound.handOver(cpu, handover);
    }
}
