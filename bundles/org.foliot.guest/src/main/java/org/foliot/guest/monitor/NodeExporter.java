package org.foliot.guest.monitor;

import org.foliot.api.workload.Monitor;
import org.foliot.api.workload.Monitor.OnDecrease;

/**
 * node_exporter, collector/cpu_linux.go, and PromQL's rate() over two scrapes, by the clock of the server that scrapes, which is
 * true time here. A rate is a number of CPUs, so the line of all is divided by their number, as avg() does.
 *
 * <p>Once ({@link OnDecrease#RESET}) the exporter passed on what it read, and rate() took a number that was less than the one
 * before for a counter that had begun again at 0, and all of it for growth (promql/functions.go, {@code extrapolatedRate}, without
 * the extrapolation to the ends of the window, since the window is the two scrapes). The plain difference is what
 * prometheus/node_exporter#742 shows, there taken by hand. Since ({@link OnDecrease#HELD}, {@code updateCPUStats}) the exporter holds
 * each column at the highest value that it has seen, unless idle has gone back by 3 s or more, which it takes for a CPU that was
 * offline, and begins that line again.
 */
final class NodeExporter extends Consumer {
    private static final long JUMP_BACK = 3 * Columns.HERTZ;
    private static final long PICOSECONDS = 1000;
    private static final long TICKS_OF_SLACK = 2;

    private final OnDecrease onDecrease;
    private long slack;

    NodeExporter(Monitor.NodeExporter options) {
        this(options.onDecrease());
    }

    private NodeExporter(OnDecrease onDecrease) {
        this.onDecrease = onDecrease;
    }

    @Override
    Outcome compare(Reading raw) {
        Reading reading = onDecrease == OnDecrease.HELD ? exported(raw) : raw;
        long nanos = (reading.instant() - before.instant()) / PICOSECONDS;
        long time = nanos * reading.cpus();
        long[] added = added(reading);
        for (int i = 0; i < added.length; i++) {
            boolean reset = onDecrease != OnDecrease.DIFFERENCE && added[i] < 0;
            long growth = reset ? reading.columns()[i] : added[i];
            shown[i] = Shares.rate(growth, time, SECOND);
            if (i == Columns.STEAL) {
                stealRate = Shares.rate(growth, nanos, SECOND);
            }
        }
        slack = Shares.rate(TICKS_OF_SLACK, time, SECOND);
        before = reading;
        return Outcome.SHOWN;
    }

    private Reading exported(Reading raw) {
        long[] last = before.columns();
        boolean begunAgain = last[Columns.IDLE] - raw.columns()[Columns.IDLE] >= JUMP_BACK;
        if (begunAgain) {
            return raw;
        }
        long[] held = raw.columns().clone();
        for (int i = 0; i < Columns.COUNT; i++) {
            held[i] = Math.max(held[i], last[i]);
        }
        return new Reading(held, raw.cpus(), raw.nanos(), raw.instant());
    }

    @Override
    long slack() {
        return slack;
    }

    @Override
    Consumer fresh() {
        return new NodeExporter(onDecrease);
    }

    @Override
    Consumer copy() {
        NodeExporter copy = (NodeExporter) super.copy();
        copy.slack = slack;
        return copy;
    }
}
