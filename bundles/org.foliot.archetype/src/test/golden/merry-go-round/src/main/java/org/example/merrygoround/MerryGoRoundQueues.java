package org.example.merrygoround;

import java.util.Arrays;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;

/**
 * All threads of a host in the order of their turn. A thread that runs keeps its place; when its slice is over it goes to the
 * tail.
 *
 * <p>Instants are picoseconds. Nothing here allocates in steady state: arrays grow when threads are created, and never after.
 */
final class MerryGoRoundQueues implements RunQueues {
    private static final long NEVER = Long.MAX_VALUE;

    private final SchedulerHost host;
    private final long timeSlice;
    /** Threads that run or wait, in the order of their turn. */
    private int[] queue = new int[16];

    private int length;
    /** The processor whose queue a thread counts to. */
    private int[] home = new int[16];
    /** The thread that was picked last for a processor, or NONE. */
    private final int[] current;

    MerryGoRoundQueues(MerryGoRoundOptions options, SchedulerHost host) {
        this.host = host;
        this.timeSlice = options.timeSlice().picoseconds();
        this.current = new int[host.facts().cpus()];
        Arrays.fill(current, NONE);
    }

    /** A thread became runnable: on an idle processor if there is one, else on the first that it may use. */
    @Override
    public int enqueue(int thread, Arrival arrival, long now) {
        makeRoomFor(thread);
        append(thread);
        home[thread] = processorFor(thread);
        if (current[home[thread]] == NONE) {
            host.reschedule(home[thread]);
        }
        return home[thread];
    }

    private void makeRoomFor(int thread) {
        int needed = Math.max(host.threads(), thread + 1);
        if (needed > home.length) {
            home = Arrays.copyOf(home, 2 * needed);
            queue = Arrays.copyOf(queue, 2 * needed);
        }
    }

    private int processorFor(int thread) {
        int chosen = NONE;
        for (int cpu = 0; cpu < current.length; cpu++) {
            if (mayRun(thread, cpu)) {
                if (current[cpu] == NONE) {
                    return cpu;
                }
                chosen = chosen == NONE ? cpu : chosen;
            }
        }
        return chosen;
    }

    private boolean mayRun(int thread, int cpu) {
        return host.online(cpu) && host.allowed(thread, cpu);
    }

    @Override
    public void dequeue(int thread, Departure departure, long now) {
        remove(thread);
        for (int cpu = 0; cpu < current.length; cpu++) {
            if (current[cpu] == thread) {
                current[cpu] = NONE;
            }
        }
    }

    /** The machine asks what runs from now on; afterwards it asks again when this calls for it. */
    @Override
    public int pick(int cpu, long now) {
        if (current[cpu] != NONE) {
            remove(current[cpu]);
            append(current[cpu]);
        }
        int chosen = firstFor(cpu);
        current[cpu] = chosen;
        if (chosen != NONE && home[chosen] != cpu) {
            home[chosen] = cpu;
            host.moved(chosen, cpu);
        }
        host.callAt(cpu, chosen == NONE ? NEVER : now + timeSlice);
        return chosen;
    }

    private int firstFor(int cpu) {
        for (int i = 0; i < length; i++) {
            if (mayRun(queue[i], cpu) && !runsElsewhere(queue[i], cpu)) {
                return queue[i];
            }
        }
        return NONE;
    }

    private boolean runsElsewhere(int thread, int cpu) {
        for (int other = 0; other < current.length; other++) {
            if (other != cpu && current[other] == thread) {
                return true;
            }
        }
        return false;
    }

    /** A slice is over. */
    @Override
    public void timer(int cpu, long now) {
        host.reschedule(cpu);
    }

    /** Nothing: the machine picks next in any case, and pick puts the thread at the tail. */
    @Override
    public void yield(int thread, long now) {}

    /** Nothing: nice values and policies make no difference, and a thread whose affinity changed leaves and comes back. */
    @Override
    public void threadChanged(int thread, long now) {}

    /** Nothing: weights make no difference. */
    @Override
    public void groupChanged(int group, long now) {}

    @Override
    public void cpuOnline(int cpu, long now) {
        host.reschedule(cpu);
    }

    @Override
    public void cpuOffline(int cpu, long now) {
        current[cpu] = NONE;
        host.callAt(cpu, NEVER);
    }

    private void append(int thread) {
        queue[length++] = thread;
    }

    private void remove(int thread) {
        int at = 0;
        while (queue[at] != thread) {
            at++;
        }
        length--;
        System.arraycopy(queue, at + 1, queue, at, length - at);
    }
}
