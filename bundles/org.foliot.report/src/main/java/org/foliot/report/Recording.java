package org.foliot.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.foliot.export.JsonFields;
import org.foliot.export.RecordedEvent;
import org.foliot.run.Manifest;
import org.foliot.run.ScenarioSource;

/** What happens in a run while it is told, from a file or as it happens. */
final class Recording {
    /** As many events as anybody reads. */
    private static final int EVENTS = 20_000;

    private final LaneRecorder lanes = new LaneRecorder();
    private final CurveRecorder curves = new CurveRecorder();
    private final List<RecordedEvent> events = new ArrayList<>();
    private long eventsLeftOut;

    LaneRecorder lanes() {
        return lanes;
    }

    CurveRecorder curves() {
        return curves;
    }

    void event(RecordedEvent event) {
        if (events.size() < EVENTS) {
            events.add(event);
        } else {
            eventsLeftOut++;
        }
    }

    /** All of it, with the document of the run's result. */
    RunView view(JsonFields result, Manifest manifest, List<ScenarioSource> sources) {
        RunFacts facts = ResultReader.read(result, manifest);
        return new RunView(facts, lanes.lanes(), lanes.grain(), curves.curves(), events, eventsLeftOut, sources);
    }

    /** The name that messages have for a document that is not in a file. */
    static Path unnamed() {
        return Path.of("result.json");
    }
}
