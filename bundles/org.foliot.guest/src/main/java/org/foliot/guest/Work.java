package org.foliot.guest;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.observation.Observations;
import org.foliot.api.workload.Behaviour;
import org.foliot.api.workload.Program;
import org.foliot.time.Duration;

/**
 * What processes do with the time they get: when they have computed enough, sleep, take and release locks, yield.
 *
 * <p>Choices of ours: a job is an amount of CPU time that the process really executes, not of what it is charged; releases and
 * sleeps are times on CLOCK_MONOTONIC, and so are response times; system calls take no time, except sched_yield, which takes
 * {@link #YIELD}.
 */
final class Work {
    /** Picoseconds that a call of sched_yield takes; a choice. */
    static final long YIELD = 1_000_000L;

    private final Kernel kernel;
    private final GuestPlatform platform;
    private final Accounting accounting;
    private final Scheduler scheduler;
    private final Interrupts interrupts;
    private final Cpu[] cpus;
    private final StolenTime stolen;
    private final SpinLock[] lockOf;
    private final boolean asksForPreemption;

    Work(
            Kernel kernel,
            GuestPlatform platform,
            Accounting accounting,
            Scheduler scheduler,
            Interrupts interrupts,
            Cpu[] cpus,
            StolenTime stolen,
            GuestKernelOptions options,
            SpinLock[] locks) {
        this.kernel = kernel;
        this.platform = platform;
        this.accounting = accounting;
        this.scheduler = scheduler;
        this.interrupts = interrupts;
        this.cpus = cpus;
        this.stolen = stolen;
        this.lockOf = locks;
        this.asksForPreemption = options.vcpuIsPreempted();
    }

    /** The lock of each task, null for those that use none; tasks of one kind share theirs. */
    static SpinLock[] locks(Task[] tasks) {
        SpinLock[] lockOf = new SpinLock[tasks.length];
        Map<String, SpinLock> locks = new HashMap<>();
        for (Task task : tasks) {
            if (task.spec.behaviour() instanceof Behaviour.Locking) {
                lockOf[task.number] = locks.computeIfAbsent(task.spec.kind(), k -> new SpinLock());
            }
        }
        return lockOf;
    }

    /** The same locks of other tasks, those with the same numbers. */
    SpinLock[] copyLocks(Task[] byNumber) {
        SpinLock[] copies = new SpinLock[lockOf.length];
        Map<SpinLock, SpinLock> known = new IdentityHashMap<>();
        for (int i = 0; i < copies.length; i++) {
            if (lockOf[i] != null) {
                copies[i] = known.computeIfAbsent(lockOf[i], lock -> new SpinLock(lock, byNumber));
            }
        }
        return copies;
    }

    /** A process starts. */
    void start(Task task, Cpu caller, long now) {
        task.renew();
        task.started = accounting.monotonic(caller, now);
        task.released = task.started;
        Behaviour behaviour = task.spec.behaviour();
        if (behaviour instanceof Behaviour.Periodic periodic) {
            task.left = periodic.run().picoseconds();
        } else if (behaviour instanceof Behaviour.Duty duty) {
            task.left = duty.run().picoseconds();
        } else if (behaviour instanceof Behaviour.Sporadic sporadic) {
            task.left = sporadic.run().picoseconds();
        } else if (behaviour instanceof Behaviour.Exiting exiting) {
            task.left = exiting.run().picoseconds();
        } else if (behaviour instanceof Behaviour.Sampling sampling) {
            task.left = sampling.program().takes().picoseconds();
            task.program().start();
        } else if (behaviour instanceof Behaviour.Locking locking) {
            task.left = unlocked(locking);
        } else if (behaviour instanceof Behaviour.Yielding) {
            task.left = YIELD;
        } else {
            task.left = GuestSystem.NEVER;
        }
        scheduler.start(task, caller, now);
    }

    /** Starts a process that does not run, or once more when it is dead. */
    void startAgain(Task task, Cpu caller, long now) {
        if (task.state == Task.State.DEAD) {
            start(task, caller, now);
        } else {
            task.startWanted = task.dying;
        }
    }

