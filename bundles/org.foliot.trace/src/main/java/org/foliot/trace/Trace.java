package org.foliot.trace;

import java.io.IOException;
import org.foliot.export.RunFiles;
import org.foliot.program.Program;
import org.foliot.run.RunSink;

/** One trace of a run while it is written. */
public interface Trace extends RunSink {
    /**
     * Begins a trace.
     *
     * @param program what is run
     * @param seed with which seed
     * @param files takes the trace's files
     * @throws IOException if they cannot be created
     */
    static Trace open(TraceFormat format, Program program, long seed, RunFiles files) throws IOException {
        return switch (format) {
            case PERFETTO -> new TrackSink(program, new PerfettoWriter(files.create("trace.perfetto-trace")));
            case CHROME -> new TrackSink(program, new ChromeWriter(files.create("trace.json")));
            case CTF -> new CtfSink(program, seed, files);
            case PROCSTAT -> new ProcStatSink(program, files);
        };
    }

    /**
     * Writes what is left when the run is over, and closes the files.
     *
     * @param end the instant at which it ended, in picoseconds
     */
    void finish(long end) throws IOException;
}
