package org.foliot.run.timeline;

import java.util.List;
import org.foliot.machine.Host;
import org.foliot.machine.VmFile;
import org.foliot.program.Action;
import org.foliot.run.RefusedEvent.Reason;
import org.foliot.run.judge.Occurrence;

/** Is told what becomes of the events of a timeline. */
public interface TimelineListener {
    /** An event is about to begin; it may be refused yet. */
    void begun(Action action, Occurrence event, long now);

    /** An event has taken place. */
    void completed(Action action, Occurrence event, long now);

    /** An event could not take place. */
    void refused(Action action, Occurrence event, List<Reason> reasons, long now);

    /** A guest was saved to a file. */
    void saved(String guest, String name, VmFile file);

    /** Processors of a host went offline, to sleep, or came back. */
    void processorsChanged(Host host, long now);
}
