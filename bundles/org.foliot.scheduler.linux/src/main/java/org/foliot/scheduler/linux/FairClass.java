package org.foliot.scheduler.linux;

import org.foliot.scheduler.linux.FairQueue.Joining;

/**
 * The fair class of one processor: it walks the tree of group queues up for arrivals and departures, and down to pick a
 * thread.
 */
final class FairClass {
    /** A thread that reads its clock all the time does so as often as this, counted from when it was booked last; a choice. */
    private static final long CLOCK_READING = 1_000;

    private final Cpu cpu;
    private final FairQueue root;
    /** Threads queued here, delayed ones too; the most recently picked first (cfs_tasks). */
    private final TaskList tasks = new TaskList();

    private int queued;
    private int runnable;
    private int idleRunnable;

    FairClass(Cpu cpu, TaskGroup rootGroup) {
        this.cpu = cpu;
        this.root = rootGroup.on(cpu);
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

    /** Adds a thread (enqueue_task_fair, kernel/sched/fair.c). */
    void enqueue(Task task, Joining how, long now) {
        Entity entity = task.entity;
        FairQueue queue = task.group.on(cpu);
        if (entity.queue != null && entity.queue != queue) {
            entity.queue.detach(entity);
        }
        entity.queue = queue;
        entity.depth = task.group.depth;
        if (queued == 0) {
            cpu.server.start(now);
        }
        queued++;
        tasks.addFirst(task);
        countRunnable(task);
        long slice = 0;
        Joining joining = how;
        while (entity != null) {
            if (entity.onQueue) {
                if (entity.delayed) {
                    entity.queue.revive(entity);
                }
                break;
            }
            if (slice != 0) {
                entity.queue.adoptSlice(entity, slice);
            }
            entity.queue.enqueue(entity, joining, now);
            slice = entity.queue.minSlice();
            joining = Joining.WOKEN;
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

    private static void updateAncestors(Entity from, long shortestSlice, long now) {
        long slice = shortestSlice;
        for (Entity entity = from; entity != null; entity = entity.parent()) {
            FairQueue queue = entity.queue;
            queue.updateShare(entity, now);
            if (slice != 0) {
                queue.adoptSlice(entity, slice);
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
     * Takes a thread away (dequeue_task_fair, kernel/sched/fair.c).
     *
     * @param sleeps whether it blocks, rather than moves or changes
     * @param mayStay whether its queue may keep it for a while
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
    private static boolean dequeue(Entity start, boolean sleeps, boolean mayStay, long now) {
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

    /** Prefers the groups of a thread that went to sleep, because it will soon want to run again (set_next_buddy). */
    private static void preferUpwards(Entity from) {
        for (Entity entity = from; entity != null; entity = entity.parent()) {
            if (!entity.onQueue || entity.isIdle()) {
                return;
            }
            entity.queue.prefer(entity);
        }
    }

    /**
     * The thread to run next, or null (pick_task_fair, kernel/sched/fair.c). Entities that are picked while their dequeue is
     * delayed leave now.
     */
    Task pick(long now) {
        while (root.queued() > 0) {
            FairQueue queue = root;
            Entity entity;
            do {
                queue.charge(now);
                entity = queue.choose();
                queue = entity.owned;
            } while (queue != null && !entity.delayed);
            if (!entity.delayed) {
                return entity.task();
            }
            leaveNow(entity, now);
        }
        return null;
    }

    private void leaveNow(Entity entity, long now) {
        if (entity.task() != null) {
            finishDelayed(entity.task(), now);
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
            entity.queue.tick(now);
        }
    }

    /** The running thread reads its CPU clock (task_sched_runtime, kernel/sched/core.c, and update_curr_fair). */
    void readClock(Task running, long now) {
        running.entity.queue.charge(now);
    }

    /** When the running thread may have to give way at a tick, or {@link Long#MAX_VALUE}. */
    long nextDecision(Task running) {
        long earliest = Long.MAX_VALUE;
        for (Entity entity = running.entity; entity != null; entity = entity.parent()) {
            earliest = Math.min(earliest, entity.queue.nextDecision());
        }
        return earliest;
    }

    /** When the running thread may have to give way because it reads its clock, or {@link Long#MAX_VALUE}. */
    long nextClockReading(Task running, long now) {
        long decision = running.readsClock ? running.entity.queue.nextClockDecision() : Long.MAX_VALUE;
        if (decision == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long from = running.entity.execStart;
        long readings = Math.max(1, Math.floorDiv(Math.max(decision, now) - from, CLOCK_READING) + 1);
        return from + readings * CLOCK_READING;
    }

    /** The running thread yields. */
    void yield(Task running, long now) {
        if (queued > 1) {
            running.entity.queue.yields(now);
        }
    }

    /** A woken thread may take the processor from the running one (check_preempt_wakeup_fair and find_matching_se). */
    void preemptOnWakeup(Task running, Task woken, long now) {
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
        if (current.queue.preempts(candidate, running, woken, now)) {
            cpu.requestReschedule();
        }
    }

    /** The load that moving a thread would move (task_h_load, kernel/sched/fair.c, without PELT). */
    static long loadOf(Task task) {
        Entity entity = task.entity;
        long load = entity.visibleWeight();
        for (Entity up = entity.parent(); up != null; up = up.parent()) {
            load = load * up.visibleWeight() / Math.max(1, Weights.visible(up.owned.load()));
        }
        return load;
    }
}
