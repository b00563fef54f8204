package org.foliot.export;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foliot.run.ScenarioSource;

/**
 * The folder under which each run gets a directory of its own.
 *
 * <p>A run of the scenario {@code stolen_time} goes to {@code stolen_time}; if that is there already, to {@code
 * stolen_time-2}, and so on: nothing that is there is ever replaced. While it is written a directory has a hidden name that
 * ends in {@code .part}; what a killed process left under such a name is removed by the next one.
 */
public final class RunDirectories {
    private static final Pattern PART = Pattern.compile("\\..*\\.(\\d+)\\.part");

    private final Path parent;
    private final Disk disk;
    private final Set<Path> reserved = new HashSet<>();

    /**
     * Creates the folder if it is not there.
     *
     * @throws ExportException if it cannot be created or written
     */
    public RunDirectories(Path parent) {
        this(parent, Disk.REAL);
    }

    RunDirectories(Path parent, Disk disk) {
        this.parent = parent;
        this.disk = disk;
        try {
            Files.createDirectories(parent);
            if (!Files.isWritable(parent)) {
                throw new ExportException(parent, new IOException("permission denied"));
            }
            removeLeftovers();
        } catch (IOException e) {
            throw new ExportException(parent, e);
        }
    }

    private void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, ".*.part")) {
            for (Path entry : entries) {
                Matcher matcher =
                        PART.matcher(Objects.requireNonNull(entry.getFileName()).toString());
                if (matcher.matches()
                        && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
                    remove(entry);
                }
            }
        }
    }

    /**
     * Chooses the directory of a run. Reserve in the order of the runs, whatever order they end in, and the names are the
     * same every time.
     *
     * @param name the scenario's name
     */
    public synchronized Path reserve(String name) {
        String plain = FileNames.of(name);
        Path path = parent.resolve(plain);
        for (int number = 2; reserved.contains(path) || Files.exists(path); number++) {
            path = parent.resolve(plain + "-" + number);
        }
        reserved.add(path);
        return path;
    }

    /**
     * Begins to write a directory that was reserved.
     *
     * @param sources the scenario's files, which are kept with the results
     * @throws ExportException if that is not possible
     */
    public RunDirectory open(Path path, List<ScenarioSource> sources) {
        return new RunDirectory(path, sources, disk);
    }

    /** Removes a directory and everything in it. */
    static void remove(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(directory)) {
            all = found.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
