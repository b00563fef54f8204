package org.foliot.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foliot.export.RecordedEvent;
import org.foliot.export.RecordedRun;
import org.foliot.export.UnreadableRunException;
import org.foliot.run.ScenarioSource;

/**
 * One run as a report shows it: what its result says, and what happened over time.
 *
 * <p>It comes from a run's directory by {@link #read}, or from a run in this process by {@link RunViewer}.
 *
 * @param facts what its result says
 * @param lanes what each vCPU and processor did, by path
 * @param grain within how many picoseconds the order of states in a lane is not kept; 0 where it is kept everywhere
 * @param curves metrics over time
 * @param events what happened, in order, from the beginning
 * @param eventsLeftOut how many events more there were, which are left out
 * @param sources the scenario's files, the main file first; none if they are not known
 */
public record RunView(
        RunFacts facts,
        List<Lane> lanes,
        long grain,
        List<Curve> curves,
        List<RecordedEvent> events,
        long eventsLeftOut,
        List<ScenarioSource> sources) {
    public RunView {
        lanes = List.copyOf(lanes);
        curves = List.copyOf(curves);
        events = List.copyOf(events);
        sources = List.copyOf(sources);
    }

    /**
     * Reads a run that {@code foliot run --out} has written.
     *
     * @param directory the run's directory, or the manifest in it
     * @throws UnreadableRunException if it is no run, is damaged, or comes from a newer version
     */
    public static RunView read(Path directory) {
        RecordedRun run = RecordedRun.open(directory);
        Recording recording = new Recording();
        run.segments(recording.lanes()::add);
        run.samples(new RecordedRun.SampleTaker() {
            @Override
            public void columns(List<String> paths) {
                recording.curves().columns(paths);
            }

            @Override
            public void sample(long instant, long[] values) {
                recording.curves().sample(instant, values);
            }
        });
        run.events(recording::event);
        return recording.view(run.result(), run.manifest(), run.sources());
    }

    /** The curves of a metric by the paths of those that have it, in the order of {@link #curves()}. */
    public Map<String, Curve> curves(String metric) {
        Map<String, Curve> ofMetric = new LinkedHashMap<>();
        curves.stream().filter(c -> c.metric().equals(metric)).forEach(c -> ofMetric.putIfAbsent(c.subject(), c));
        return ofMetric;
    }

    /** The lanes of vCPUs. */
    public List<Lane> vcpus() {
        return lanes.stream().filter(Lane::isVcpu).toList();
    }

    /** The lanes of processors. */
    public List<Lane> processors() {
        return lanes.stream().filter(lane -> !lane.isVcpu()).toList();
    }
}
