package org.foliot.export;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.foliot.export.UnreadableRunException.Reason;
import org.foliot.run.Manifest;
import org.foliot.run.Measure;
import org.foliot.run.Outcome;
import org.foliot.run.ScenarioSource;

/** A run as {@link RunDirectory} left it on disk, or as much of it as a lone manifest tells. */
public final class RecordedRun {
    private static final long LARGEST = 16L << 20;

    private final Path path;
    private final Path manifestFile;
    private final Manifest manifest;

    private RecordedRun(Path path, Path manifestFile, Manifest manifest) {
        this.path = path;
        this.manifestFile = manifestFile;
        this.manifest = manifest;
    }

    /**
     * Opens a run.
     *
     * @param path a run's directory, or a manifest, which may lie in one or alone
     * @throws UnreadableRunException if it is not there, or is no run, or cannot be understood
     */
    public static RecordedRun open(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(RunDirectory.MANIFEST) : path;
        if (!Files.exists(path)) {
            throw new UnreadableRunException(Reason.UNREADABLE, path, "there is no such file or directory", null);
        }
        if (!Files.exists(file)) {
            throw new UnreadableRunException(
                    Reason.NO_RUN,
                    path,
                    "this is no run's directory: there is no " + RunDirectory.MANIFEST
                            + " in it; foliot run --out writes such directories",
                    null);
        }
        return new RecordedRun(path, file, manifest(file));
    }

    /** A user may name any file; what is a manifest is small. */
    private static Manifest manifest(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UnreadableRunException(
                        Reason.NO_RUN,
                        file,
                        "this is larger than " + (LARGEST >> 20) + " MiB and so no manifest",
                        null);
            }
            return ManifestReader.read(file, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new UnreadableRunException(Reason.NO_RUN, file, "this is not UTF-8 text, so no manifest", e);
        } catch (IOException e) {
            throw UnreadableRunException.of(file, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UnreadableRunException(Reason.DAMAGED, file, "this is not UTF-8 text", e);
        } catch (IOException e) {
            throw UnreadableRunException.of(file, e);
        }
    }

    /** The path that was opened. */
    public Path path() {
        return path;
    }

    /** What has to be the same for the run to be the same, and what came out. */
    public Manifest manifest() {
        return manifest;
    }

