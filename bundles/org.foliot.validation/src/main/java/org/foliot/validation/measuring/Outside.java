package org.foliot.validation.measuring;

import org.foliot.engine.RandomStream;
import org.foliot.validation.Machine;

/**
 * When something beneath the recorded machine takes one of its processors away, as its user saw: the kernel of the machine goes
 * on booking run time, and a thread that watches the clock sees a gap. What the kernel books is not touched by it.
 */
final class Outside {
    /** How long a processor is away: no less than what a busy thread calls a gap. */
    static final long AWAY = Machine.OUTSIDE_AWAY.picoseconds();

    private final RandomStream chance;
    private long next;

    /**
     * For one processor.
     *
     * @param chance its stream
     */
    Outside(RandomStream chance) {
        this.chance = chance;
        this.next = chance.nextLong(Machine.OUTSIDE_PERIOD.picoseconds());
        skip();
    }

    /**
     * The first time at or after an instant that the processor is taken away.
     *
     * @param from not before the instant of the last question
     */
    long firstAfter(long from) {
        while (next < from) {
            next += Machine.OUTSIDE_PERIOD.picoseconds();
            skip();
        }
        return next;
    }

    private void skip() {
        while (!chance.nextChance(Machine.OUTSIDE_CHANCE)) {
            next += Machine.OUTSIDE_PERIOD.picoseconds();
        }
    }
}
