package org.foliot.scheduler.linux;

/**
 * The waiting entities of a queue in the order that the policy gives them, among equals in the order of arrival; a policy
 * can have every entity know something of all those below it.
 *
 * <p>The kernel has a red-black tree here (tasks_timeline, kernel/sched/fair.c). This is a treap, a search tree that is also
 * a heap of fixed random ranks: the same order and the same searches in expected O(log n), with far less code. The links are
 * in the entities, so that nothing is allocated.
 */
public abstract class EntityTree {
    private Entity root;
    private Entity first;

    /** Whether one entity comes before another (entity_before). */
    protected abstract boolean precedes(Entity a, Entity b);

    /** An entity is being inserted below another one, which is to know. */
    protected void passes(Entity node, Entity inserted) {}

    /** Works out anew what an entity knows of itself and of those on its left and right. */
    protected void summarize(Entity node) {}

    /** The root, or null. */
    protected final Entity root() {
        return root;
    }

    /** What is before an entity and below it, or null. */
    protected static Entity left(Entity node) {
        return node.left;
    }

    /** What is after an entity and below it, or null. */
    protected static Entity right(Entity node) {
        return node.right;
    }

    /** The first entity, or null. */
    public final Entity first() {
        return first;
    }

    /** Whether nobody waits. */
    public final boolean isEmpty() {
        return root == null;
    }

    /** Adds an entity behind its equals. */
    public final void insert(Entity entity) {
        Entity parent = null;
        Entity node = root;
        boolean leftmost = true;
        boolean goesLeft = false;
        while (node != null) {
            parent = node;
            passes(node, entity);
            goesLeft = precedes(entity, node);
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
    public final void remove(Entity entity) {
        if (entity == first) {
            first = next(first);
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

    /** Takes notice that what others know of an entity has changed; its place has not. */
    public final void changed(Entity entity) {
        for (Entity node = entity; node != null; node = node.up) {
            summarize(node);
        }
    }

    /** The entity after one of the tree, or null. */
    public final Entity next(Entity entity) {
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
