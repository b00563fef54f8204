package org.foliot.machine;

import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.foliot.time.counter.Unsigned128;

/**
 * Memory that follows a VM in a post-copy migration: a vCPU that touches a page that is not there yet waits for it (QEMU,
 * migration/postcopy-ram.c, by userfaultfd). The wait is a page fault's, so it is not run_delay and nothing of it is stolen.
 *
 * <p>A choice of ours: each vCPU touches pages at one rate, each page with the same chance, so that its faults become rarer in
 * proportion to what is still missing, and come at the distances that they have on average.
 *
 * @param memory all memory of the VM
 * @param bandwidth how much follows in a second, more than 0
 * @param touchRate how much memory a vCPU touches in a second of executing
 * @param page size of a page, more than 0
 * @param latency how long a vCPU waits for a page, more than 0
 */
public record MissingPages(ByteSize memory, ByteSize bandwidth, ByteSize touchRate, ByteSize page, Duration latency) {
    public MissingPages {
        if (bandwidth.bytes() <= 0 || page.bytes() <= 0 || latency.picoseconds() <= 0) {
            throw new IllegalArgumentException("bandwidth, page size and latency are more than 0");
        }
    }

    /** How long it takes until everything is there. */
    public Duration following() {
        return Transfer.time(memory, bandwidth);
    }

    /**
     * Picoseconds of executing until a vCPU touches a page that is not there; {@link Long#MAX_VALUE} when all are, or none is
     * ever touched.
     *
     * @param since picoseconds since the VM arrived
     */
    long untilFault(long since) {
        long following = following().picoseconds();
        if (since >= following || touchRate.bytes() == 0) {
            return Long.MAX_VALUE;
        }
        long untilTouch = Transfer.time(page, touchRate).picoseconds();
        // Executing for so long is sure to outlast what follows.
        return untilTouch >= following
                ? following
                : Unsigned128.multiplyDivide(untilTouch, following, following - since);
    }
}
