package org.foliot.scheduler.eevdf;

/**
 * The fair class of one processor: it walks the tree of group queues up for arrivals and departures, and down to pick a
 * thread.
 */
final class FairClass {
    /** How long one clock_gettime takes, about; a choice. */
    private static final long CLOCK_READING = 1_000;

    private final Cpu cpu;
    private final Tunables tunables;
    private final FairQueue root;
    /** Threads queued here, delayed ones too; the most recently picked first (cfs_tasks). */
    private final TaskList tasks = new TaskList();

    private int queued;
    private int runnable;
    private int idleRunnable;

    FairClass(Cpu cpu, TaskGroup rootGroup) {
        this.cpu = cpu;
        this.tunables = cpu.tunables;
        this.root = rootGroup.on(cpu);
    }

    /** Threads on the queues, those included that stay only until their lag is worn off. */
    int queued() {
        return queued;
    }

    /** Threads on the queues that want to run. */
    int runnable() {
        return runnable;
    }

    /** Those of them that are SCHED_IDLE or in a cpu.idle group. */
    int idleRunnable() {
        return idleRunnable;
    }

    /** The threads on the queues, delayed ones included, the most recently picked first. */
    TaskList tasks() {
        return tasks;
    }

    /** Load of the processor as balancing sees it: sum of the visible weights at the root. */
    long load() {
        return Weights.visible(root.load());
    }

    /** Adds a thread (enqueue_task_fair, kernel/sched/fair.c, 6.6 to 6.18). */
    void enqueue(Task task, boolean isNew, long now) {
        Entity entity = task.entity;
        entity.queue = task.group.on(cpu);
        entity.depth = task.group.depth;
        if (queued == 0) {
            cpu.server.start(now);
        }
        queued++;
        tasks.addFirst(task);
        countRunnable(task);
        long slice = 0;
        boolean initial = isNew;
        while (entity != null) {
            if (entity.onQueue) {
                if (entity.delayed) {
                    entity.queue.revive(entity);
                }
                break;
            }
            if (slice != 0 && tunables.options.requestedSlices()) {
                entity.slice = slice;
                entity.customSlice = true;
            }
            entity.queue.enqueue(entity, initial, now);
            slice = entity.queue.minSlice();
            initial = false;
            entity = entity.parent();
        }
        updateAncestors(entity, slice, now);
    }

    private void countRunnable(Task task) {
        boolean idle = task.idlePolicy;
        for (TaskGroup group = task.group; group != null && !idle; group = group.parent) {
            idle = group.idle;
        }
        task.countedIdle = idle;
        runnable++;
        idleRunnable += idle ? 1 : 0;
    }

    private void discountRunnable(Task task) {
        runnable--;
        idleRunnable -= task.countedIdle ? 1 : 0;
    }

    private void updateAncestors(Entity from, long shortestSlice, long now) {
        long slice = shortestSlice;
        for (Entity entity = from; entity != null; entity = entity.parent()) {
            FairQueue queue = entity.queue;
            queue.updateShare(entity, now);
            if (tunables.options.requestedSlices()) {
                queue.setSlice(entity, slice);
                slice = queue.minSlice();
            }
        }
    }

    /** A thread whose dequeue is delayed wakes up (the ENQUEUE_DELAYED part of enqueue_task_fair, 6.12). */
    void revive(Task task) {
        task.entity.queue.revive(task.entity);
        countRunnable(task);
    }

    /**
     * Takes a thread away (dequeue_task_fair, kernel/sched/fair.c, 6.6 to 6.18).
     *
     * @param sleeps whether it blocks, rather than moves or changes
     * @param mayStay whether it may stay queued until its negative lag is worn off
     */
    void dequeue(Task task, boolean sleeps, boolean mayStay, long now) {
        discountRunnable(task);
        if (dequeue(task.entity, sleeps, mayStay, now)) {
            forget(task);
        }
    }

    /** Ends the delay of a thread that left already. */
    void finishDelayed(Task task, long now) {
        dequeue(task.entity, true, false, now);
        forget(task);
    }

    private void forget(Task task) {
        tasks.remove(task);
        queued--;
        if (queued == 0) {
            cpu.server.stop();
        }
    }

    /** dequeue_entities, kernel/sched/fair.c. */
    private boolean dequeue(Entity start, boolean sleeps, boolean mayStay, long now) {
        Entity entity = start;
        boolean sleeping = sleeps;
        boolean delayable = mayStay;
        long slice = 0;
        while (entity != null) {
            FairQueue queue = entity.queue;
            if (!queue.dequeue(entity, sleeping, delayable, now)) {
                if (entity == start) {
                    return false;
                }
                slice = queue.minSlice();
                break;
            }
            boolean others = queue.queued() > 0;
            slice = queue.minSlice();
            entity = entity.parent();
            if (others) {
                if (sleeps && entity != null) {
                    preferUpwards(entity);
                }
                break;
            }
            sleeping = true;
            delayable = true;
        }
        updateAncestors(entity, slice, now);
        return true;
    }