    /** Kills a process: at once, or when its CPU next executes if it is current there. */
    void kill(Task task, Cpu caller, long now) {
        switch (task.state) {
            case CURRENT -> {
                task.dying = true;
                task.startWanted = false;
                interrupts.send(task.cpu, caller);
            }
            case QUEUED -> {
                scheduler.dequeue(task, caller, now);
                end(task, caller, now);
            }
            case SLEEPING -> end(task, caller, now);
            case DEAD -> {}
        }
    }

    /**
     * A process that watches its own CPU clock reads it, which brings it up to date (task_sched_runtime), and learns how much
     * there is left of its job.
     */
    void readClock(Cpu cpu, long now) {
        Task task = cpu.current;
        if (task != null && task.burns()) {
            accounting.updateClock(cpu, cpu, now);
            accounting.updateCurrent(cpu);
            long wanted = ((Behaviour.Burning) task.spec.behaviour()).run().toNanos();
            long left = Math.max(0, wanted - (task.executed - task.burntBefore));
            task.left = Accounting.toPicoseconds(left);
        }
    }

    /** The process of an executing CPU has computed as much as it wanted. */
    void proceed(Cpu cpu, long now) {
        Task task = cpu.current;
        readClock(cpu, now);
        if (task.left > 0) {
            return;
        }
        task.burntBefore = task.executed;
        Behaviour behaviour = task.spec.behaviour();
        if (behaviour instanceof Behaviour.Periodic periodic) {
            finishPeriodic(task, periodic.run(), periodic.period(), cpu, now);
        } else if (behaviour instanceof Behaviour.Sampling sampling) {
            readAndSleep(task, sampling.program(), cpu, now);
        } else if (behaviour instanceof Behaviour.Duty duty) {
            finishAndSleep(task, duty.run(), duty.sleep().toNanos(), cpu, now);
        } else if (behaviour instanceof Behaviour.Sporadic sporadic) {
            long asleep = task.random.nextExponential(sporadic.sleep().picoseconds());
            finishAndSleep(task, sporadic.run(), asleep / Duration.PS_PER_NANO, cpu, now);
        } else if (behaviour instanceof Behaviour.Exiting exiting) {
            finishAndExit(task, exiting, cpu, now);
        } else if (behaviour instanceof Behaviour.Locking locking) {
            proceedLocking(task, locking, cpu, now);
        } else {
            task.yielded = true;
            cpu.needsReschedule = true;
        }
    }

    /** The program reads, and then the job is done, or waits for an answer. */
    private void readAndSleep(Task task, Program program, Cpu cpu, long now) {
        long nanos = accounting.monotonic(cpu, now);
        long wait = task.program().read(kernel, cpu, nanos, now);
        if (wait > 0) {
            task.left = 1;
            sleep(task, nanos + wait, cpu);
        } else {
            finishPeriodic(task, program.takes(), program.every(), cpu, now);
        }
    }

    private void finishAndSleep(Task task, Duration run, long nanosAsleep, Cpu cpu, long now) {
        long nanos = accounting.monotonic(cpu, now);
        finishJob(task, cpu, nanos);
        task.left = run.picoseconds();
        sleep(task, nanos + nanosAsleep, cpu);
        task.released = task.wakeTime;
    }

    /** The process has computed, and finds that time has passed when its vCPU executes again. */
    private void finishAndExit(Task task, Behaviour.Exiting exiting, Cpu cpu, long now) {
        long nanos = accounting.monotonic(cpu, now);
        finishJob(task, cpu, nanos);
        task.left = exiting.run().picoseconds();
        task.released = nanos;
        platform.exitToVmm(cpu.number, exiting.asleep().picoseconds());
    }

    private void finishPeriodic(Task task, Duration run, Duration every, Cpu cpu, long now) {
        long nanos = accounting.monotonic(cpu, now);
        long period = Math.max(1, every.toNanos());
        finishJob(task, cpu, nanos);
        long next = task.released + period;
        if (next < nanos) {
            long missed = (nanos - next + period - 1) / period;
            task.skipped += missed;
            next += missed * period;
        }
        task.released = next;
        task.left = run.picoseconds();
        if (next > nanos) {
            sleep(task, next, cpu);
        }
    }

