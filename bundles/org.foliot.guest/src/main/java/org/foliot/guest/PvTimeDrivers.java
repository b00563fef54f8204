package org.foliot.guest;

import org.foliot.api.guest.PvTimeDriver;

/** Where guest software gets its stolen-time driver from: the hypervisor that it runs on. */
@FunctionalInterface
public interface PvTimeDrivers {
    /** A driver for one stage of guest software; firmware and every kernel ask for one of their own. */
    PvTimeDriver driver(PvTimeDriver.Setup setup);
}
