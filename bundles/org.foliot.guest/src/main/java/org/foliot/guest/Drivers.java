package org.foliot.guest;

import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.SystemCounter;

/** Where guest software gets its drivers from: the hypervisor that it runs on. */
@FunctionalInterface
public interface Drivers {
    /** A stolen-time driver for one stage of guest software; firmware and every kernel ask for one of their own. */
    PvTimeDriver stolenTime(PvTimeDriver.Setup setup);

    /** The clocks of one kernel; the architected counter alone where nothing else is said. */
    default ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return new SystemCounter(platform);
    }
}
