package org.foliot.api.workload;

import org.foliot.time.Duration;

/** What a host task or a guest process does, for ever or until it is stopped. */
public sealed interface Behaviour {
    /** Computes without end. */
    record Busy() implements Behaviour {}

    /**
     * Computes for a while at every release of a fixed grid that begins when it starts; a release that comes while the job
     * before it still runs is skipped and counted.
     *
     * @param run CPU time of one job, more than 0
     * @param period distance of releases, at least the length of a job
     * @param burns whether a job is done when its own CPU clock has shown {@code run}, however much that is; see {@link Burning}
     */
    record Periodic(Duration run, Duration period, boolean burns) implements Behaviour, Burning {
        public Periodic {
            requirePositive("run", run);
            requirePositive("every", period);
        }

        /** Jobs of a given amount of work. */
        public Periodic(Duration run, Duration period) {
            this(run, period, false);
        }
    }

    /**
     * A job of a program that reads its own CPU clock until that has shown a given time, as load generators do. On a host that is
     * the time for which it computed. In a guest the clock may run while the vCPU does not, and then less is computed.
     */
    sealed interface Burning {
        /** CPU time of one job. */
        Duration run();

        /** Whether jobs end by the CPU clock. */
        boolean burns();
    }

    /**
     * Computes, then sleeps, counted from the end of the computation.
     *
     * @param run CPU time, more than 0
     * @param sleep time asleep, more than 0
     * @param burns whether a job is done when its own CPU clock has shown {@code run}, however much that is; see {@link Burning}
     */
    record Duty(Duration run, Duration sleep, boolean burns) implements Behaviour, Burning {
        public Duty {
            requirePositive("run", run);
            requirePositive("sleep", sleep);
        }

        /** Jobs of a given amount of work. */
        public Duty(Duration run, Duration sleep) {
            this(run, sleep, false);
        }
    }

    /**
     * Computes, then sleeps for a random time, as kernel threads and daemons do.
     *
     * @param run CPU time, more than 0
     * @param sleep mean of the time asleep, which is exponentially distributed; more than 0, at most an hour
     */
    record Sporadic(Duration run, Duration sleep) implements Behaviour {
        /** The longest mean. */
        public static final Duration LONGEST_SLEEP = Duration.ofSeconds(3600);

        public Sporadic {
            requirePositive("run", run);
            requirePositive("sleep", sleep);
            if (sleep.compareTo(LONGEST_SLEEP) > 0) {
                throw new IllegalArgumentException("sleep about " + sleep + " is more than " + LONGEST_SLEEP);
            }
        }
    }

    /**
     * Computes, then makes its vCPU leave the guest for the VMM, by a port or a device register that the VMM emulates; only a
     * process of a guest can.
     *
     * @param run CPU time, more than 0
     * @param asleep how long the vCPU's thread then sleeps in the VMM, more than 0
     */
    record Exiting(Duration run, Duration asleep) implements Behaviour {
        public Exiting {
            requirePositive("run", run);
            requirePositive("exit", asleep);
        }
    }

    /**
     * Takes a spin lock that all instances of its kind share, holds it for some CPU time, and computes without it for the
     * rest of each cycle; who finds it taken spins.
     *
     * @param held CPU time with the lock, more than 0
     * @param cycle CPU time of a whole cycle without contention, at least {@code held}
     */
    record Locking(Duration held, Duration cycle) implements Behaviour {
        public Locking {
            requirePositive("held", held);
            requirePositive("every", cycle);
            if (held.compareTo(cycle) > 0) {
                throw new IllegalArgumentException("a lock cannot be held " + held + " of every " + cycle);
            }
        }
    }

    /** Wakes at intervals to read something of its guest; only a process of a guest can. */
    record Sampling(Program program) implements Behaviour {}

    /** Calls sched_yield in a loop. */
    record Yielding() implements Behaviour {}

    private static void requirePositive(String what, Duration duration) {
        if (duration.picoseconds() <= 0) {
            throw new IllegalArgumentException(what + " " + duration + " is not more than 0");
        }
    }
}
