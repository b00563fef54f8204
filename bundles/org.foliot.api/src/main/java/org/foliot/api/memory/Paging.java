package org.foliot.api.memory;

import org.foliot.time.Duration;

/**
 * What becomes of an access to a structure whose page the host has swapped out.
 *
 * @param absent how the access ends
 * @param majorFault time until the page is back; only where it can be absent
 */
public record Paging(AbsentPage absent, Duration majorFault) {
    /** Memory that the host never swaps out. */
    public static final Paging PINNED = new Paging(AbsentPage.NEVER, Duration.ZERO);

    /** How an access to a page that is not resident ends. */
    public enum AbsentPage {
        /**
         * The thread sleeps in the page fault and the access then succeeds, as get_user and put_user do where sleeping is
         * allowed. KVM on arm64 handles the request preemptibly, so this is what Linux does.
         */
        WAITS,
        /** The access fails, as it does where page faults are disabled; the page is back for the next one. */
        FAILS,
        /** It does not happen: the page is pinned. */
        NEVER
    }
}
