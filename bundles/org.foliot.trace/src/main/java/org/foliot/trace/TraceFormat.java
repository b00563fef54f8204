package org.foliot.trace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.foliot.run.RunSink;

/** The forms in which a run can be traced. */
public enum TraceFormat {
    /** {@code trace.perfetto-trace}: a stream of perfetto.protos.TracePacket. */
    PERFETTO,
    /** {@code trace.json}: Trace Event Format, a JSON object with traceEvents. */
    CHROME,
    /** {@code ctf/}: Common Trace Format 1.8, one trace per host and guest. */
    CTF,
    /** {@code procstat/}: what /proc/stat shows at each sample, a file per host and guest. */
    PROCSTAT;

    /** Whether it has something in it only where a metric is sampled. */
    public boolean samples(RunSink.Column column) {
        return switch (this) {
            case PERFETTO, CHROME -> TrackSink.samples(column);
            case CTF -> false;
            case PROCSTAT -> ProcStatSink.samples(column);
        };
    }

    /** The word of the command line and of launch configurations. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of a word, in any case; absent for none. */
    public static Optional<TraceFormat> of(String word) {
        return Arrays.stream(values())
                .filter(f -> f.word().equalsIgnoreCase(word))
                .findFirst();
    }
}
