package org.foliot.api.guest;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Everything that runs inside one VM: firmware, kernel, processes.
 *
 * <p>Per vCPU the machine calls {@link #enter} when guest code starts to execute, then {@link #step} each time the instant
 * that was returned last has come while it still executes, and {@link #exit} when it stops executing for whatever reason.
 * Instants are host physical time in picoseconds and never decrease. Between exit and enter no guest code runs, however
 * long that is. Nothing here may allocate in steady state.
 */
@ProviderType
public interface GuestSystem {
    /** Returned by {@link #enter} and {@link #step}: the vCPU executed WFI and waits for a timer or an interrupt. */
    long HALTED = -1L;

    /** Returned by {@link #enter} and {@link #step}: the vCPU turned itself off (PSCI CPU_OFF or SYSTEM_OFF). */
    long OFF = -2L;

    /** Nothing of its own will ever happen while this vCPU goes on executing. */
    long NEVER = Long.MAX_VALUE;

    /** Power-on: the boot vCPU will be entered next and starts with the firmware. */
    void powerOn(long now);

    /**
     * Guest code starts to execute on a vCPU.
     *
     * @return the next instant, not before now, at which guest code does something of its own if it keeps executing;
     *     {@link #NEVER}, {@link #HALTED} or {@link #OFF}
     */
    long enter(int vcpu, long now);

    /** The instant that {@link #enter} or {@link #step} returned has come; results as for {@link #enter}. */
    long step(int vcpu, long now);

    /**
     * An interrupt arrived while the vCPU executes, or something outside changed what it will do; results as for
     * {@link #enter}.
     */
    long interrupt(int vcpu, long now);

    /** Guest code stops executing on a vCPU. */
    void exit(int vcpu, long now);

    /** When a halted vCPU's next timer fires under the present clock, not before now; {@link #NEVER} for no timer. */
    long wakeUp(int vcpu, long now);

    /**
     * The counters have changed by more than the passing of time: another offset or frequency, stopped or started. Called
     * after the change and before any vCPU executes; the machine asks for {@link #wakeUp} again.
     */
    default void clockChanged(long now) {}

    /** The counters are about to change while vCPUs may be executing: what they have executed is booked by the old ones. */
    default void clockChanges(long now) {}

    /** Everything that runs in a guest as it was at an instant; it never changes, and only the guest that made it can read it. */
    @ProviderType
    interface Saved {}

    /** A guest whose software cannot be saved has this. */
    Saved NOTHING = new Saved() {};

    /** Saves the software for a snapshot; no vCPU executes. The guest goes on as if nothing had happened. */
    default Saved save() {
        return NOTHING;
    }

    /**
     * Goes on from what was saved, as often as one likes; no vCPU executes, and {@link #clockChanged} follows. Nothing happens
     * for {@link #NOTHING}.
     *
     * @throws IllegalArgumentException for what another guest saved
     */
    default void restore(Saved saved) {}
}
