package org.foliot.guest.monitor;

import org.foliot.api.workload.Monitor;

/**
 * psutil.cpu_times_percent, psutil/__init__.py: percent with one decimal, from 0 to 100.
 *
 * <p>Since its issue 1210 a difference below 0 counts as 0, and the sum is taken to be at least 1. The numbers are seconds, so
 * windows below a second show too little (its issue 1586). Before (5.4.3, from memory), differences were signed and divided by
 * their sum: when steal has decreased by far more than all else has grown, it is 100.0 % of the sum, and the others are 0.0 %.
 */
final class Psutil extends Consumer {
    private final boolean signed;

    Psutil(Monitor.Psutil options) {
        this(options.deltas() == Monitor.Deltas.SIGNED);
    }

    private Psutil(boolean signed) {
        this.signed = signed;
    }

    @Override
    Outcome compare(Reading reading) {
        long[] added = added(reading);
        rate(reading, added);
        before = reading;
        if (!signed) {
            for (int i = 0; i < added.length; i++) {
                added[i] = Math.max(0, added[i]);
            }
        }
        long sum = Columns.sum(added);
        long whole = signed ? sum : Math.max(Columns.HERTZ, sum);
        for (int i = 0; i < added.length; i++) {
            long share = whole == 0 ? 0 : Shares.toOneDecimal(added[i], whole);
            shown[i] = Math.min(Math.max(0, share), Shares.ONE);
        }
        return Outcome.SHOWN;
    }

    @Override
    Consumer fresh() {
        return new Psutil(signed);
    }
}
