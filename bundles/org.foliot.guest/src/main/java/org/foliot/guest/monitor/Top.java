package org.foliot.guest.monitor;

import org.foliot.api.workload.Monitor;

/**
 * The summary of top.
 *
 * <p>procps 3.2.8, top.c, {@code summaryhlp}: the columns' differences are signed, that of idle alone is trimmed to 0, they are
 * added up, and a sum below 1 is taken for 1. So a large decrease of steal makes the sum 1, and every tick of idle time 100 %. A
 * user of Telegraf saw just that (influxdata/telegraf#3342): 30000.0 % id beside −150635151360.0 % st.
 *
 * <p>procps-ng 3.3, top.c, {@code summary_hlp}: all differences are trimmed; where nothing is left, idle is 1 of 1. That it shows
 * zeros for a window much shorter than its delay is left out here.
 */
final class Top extends Consumer {
    private final boolean trimAll;

    Top(Monitor.Top options) {
        this(options.trim() == Monitor.Trim.ALL);
    }

    private Top(boolean trimAll) {
        this.trimAll = trimAll;
    }

    @Override
    Outcome compare(Reading reading) {
        long[] added = added(reading);
        rate(reading, added);
        before = reading;
        for (int i = 0; i < added.length; i++) {
            if (trimAll || i == Columns.IDLE) {
                added[i] = Math.max(0, added[i]);
            }
        }
        long total = Columns.sum(added);
        if (total < 1) {
            total = 1;
            if (trimAll) {
                added[Columns.IDLE] = 1;
            }
        }
        show(added, total);
        return Outcome.SHOWN;
    }

    @Override
    Consumer fresh() {
        return new Top(trimAll);
    }
}
