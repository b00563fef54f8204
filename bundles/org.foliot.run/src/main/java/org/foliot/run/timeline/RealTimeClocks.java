package org.foliot.run.timeline;

import java.util.HashMap;
import java.util.Map;
import org.foliot.engine.EventLoop;
import org.foliot.machine.Vm;
import org.foliot.run.world.GuestUnit;

/** The real-time clocks of VMMs, which wake guests that have suspended themselves. */
final class RealTimeClocks {
    private final EventLoop loop;
    private final Map<String, Alarm> alarms = new HashMap<>();

    RealTimeClocks(EventLoop loop) {
        this.loop = loop;
    }

    /** A guest will need one. */
    void prepare(String guest) {
        alarms.computeIfAbsent(guest, g -> new Alarm(loop));
    }

    /** Wakes a guest at an instant. */
    void wake(GuestUnit unit, long instant) {
        alarms.get(unit.description().name())
                .set(instant, now -> unit.guest().wake(unit.vm().state() == Vm.State.RUNNING));
    }
}
