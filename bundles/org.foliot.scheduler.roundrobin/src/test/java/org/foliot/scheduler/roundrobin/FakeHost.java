package org.foliot.scheduler.roundrobin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/** A host with a 4 ms tick that notes what a scheduler asks of it. */
final class FakeHost implements SchedulerHost {
    static final long MS = Duration.PS_PER_MILLI;

    final long[] callAt;
    final boolean[] reschedule;
    final List<String> moves = new ArrayList<>();
    final BitSet offline = new BitSet();
    private final HostFacts facts;
    private final List<BitSet> affinity = new ArrayList<>();

    FakeHost(int cpus) {
        facts = new HostFacts(
                "fake",
                KernelRelease.DEFAULT,
                OptionSchema.of(HostKernelOptions.class).instantiate(java.util.Map.of(), KernelRelease.DEFAULT),
                cpus,
                Frequency.ofMegahertz(100),
                Frequency.ofMegahertz(2_000),
                ByteSize.parse("4 KiB"));
        callAt = new long[cpus];
        Arrays.fill(callAt, Long.MAX_VALUE);
        reschedule = new boolean[cpus];
    }

    /** Adds a thread that may use the given processors, all of them if none is given. */
    int thread(int... cpus) {
        BitSet allowed = new BitSet();
        if (cpus.length == 0) {
            allowed.set(0, facts.cpus());
        }
        for (int cpu : cpus) {
            allowed.set(cpu);
        }
        affinity.add(allowed);
        return affinity.size() - 1;
    }

    @Override
    public HostFacts facts() {
        return facts;
    }

    @Override
    public int threads() {
        return affinity.size();
    }

    @Override
    public boolean online(int cpu) {
        return !offline.get(cpu);
    }

    @Override
    public boolean allowed(int thread, int cpu) {
        return affinity.get(thread).get(cpu);
    }

    @Override
    public int nice(int thread) {
        return 0;
    }

    @Override
    public Policy policy(int thread) {
        return Policy.OTHER;
    }

    @Override
    public int realTimePriority(int thread) {
        return 0;
    }

    @Override
    public long requestedSlice(int thread) {
        return 0;
    }

    @Override
    public int group(int thread) {
        return ROOT_GROUP;
    }

    @Override
    public int parent(int group) {
        return ROOT_GROUP;
    }

    @Override
    public long groupWeight(int group) {
        return 1024;
    }

    @Override
    public boolean idleGroup(int group) {
        return false;
    }

    @Override
    public int current(int cpu) {
        throw new UnsupportedOperationException("the scheduler knows what it picked");
    }

    @Override
    public long tickAtOrAfter(int cpu, long instant) {
        return Math.floorDiv(instant + 4 * MS - 1, 4 * MS) * 4 * MS;
    }

    @Override
    public void reschedule(int cpu) {
        reschedule[cpu] = true;
    }

    @Override
    public void callAt(int cpu, long instant) {
        callAt[cpu] = instant;
    }

    @Override
    public void moved(int thread, int toCpu) {
        moves.add(thread + " to " + toCpu);
    }
}
