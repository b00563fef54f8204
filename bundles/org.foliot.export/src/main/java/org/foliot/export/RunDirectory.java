package org.foliot.export;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.foliot.program.Action;
import org.foliot.program.SubjectRef;
import org.foliot.run.RefusedEvent;
import org.foliot.run.RunResult;
import org.foliot.run.RunSink;
import org.foliot.run.ScenarioSource;

/**
 * One run's directory while it is written: it appears whole under its name by {@link #complete}, or not at all.
 *
 * <table>
 * <caption>Files</caption>
 * <tr><td>{@code manifest.json}</td><td>what has to be the same for the run to be the same, and the fingerprint</td></tr>
 * <tr><td>{@code scenario/}</td><td>the scenario's files as they were, under the names that the manifest has</td></tr>
 * <tr><td>{@code result.json}</td><td>the document of {@link JsonDocument}</td></tr>
 * <tr><td>{@code junit.xml}</td><td>the document of {@link JunitReport}</td></tr>
 * <tr><td>{@code metrics.csv}</td><td>every metric of everything at the end</td></tr>
 * <tr><td>{@code segments.csv}</td><td>states of vCPUs and processors, in the order in which they ended</td></tr>
 * <tr><td>{@code events.csv}</td><td>what the timeline did, and what guest software got to; see {@link CsvTables#events}</td></tr>
 * <tr><td>{@code samples.csv}</td><td>metrics at every sample; only if there were samples</td></tr>
 * <tr><td>what {@link #files} was asked for</td><td>traces, for example</td></tr>
 * <tr><td>{@code GUEST.SNAPSHOT.vm}</td><td>a guest as it was saved, the last time under that name</td></tr>
 * </table>
 */
public final class RunDirectory implements RunSink, Closeable {
    /** The folder of the scenario's files. */
    static final String SCENARIO = "scenario";
    /** The manifest's file. */
    static final String MANIFEST = "manifest.json";
    /** The result's. */
    static final String RESULT = "result.json";
    /** That of the metrics at the end. */
    static final String METRICS = "metrics.csv";
    /** That of the states. */
    static final String SEGMENTS = "segments.csv";
    /** That of what happened. */
    static final String EVENTS = "events.csv";
    /** That of the metrics over time. */
    static final String SAMPLES = "samples.csv";

    private final Path path;
    private final List<ScenarioSource> sources;
    private final Path part;
    private final Disk disk;
    private final List<Path> written = new ArrayList<>();
    private final SortedSet<Path> folders = new TreeSet<>();
    private final List<OutputStream> more = new ArrayList<>();
    private final SortedMap<String, byte[]> snapshots = new TreeMap<>();
    private Writer segmentsFile;
    private RunSink segments = RunSink.NONE;
    private Writer eventsFile;
    private RunSink events = RunSink.NONE;
    private Writer samplesFile;
    private RunSink samples = RunSink.NONE;
    private boolean completed;

