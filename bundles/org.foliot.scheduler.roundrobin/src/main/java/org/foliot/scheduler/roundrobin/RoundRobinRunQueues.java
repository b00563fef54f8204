package org.foliot.scheduler.roundrobin;

import java.util.Arrays;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;

/**
 * Run queues that give every thread the same slice in turn.
 *
 * <p>All rules are choices, made for being plain:
 *
 * <ul>
 *   <li>Whoever becomes runnable joins the tail of one queue and preempts nobody. It goes to the processor that it used
 *       last if that one idles, else to the first idle one, else to the shortest queue, the one used last winning ties.
 *   <li>A slice counts only while somebody waits: a thread that was alone for longer than its slice gets a new one when
 *       the first other thread arrives. When it ends, or on sched_yield, the thread goes to the tail.
 *   <li>A processor that runs out of threads steals the one that waits longest, and may run here, from the longest queue
 *       of another.
 *   <li>Nice values, policies, requested slices and group weights are ignored.
 * </ul>
 */
final class RoundRobinRunQueues implements RunQueues {
    private static final long NEVER = Long.MAX_VALUE;

    private final SchedulerHost host;
    private final long timeSlice;
    private final boolean tickCut;
    private final ThreadQueues waiting;
    /** The thread of the last pick, or NONE. */
    private final int[] current;
    /** When the slice of the current thread ends. */
    private final long[] sliceEnd;

    private final boolean[] sliceOver;
    /** The processor whose queue a thread is on, or NONE. */
    private int[] queueOf = new int[0];
    /** The processor that a thread was on last, or NONE. */
    private int[] lastCpu = new int[0];

    RoundRobinRunQueues(RoundRobinOptions options, SchedulerHost host) {
        int cpus = host.facts().cpus();
        this.host = host;
        this.timeSlice = options.timeSlice().picoseconds();
        this.tickCut = options.tickCut();
        this.waiting = new ThreadQueues(cpus);
        this.current = new int[cpus];
        this.sliceEnd = new long[cpus];
        this.sliceOver = new boolean[cpus];
        Arrays.fill(current, NONE);
    }

    @Override
    public int enqueue(int thread, Arrival arrival, long now) {
        know(thread);
        int cpu = place(thread);
        queueOf[thread] = cpu;
        lastCpu[thread] = cpu;
        if (current[cpu] == thread) {
            // It left and came back before the machine picked: it keeps the processor.
            return cpu;
        }
        waiting.append(cpu, thread);
        if (current[cpu] == NONE || queueOf[current[cpu]] != cpu) {
            host.reschedule(cpu);
        } else if (waiting.length(cpu) == 1) {
            if (sliceEnd[cpu] <= now) {
                sliceEnd[cpu] = endOfSlice(cpu, now);
            }
            host.callAt(cpu, sliceEnd[cpu]);
        }
        return cpu;
    }

    private void know(int thread) {
        if (thread >= queueOf.length) {
            int known = queueOf.length;
            int room = Math.max(Math.max(host.threads(), thread + 1), known + known / 2);
            waiting.grow(room);
            queueOf = Arrays.copyOf(queueOf, room);
            lastCpu = Arrays.copyOf(lastCpu, room);
            Arrays.fill(queueOf, known, room, NONE);
            Arrays.fill(lastCpu, known, room, NONE);
        }
    }

    private int place(int thread) {
        int last = lastCpu[thread];
        if (last != NONE && mayRun(thread, last) && load(last) == 0) {
            return last;
        }
        int best = NONE;
        for (int cpu = 0; cpu < current.length; cpu++) {
            if (mayRun(thread, cpu)) {
                if (best == NONE || load(cpu) < load(best) || (load(cpu) == load(best) && cpu == last)) {
                    best = cpu;
                }
            }
        }
        if (best == NONE) {
            throw new IllegalStateException("no processor is online that thread " + thread + " may use");
        }
        return best;
    }

    private boolean mayRun(int thread, int cpu) {
        return host.online(cpu) && host.allowed(thread, cpu);
    }

    private int load(int cpu) {
        int running = current[cpu];
        return waiting.length(cpu) + (running != NONE && queueOf[running] == cpu ? 1 : 0);
    }

    private long endOfSlice(int cpu, long now) {
        return tickCut ? host.tickAtOrAfter(cpu, now + timeSlice) : now + timeSlice;
    }

    @Override
    public void dequeue(int thread, Departure departure, long now) {
        int cpu = queueOf[thread];
        queueOf[thread] = NONE;
        if (thread != current[cpu]) {
            waiting.remove(cpu, thread);
            if (waiting.length(cpu) == 0) {
                host.callAt(cpu, NEVER);
            }
        }
    }

    @Override
    public int pick(int cpu, long now) {
        int running = current[cpu];
        boolean staying = running != NONE && queueOf[running] == cpu;
        if (staying && !(sliceOver[cpu] && waiting.length(cpu) > 0)) {
            sliceOver[cpu] = false;
            return running;
        }
        if (staying) {
            waiting.append(cpu, running);
        }
        int chosen = waiting.first(cpu);
        if (chosen == NONE) {
            chosen = steal(cpu);
        } else {
            waiting.remove(cpu, chosen);
        }
        current[cpu] = chosen;
        sliceOver[cpu] = false;
        if (chosen == NONE) {
            host.callAt(cpu, NEVER);
        } else {
            sliceEnd[cpu] = endOfSlice(cpu, now);
            host.callAt(cpu, waiting.length(cpu) > 0 ? sliceEnd[cpu] : NEVER);
        }
        return chosen;
    }

    private int steal(int cpu) {
        int best = NONE;
        int longest = 0;
        for (int other = 0; other < current.length; other++) {
            if (waiting.length(other) > longest) {
                int thread = firstAllowed(other, cpu);
                if (thread != NONE) {
                    best = thread;
                    longest = waiting.length(other);
                }
            }
        }
        if (best != NONE) {
            int other = queueOf[best];
            waiting.remove(other, best);
            if (waiting.length(other) == 0) {
                host.callAt(other, NEVER);
            }
            queueOf[best] = cpu;
            lastCpu[best] = cpu;
            host.moved(best, cpu);
        }
        return best;
    }

    private int firstAllowed(int from, int to) {
        int thread = waiting.first(from);
        while (thread != NONE && !host.allowed(thread, to)) {
            thread = waiting.after(thread);
        }
        return thread;
    }

    @Override
    public void timer(int cpu, long now) {
        sliceOver[cpu] = true;
        host.reschedule(cpu);
    }

    @Override
    public void yield(int thread, long now) {
        sliceOver[queueOf[thread]] = true;
    }

    @Override
    public void threadChanged(int thread, long now) {
        // Nothing that can change makes a difference; a thread whose affinity changed leaves and comes back.
    }

    @Override
    public void groupChanged(int group, long now) {
        // Weights make no difference.
    }

    @Override
    public void cpuOnline(int cpu, long now) {
        host.reschedule(cpu);
    }

    @Override
    public void cpuOffline(int cpu, long now) {
        current[cpu] = NONE;
        host.callAt(cpu, NEVER);
    }
}
