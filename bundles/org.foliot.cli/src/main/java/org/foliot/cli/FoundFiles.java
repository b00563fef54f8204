package org.foliot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foliot.dsl.FoliotLanguage;

/** Turns the files and directories of a command line into files of one kind, in an order that does not depend on the disk. */
final class FoundFiles {
    /** What the name of a scenario file ends in. */
    static final String SCENARIO = FoliotLanguage.FILE_ENDING;
    /** What the name of a data file ends in. */
    static final String DATA = ".json";

    /** What is in the folder of a project of its own. */
    private static final String PROJECT = "pom.xml";

    private FoundFiles() {}

    /**
     * A file.
     *
     * @param path where it is
     * @param named whether the command line names the file itself, not a directory around it
     */
    record Found(Path path, boolean named) {}

    /**
     * The files that a list of paths stands for: files as they are, directories with everything below them whose name ends in
     * the extension, sorted; each file once. A directory below that has a build of its own, a {@code pom.xml}, is left out: its
     * scenarios may need what it builds. Named itself it is a directory like any other.
     *
     * @throws UsageException when a path is not there, cannot be read, or is a directory without such a file
     */
    static List<Found> expand(List<Path> paths, String extension) {
        Map<Path, Found> files = new LinkedHashMap<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                below(path, extension).forEach(p -> files.putIfAbsent(p, new Found(p, false)));
            } else {
                files.put(file(path), new Found(file(path), true));
            }
        }
        return List.copyOf(files.values());
    }

    private static Path file(Path path) {
        if (!Files.exists(path)) {
            throw new UsageException(path + ": there is no such file");
        }
        if (!Files.isReadable(path)) {
            throw new UsageException(path + ": the file cannot be read; check its permissions");
        }
        return path.normalize();
    }

    private static List<Path> below(Path directory, String extension) {
        if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            throw new UsageException(directory + ": the directory cannot be read; check its permissions");
        }
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                            boolean another = !below.equals(directory) && Files.exists(below.resolve(PROJECT));
                            return another ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (file.toString().endsWith(extension) && attributes.isRegularFile()) {
                                found.add(file.normalize());
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
            found.sort(Comparator.naturalOrder());
            if (found.isEmpty()) {
                throw new UsageException(directory + ": there is no " + extension + " file in it");
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw new UsageException(directory + ": the directory cannot be read (" + reason(e) + ")", e);
        }
    }

    /**
     * The text of a file.
     *
     * @throws UsageException when it cannot be read or is no text
     */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new UsageException(file + ": the file is not UTF-8 text", e);
        } catch (IOException e) {
            throw new UsageException(file + ": the file cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
        return cause.getMessage();
    }
}
