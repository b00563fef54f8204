package org.foliot.hypervisor.hyperv;

import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Errno;

/** A kernel that looks for stolen time, and finds none. */
final class NoStolenTime implements PvTimeDriver {
    @Override
    public boolean probe() {
        return false;
    }

    @Override
    public int cpuOnline(int cpu) {
        return Errno.ENODEV;
    }

    @Override
    public void cpuOffline(int cpu) {
        // Nothing was set up.
    }

    @Override
    public long stealClock(int cpu) {
        return 0;
    }

    @Override
    public void handOver(int cpu, Handover handover) {
        // There is nothing to hand over.
    }
}
