package org.foliot.guest.monitor;

import org.foliot.api.workload.Monitor;

/**
 * A monitor that runs: its formula, and what has come of its readings.
 *
 * <p>A reading is invalid if it gave nothing but an error, or a share that no CPU can have, below 0 or above 100 %. That is our
 * judgement; the programs report what they have computed. The alert rule looks at whatever is shown, and fires from the first
 * reading on that is above its threshold until one is not, which is a choice: real rules wait for minutes.
 */
public final class MonitorState {
    private static final long PICOSECONDS = 1000L;

    private final Monitor options;
    private Consumer consumer;
    private long samples;
    private long invalid;
    private long outage;
    private long alerts;
    private boolean firing;
    private long stealTicks;
    private long lastNanos;

    public MonitorState(Monitor options) {
        this.options = options;
        this.consumer = consumer(options);
    }

    private static Consumer consumer(Monitor options) {
        if (options instanceof Monitor.Top top) {
            return new Top(top);
        } else if (options instanceof Monitor.NodeExporter exporter) {
            return new NodeExporter(exporter);
        } else if (options instanceof Monitor.Telegraf telegraf) {
            return new Telegraf(telegraf);
        } else if (options instanceof Monitor.Psutil psutil) {
            return new Psutil(psutil);
        }
        return new Collectd();
    }

    /** The same with a life of its own. */
    public MonitorState copy() {
        MonitorState copy = new MonitorState(options);
        copy.consumer = consumer.copy();
        copy.samples = samples;
        copy.invalid = invalid;
        copy.outage = outage;
        copy.alerts = alerts;
        copy.firing = firing;
        copy.stealTicks = stealTicks;
        copy.lastNanos = lastNanos;
        return copy;
    }

    /** Begins from nothing, as a program that is started. */
    public void start() {
        consumer = consumer.fresh();
        samples = 0;
        invalid = 0;
        outage = 0;
        alerts = 0;
        firing = false;
        stealTicks = 0;
    }

    /** Number of the CPU whose line it reads, −1 for that of all. */
    public int cpu() {
        return options.watching().cpu();
    }

    /** Takes a reading. */
    public void read(Reading reading) {
        stealTicks = reading.columns()[Columns.STEAL];
        Consumer.Outcome outcome = consumer.read(reading);
        boolean shown = outcome == Consumer.Outcome.SHOWN;
        count(outcome == Consumer.Outcome.REFUSED || shown && !isPossible(), reading.nanos());
        if (shown) {
            boolean fires = watched() > options.watching().alertAbove().partsPerBillion();
            alerts += fires && !firing ? 1 : 0;
            firing = fires;
        }
    }

    /** Finds that its line is not there. */
    public void readNothing(long nanos) {
        consumer.missing();
        count(true, nanos);
    }

    private void count(boolean bad, long nanos) {
        if (bad) {
            invalid++;
            outage += samples == 0 ? 0 : nanos - lastNanos;
        }
        samples++;
        lastNanos = nanos;
    }

    private boolean isPossible() {
        for (long share : consumer.shown) {
            if (share < 0 || share > Shares.ONE + consumer.slack()) {
                return false;
            }
        }
        return true;
    }

    private long watched() {
        long[] shown = consumer.shown;
        long used = 0;
        for (int column : new int[] {Columns.USER, Columns.NICE, Columns.SYSTEM, Columns.IRQ, Columns.SOFTIRQ}) {
            used = Shares.plus(used, shown[column]);
        }
        return switch (options.watching().alert()) {
            case USAGE -> used;
            case USAGE_AND_STEAL -> Shares.plus(used, shown[Columns.STEAL]);
            case STEAL -> shown[Columns.STEAL];
            case WRONG_COLUMN -> shown[Columns.STEAL - 1];
        };
    }

    /** What can be seen of it: counts, picoseconds, and parts per billion. */
    public long get(Monitored what) {
        return switch (what) {
            case SAMPLES -> samples;
            case INVALID_SAMPLES -> invalid;
            case OUTAGE -> outage * PICOSECONDS;
            case USER_PERCENT -> consumer.shown[Columns.USER];
            case SYSTEM_PERCENT -> consumer.shown[Columns.SYSTEM];
            case IDLE_PERCENT -> consumer.shown[Columns.IDLE];
            case STEAL_PERCENT -> consumer.shown[Columns.STEAL];
            case TOTAL_PERCENT -> total();
            case STEAL_RATE -> consumer.stealRate;
            case STEAL_TICKS -> stealTicks;
            case ALERTS -> alerts;
        };
    }

    private long total() {
        long total = 0;
        for (long share : consumer.shown) {
            total = Shares.plus(total, share);
        }
        return total;
    }
}
