package org.foliot.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The few operations of a file system that a run directory needs; a test puts a full disk in its place. */
interface Disk {
    /** The real one. */
    Disk REAL = new Disk() {
        @Override
        public OutputStream create(Path file) throws IOException {
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public void sync(Path file) throws IOException {
            boolean directory = Files.isDirectory(file);
            try (FileChannel channel =
                    FileChannel.open(file, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (IOException e) {
                // Some systems cannot open a directory; the rename is then as durable as they make it.
                if (!directory) {
                    throw e;
                }
            }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    };

    /** Creates a file that is not there yet. */
    OutputStream create(Path file) throws IOException;

    /** Makes the contents of a file, or the names in a directory, survive a power failure. */
    void sync(Path file) throws IOException;

    /** Gives a directory another name in the same parent, at once or not at all. */
    void rename(Path from, Path to) throws IOException;
}
