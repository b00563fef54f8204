package org.foliot.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.foliot.export.JsonDocument;
import org.foliot.export.JsonFields;
import org.foliot.export.RecordedEvent;
import org.foliot.program.Action;
import org.foliot.program.SubjectRef;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunResult;
import org.foliot.run.RunSink;
import org.foliot.run.ScenarioSource;

/**
 * Watches a run in this process and makes the same of it as {@link RunView#read} makes of the run's directory: what a report of
 * that directory shows, a view beside the editor shows as well.
 *
 * <p>The run should have the samples of {@link Curves#sampling}.
 */
public final class RunViewer implements RunSink {
    private final Recording recording = new Recording();
    private final RunSink events = RecordedEvent.sink(recording::event);

    @Override
    public boolean wantsSegments() {
        return true;
    }

    @Override
    public void segment(SubjectRef subject, long start, long end, String state) {
        recording.lanes().add(subject.toString(), start, end, state);
    }

    @Override
    public void columns(List<Column> columns) {
        recording
                .curves()
                .columns(columns.stream()
                        .map(c -> c.subject() + "." + c.metric().name())
                        .toList());
    }

    @Override
    public void sample(long instant, long[] values) {
        recording.curves().sample(instant, values);
    }

    @Override
    public void event(long instant, Action action, SubjectRef target) {
        events.event(instant, action, target);
    }

    @Override
    public void refused(RefusedEvent event) {
        events.refused(event);
    }

    @Override
    public void stage(long instant, SubjectRef guest, String stage, long detail) {
        events.stage(instant, guest, stage, detail);
    }

    @Override
    public void moved(long instant, SubjectRef guest, String from, String to) {
        events.moved(instant, guest, from, to);
    }

    /**
     * The run as a report shows it.
     *
     * @param result what came of the run that was watched
     * @param sources the scenario's files
     */
    public RunView view(RunResult result, List<ScenarioSource> sources) {
        StringWriter document = new StringWriter();
        try {
            JsonDocument.write(List.of(result), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonFields fields = JsonFields.parse(Recording.unnamed(), document.toString());
        return recording.view(fields, result.manifest(), sources);
    }
}
