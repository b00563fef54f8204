package org.foliot.guest;

import org.foliot.api.workload.Monitor;
import org.foliot.guest.monitor.MonitorState;
import org.foliot.guest.monitor.Monitored;
import org.foliot.guest.monitor.Reading;

/** A monitor as a process runs it: reads its line of {@code /proc/stat}. */
final class MonitorProgram implements RunningProgram {
    private final MonitorState state;

    MonitorProgram(Monitor options) {
        this(new MonitorState(options));
    }

    private MonitorProgram(MonitorState state) {
        this.state = state;
    }

    @Override
    public void start() {
        state.start();
    }

    @Override
    public long read(Kernel kernel, Cpu cpu, long nanos, long now) {
        int line = state.cpu();
        if (line < 0) {
            int online = 0;
            for (Cpu other : kernel.cpus) {
                online += other.isOnline() ? 1 : 0;
            }
            state.read(new Reading(ProcFs.total(kernel, now).columns(), online, nanos, now));
        } else if (line < kernel.cpus.length && kernel.cpus[line].isOnline()) {
            state.read(new Reading(ProcFs.cpu(kernel, line, now).columns(), 1, nanos, now));
        } else {
            state.readNothing(nanos);
        }
        return 0;
    }

    @Override
    public long monitored(Monitored what) {
        return state.get(what);
    }

    @Override
    public RunningProgram copy() {
        return new MonitorProgram(state.copy());
    }
}
