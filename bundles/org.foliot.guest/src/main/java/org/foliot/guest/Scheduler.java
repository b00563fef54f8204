package org.foliot.guest;

import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.observation.Observations;

/**
 * The fair class of the guest's kernel, as of Linux 6.1: virtual run time in clock_task, preemption at ticks and at wake-ups.
 *
 * <p>Choices of ours: one slice for all instead of a share of the latency period, with the wake-up granularity a third and the
 * minimum granularity a quarter of it, and sleepers credited one slice, which are the ratios of 6.1's defaults; an idle CPU
 * pulls a waiting task, but nothing is balanced while all are busy.
 */
final class Scheduler {
    /** Process number in observations for a CPU that runs none. */
    static final int NONE = -1;

    private final GuestPlatform platform;
    private final Accounting accounting;
    private final Interrupts interrupts;
    private final Cpu[] cpus;
    private final long slice;
    private final long wakeUpGranularity;

    Scheduler(
            GuestPlatform platform,
            Accounting accounting,
            Interrupts interrupts,
            Cpu[] cpus,
            GuestKernelOptions options) {
        this.platform = platform;
        this.accounting = accounting;
        this.interrupts = interrupts;
        this.cpus = cpus;
        this.slice = options.slice().toNanos();
        this.wakeUpGranularity = slice / 3;
    }

    /** A new task becomes runnable on the allowed CPU that has least to do (wake_up_new_task). */
    void start(Task task, Cpu caller, long now) {
        Cpu target = leastLoaded(task);
        prepare(target, caller, now);
        task.cpu = target;
        task.place(target.queue.minVirtualTime() + NiceWeights.virtual(slice, task.weight()));
        enqueue(task, target, caller);
    }

    /** A sleeping task becomes runnable (try_to_wake_up). */
    void wakeUp(Task task, Cpu caller, long now) {
        Cpu target = selectForWakeUp(task, caller);
        prepare(target, caller, now);
        long own = task.virtualTime();
        if (target != task.cpu) {
            own += target.queue.minVirtualTime() - minVirtualTimeOf(task.cpu);
            task.cpu = target;
        }
        long credited = target.queue.minVirtualTime() - slice;
        task.place(own - credited > 0 ? own : credited);
        enqueue(task, target, caller);
    }

    /** Brings a run queue up to date before it changes; from outside, that may be while its vCPU does not execute. */
    private void prepare(Cpu target, Cpu caller, long now) {
        if (target.executing) {
            accounting.settle(target, now);
        }
        accounting.updateClock(target, caller, now);
        accounting.updateCurrent(target);
    }

    /** Least virtual time of a run queue whose clock is left as it is. */
    private static long minVirtualTimeOf(Cpu cpu) {
        cpu.queue.advance(cpu.current);
        return cpu.queue.minVirtualTime();
    }

    private void enqueue(Task task, Cpu target, Cpu caller) {
        task.state = Task.State.QUEUED;
        task.lastQueued = target.clock.clock();
        target.queue.add(task);
        if (target.current == null || preempts(task, target.current)) {
            target.needsReschedule = true;
        }
        if (target.executing || target.needsReschedule) {
            interrupts.send(target, caller);
        }
    }

    /** wakeup_preempt_entity: far enough behind to be let in at once. */
    private boolean preempts(Task task, Task current) {
        long ahead = current.virtualTime() - task.virtualTime();
        return ahead > NiceWeights.virtual(wakeUpGranularity, task.weight());
    }

    /** A waiting task leaves its queue; the wait so far is booked (sched_info_dequeue). */
    void dequeue(Task task, Cpu caller, long now) {
        prepare(task.cpu, caller, now);
        task.runDelay += task.cpu.clock.clock() - task.lastQueued;
        task.cpu.queue.remove(task);
        task.cpu.queue.advance(task.cpu.current);
    }

    /** __schedule: the current task goes on or another takes its place; none if there is nothing to run. */
    void schedule(Cpu cpu, long now) {
        cpu.needsReschedule = false;
        accounting.updateClock(cpu, cpu, now);
        accounting.updateCurrent(cpu);
        Task previous = cpu.current;
        boolean runnable = previous != null && previous.state == Task.State.CURRENT;
        Task next = pick(cpu, runnable ? previous : null);
        if (next == null && pull(cpu, now)) {
            next = cpu.queue.first();
            cpu.needsReschedule = false;
        }
        if (previous != null) {
            previous.yielded = false;
        }
        if (next != previous) {
            switchTo(cpu, previous, runnable, next, now);
        }
    }

    /** pick_next_entity: least virtual run time, the current one only if it has less than all others. */
    private Task pick(Cpu cpu, Task current) {
        Task first = cpu.queue.first();
        if (current == null) {
            return first;
        }
        if (first == null || current.virtualTime() - first.virtualTime() < 0) {
            boolean passOver = current.yielded && first != null && !isTooFarAhead(first, current);
            return passOver ? first : current;
        }
        return first;
    }

    private boolean isTooFarAhead(Task second, Task first) {
        return second.virtualTime() - first.virtualTime() > NiceWeights.virtual(wakeUpGranularity, first.weight());
    }

