package org.foliot.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.foliot.store.StoreException.Problem;

/**
 * Keeps others from writing a store: a locked file beside it that says which process has locked it. The system takes the lock
 * from a process that ends, however it ends. The file stays, since one that is removed may have been opened by the next.
 */
final class WriterLock implements AutoCloseable {
    /** What this process has locked: POSIX forgets all locks on a file as soon as its process closes any handle on it. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final RandomAccessFile open;

    private WriterLock(Path file, RandomAccessFile open) {
        this.file = file;
        this.open = open;
    }

    /**
     * Takes the lock.
     *
     * @param store the store; its folder is there
     * @throws StoreException if another has it, or the system refuses
     */
    static WriterLock of(Path store) {
        Path absolute = store.toAbsolutePath().normalize();
        Path file = absolute.resolveSibling("." + absolute.getFileName() + ".lock");
        if (!OURS.add(file)) {
            throw busy(store, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new WriterLock(file, locked(store, file));
        } catch (IOException wrong) {
            OURS.remove(file);
            throw new StoreException(
                    Problem.INACCESSIBLE, "cannot lock " + store + " for writing: " + Reasons.of(wrong), wrong);
        } catch (RuntimeException wrong) {
            OURS.remove(file);
            throw wrong;
        }
    }

    private static RandomAccessFile locked(Path store, Path file) throws IOException {
        RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
        try {
            if (open.getChannel().tryLock() == null) {
                throw busy(store, open.readLine());
            }
            open.setLength(0);
            open.write((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
            return open;
        } catch (OverlappingFileLockException byAnotherName) {
            open.close();
            throw busy(store, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException | RuntimeException wrong) {
            open.close();
            throw wrong;
        }
    }

    private static StoreException busy(Path store, String process) {
        return new StoreException(
                Problem.BUSY,
                store + " is being written by " + (process == null ? "another process" : "process " + process)
                        + "; wait until it has ended, or use another store");
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (IOException alreadyGone) {
            // The system has taken the lock back, which is all that is wanted.
        } finally {
            OURS.remove(file);
        }
    }
}