    private void finishJob(Task task, Cpu cpu, long nanos) {
        task.finishJob(nanos);
        platform.observe(Observations.PROCESS_JOB, cpu.number, task.number, nanos - task.released);
    }

    private void sleep(Task task, long until, Cpu cpu) {
        task.wakeTime = until;
        task.state = Task.State.SLEEPING;
        Cpu timer = cpu;
        if (task.spec.wokenOn().isPresent()) {
            Cpu wanted = cpus[task.spec.wokenOn().getAsInt()];
            timer = wanted.isOnline() ? wanted : cpu;
        }
        timer.timers.add(task);
        interrupts.send(timer, cpu);
    }

    private static long unlocked(Behaviour.Locking locking) {
        return locking.cycle().picoseconds() - locking.held().picoseconds();
    }

    private void proceedLocking(Task task, Behaviour.Locking locking, Cpu cpu, long now) {
        long nanos = accounting.monotonic(cpu, now);
        SpinLock lock = lockOf[task.number];
        if (task.holding) {
            finishJob(task, cpu, nanos);
            lock.release();
            handOver(lock, cpu, now);
            task.left = unlocked(locking);
        } else {
            task.released = nanos;
            lock.want(task);
            task.left = task.holding ? locking.held().picoseconds() : GuestSystem.NEVER;
        }
    }

    /** Gives a lock that has become free to a task that spins at this instant. */
    private void handOver(SpinLock lock, Cpu releaser, long now) {
        Task next = lock.executing(0);
        if (next != null) {
            accounting.settle(next.cpu, now);
            take(next, lock);
            interrupts.send(next.cpu, releaser);
        }
        Task woken = lock.wakeFirst();
        if (woken != null) {
            scheduler.wakeUp(woken, releaser, now);
        }
    }

    /**
     * A process spins on a CPU that executes: it stops and sleeps if the holder's vCPU is preempted, since it could not be seen to
     * let go (mutex_spin_on_owner, kernel/locking/mutex.c).
     */
    void spin(Cpu cpu) {
        Task task = cpu.current;
        SpinLock lock = lockOf[task.number];
        if (asksForPreemption && !lock.isFree() && stolen.isPreempted(lock.holder().cpu.number)) {
            lock.sleep(task);
            task.state = Task.State.SLEEPING;
        }
    }

    /** A vCPU has stopped executing: who spins on a lock that is held there looks why. */
    void left(Cpu cpu) {
        Task task = cpu.current;
        if (asksForPreemption && task != null && task.holding) {
            SpinLock lock = lockOf[task.number];
            for (int i = 0; lock.executing(i) != null; i++) {
                interrupts.send(lock.executing(i).cpu, cpu);
            }
        }
    }

    private static void take(Task task, SpinLock lock) {
        lock.take(task);
        task.left = ((Behaviour.Locking) task.spec.behaviour()).held().picoseconds();
    }

    /** The current process of a CPU executes again, or for the first time: it sees what has changed meanwhile. */
    void look(Cpu cpu) {
        Task task = cpu.current;
        if (task.spinning && lockOf[task.number].isFree()) {
            take(task, lockOf[task.number]);
        } else if (task.inKernel() && (task.left <= 0 || task.left == GuestSystem.NEVER)) {
            task.left = scheduler.untilYieldSucceeds(task, YIELD);
        }
    }

    /** A process that is in no queue dies. */
    void end(Task task, Cpu cpu, long now) {
        task.state = Task.State.DEAD;
        SpinLock lock = lockOf[task.number];
        if (lock != null && task.holding) {
            lock.release();
            handOver(lock, cpu, now);
        } else if (lock != null) {
            lock.forget(task);
        }
        for (Cpu other : cpus) {
            other.timers.remove(task);
        }
        task.left = GuestSystem.NEVER;
    }
}
