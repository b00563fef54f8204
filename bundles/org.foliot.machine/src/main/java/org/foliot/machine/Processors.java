package org.foliot.machine;

/** The physical processors of a host: which are online, and what their time went into. */
final class Processors {
    private static final byte OFF = 0;
    private static final byte IDLE = 1;
    private static final byte BUSY = 2;

    private final int[] subjects;
    private final CpuSet online;
    private final boolean[] isOnline;
    private final byte[] state;
    private final long[] since;
    private final long[] busy;
    private final long[] idle;
    private final long[] switches;
    private int onlineCount;

    Processors(int[] subjects) {
        int cpus = subjects.length;
        this.subjects = subjects.clone();
        this.online = new CpuSet(cpus);
        this.isOnline = new boolean[cpus];
        this.state = new byte[cpus];
        this.since = new long[cpus];
        this.busy = new long[cpus];
        this.idle = new long[cpus];
        this.switches = new long[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            setOnline(cpu, true, 0);
        }
    }

    int count() {
        return subjects.length;
    }

    int subject(int cpu) {
        return subjects[cpu];
    }

    boolean isOnline(int cpu) {
        return isOnline[cpu];
    }

    CpuSet online() {
        return online;
    }

    int onlineCount() {
        return onlineCount;
    }

    void setOnline(int cpu, boolean on, long now) {
        isOnline[cpu] = on;
        if (on) {
            online.add(cpu);
            onlineCount++;
        } else {
            online.remove(cpu);
            onlineCount--;
        }
        enter(cpu, on ? IDLE : OFF, now);
    }

    /** An online processor sleeps with its host, or wakes with it. */
    void setAsleep(int cpu, boolean asleep, long now) {
        if (isOnline[cpu]) {
            enter(cpu, asleep ? OFF : IDLE, now);
        }
    }

    void runs(int cpu, long now) {
        switches[cpu]++;
        enter(cpu, BUSY, now);
    }

    void idles(int cpu, long now) {
        if (state[cpu] == BUSY) {
            switches[cpu]++;
            enter(cpu, IDLE, now);
        }
    }

    private void enter(int cpu, byte next, long now) {
        if (state[cpu] == next) {
            return;
        }
        if (state[cpu] == BUSY) {
            busy[cpu] += now - since[cpu];
        } else if (state[cpu] == IDLE) {
            idle[cpu] += now - since[cpu];
        }
        state[cpu] = next;
        since[cpu] = now;
    }

    long busy(int cpu, long now) {
        return state[cpu] == BUSY ? busy[cpu] + (now - since[cpu]) : busy[cpu];
    }

    long idle(int cpu, long now) {
        return state[cpu] == IDLE ? idle[cpu] + (now - since[cpu]) : idle[cpu];
    }

    long switches(int cpu) {
        return switches[cpu];
    }
}
