package org.foliot.guest.monitor;

import org.foliot.api.workload.Monitor;

/**
 * The cpu input of Telegraf, plugins/inputs/cpu/cpu.go, {@code Gather}: shares of the signed differences' sum. A sum that is 0
 * gives nothing; one below 0 is the error "current total CPU time is less than previous total CPU time". Whether the reading that
 * was refused is what the next one is compared with changed with pull request 3342: before, it was not, so that an agent whose
 * total had decreased reported nothing until it had caught up, or the guest was rebooted.
 */
final class Telegraf extends Consumer {
    private final boolean kept;

    Telegraf(Monitor.Telegraf options) {
        this(options.baseline() == Monitor.Baseline.KEPT);
    }

    private Telegraf(boolean kept) {
        this.kept = kept;
    }

    @Override
    Outcome compare(Reading reading) {
        long[] added = added(reading);
        long total = Columns.sum(added);
        if (total < 0) {
            before = kept ? before : reading;
            return Outcome.REFUSED;
        }
        if (total > 0) {
            rate(reading, added);
            show(added, total);
        }
        before = reading;
        return total > 0 ? Outcome.SHOWN : Outcome.NOTHING;
    }

    @Override
    Consumer fresh() {
        return new Telegraf(kept);
    }
}
