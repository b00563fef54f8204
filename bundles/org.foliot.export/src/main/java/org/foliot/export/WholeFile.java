package org.foliot.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Writes a file that is there whole or not at all, and replaces the one that was there before. */
public final class WholeFile {
    private WholeFile() {}

    /** What goes into the file. */
    @FunctionalInterface
    public interface Content {
        /** Writes it. */
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @throws ExportException if that is not possible; what was there before is unharmed
     */
    public static void write(Path file, Content content) {
        write(file, content, Disk.REAL);
    }

    static void write(Path file, Content content, Disk disk) {
        Path target = file.toAbsolutePath();
        String name = Objects.requireNonNull(target.getFileName()).toString();
        Path part =
                target.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (Writer out = new BufferedWriter(new OutputStreamWriter(disk.create(part), StandardCharsets.UTF_8))) {
                content.writeTo(out);
            }
            disk.sync(part);
            disk.rename(part, target);
        } catch (IOException e) {
            remove(part, e);
            throw new ExportException(file, e);
        }
    }

    private static void remove(Path part, IOException cause) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