    RunDirectory(Path path, List<ScenarioSource> sources, Disk disk) {
        this.path = path;
        this.sources = List.copyOf(sources);
        this.disk = disk;
        Path name = Objects.requireNonNull(path.getFileName());
        this.part =
                path.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.createDirectory(part);
            segmentsFile = create(SEGMENTS);
            segments = CsvTables.segments(segmentsFile);
            eventsFile = create(EVENTS);
            events = CsvTables.events(eventsFile);
        } catch (IOException e) {
            discard();
            throw new ExportException(path, e);
        }
    }

    /** Where it will appear. */
    public Path path() {
        return path;
    }

    private Writer create(String name) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(createBytes(name), StandardCharsets.UTF_8), 1 << 16);
    }

    private OutputStream createBytes(String name) throws IOException {
        Path file = part.resolve(name);
        Path folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        while (!folder.equals(part) && folders.add(folder)) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        OutputStream out = disk.create(file);
        written.add(file);
        return out;
    }

    /** Takes more files, which others write while the run goes on and close before it is completed. */
    public RunFiles files() {
        return name -> {
            try {
                OutputStream out = new ReportingStream(createBytes(name));
                more.add(out);
                return out;
            } catch (IOException e) {
                throw new ExportException(path, e);
            }
        };
    }

    /** A stream whose failures say which directory could not be written. */
    private final class ReportingStream extends OutputStream {
        private final OutputStream out;

        ReportingStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw new ExportException(path, e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new ExportException(path, e);
            }
        }
    }

    @Override
    public boolean wantsSegments() {
        return true;
    }

    @Override
    public void segment(SubjectRef subject, long start, long end, String state) {
        guard(() -> segments.segment(subject, start, end, state));
    }

    @Override
    public void event(long instant, Action action, SubjectRef target) {
        guard(() -> events.event(instant, action, target));
    }

    @Override
    public void refused(RefusedEvent event) {
        guard(() -> events.refused(event));
    }

    @Override
    public void stage(long instant, SubjectRef guest, String stage, long detail) {
        guard(() -> events.stage(instant, guest, stage, detail));
    }

    @Override
    public void moved(long instant, SubjectRef guest, String from, String to) {
        guard(() -> events.moved(instant, guest, from, to));
    }

    /** Whatever cannot be written is said of the whole directory. */
    private void guard(Runnable write) {
        try {
            write.run();
        } catch (UncheckedIOException e) {
            throw new ExportException(path, e.getCause());
        }
    }

    @Override
    public void saved(String guest, String name, byte[] file) {
        snapshots.put(guest + "." + name + ".vm", file);
    }

    @Override
    public void columns(List<Column> columns) {
        try {
            samplesFile = create(SAMPLES);
            samples = CsvTables.samples(samplesFile);
        } catch (IOException e) {
            throw new ExportException(path, e);
        }
        guard(() -> samples.columns(columns));
    }

    @Override
    public void sample(long instant, long[] values) {
        guard(() -> samples.sample(instant, values));
    }

    /**
     * Writes what only the result knows, makes everything durable and gives the directory its name.
     *
     * @throws ExportException if that is not possible; nothing is left then
     */
    public void complete(RunResult result) {
        try {
            segmentsFile.close();
            eventsFile.close();
            if (samplesFile != null) {
                samplesFile.close();
            }
            write(METRICS, out -> CsvTables.metrics(result, out));
            write("junit.xml", out -> JunitReport.write(List.of(result), out));
            write(RESULT, out -> JsonDocument.write(List.of(result), out));
            write(MANIFEST, out -> JsonDocument.write(result.manifest(), out));
            for (Map.Entry<String, byte[]> snapshot : snapshots.entrySet()) {
                try (OutputStream out = createBytes(snapshot.getKey())) {
                    out.write(snapshot.getValue());
                }
            }
            writeSources();
            for (Path file : written) {
                disk.sync(file);
            }
            for (Path folder : folders) {
                disk.sync(folder);
            }
            disk.sync(part);
            disk.rename(part, path);
            completed = true;
        } catch (IOException e) {
            close();
            throw new ExportException(path, e);
        }
        try {
            disk.sync(Objects.requireNonNull(path.toAbsolutePath().getParent()));
        } catch (IOException e) {
            // It is there and whole; only a power failure in the next seconds could still take its name away.
        }
    }

    private void writeSources() throws IOException {
        for (ScenarioSource source : sources) {
            write(SCENARIO + "/" + source.name(), out -> out.write(source.text()));
        }
    }

    private void write(String name, WholeFile.Content content) throws IOException {
        try (Writer out = create(name)) {
            content.writeTo(out);
        }
    }

    /** Removes what was written, unless it was completed. */
    @Override
    public void close() {
        if (!completed) {
            discard();
        }
    }

    private void discard() {
        closeQuietly(segmentsFile);
        closeQuietly(eventsFile);
        closeQuietly(samplesFile);
        more.forEach(RunDirectory::closeQuietly);
        try {
            if (Files.exists(part)) {
                RunDirectories.remove(part);
            }
        } catch (IOException e) {
            throw new ExportException("cannot remove the unfinished " + part + ": " + e.getMessage(), e);
        }
    }

    private static void closeQuietly(Closeable file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException | ExportException e) {
                // What could not be written is about to be removed.
            }
        }
    }
}
