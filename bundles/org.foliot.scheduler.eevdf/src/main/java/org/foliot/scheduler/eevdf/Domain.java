package org.foliot.scheduler.eevdf;

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
    private final boolean[] idle;
    private final boolean[] overloaded;
    private int idleCpus;
    private int overloadedCpus;

    Domain(Tunables tunables, SchedulerHost host, TaskGroup rootGroup) {
        this.host = host;
        this.cpus = new Cpu[host.facts().cpus()];
        this.idle = new boolean[cpus.length];
        this.overloaded = new boolean[cpus.length];
        this.balancer = new LoadBalancer(this, tunables, host);
        for (int i = 0; i < cpus.length; i++) {
            cpus[i] = new Cpu(i, tunables, host, this, rootGroup);
        }
        for (Cpu cpu : cpus) {
            update(cpu);
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

    /** Whether a processor idles or does only SCHED_IDLE work. */
    boolean hasFreeCpus() {
        if (idleCpus > 0) {
            return true;
        }
        for (Cpu cpu : cpus) {
            if (cpu.hasOnlyIdleWork()) {
                return true;
            }
        }
        return false;
    }

    boolean hasIdleCpus() {
        return idleCpus > 0;
    }

    boolean isIdle(int cpu) {
        return idle[cpu];
    }

    /** Whether a processor other than this one has at least two threads that want to run. */
    boolean isOverloadedBeside(Cpu cpu) {
        return overloadedCpus > (overloaded[cpu.number] ? 1 : 0);
    }

    boolean isOverloaded(int cpu) {
        return overloaded[cpu];
    }

    /**
     * Takes notice of what changed on a processor.
     *
     * @return whether processors may have become interested in balancing
     */
    boolean update(Cpu cpu) {
        int number = cpu.number;
        boolean nowIdle = host.online(number) && cpu.isIdle();
        if (nowIdle != idle[number]) {
            idle[number] = nowIdle;
            idleCpus += nowIdle ? 1 : -1;
        }
        boolean nowOverloaded = cpu.runnable() > 1;
        if (nowOverloaded != overloaded[number]) {
            overloaded[number] = nowOverloaded;
            overloadedCpus += nowOverloaded ? 1 : -1;
            return nowOverloaded && overloadedCpus <= 2;
        }
        return false;
    }
}
