package org.foliot.validation;

import org.foliot.time.Duration;

/**
 * Something that keeps a VM from running for a while and is not stolen time.
 *
 * @param kind what it is
 * @param at when it begins
 * @param lasts how long it lasts
 * @param poll how often the threads of a paused VM look whether they may go on; zero if they are told
 */
public record Interruption(Kind kind, Duration at, Duration lasts, Duration poll) {
    /** Ways to stop a VM. */
    public enum Kind {
        /** SIGSTOP of the VMM. */
        SIGSTOP,
        /** The VMM keeps the vCPU out of KVM_RUN, as QMP stop does. */
        STOP,
        /** The cgroup freezer. */
        FREEZE
    }
}
