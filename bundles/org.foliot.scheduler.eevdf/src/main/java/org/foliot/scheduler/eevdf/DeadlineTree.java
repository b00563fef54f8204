package org.foliot.scheduler.eevdf;

import org.foliot.scheduler.linux.Entity;
import org.foliot.scheduler.linux.EntityTree;

/**
 * The waiting entities of a queue in the order of their deadlines, each knowing the smallest vruntime and slice below it
 * (tasks_timeline and min_vruntime_update, kernel/sched/fair.c).
 */
final class DeadlineTree extends EntityTree {
    @Override
    protected boolean precedes(Entity a, Entity b) {
        return EevdfEntity.of(a).deadline < EevdfEntity.of(b).deadline;
    }

    @Override
    protected void passes(Entity node, Entity inserted) {
        EevdfEntity passed = EevdfEntity.of(node);
        EevdfEntity entity = EevdfEntity.of(inserted);
        passed.minVruntime = Math.min(passed.minVruntime, entity.vruntime);
        passed.minSlice = Math.min(passed.minSlice, entity.slice);
    }

    @Override
    protected void summarize(Entity node) {
        EevdfEntity entity = EevdfEntity.of(node);
        long minVruntime = entity.vruntime;
        long minSlice = entity.slice;
        EevdfEntity left = EevdfEntity.of(left(entity));
        if (left != null) {
            minVruntime = Math.min(minVruntime, left.minVruntime);
            minSlice = Math.min(minSlice, left.minSlice);
        }
        EevdfEntity right = EevdfEntity.of(right(entity));
        if (right != null) {
            minVruntime = Math.min(minVruntime, right.minVruntime);
            minSlice = Math.min(minSlice, right.minSlice);
        }
        entity.minVruntime = minVruntime;
        entity.minSlice = minSlice;
    }

    /** The smallest slice in the tree, or {@link Long#MAX_VALUE}. */
    long minSlice() {
        return isEmpty() ? Long.MAX_VALUE : EevdfEntity.of(root()).minSlice;
    }

    /**
     * The entity with the earliest deadline among those that are eligible, or null if there is none (the search of
     * pick_eevdf, kernel/sched/fair.c, 6.8 to 6.18).
     *
     * <p>An entity is eligible if {@code (vruntime − zero) × weight ≤ lead}.
     */
    EevdfEntity firstEligible(long zero, long weight, long lead) {
        EevdfEntity first = EevdfEntity.of(first());
        if (first == null || (first.vruntime - zero) * weight <= lead) {
            return first;
        }
        EevdfEntity node = EevdfEntity.of(root());
        while (node != null) {
            EevdfEntity before = EevdfEntity.of(left(node));
            if (before != null && (before.minVruntime - zero) * weight <= lead) {
                node = before;
            } else if ((node.vruntime - zero) * weight <= lead) {
                return node;
            } else {
                node = EevdfEntity.of(right(node));
            }
        }
        return null;
    }

    /** The smallest vruntime of the entities with an earlier deadline than given, or {@link Long#MAX_VALUE} for none. */
    long minVruntimeBefore(long deadline) {
        long least = Long.MAX_VALUE;
        EevdfEntity node = EevdfEntity.of(root());
        while (node != null) {
            if (node.deadline < deadline) {
                EevdfEntity before = EevdfEntity.of(left(node));
                least = Math.min(least, before == null ? node.vruntime : Math.min(node.vruntime, before.minVruntime));
                node = EevdfEntity.of(right(node));
            } else {
                node = EevdfEntity.of(left(node));
            }
        }
        return least;
    }
}
