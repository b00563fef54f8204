package org.foliot.machine;

import org.foliot.engine.RandomStream;

/** What a host task does with its processor time. */
abstract class Routine {
    static final long NEVER = HostThread.NEVER;

    /** The task was started. */
    abstract void begin(long now);

    /** The task runs from now on; results as for {@link HostThread#switchedIn}. */
    abstract long resume(long now);

    /** What it named last has come; results as for {@link HostThread#due}. */
    abstract long due(long now);

    /** The task stops running. */
    abstract void suspend(long now);

    /** It may have company from now on; the next instant at which it does something. */
    long crowded(long now) {
        throw new IllegalStateException("this routine does not care for company");
    }

    /** The task was stopped for good, or begins anew. */
    void end() {}

    /** Computes without end. */
    static final class Busy extends Routine {
        @Override
        void begin(long now) {}

        @Override
        long resume(long now) {
            return NEVER;
        }

        @Override
        long due(long now) {
            return NEVER;
        }

        @Override
        void suspend(long now) {}
    }

    /** Works off jobs of a fixed length, one after the other, with some time for system calls in between. */
    abstract static class Jobs extends Routine {
        final Task task;
        private final long run;
        private final long overhead;
        long release;
        private boolean betweenJobs;
        private long left;
        private long resumedAt;

        Jobs(Task task, long run, long overhead) {
            this.task = task;
            this.run = run;
            this.overhead = overhead;
        }

        @Override
        final void begin(long now) {
            release = now;
            betweenJobs = false;
            left = run;
        }

        @Override
        final long resume(long now) {
            resumedAt = now;
            return now + left;
        }

        @Override
        final void suspend(long now) {
            left -= now - resumedAt;
        }

        @Override
        final long due(long now) {
            if (!betweenJobs) {
                task.completed(release, now);
                release = next(now);
                if (overhead > 0) {
                    betweenJobs = true;
                    left = overhead;
                    return resume(now);
                }
            }
            betweenJobs = false;
            left = run;
            resumedAt = now;
            if (release <= now) {
                return now + left;
            }
            task.sleepUntil(release);
            return HostThread.BLOCKS;
        }

        /** When the job after the one that was just done is due to begin. */
        abstract long next(long now);
    }

    /**
     * A job at every point of a grid that begins when the task starts; releases that a job overruns are skipped and counted,
     * as a program does that sleeps to absolute times with clock_nanosleep. A release at the very instant at which the job
     * before it ends is not skipped, unless an earlier one was.
     */
    static final class Periodic extends Jobs {
        private final long period;

        Periodic(Task task, long run, long period, long overhead) {
            super(task, run, overhead);
            this.period = period;
        }

        @Override
        long next(long now) {
            long next = release + period;
            if (next < now) {
                long missed = (now - release) / period;
                task.skipped(missed);
                next = release + (missed + 1) * period;
            }
            return next;
        }
    }

    /** A job, then sleep, counted from the end of the job. */
    static final class Duty extends Jobs {
        private final long sleep;

        Duty(Task task, long run, long sleep, long overhead) {
            super(task, run, overhead);
            this.sleep = sleep;
        }

        @Override
        long next(long now) {
            return now + sleep;
        }
    }

    /**
     * A job, then sleep for a random time, counted from the end of the job: until some event, so what timers and the calls that
     * set them cost does not apply.
     */
    static final class Sporadic extends Jobs {
        private final long sleep;
        private final RandomStream random;

        Sporadic(Task task, long run, long sleep, RandomStream random) {
            super(task, run, 0);
            this.sleep = sleep;
            this.random = random;
        }

        @Override
        long next(long now) {
            return now + random.nextExponential(sleep);
        }
    }

    /** Calls sched_yield again and again; while nobody else is there that changes nothing and is not simulated. */
    static final class Yielding extends Routine {
        /** How long one call takes, a choice: a system call with a pass through the scheduler. */
        private static final long CALL = 1_000_000L;

        private final Task task;

        Yielding(Task task) {
            this.task = task;
        }

        @Override
        void begin(long now) {}

        @Override
        long resume(long now) {
            return crowded(now);
        }

        @Override
        long crowded(long now) {
            task.solitary = task.isAlone();
            return task.solitary ? NEVER : now + CALL;
        }

        @Override
        long due(long now) {
            return HostThread.YIELDS;
        }

        @Override
        void suspend(long now) {
            task.solitary = false;
        }
    }

    /** Takes a lock that it shares with its kind, or spins for it; holds it; goes on without it. */
    static final class Locking extends Routine {
        final Task task;
        private final SpinLock lock;
        private final long held;
        private final long free;
        private long wanted;
        private long left;
        private long resumedAt;
        private boolean wants;

        Locking(Task task, SpinLock lock, long held, long cycle) {
            this.task = task;
            this.lock = lock;
            this.held = held;
            this.free = cycle - held;
            lock.add(this);
        }

        @Override
        void begin(long now) {
            want(now);
        }

        private void want(long now) {
            wants = true;
            wanted = now;
        }

        /** Whether it spins at this instant. */
        boolean spins() {
            return wants && task.runs();
        }

        @Override
        long resume(long now) {
            if (wants) {
                if (!lock.tryTake(this)) {
                    return NEVER;
                }
                wants = false;
                left = held;
            }
            resumedAt = now;
            return now + left;
        }

        @Override
        void suspend(long now) {
            if (!wants) {
                left -= now - resumedAt;
            }
        }

        @Override
        long due(long now) {
            if (lock.isHeldBy(this)) {
                task.completed(wanted, now);
                lock.release();
                if (free > 0) {
                    left = free;
                    resumedAt = now;
                    return now + free;
                }
            }
            want(now);
            return resume(now);
        }

        @Override
        void end() {
            wants = false;
            if (lock.isHeldBy(this)) {
                lock.release();
            }
        }
    }
}
