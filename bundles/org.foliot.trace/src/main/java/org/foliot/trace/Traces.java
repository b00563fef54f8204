package org.foliot.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.extension.Catalog;
import org.foliot.export.RunDirectory;
import org.foliot.program.Program;
import org.foliot.run.Outcome;
import org.foliot.run.RunResult;
import org.foliot.run.RunSettings;
import org.foliot.run.RunSink;
import org.foliot.run.Runner;
import org.foliot.run.Sampling;
import org.foliot.run.SharedSink;

/** Makes runs into their directories, with traces in the formats that are wanted. */
public final class Traces {
    private final SortedSet<TraceFormat> formats;

    /**
     * Chooses the formats.
     *
     * @param formats none for no traces; twice is once
     */
    public Traces(Collection<TraceFormat> formats) {
        this.formats = new TreeSet<>(formats);
    }

    /** Samples that serve the traces too: at the same instants, with the metrics that the formats show added. */
    public Sampling sampling(Sampling other) {
        return new Sampling(
                other.period(),
                column -> other.wanted().test(column) || formats.stream().anyMatch(f -> f.samples(column)));
    }

    /**
     * Makes a run, and completes its directory unless the run was cancelled. The caller closes the directory.
     *
     * @param settings their sink is replaced
     * @throws IOException if the directory or a trace cannot be written; nothing is left of either then
     */
    public RunResult run(RunDirectory directory, Program program, long seed, Catalog installed, RunSettings settings)
            throws IOException {
        List<Trace> opened = new ArrayList<>();
        for (TraceFormat format : formats) {
            opened.add(Trace.open(format, program, seed, directory.files()));
        }
        List<RunSink> sinks = new ArrayList<>(opened);
        sinks.add(directory);
        RunResult result = new Runner().run(program, seed, installed, settings.withSink(new SharedSink(sinks)));
        if (result.outcome() != Outcome.CANCELLED) {
            for (Trace trace : opened) {
                trace.finish(result.end());
            }
            directory.complete(result);
        }
        return result;
    }
}
