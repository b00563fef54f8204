package org.foliot.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.foliot.api.guest.PvTimeDriver;

/** A stolen-time driver whose counters a test sets; like arm64's, setting a CPU up starts its counter from zero. */
final class TestDriver implements PvTimeDriver {
    final Setup setup;
    final long[] stolen;
    final boolean[] online;
    final List<String> calls;
    boolean there = true;
    boolean zeroes = true;
    IntPredicate preempted = cpu -> false;
    int result;
    int resultOfOthers;

    TestDriver(Setup setup, int cpus) {
        this.setup = setup;
        this.stolen = new long[cpus];
        this.online = new boolean[cpus];
        this.calls = new ArrayList<>();
    }

    private TestDriver(TestDriver other) {
        this.setup = other.setup;
        this.stolen = other.stolen;
        this.online = other.online.clone();
        this.calls = other.calls;
        this.there = other.there;
        this.zeroes = other.zeroes;
        this.preempted = other.preempted;
        this.result = other.result;
        this.resultOfOthers = other.resultOfOthers;
    }

    @Override
    public boolean probe() {
        calls.add("probe");
        return there;
    }

    @Override
    public int cpuOnline(int cpu) {
        calls.add("online " + cpu);
        int answer = cpu == setup.bootCpu() ? result : resultOfOthers;
        if (answer == 0) {
            online[cpu] = true;
            stolen[cpu] = zeroes ? 0 : stolen[cpu];
        }
        return answer;
    }

    @Override
    public void cpuOffline(int cpu) {
        calls.add("offline " + cpu);
        online[cpu] = false;
    }

    @Override
    public void suspend(int cpu) {
        calls.add("suspend " + cpu);
    }

    @Override
    public void resume(int cpu) {
        calls.add("resume " + cpu);
    }

    @Override
    public boolean isPreempted(int cpu) {
        return preempted.test(cpu);
    }

    @Override
    public long stealClock(int cpu) {
        return online[cpu] ? stolen[cpu] : 0;
    }

    @Override
    public void handOver(int cpu, Handover handover) {
        calls.add("hand over " + cpu + " " + handover);
    }

    /** A copy knows what this driver knows; the counters are in the host's hands, and so are they the same. */
    @Override
    public PvTimeDriver copy() {
        return new TestDriver(this);
    }
}
