package org.foliot.guest.monitor;

/**
 * The cpu plugin of collectd 5 with ValuesPercentage, src/cpu.c, {@code cpu_commit_one}: {@code 100.0 * rates[state] / sum}, where
 * rates are those of a DERIVE, which may be negative, all over the same interval, and the sum is that of all. When steal has
 * decreased by far more than all else has grown, sum and steal are both negative, and steal is a little more than 100 %, idle a
 * little less than 0: the 100.00015 % and −0.0001 % of collectd/collectd#3766.
 */
final class Collectd extends Consumer {
    @Override
    Outcome compare(Reading reading) {
        long[] added = added(reading);
        rate(reading, added);
        before = reading;
        long sum = Columns.sum(added);
        if (sum == 0) {
            return Outcome.NOTHING;
        }
        show(added, sum);
        return Outcome.SHOWN;
    }

    @Override
    Consumer fresh() {
        return new Collectd();
    }
}
