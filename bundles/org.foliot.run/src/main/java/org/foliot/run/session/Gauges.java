package org.foliot.run.session;

import java.util.ArrayList;
import java.util.List;
import org.foliot.program.MeasureDefinition;
import org.foliot.run.Measurement;
import org.foliot.run.Measuring;
import org.foliot.run.formula.MetricSource;
import org.foliot.time.Duration;

/** Takes the measures of a run as a whole, or batch by batch, one {@link Gauge} for each. */
final class Gauges {
    private final List<Gauge> gauges = new ArrayList<>();
    private final List<Measurement> taken = new ArrayList<>();

    /** The batch that is being measured, or whose warm-up has not ended. */
    private int batch;

    /** @param end when the run ends, in picoseconds */
    Gauges(Measuring measuring, long end, MetricSource metrics) {
        long warmUp = measuring.warmUp().picoseconds();
        long length = Math.max(0, end - warmUp) / measuring.batches();
        for (int i = 0; i < measuring.batches(); i++) {
            long begin = measuring.batches() == 1 ? warmUp : end - length * (measuring.batches() - i);
            gauges.add(new Gauge(new Measuring(measuring.measures(), new Duration(begin), 1), metrics));
        }
    }

    /** The instant at which {@link #reach} is to be called; {@link Long#MAX_VALUE} for none. */
    long next() {
        long begin = gauges.get(batch).next();
        return begin < Long.MAX_VALUE || batch + 1 == gauges.size()
                ? begin
                : gauges.get(batch + 1).next();
    }

    /** The warm-up ends, or a batch does and another begins. */
    void reach(long now) {
        if (gauges.get(batch).next() == Long.MAX_VALUE) {
            take(now);
            batch++;
        }
        gauges.get(batch).warm(now);
    }

    private void take(long now) {
        for (Measurement measurement : gauges.get(batch).finish(now)) {
            taken.add(new Measurement(MeasureDefinition.ofBatch(measurement.name(), batch), measurement.measure()));
        }
    }

    /** What was measured; nothing when the warm-up or the last batch but one has not ended. */
    List<Measurement> finish(long now) {
        if (gauges.size() == 1) {
            return gauges.get(0).finish(now);
        } else if (batch + 1 < gauges.size()) {
            return List.of();
        }
        take(now);
        return List.copyOf(taken);
    }
}
