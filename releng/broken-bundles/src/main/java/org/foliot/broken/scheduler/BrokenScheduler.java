package org.foliot.broken.scheduler;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.broken.scheduler.SoundScheduler.OneQueue;

/** Schedulers that each break one rule of the contract. */
@SuppressWarnings("ImmutableEnumChecker")
public enum BrokenScheduler {
    RUNS_TWICE("what threads ran is what processors were busy", host -> new OneQueue(host) {
        @Override
        boolean runsElsewhere(int thread, int cpu) {
            return false;
        }
    }),
    ONE_PROCESSOR("no processor idles while a thread waits that may run there", host -> new OneQueue(host) {
        @Override
        boolean allowed(int thread, int cpu) {
            return cpu == 0 && super.allowed(thread, cpu);
        }
    }),
    FAVOURS_THE_FIRST("equal threads get equal parts of a processor", host -> new OneQueue(host) {
        @Override
        public int pick(int cpu, long now) {
            int picked = super.pick(cpu, now);
            if (picked == 0) {
                host.callAt(cpu, now + 40_000_000_000L);
            }
            return picked;
        }
    }),
    NEVER_TAKES_TURNS("no ordinary thread starves another", host -> new OneQueue(host) {
        @Override
        public void timer(int cpu, long now) {}
    }),
    IGNORES_AFFINITY("a thread runs only where it may", host -> new OneQueue(host) {
        @Override
        boolean allowed(int thread, int cpu) {
            return host.online(cpu);
        }
    }),
    SLEEPS_IN("a thread that wakes up runs on an idle processor", host -> new OneQueue(host) {
        @Override
        public int enqueue(int thread, Arrival arrival, long now) {
            if (arrival != Arrival.WAKEUP) {
                return super.enqueue(thread, arrival, now);
            }
            queue[length++] = thread;
            host.callAt(0, now + 1_000_000_000L);
            return 0;
        }
    }),
    IGNORES_HOTPLUG("threads leave a processor that goes offline", host -> new OneQueue(host) {
        @Override
        boolean allowed(int thread, int cpu) {
            return host.allowed(thread, cpu);
        }
    }),
    NEVER_REFILLED("a group keeps to its quota, and uses it", host -> new OneQueue(host) {
        @Override
        public int enqueue(int thread, Arrival arrival, long now) {
            int cpu = super.enqueue(thread, arrival, now);
            if (arrival == Arrival.UNTHROTTLED) {
                host.callAt(cpu, now + 70_000_000_000L);
                length--;
            }
            return cpu;
        }
    }),
    NEVER_THE_SAME("the same threads give the same run", host -> new OneQueue(host) {
        @Override
        public int pick(int cpu, long now) {
            int picked = super.pick(cpu, now);
            if (picked != NONE) {
                host.callAt(cpu, now + 1_000_000_000L + runs().incrementAndGet());
            }
            return picked;
        }
    }),
    SLEEPS("a decision waits for nothing", host -> new OneQueue(host) {
        @Override
        public int pick(int cpu, long now) {
            LockSupport.parkNanos(1);
            return super.pick(cpu, now);
        }
    }),
    LITTERS("a decision allocates nothing", host -> new OneQueue(host) {
        private long[] last;

        @Override
        public int pick(int cpu, long now) {
            last = new long[] {super.pick(cpu, now)};
            return (int) last[0];
        }
    });

    private static final AtomicLong RUNS = new AtomicLong();

    private final String rule;
    private final Function<SchedulerHost, RunQueues> breakIt;

    BrokenScheduler(String rule, Function<SchedulerHost, RunQueues> breakIt) {
        this.rule = rule;
        this.breakIt = breakIt;
    }

    private static AtomicLong runs() {
        return RUNS;
    }

    /** Name of the check that has to find it. */
    public String rule() {
        return rule;
    }

    /** The scheduler. */
    public SoundScheduler scheduler() {
        return new SoundScheduler() {
            @Override
            public RunQueues create(NoOptions options, SchedulerHost host) {
                return breakIt.apply(host);
            }
        };
    }
}
