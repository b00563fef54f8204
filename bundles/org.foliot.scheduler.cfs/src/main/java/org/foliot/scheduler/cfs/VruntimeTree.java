package org.foliot.scheduler.cfs;

import org.foliot.scheduler.linux.Entity;
import org.foliot.scheduler.linux.EntityTree;

/** The waiting entities of a queue in the order of their virtual run times. */
final class VruntimeTree extends EntityTree {
    @Override
    protected boolean precedes(Entity a, Entity b) {
        return CfsEntity.of(a).vruntime < CfsEntity.of(b).vruntime;
    }
}
