package org.foliot.run.world;

import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.guest.Drivers;
import org.foliot.machine.Vm;

/** The drivers that a guest's present hypervisor brings. */
record HypervisorDrivers(Vm vm) implements Drivers {
    @Override
    public PvTimeDriver stolenTime(PvTimeDriver.Setup setup) {
        return vm.driver(setup);
    }

    @Override
    public ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return vm.clocks(setup);
    }
}
