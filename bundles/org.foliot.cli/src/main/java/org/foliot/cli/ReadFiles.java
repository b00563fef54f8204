package org.foliot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.catalog.FileStamp;
import org.foliot.cli.FoundFiles.Found;
import org.foliot.run.ScenarioSource;

/**
 * The scenario files that something was made from, as they were when they were read, and whether they still are.
 *
 * <p>What counts is the text: a file that was saved without a change is the same.
 */
final class ReadFiles {
    private final List<Path> commandLine;
    private final Listing listing;
    private final Map<Path, Optional<String>> texts = new LinkedHashMap<>();
    private final Map<Path, Optional<FileStamp>> seen = new HashMap<>();

    /** Which files a command line stands for, or why it stands for none. */
    record Listing(List<Found> files, String complaint) {
        static Listing of(List<Path> commandLine) {
            try {
                return new Listing(FoundFiles.expand(commandLine, FoundFiles.SCENARIO), "");
            } catch (UsageException wrong) {
                return new Listing(List.of(), wrong.getMessage());
            }
        }
    }

    /**
     * Files that have been read.
     *
     * @param commandLine the files and directories of the command line
     * @param listing what they stood for
     * @param compiled what became of those files
     */
    ReadFiles(List<Path> commandLine, Listing listing, List<CompiledFile> compiled) {
        this.commandLine = commandLine;
        this.listing = listing;
        compiled.forEach(c -> c.dependsOn().forEach(file -> texts.put(file, Optional.empty())));
        compiled.forEach(c -> {
            for (ScenarioSource source : c.sources()) {
                texts.put(Path.of(source.path()).toAbsolutePath().normalize(), Optional.of(source.text()));
            }
        });
    }

    int count() {
        return texts.size();
    }

    /** What is no longer as it was read, as a sentence; empty as long as nothing is. */
    Optional<String> change() {
        Listing now = Listing.of(commandLine);
        if (!now.equals(listing)) {
            return Optional.of(now.complaint().isEmpty() ? "there are other scenario files" : now.complaint());
        }
        for (Map.Entry<Path, Optional<String>> read : texts.entrySet()) {
            Path file = read.getKey();
            Optional<FileStamp> stamp = stamp(file);
            if (!stamp.equals(seen.put(file, stamp)) && !text(file).equals(read.getValue())) {
                return Optional.of(shown(file) + " has changed");
            }
        }
        return Optional.empty();
    }

    /** Something that is the same twice in a row when nobody is writing to the files. */
    Object state() {
        Map<Path, Optional<FileStamp>> stamps = new HashMap<>();
        texts.keySet().forEach(file -> stamps.put(file, stamp(file)));
        return List.of(Listing.of(commandLine), stamps);
    }

    private static Optional<FileStamp> stamp(Path file) {
        try {
            return Optional.of(FileStamp.of(file));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
