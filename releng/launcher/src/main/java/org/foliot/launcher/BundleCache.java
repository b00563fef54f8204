package org.foliot.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The folder in which the framework remembers the installed bundles.
 *
 * <p>A cache is made aside, completely, and then put in place by one rename. From then on it is only read, so any number
 * of processes share it without locks; a change of any jar leads to another cache. Where nothing can be kept, the cache
 * is a temporary folder of this process.
 *
 * <p>A process that changes its bundles while it runs gets a copy for itself, which ends with it.
 */
final class BundleCache {

    private static final Duration AGE_LIMIT = Duration.ofDays(30);
    private static final String FRAMEWORK = "framework";
    private static final String FINGERPRINT = "fingerprint";
    private static final String COUNT = "count";

    private final Path folder;
    private final boolean kept;
    private final boolean shared;
    private final Optional<Path> destination;
    private final String fingerprint;

    private BundleCache(Path folder, boolean kept, boolean shared, Optional<Path> destination, String fingerprint) {
        this.folder = folder;
        this.kept = kept;
        this.shared = shared;
        this.destination = destination;
        this.fingerprint = fingerprint;
    }

    /** Finds the cache that an earlier run has left for exactly these bundles, or begins one. */
    static BundleCache of(Optional<Path> root, BundleSet bundles) throws LaunchException {
        String fingerprint = BundleSet.fingerprint(bundles.all());
        Optional<Path> place = place(root, fingerprint);
        return place.isPresent() && isFilled(place.get(), fingerprint)
                ? new BundleCache(place.get(), true, true, Optional.empty(), fingerprint)
                : fresh(place, fingerprint);
    }

    /** A copy of what an earlier run has left for exactly these bundles, or an empty cache, for this process alone. */
    static BundleCache ofThisProcess(Optional<Path> root, BundleSet bundles) throws LaunchException {
        String fingerprint = BundleSet.fingerprint(bundles.all());
        Optional<Path> place = place(root, fingerprint);
        Optional<Path> own = root.flatMap(BundleCache::folderOfThisProcess);
        if (own.isPresent()) {
            boolean copied = isFilled(place.get(), fingerprint) && Folders.copy(place.get(), own.get());
            return new BundleCache(own.get(), copied, false, Optional.empty(), fingerprint);
        }
        return fresh(Optional.empty(), fingerprint);
    }

    private static Optional<Path> place(Optional<Path> root, String fingerprint) {
        return root.map(folder -> folder.resolve("bundles").resolve(nameFor(fingerprint)));
    }

    private static boolean isFilled(Path place, String fingerprint) {
        try {
            return Files.readString(place.resolve(FINGERPRINT)).equals(fingerprint);
        } catch (IOException absent) {
            // The usual case on a first run. A damaged one is replaced likewise.
            return false;
        }
    }

    /** A process that is killed cannot tidy up; the next one of its kind does. */
    private static Optional<Path> folderOfThisProcess(Path root) {
        Path running = root.resolve("running");
        Path own = running.resolve(Long.toString(ProcessHandle.current().pid()));
        try {
            Files.createDirectories(running);
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(running)) {
                for (Path folder : folders) {
                    if (folder.equals(own) || !isOfLivingProcess(folder)) {
                        Folders.delete(folder);
                    }
                }
            }
            return Optional.of(Files.createDirectory(own));
        } catch (IOException unwritable) {
            return Optional.empty();
        }
    }

    private static boolean isOfLivingProcess(Path folder) {
        try {
            return ProcessHandle.of(Long.parseLong(folder.getFileName().toString()))
                    .isPresent();
        } catch (NumberFormatException notOurs) {
            return true;
        }
    }

    /** An empty cache to use in the place of this one, which has proved to be damaged. */
    BundleCache replacement() throws LaunchException {
        Folders.delete(folder);
        return fresh(shared ? Optional.of(folder) : Optional.empty(), fingerprint);
    }

    private static BundleCache fresh(Optional<Path> place, String fingerprint) throws LaunchException {
        if (place.isPresent()) {
            Path parent = place.get().getParent();
            try {
                Files.createDirectories(parent);
                Path aside = Files.createTempDirectory(parent, "new-");
                return new BundleCache(aside, false, true, place, fingerprint);
            } catch (IOException unwritable) {
                // A home that is read-only or full is no reason not to run.
            }
        }
        try {
            Path temporary = Files.createTempDirectory("foliot-bundles");
            return new BundleCache(temporary, false, false, Optional.empty(), fingerprint);
        } catch (IOException unwritable) {
            throw new LaunchException(
                    "cannot write to the folder for temporary files, " + System.getProperty("java.io.tmpdir"),
                    unwritable);
        }
    }

    /** Whether an earlier run has filled this cache. */
    boolean kept() {
        return kept;
    }

    /** Where the framework may write. */
    Path frameworkFolder() {
        return folder.resolve(FRAMEWORK);
    }

    /** How many bundles the framework has when this cache is sound, itself included. */
    int rememberedCount() throws IOException {
        return Integer.parseInt(Files.readString(folder.resolve(COUNT)));
    }

    /**
     * Ends the use of this cache: a new one is put in its place, one of this process alone is deleted.
     *
     * @param count how many bundles the framework has, itself included
     */
    void release(int count) {
        if (kept && shared) {
            return;
        }
        if (destination.isPresent()) {
            try {
                Files.writeString(folder.resolve(COUNT), Integer.toString(count));
                Files.writeString(folder.resolve(FINGERPRINT), fingerprint);
                Files.move(folder, destination.get(), StandardCopyOption.ATOMIC_MOVE);
                deleteOld(destination.get().getParent());
                return;
            } catch (IOException lost) {
                // Another process was faster with the same cache, or the disk is full.
            }
        }
        Folders.delete(folder);
    }

    private static void deleteOld(Path caches) throws IOException {
        Instant limit = Instant.now().minus(AGE_LIMIT);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(caches)) {
            for (Path cache : entries) {
                if (Files.getLastModifiedTime(cache).toInstant().isBefore(limit)) {
                    Folders.delete(cache);
                }
            }
        }
    }

    /** 64-bit FNV-1a in hexadecimal: short, and the fingerprint inside the folder tells a collision. */
    private static String nameFor(String fingerprint) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < fingerprint.length(); i++) {
            hash = (hash ^ fingerprint.charAt(i)) * 0x100000001b3L;
        }
        return Long.toHexString(hash);
    }
}
