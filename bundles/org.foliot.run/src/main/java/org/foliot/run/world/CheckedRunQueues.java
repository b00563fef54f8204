package org.foliot.run.world;

import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;

/** A scheduler's run queues whose choices are checked. */
final class CheckedRunQueues implements RunQueues {
    private final RunQueues of;
    private final SchedulerHost host;
    private final InstalledExtension scheduler;

    CheckedRunQueues(RunQueues of, SchedulerHost host, InstalledExtension scheduler) {
        this.of = of;
        this.host = host;
        this.scheduler = scheduler;
    }

    @Override
    public int enqueue(int thread, Arrival arrival, long now) {
        int cpu = of.enqueue(thread, arrival, now);
        if (cpu < 0 || cpu >= host.facts().cpus() || !host.online(cpu) || !host.allowed(thread, cpu)) {
            throw new ExtensionFault(
                    scheduler,
                    "RunQueues.enqueue",
                    "put thread " + thread + " on CPU " + cpu + ", which is not there, offline or not allowed");
        }
        return cpu;
    }

    @Override
    public void dequeue(int thread, Departure departure, long now) {
        of.dequeue(thread, departure, now);
    }

    @Override
    public int pick(int cpu, long now) {
        int thread = of.pick(cpu, now);
        if (thread != NONE && (thread < 0 || thread >= host.threads() || !host.allowed(thread, cpu))) {
            throw new ExtensionFault(
                    scheduler,
                    "RunQueues.pick",
                    "picked thread " + thread + " for CPU " + cpu + ", which is not there or not allowed");
        }
        return thread;
    }

    @Override
    public void timer(int cpu, long now) {
        of.timer(cpu, now);
    }

    @Override
    public void yield(int thread, long now) {
        of.yield(thread, now);
    }

    @Override
    public void threadChanged(int thread, long now) {
        of.threadChanged(thread, now);
    }

    @Override
    public void groupChanged(int group, long now) {
        of.groupChanged(group, now);
    }

    @Override
    public void cpuOnline(int cpu, long now) {
        of.cpuOnline(cpu, now);
    }

    @Override
    public void cpuOffline(int cpu, long now) {
        of.cpuOffline(cpu, now);
    }
}
