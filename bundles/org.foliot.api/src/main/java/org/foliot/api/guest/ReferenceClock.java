package org.foliot.api.guest;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An outside clock that a hypervisor lets a guest read beside its counter: {@code ptp_kvm}, or a {@code vmclock}.
 *
 * <p>Called on the CPU that reads, while that executes; a reading may trap, which costs what the hypervisor says.
 */
@ConsumerType
public interface ReferenceClock {
    /** Returned by {@link #nanos}: it cannot be read now. */
    long UNAVAILABLE = Long.MIN_VALUE;

    /** The name of its device. */
    String name();

    /** What it shows at this instant, in nanoseconds since the true time 0, or {@link #UNAVAILABLE}. */
    long nanos(int cpu);

    /**
     * A number that changes when the guest's counter may have become another, as by a migration: {@code disruption_marker} of a
     * vmclock; 0 for ever where nobody says.
     */
    default long disruptionMarker(int cpu) {
        return 0;
    }
}
