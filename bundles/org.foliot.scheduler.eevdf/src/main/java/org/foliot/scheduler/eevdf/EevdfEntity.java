package org.foliot.scheduler.eevdf;

import org.foliot.scheduler.linux.Entity;
import org.foliot.scheduler.linux.Task;

/** What EEVDF goes by: virtual run time, virtual deadline, slice and lag. */
final class EevdfEntity extends Entity {
    /** Whether the slice was asked for, by sched_setattr or by a thread of the group. */
    boolean customSlice;

    /** Whether the deadline is held relative to vruntime, because it is off the queue. */
    boolean relativeDeadline;

    long vruntime;
    long deadline;
    long slice;
    /** Virtual lag at the time it left the queue. */
    long vlag;

    /** Up to which vruntime, or for which deadline, it is protected; see {@link EevdfQueue#isProtected}. */
    long protection;

    /** The smallest of itself and those below it in {@link DeadlineTree}. */
    long minVruntime;

    long minSlice;

    EevdfEntity(Task task, int number) {
        super(task, number);
    }

    static EevdfEntity of(Entity entity) {
        return (EevdfEntity) entity;
    }

    /** {@inheritDoc} Lag and what is left until the deadline stay, as amounts of service (reweight_task and rescale_entity). */
    @Override
    public void setWeight(long weight) {
        if (weight() != 0 && weight() != weight) {
            vlag = vlag * weight() / weight;
            if (relativeDeadline) {
                deadline = deadline * weight() / weight;
            }
        }
        super.setWeight(weight);
    }
}