    /**
     * A file of the run's directory, such as {@code segments.csv}; absent when there is none, as beside a lone manifest.
     *
     * @param name of a file as {@link RunDirectory} lists them
     */
    public Optional<Path> file(String name) {
        Path file = manifestFile.resolveSibling(name);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** Whether the scenario's files were kept with the run. */
    boolean hasSources() {
        return !manifest.files().isEmpty() && Files.isDirectory(manifestFile.resolveSibling(RunDirectory.SCENARIO));
    }

    /** Where the copy of the scenario's main file is; absent if none was kept. */
    public Optional<Path> mainFile() {
        return hasSources() ? Optional.of(copy(manifest.files().get(0))) : Optional.empty();
    }

    /**
     * The scenario's files as they were when it was run, the main file first; none if they were not kept.
     *
     * @throws UnreadableRunException if one is missing, cannot be read, or is not what the manifest says
     */
    public List<ScenarioSource> sources() {
        if (!hasSources()) {
            return List.of();
        }
        List<ScenarioSource> sources = new ArrayList<>();
        for (Manifest.ScenarioFile file : manifest.files()) {
            Path copy = copy(file);
            if (!Files.exists(copy)) {
                throw new UnreadableRunException(
                        Reason.DAMAGED, copy, "this file of the scenario is missing from the run's directory", null);
            }
            ScenarioSource source = new ScenarioSource(file.path(), file.name(), text(copy));
            if (!source.digest().equals(file.digest())) {
                throw new UnreadableRunException(
                        Reason.DAMAGED,
                        copy,
                        "this file was changed after the run: its digest is " + source.digest() + ", the manifest says "
                                + file.digest(),
                        null);
            }
            sources.add(source);
        }
        return sources;
    }

    /** Where a file's copy is; a name that leads elsewhere did not come from us. */
    private Path copy(Manifest.ScenarioFile file) {
        Path folder = manifestFile.resolveSibling(RunDirectory.SCENARIO).normalize();
        try {
            Path copy = folder.resolve(file.name()).normalize();
            if (copy.startsWith(folder) && !copy.equals(folder)) {
                return copy;
            }
        } catch (InvalidPathException e) {
            // It is no name of a file here; said below.
        }
        throw new UnreadableRunException(
                Reason.DAMAGED,
                manifestFile,
                "\"" + file.name() + "\" is no name of a file below " + RunDirectory.SCENARIO,
                null);
    }

    // ---- what happened, as RunDirectory was told it ----

    /** Takes segments; see {@link org.foliot.run.RunSink#segment}. */
    public interface SegmentTaker {
        /** A vCPU or processor was in one state for a while. */
        void segment(String subject, long start, long end, String state);
    }

    /** Takes samples; see {@link org.foliot.run.RunSink#sample}. */
    public interface SampleTaker {
        /** Paths of metrics; called once, before the first sample. */
        void columns(List<String> paths);

        /** Their values at an instant. */
        void sample(long instant, long[] values);
    }

    /**
     * Tells all segments in the order in which they ended; none if the run's directory has none.
     *
     * @throws UnreadableRunException if the file cannot be read, is cut off or was changed
     */
    public void segments(SegmentTaker taker) {
        long[] last = {0};
        read(RunDirectory.SEGMENTS, CsvTables.SEGMENT_COLUMNS, csv -> {
            long start = csv.number(1);
            long end = csv.number(2);
            if (start < 0 || end <= start) {
                throw csv.damaged("a segment from " + start + " to " + end);
            }
            last[0] = Math.max(last[0], end);
            taker.segment(csv.text(0), start, end, csv.text(3));
        });
        boolean whole = manifest.outcome() == Outcome.PASSED || manifest.outcome() == Outcome.FAILED;
        Optional<Path> file = file(RunDirectory.SEGMENTS);
        if (whole && file.isPresent() && last[0] != manifest.end()) {
            throw new UnreadableRunException(
                    Reason.DAMAGED,
                    file.get(),
                    "the segments end at " + Measure.time(last[0]) + ", the run at " + Measure.time(manifest.end())
                            + "; the file was cut off or is of another run",
                    null);
        }
    }

    /**
     * Tells all samples; none if there were none.
     *
     * @throws UnreadableRunException if the file cannot be read, is cut off or was changed
     */
    public void samples(SampleTaker taker) {
        Optional<Path> samples = file(RunDirectory.SAMPLES);
        if (samples.isEmpty()) {
            return;
        }
        try (CsvInput csv = CsvInput.open(samples.get(), List.of())) {
            int columns = csv.cells();
            List<String> paths = new ArrayList<>();
            for (int i = 1; i < columns; i++) {
                paths.add(csv.text(i));
            }
            taker.columns(paths);
            long[] values = new long[columns - 1];
            while (csv.next()) {
                csv.expect(columns);
                for (int i = 1; i < columns; i++) {
                    values[i - 1] = csv.number(i);
                }
                taker.sample(csv.number(0), values);
            }
        } catch (IOException e) {
            throw UnreadableRunException.of(samples.get(), e);
        }
    }

    /**
     * Tells what happened, in order; nothing if the run's directory does not say.
     *
     * @throws UnreadableRunException if the file cannot be read, is cut off or was changed
     */
    public void events(Consumer<RecordedEvent> taker) {
        read(RunDirectory.EVENTS, CsvTables.EVENT_COLUMNS, csv -> {
            RecordedEvent.Kind kind = RecordedEvent.Kind.of(csv.text(1))
                    .orElseThrow(() -> csv.damaged("\"" + csv.text(1) + "\" is no kind of event"));
            int line = csv.text(7).isEmpty() ? 0 : (int) Math.max(0, Math.min(Integer.MAX_VALUE, csv.number(7)));
            taker.accept(new RecordedEvent(
                    csv.number(0),
                    kind,
                    csv.text(2),
                    csv.text(3),
                    csv.text(4),
                    csv.text(5),
                    csv.text(6),
                    line,
                    csv.text(8)));
        });
    }

    private void read(String name, List<String> columns, Consumer<CsvInput> line) {
        Optional<Path> path = file(name);
        if (path.isEmpty()) {
            return;
        }
        try (CsvInput csv = CsvInput.open(path.get(), columns)) {
            while (csv.next()) {
                csv.expect(columns.size());
                line.accept(csv);
            }
        } catch (IOException e) {
            throw UnreadableRunException.of(path.get(), e);
        }
    }

    /**
     * The document of {@link JsonDocument} with the run's result.
     *
     * @throws UnreadableRunException if it is missing, cannot be read, or is cut off
     */
    public JsonFields result() {
        Path file = file(RunDirectory.RESULT)
                .orElseThrow(() -> new UnreadableRunException(
                        Reason.NO_RUN, path, "there is no " + RunDirectory.RESULT + " beside the manifest", null));
        return JsonFields.parse(file, text(file));
    }

    @Override
    public String toString() {
        return Objects.toString(path);
    }
}
