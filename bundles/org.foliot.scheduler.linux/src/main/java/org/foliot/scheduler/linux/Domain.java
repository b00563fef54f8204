package org.foliot.scheduler.linux;

import java.util.BitSet;
import org.foliot.api.scheduler.SchedulerHost;

/**
 * All processors of the host as one scheduling domain, and which of them idle or have more than they can run.
 *
 * <p>A kernel builds a hierarchy of domains from caches, cores and nodes; a host of a scenario has no topology, so there is
 * one level. That is a choice.
 */
final class Domain {
    private final SchedulerHost host;
    private final LoadBalancer balancer;
    private final Cpu[] cpus;
    private final BitSet idle;
    /** Idle, or with nothing but SCHED_IDLE work. */
    private final BitSet free;

    private final BitSet overloaded;
    private final BitSet realTimeOverloaded;
    private int overloadedCpus;

    Domain(LinuxSettings settings, FairPolicy policy, SchedulerHost host, Clock clock, TaskGroup rootGroup) {
        int size = host.facts().cpus();
        this.host = host;
        this.cpus = new Cpu[size];
        this.idle = new BitSet(size);
        this.free = new BitSet(size);
        this.overloaded = new BitSet(size);
        this.realTimeOverloaded = new BitSet(size);
        this.balancer = new LoadBalancer(this, settings, host);
        for (int i = 0; i < size; i++) {
            cpus[i] = new Cpu(i, settings, policy, host, clock, this, rootGroup);
            update(cpus[i]);
        }
    }

    LoadBalancer balancer() {
        return balancer;
    }

    Cpu cpu(int number) {
        return cpus[number];
    }

    int size() {
        return cpus.length;
    }

    int onlineCpus() {
        int online = 0;
        for (Cpu cpu : cpus) {
            online += host.online(cpu.number) ? 1 : 0;
        }
        return online;
    }

    boolean hasIdleCpus() {
        return !idle.isEmpty();
    }

    boolean isIdle(int cpu) {
        return idle.get(cpu);
    }

    /** First idle processor from a number on, or −1. */
    int nextIdle(int from) {
        return idle.nextSetBit(from);
    }

    /** Whether a processor idles or does only SCHED_IDLE work. */
    boolean isFree(int cpu) {
        return free.get(cpu);
    }

    /** First processor from a number on that idles or does only SCHED_IDLE work, or −1. */
    int nextFree(int from) {
        return free.nextSetBit(from);
    }

    /** Whether at least two threads want to run on a processor. */
    boolean isOverloaded(int cpu) {
        return overloaded.get(cpu);
    }

    /** First such processor from a number on, or −1. */
    int nextOverloaded(int from) {
        return overloaded.nextSetBit(from);
    }

    /** Whether at least two threads want to run on a processor other than this one. */
    boolean isOverloadedBeside(Cpu cpu) {
        return overloadedCpus > (overloaded.get(cpu.number) ? 1 : 0);
    }

    /** First processor from a number on with at least two real-time threads, or −1. */
    int nextRealTimeOverloaded(int from) {
        return realTimeOverloaded.nextSetBit(from);
    }

    /**
     * Takes notice of what changed on a processor.
     *
     * @return whether processors that saw nothing to balance may see it now
     */
    boolean update(Cpu cpu) {
        int number = cpu.number;
        boolean online = host.online(number);
        boolean isIdle = online && cpu.isIdle();
        idle.set(number, isIdle);
        free.set(number, isIdle || (online && cpu.hasOnlyIdleWork()));
        realTimeOverloaded.set(number, cpu.realTime.queued() > 1);
        boolean isOverloaded = cpu.runnable() > 1;
        if (isOverloaded == overloaded.get(number)) {
            return false;
        }
        overloaded.set(number, isOverloaded);
        overloadedCpus += isOverloaded ? 1 : -1;
        return isOverloaded && overloadedCpus <= 2;
    }
}
