package org.foliot.scheduler.eevdf;

/**
 * The waiting entities of a queue in the order of their deadlines, among equals in the order of arrival, each knowing the
 * smallest vruntime and slice below it.
 *
 * <p>The kernel has an augmented red-black tree here (tasks_timeline, kernel/sched/fair.c, min_vruntime_update). This is a
 * treap, a search tree that is also a heap of fixed random ranks: the same order and the same search in expected O(log n),
 * with far less code. The links are in the entities, so that nothing is allocated.
 */
final class DeadlineTree {
    private Entity root;
    private Entity first;

    /** The entity with the earliest deadline, or null. */
    Entity first() {
        return first;
    }

    boolean isEmpty() {
        return root == null;
    }

    /** The smallest slice in the tree, or {@link Long#MAX_VALUE}. */
    long minSlice() {
        return root == null ? Long.MAX_VALUE : root.minSlice;
    }

    /** Adds an entity behind those with the same deadline. */
    void insert(Entity entity) {
        Entity parent = null;
        Entity node = root;
        boolean leftmost = true;
        boolean goesLeft = false;
        while (node != null) {
            parent = node;
            node.minVruntime = Math.min(node.minVruntime, entity.vruntime);
            node.minSlice = Math.min(node.minSlice, entity.slice);
            goesLeft = entity.deadline < node.deadline;
            leftmost &= goesLeft;
            node = goesLeft ? node.left : node.right;
        }
        entity.left = null;
        entity.right = null;
        entity.up = parent;
        summarize(entity);
        if (parent == null) {
            root = entity;
        } else if (goesLeft) {
            parent.left = entity;
        } else {
            parent.right = entity;
        }
        if (leftmost) {
            first = entity;
        }
        while (entity.up != null && entity.rank > entity.up.rank) {
            Entity lowered = entity.up;
            liftOverParent(entity);
            summarize(lowered);
            summarize(entity);
        }
    }

    /** Takes an entity out. */
    void remove(Entity entity) {
        if (entity == first) {
            first = successor(first);
        }
        while (entity.left != null && entity.right != null) {
            liftOverParent(entity.left.rank > entity.right.rank ? entity.left : entity.right);
        }
        Entity child = entity.left != null ? entity.left : entity.right;
        Entity parent = entity.up;
        replace(parent, entity, child);
        for (Entity node = parent; node != null; node = node.up) {
            summarize(node);
        }
        entity.left = null;
        entity.right = null;
        entity.up = null;
    }

    /** Takes notice of a changed slice of an entity. */
    void sliceChanged(Entity entity) {
        for (Entity node = entity; node != null; node = node.up) {
            summarize(node);
        }
    }

    /**
     * The entity with the earliest deadline among those that are eligible, or null if there is none (the search of
     * pick_eevdf, kernel/sched/fair.c, 6.8 to 6.18).
     *
     * <p>An entity is eligible if {@code (vruntime − zero) × weight ≤ lead}.
     */
    Entity firstEligible(long zero, long weight, long lead) {
        if (first == null || (first.vruntime - zero) * weight <= lead) {
            return first;
        }
        Entity node = root;
        while (node != null) {
            Entity before = node.left;
            if (before != null && (before.minVruntime - zero) * weight <= lead) {
                node = before;
            } else if ((node.vruntime - zero) * weight <= lead) {
                return node;
            } else {
                node = node.right;
            }
        }
        return null;
    }

    /**
     * Of the entities that are not eligible and have an earlier deadline than given, the one that becomes eligible first;
     * null if there is none. Takes time in proportion to the number of entities with an earlier deadline.
     */
    Entity nextToBeEligible(long zero, long weight, long lead, long deadline) {
        Entity best = null;
        for (Entity node = first; node != null && node.deadline < deadline; node = successor(node)) {
            boolean eligible = (node.vruntime - zero) * weight <= lead;
            if (!eligible && (best == null || node.vruntime < best.vruntime)) {
                best = node;
            }
        }
        return best;
    }

    private static Entity successor(Entity entity) {
        Entity node = entity.right;
        if (node != null) {
            while (node.left != null) {
                node = node.left;
            }
            return node;
        }
        node = entity;
        while (node.up != null && node.up.right == node) {
            node = node.up;
        }
        return node.up;
    }

    private static void summarize(Entity node) {
        long minVruntime = node.vruntime;
        long minSlice = node.slice;
        Entity left = node.left;
        if (left != null) {
            minVruntime = Math.min(minVruntime, left.minVruntime);
            minSlice = Math.min(minSlice, left.minSlice);
        }
        Entity right = node.right;
        if (right != null) {
            minVruntime = Math.min(minVruntime, right.minVruntime);
            minSlice = Math.min(minSlice, right.minSlice);
        }
        node.minVruntime = minVruntime;
        node.minSlice = minSlice;
    }

    private void liftOverParent(Entity node) {
        Entity parent = node.up;
        replace(parent.up, parent, node);
        if (parent.left == node) {
            parent.left = node.right;
            if (node.right != null) {
                node.right.up = parent;
            }
            node.right = parent;
        } else {
            parent.right = node.left;
            if (node.left != null) {
                node.left.up = parent;
            }
            node.left = parent;
        }
        parent.up = node;
    }

    private void replace(Entity parent, Entity old, Entity successor) {
        if (parent == null) {
            root = successor;
        } else if (parent.left == old) {
            parent.left = successor;
        } else {
            parent.right = successor;
        }
        if (successor != null) {
            successor.up = parent;
        }
    }
}