    private void switchTo(Cpu cpu, Task previous, boolean runnable, Task next, long now) {
        accounting.accountSwitch(cpu, accounting.nanos(cpu, now));
        long clock = cpu.clock.clock();
        if (runnable) {
            previous.state = Task.State.QUEUED;
            previous.lastQueued = clock;
            cpu.queue.add(previous);
        }
        cpu.contextSwitches++;
        if (next != null) {
            if (cpu.idle) {
                accounting.leaveIdle(cpu, now);
            }
            cpu.queue.remove(next);
            next.state = Task.State.CURRENT;
            next.runDelay += clock - next.lastQueued;
            next.executionStart = cpu.clock.clockTask();
            next.executedAtPick = next.executed;
        }
        cpu.current = next;
        cpu.queue.advance(next);
        platform.observe(Observations.PROCESS_SWITCH, cpu.number, numberOf(previous), numberOf(next));
    }

    private static int numberOf(Task task) {
        return task == null ? NONE : task.number;
    }

    /** newidle_balance: takes a waiting task from the CPU that has most of them. */
    private boolean pull(Cpu cpu, long now) {
        Task candidate = null;
        if (cpu.isOnline() && !cpu.stopWanted) {
            int most = 0;
            for (Cpu other : cpus) {
                if (other != cpu && other.queue.size() > most) {
                    Task movable = firstAllowed(other.queue, cpu.number);
                    if (movable != null) {
                        candidate = movable;
                        most = other.queue.size();
                    }
                }
            }
        }
        if (candidate != null) {
            move(candidate, cpu, cpu, now);
        }
        return candidate != null;
    }

    private static Task firstAllowed(RunQueue queue, int cpu) {
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).mayUse(cpu)) {
                return queue.get(i);
            }
        }
        return null;
    }

    /** Moves a waiting task to another CPU, keeping its distance from the least virtual run time. */
    void move(Task task, Cpu target, Cpu caller, long now) {
        Cpu source = task.cpu;
        dequeue(task, caller, now);
        prepare(target, caller, now);
        task.place(task.virtualTime() - minVirtualTimeOf(source) + target.queue.minVirtualTime());
        task.cpu = target;
        enqueue(task, target, caller);
    }

    /** Everything leaves a CPU that goes down: tasks to CPUs that they may use, timers to any. */
    void evacuate(Cpu cpu, long now) {
        Task current = cpu.current;
        if (current != null) {
            accounting.updateClock(cpu, cpu, now);
            accounting.updateCurrent(cpu);
            switchTo(cpu, current, true, null, now);
        }
        for (Task task = cpu.queue.first(); task != null; task = cpu.queue.first()) {
            move(task, fallback(task), cpu, now);
        }
        for (Task task = cpu.timers.takeAny(); task != null; task = cpu.timers.takeAny()) {
            Cpu target = fallback(task);
            target.timers.add(task);
            interrupts.send(target, cpu);
        }
    }

    /** select_task_rq_fair in one cache domain: where it was if that is idle, any idle CPU, else where it was. */
    private Cpu selectForWakeUp(Task task, Cpu caller) {
        Cpu previous = task.cpu;
        if (isUsable(previous, task) && previous.hasNothingToRun()) {
            return previous;
        }
        if (isUsable(caller, task) && caller.hasNothingToRun()) {
            return caller;
        }
        for (int i = 1; i < cpus.length; i++) {
            Cpu other = cpus[(previous.number + i) % cpus.length];
            if (isUsable(other, task) && other.hasNothingToRun()) {
                return other;
            }
        }
        return isUsable(previous, task) ? previous : fallback(task);
    }

    private static boolean isUsable(Cpu cpu, Task task) {
        return cpu.isOnline() && !cpu.stopWanted && task.mayUse(cpu.number);
    }

    private Cpu leastLoaded(Task task) {
        Cpu best = null;
        for (Cpu cpu : cpus) {
            if (isUsable(cpu, task) && (best == null || cpu.running() < best.running())) {
                best = cpu;
            }
        }
        return best == null ? fallback(task) : best;
    }

    /**
     * select_fallback_rq: an allowed CPU, else any. A choice of ours: an affinity that no CPU can satisfy is ignored until one
     * can; Linux forgets it for good.
     */
    Cpu fallback(Task task) {
        Cpu any = null;
        for (Cpu cpu : cpus) {
            if (isUsable(cpu, task)) {
                return cpu;
            }
            if (any == null && cpu.isOnline() && !cpu.stopWanted) {
                any = cpu;
            }
        }
        if (any == null) {
            throw new IllegalStateException("no CPU is left for process " + task.spec.name());
        }
        return any;
    }

    /** set_user_nice. */
    void nice(Task task, int nice, Cpu caller, long now) {
        if (task.state == Task.State.QUEUED) {
            prepare(task.cpu, caller, now);
            task.cpu.queue.remove(task);
            task.nice(nice);
            task.cpu.queue.add(task);
        } else {
            if (task.state == Task.State.CURRENT) {
                prepare(task.cpu, caller, now);
            }
            task.nice(nice);
        }
    }

    /** Picoseconds after which a task that yields all the time and is let in each time will really be passed over. */
    long untilYieldSucceeds(Task task, long call) {
        Task first = task.cpu.queue.first();
        if (first == null) {
            return Long.MAX_VALUE;
        }
        long lead = first.virtualTime() - task.virtualTime() - NiceWeights.virtual(wakeUpGranularity, task.weight());
        if (lead <= 0) {
            return call;
        }
        long nanos = Math.floorDiv(lead * task.weight(), NiceWeights.NICE_0) + 1;
        return (Accounting.toPicoseconds(nanos) / call + 1) * call;
    }
}