    /** set_next_buddy, kernel/sched/fair.c. */
    private static void preferUpwards(Entity from) {
        for (Entity entity = from; entity != null; entity = entity.parent()) {
            if (!entity.onQueue || entity.isIdle()) {
                return;
            }
            entity.queue.setBuddy(entity);
        }
    }

    /**
     * The thread to run next, or null (pick_task_fair, kernel/sched/fair.c, 6.6 to 6.18). Entities that are picked while
     * their dequeue is delayed leave now.
     */
    Task pick(long now) {
        while (root.queued() > 0) {
            FairQueue queue = root;
            Entity entity;
            do {
                queue.charge(now);
                entity = queue.choose(true);
                queue = entity.owned;
            } while (queue != null && !entity.delayed);
            if (!entity.delayed) {
                return entity.task;
            }
            leaveNow(entity, now);
        }
        return null;
    }

    private void leaveNow(Entity entity, long now) {
        if (entity.task != null) {
            finishDelayed(entity.task, now);
        } else {
            dequeue(entity, true, false, now);
        }
    }

    /**
     * Hands the processor over: entities that both threads are below stay current (put_prev_set_next in
     * pick_next_task_fair, kernel/sched/fair.c).
     *
     * @param from the fair thread that ran, or null if it was none
     * @param to the fair thread that runs next, or null if it is none
     */
    void change(Task from, Task to, long now) {
        Entity old = from == null ? null : from.entity;
        Entity next = to == null ? null : to.entity;
        if (to != null) {
            tasks.remove(to);
            tasks.addFirst(to);
        }
        while (old != null || next != null) {
            if (old != null && next != null && old.queue == next.queue) {
                old.queue.putCurrent(old, now);
                next.queue.setCurrent(next, now);
                return;
            }
            int oldDepth = old == null ? -1 : old.depth;
            int nextDepth = next == null ? -1 : next.depth;
            if (oldDepth >= nextDepth) {
                old.queue.putCurrent(old, now);
                old = old.parent();
            }
            if (nextDepth >= oldDepth) {
                next.queue.setCurrent(next, now);
                next = next.parent();
            }
        }
    }

    /** A tick interrupts a fair thread (task_tick_fair, kernel/sched/fair.c). */
    void tick(Task running, long now) {
        for (Entity entity = running.entity; entity != null; entity = entity.parent()) {
            entity.queue.charge(now);
            entity.queue.updateShare(entity, now);
        }
    }

    /** The running thread reads its CPU clock (task_sched_runtime, kernel/sched/core.c, and update_curr_fair). */
    void readClock(Task running, long now) {
        running.entity.queue.charge(now);
    }

    /** When the running thread may have to give way at a tick, or {@link Long#MAX_VALUE}. */
    long nextDecision(Task running, long now) {
        long earliest = Long.MAX_VALUE;
        for (Entity entity = running.entity; entity != null; entity = entity.parent()) {
            earliest = Math.min(earliest, entity.queue.nextDecision(now, false));
        }
        return earliest;
    }

    /** When the running thread may have to give way because it reads its clock, or {@link Long#MAX_VALUE}. */
    long nextClockReading(Task running, long now) {
        if (!running.readsClock) {
            return Long.MAX_VALUE;
        }
        return Math.max(now + CLOCK_READING, running.entity.queue.nextDecision(now, true));
    }

    /** The running thread yields. */
    void yield(Task running, long now) {
        if (queued > 1) {
            running.entity.queue.yieldCurrent(now);
        }
    }

    /** Whether a woken thread takes the processor from the running one (check_preempt_wakeup_fair, 6.6 to 6.18). */
    void preemptOnWakeup(Task running, Task woken, long now) {
        if (!tunables.options.wakeupPreemption()) {
            return;
        }
        Entity current = running.entity;
        Entity candidate = woken.entity;
        while (current.queue != candidate.queue) {
            int currentDepth = current.depth;
            int candidateDepth = candidate.depth;
            if (currentDepth >= candidateDepth) {
                current = current.parent();
            }
            if (candidateDepth >= currentDepth) {
                candidate = candidate.parent();
            }
        }
        FairQueue queue = current.queue;
        if (current.isIdle() != candidate.isIdle()) {
            if (current.isIdle()) {
                if (tunables.options.cancelIdleProtection()) {
                    queue.cancelProtection(current);
                }
                cpu.requestReschedule();
            }
            return;
        }
        if (!woken.preemptsOnWakeup()) {
            return;
        }
        queue.charge(now);
        boolean shorter = tunables.options.preemptShort() && candidate.slice < current.slice;
        if (queue.choose(!shorter) == candidate) {
            if (shorter) {
                queue.cancelProtection(current);
            }
            cpu.requestReschedule();
        } else if (shorter) {
            queue.shortenProtection(current);
        }
    }

    /** The load that moving a thread would move (task_h_load, kernel/sched/fair.c, without PELT). */
    long loadOf(Task task) {
        Entity entity = task.entity;
        long load = entity.visibleWeight;
        for (Entity up = entity.parent(); up != null; up = up.parent()) {
            load = load * up.visibleWeight / Math.max(1, Weights.visible(up.owned.load()));
        }
        return load;
    }
}
