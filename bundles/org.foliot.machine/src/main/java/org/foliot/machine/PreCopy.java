package org.foliot.machine;

import org.foliot.time.ByteSize;
import org.foliot.time.Duration;

/**
 * Pre-copy migration by numbers: all memory is copied while the VM runs, then what it has dirtied meanwhile, and so on, until
 * what is left can be copied in the downtime that is allowed (QEMU, migration/migration.c, migration_iteration_run: pending
 * against the threshold of bandwidth and downtime-limit; Clark et al., NSDI 2005).
 *
 * <p>A choice of ours: the VM dirties memory at one rate, up to a working set. QEMU measures it, and never gives up.
 *
 * @param memory all memory of the VM
 * @param bandwidth how much is copied in a second, more than 0
 * @param dirtyRate how much the VM dirties in a second
 * @param workingSet what it dirties again and again; no more than this is dirty after any round
 * @param downtimeLimit how long the VM may be stopped for the last round
 * @param maxRounds rounds while the VM runs after which the migration is given up, at least 1
 */
public record PreCopy(
        ByteSize memory,
        ByteSize bandwidth,
        ByteSize dirtyRate,
        ByteSize workingSet,
        Duration downtimeLimit,
        int maxRounds) {
    public PreCopy {
        if (bandwidth.bytes() <= 0 || maxRounds < 1) {
            throw new IllegalArgumentException(
                    "nothing is copied with " + bandwidth + " in a second in " + maxRounds + " rounds");
        }
    }

    /**
     * How it goes.
     *
     * @param rounds rounds while the VM runs: the first of all its memory, and those of what was dirtied since
     * @param copying how long the VM runs while it is copied
     * @param converges whether the rest fits in the downtime that is allowed
     * @param downtime how long the VM is stopped, for the rest
     */
    public record Course(int rounds, Duration copying, boolean converges, Duration downtime) {}

    /** Goes through the rounds. */
    public Course course() {
        long pending = memory.bytes();
        long picoseconds = 0;
        int rounds = 0;
        do {
            long round = time(pending);
            picoseconds = Math.min(Transfer.LONGEST, picoseconds + round);
            pending = dirtiedIn(round);
            rounds++;
        } while (!fits(pending) && rounds < maxRounds);
        return new Course(rounds, new Duration(picoseconds), fits(pending), new Duration(time(pending)));
    }

    private boolean fits(long bytes) {
        return time(bytes) <= downtimeLimit.picoseconds();
    }

    private long time(long bytes) {
        return Transfer.time(new ByteSize(bytes), bandwidth).picoseconds();
    }

    private long dirtiedIn(long picoseconds) {
        long dirtied = Transfer.quotient(dirtyRate.bytes(), picoseconds, Duration.PS_PER_SECOND);
        return Math.min(Math.min(memory.bytes(), workingSet.bytes()), dirtied);
    }
}
