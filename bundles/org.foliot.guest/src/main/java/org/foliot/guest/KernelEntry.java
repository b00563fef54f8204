package org.foliot.guest;

import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.engine.RandomStream;

/**
 * Everything a kernel needs at its entry.
 *
 * @param guest what is installed
 * @param spec which kernel
 * @param number its number since power-on, from 1
 * @param boot the vCPU that enters it
 * @param present vCPUs that are there
 * @param whole whether it runs processes on all CPUs; a crash kernel does not
 * @param outside clocks that its programs may ask
 * @param requests what is to be done to it, kept from before
 * @param random random numbers of each process that needs some
 */
record KernelEntry(
        GuestSpec guest,
        KernelSpec spec,
        int number,
        int boot,
        int present,
        boolean whole,
        boolean stepAtTicks,
        OutsideClocks outside,
        Deque<Request> requests,
        List<Optional<RandomStream>> random) {
    /** What the driver of stolen time is told; absent of a kernel that has none. */
    Optional<PvTimeDriver.Setup> stolenTime() {
        if (!spec.aware() || !spec.options().paravirt()) {
            return Optional.empty();
        }
        int slot = 1 + (number - 1) % 2;
        return Optional.of(
                new PvTimeDriver.Setup(spec.release(), spec.options().pvtimeAbi(), guest.donation(slot), boot));
    }

    /** What the driver of its clocks is told. */
    ClockDriver.Setup clocks() {
        return new ClockDriver.Setup(
                spec.release(),
                guest.clockDonation((number - 1) % 2),
                boot,
                spec.options().lpt());
    }
}
