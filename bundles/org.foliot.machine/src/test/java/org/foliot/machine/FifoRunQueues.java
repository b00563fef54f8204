package org.foliot.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;

/**
 * The plainest scheduler that has everything the machine must cope with: one queue per processor in order of arrival, a slice
 * that counts while somebody waits, a woken thread that goes to the shortest queue, and an idle processor that pulls.
 */
final class FifoRunQueues implements RunQueues {
    private final SchedulerHost host;
    private final long slice;
    private final List<Deque<Integer>> queues = new ArrayList<>();
    private final int[] current;
    private final boolean[] rotate;

    int picks;

    /** What the machine told, in order. */
    final List<String> calls = new ArrayList<>();

    FifoRunQueues(SchedulerHost host, long slice) {
        this.host = host;
        this.slice = slice;
        int cpus = host.facts().cpus();
        current = new int[cpus];
        rotate = new boolean[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            queues.add(new ArrayDeque<>());
            current[cpu] = NONE;
        }
    }

    @Override
    public int enqueue(int thread, Arrival arrival, long now) {
        int best = NONE;
        for (int cpu = 0; cpu < queues.size(); cpu++) {
            if (host.online(cpu) && host.allowed(thread, cpu) && (best == NONE || size(cpu) < size(best))) {
                best = cpu;
            }
        }
        calls.add("enqueue " + thread + " " + arrival + " on " + best);
        queues.get(best).addLast(thread);
        if (current[best] == NONE) {
            host.reschedule(best);
        } else if (queues.get(best).size() == 2) {
            host.callAt(best, now + slice);
        }
        return best;
    }

    private int size(int cpu) {
        return queues.get(cpu).size();
    }

    @Override
    public void dequeue(int thread, Departure departure, long now) {
        calls.add("dequeue " + thread + " " + departure);
        for (int cpu = 0; cpu < queues.size(); cpu++) {
            queues.get(cpu).remove(thread);
            if (current[cpu] == thread) {
                current[cpu] = NONE;
            }
        }
    }

    @Override
    public int pick(int cpu, long now) {
        picks++;
        Deque<Integer> queue = queues.get(cpu);
        if (current[cpu] != NONE && rotate[cpu]) {
            queue.remove(current[cpu]);
            queue.addLast(current[cpu]);
        }
        if (queue.isEmpty()) {
            pull(cpu);
        }
        boolean stays = current[cpu] != NONE && !rotate[cpu];
        rotate[cpu] = false;
        if (!stays) {
            current[cpu] = queue.isEmpty() ? NONE : queue.peekFirst();
            host.callAt(cpu, queue.size() > 1 ? now + slice : Long.MAX_VALUE);
        }
        return current[cpu];
    }

    private void pull(int cpu) {
        for (int other = 0; other < queues.size(); other++) {
            for (int thread : queues.get(other)) {
                if (thread != current[other] && host.allowed(thread, cpu)) {
                    queues.get(other).remove(thread);
                    queues.get(cpu).addLast(thread);
                    calls.add("move " + thread + " to " + cpu);
                    host.moved(thread, cpu);
                    return;
                }
            }
        }
    }

    @Override
    public void timer(int cpu, long now) {
        rotate[cpu] = true;
        host.reschedule(cpu);
    }

    @Override
    public void yield(int thread, long now) {
        for (int cpu = 0; cpu < current.length; cpu++) {
            rotate[cpu] |= current[cpu] == thread;
        }
    }

    @Override
    public void threadChanged(int thread, long now) {
        calls.add("changed " + thread + " nice " + host.nice(thread));
    }

    @Override
    public void groupChanged(int group, long now) {
        calls.add("group " + group + " weight " + host.groupWeight(group));
    }

    @Override
    public void cpuOnline(int cpu, long now) {
        calls.add("online " + cpu);
        host.reschedule(cpu);
    }

    @Override
    public void cpuOffline(int cpu, long now) {
        calls.add("offline " + cpu);
        if (!queues.get(cpu).isEmpty()) {
            throw new IllegalStateException("the queue of CPU " + cpu + " is not empty");
        }
        current[cpu] = NONE;
    }
}
