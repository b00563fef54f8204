package org.foliot.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads the small files in {@code lib/} that tell the launcher about the application. */
final class Lines {
    private Lines() {}

    /**
     * The lines of a file without blanks around them, empty ones and comments; none if there is no such file.
     *
     * @throws LaunchException if it cannot be read
     */
    static List<String> of(Path file) throws LaunchException {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (NoSuchFileException nothing) {
            return List.of();
        } catch (IOException unreadable) {
            throw new LaunchException("cannot read " + file, unreadable);
        }
    }
}
