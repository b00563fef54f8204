package org.foliot.run.world;

import org.foliot.machine.Vm;
import org.foliot.run.formula.MetricReader;

/** Reads a metric that needs a host to be seen; of a guest on disk it says what it was when the guest was suspended. */
final class HostedReader implements MetricReader {
    private final Vm vm;
    private final MetricReader reader;
    private final boolean functionOfTime;
    private long suspended;

    HostedReader(GuestUnit unit, MetricReader reader, boolean functionOfTime) {
        this.vm = unit.vm();
        this.reader = reader;
        this.functionOfTime = functionOfTime;
        unit.whenSuspended(now -> suspended = reader.at(now));
    }

    @Override
    public long at(long instant) {
        return vm.state() == Vm.State.SUSPENDED ? suspended : reader.at(instant);
    }

    @Override
    public boolean isFunctionOfTime() {
        return functionOfTime;
    }
}
