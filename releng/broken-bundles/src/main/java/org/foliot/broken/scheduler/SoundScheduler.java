package org.foliot.broken.scheduler;

import java.util.Arrays;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;

/** The smallest scheduler that keeps the contract: one queue for all processors, and a slice of 4 ms in turn. */
public class SoundScheduler implements HostScheduler<SoundScheduler.NoOptions> {
    /** Nothing to set. */
    public record NoOptions() {}

    @Override
    public Class<NoOptions> optionsType() {
        return NoOptions.class;
    }

    @Override
    public RunQueues create(NoOptions options, SchedulerHost host) {
        return new OneQueue(host);
    }

    /** All threads in the order of their turn; a running one stays where it is in it. */
    static class OneQueue implements RunQueues {
        private static final long SLICE = 4_000_000_000L;
        private static final int ROOM = 64;

        final SchedulerHost host;
        final int[] queue = new int[ROOM];
        final int[] current;
        private final int[] home = new int[ROOM];
        int length;

        OneQueue(SchedulerHost host) {
            this.host = host;
            this.current = new int[host.facts().cpus()];
            Arrays.fill(current, NONE);
        }

        boolean allowed(int thread, int cpu) {
            return host.online(cpu) && host.allowed(thread, cpu);
        }

        @Override
        public int enqueue(int thread, Arrival arrival, long now) {
            queue[length++] = thread;
            int chosen = NONE;
            for (int cpu = 0; cpu < current.length; cpu++) {
                if (allowed(thread, cpu) && (chosen == NONE || current[chosen] != NONE)) {
                    chosen = chosen == NONE || current[cpu] == NONE ? cpu : chosen;
                }
            }
            if (current[chosen] == NONE) {
                host.reschedule(chosen);
            }
            home[thread] = chosen;
            return chosen;
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

        private void remove(int thread) {
            int at = 0;
            while (queue[at] != thread) {
                at++;
            }
            length--;
            System.arraycopy(queue, at + 1, queue, at, length - at);
        }

        @Override
        public int pick(int cpu, long now) {
            int before = current[cpu];
            if (before != NONE) {
                remove(before);
                queue[length++] = before;
            }
            current[cpu] = NONE;
            for (int i = 0; i < length && current[cpu] == NONE; i++) {
                if (allowed(queue[i], cpu) && !runsElsewhere(queue[i], cpu)) {
                    current[cpu] = queue[i];
                }
            }
            if (current[cpu] != NONE && home[current[cpu]] != cpu) {
                home[current[cpu]] = cpu;
                host.moved(current[cpu], cpu);
            }
            host.callAt(cpu, current[cpu] == NONE ? Long.MAX_VALUE : now + SLICE);
            return current[cpu];
        }

        boolean runsElsewhere(int thread, int cpu) {
            for (int other = 0; other < current.length; other++) {
                if (other != cpu && current[other] == thread) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void timer(int cpu, long now) {
            host.reschedule(cpu);
        }

        @Override
        public void yield(int thread, long now) {}

        @Override
        public void threadChanged(int thread, long now) {}

        @Override
        public void groupChanged(int group, long now) {}

        @Override
        public void cpuOnline(int cpu, long now) {
            host.reschedule(cpu);
        }

        @Override
        public void cpuOffline(int cpu, long now) {
            current[cpu] = NONE;
        }
    }
}
