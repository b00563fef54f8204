package org.foliot.run.timeline;

import java.util.function.LongConsumer;
import org.foliot.engine.EventLoop;
import org.foliot.machine.EventKinds;

/** Something that is done once at an instant, unless it is called off before. */
final class Alarm {
    private final EventLoop loop;
    private final int source;
    private LongConsumer then = now -> {};

    Alarm(EventLoop loop) {
        this.loop = loop;
        this.source = loop.addSource((fired, kind, now) -> then.accept(now));
    }

    /** Does it at an instant, in place of what was to be done before. */
    void set(long instant, LongConsumer what) {
        then = what;
        loop.schedule(source, instant, EventKinds.VMM);
    }

    void cancel() {
        loop.cancel(source);
    }

    /** Calls one off that was perhaps never needed. */
    static void callOff(Alarm alarm) {
        if (alarm != null) {
            alarm.cancel();
        }
    }
}
