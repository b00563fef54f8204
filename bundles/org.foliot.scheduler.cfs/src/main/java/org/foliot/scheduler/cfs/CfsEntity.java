package org.foliot.scheduler.cfs;

import org.foliot.scheduler.linux.Entity;
import org.foliot.scheduler.linux.Task;

/** What CFS goes by: virtual run time. */
final class CfsEntity extends Entity {
    long vruntime;
    /** Whether {@link #vruntime} is relative to that of the queue that it left, because it will join another one or change. */
    boolean relative;

    /** What it ran since it was picked (sum_exec_runtime − prev_sum_exec_runtime). */
    long ran;

    CfsEntity(Task task, int number) {
        super(task, number);
    }

    static CfsEntity of(Entity entity) {
        return (CfsEntity) entity;
    }
}
