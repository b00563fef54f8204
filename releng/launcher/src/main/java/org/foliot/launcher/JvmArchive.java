package org.foliot.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * The archive of classes that lets the JVM start faster.
 *
 * <p>The JVM checks by itself whether an archive fits and goes without when it does not. So all there is to decide is
 * when to make one: once for a distribution and a JDK, whether that succeeds or not.
 */
final class JvmArchive {

    /** Tells the start script to make the archive instead of using it. */
    private static final String TRAINING_VARIABLE = "FOLIOT_TRAINING";

    private final Path home;
    private final Optional<Path> archive;
    private final String fingerprint;

    private JvmArchive(Path home, Optional<Path> archive, String fingerprint) {
        this.home = home;
        this.archive = archive;
        this.fingerprint = fingerprint;
    }

    static JvmArchive of(Settings settings, BundleSet bundles) {
        JvmArchive archive = new JvmArchive(
                settings.home(),
                settings.training() ? Optional.empty() : settings.archive(),
                BundleSet.fingerprint(bundles.own()));
        if (settings.training()) {
            settings.archive().ifPresent(archive::claim);
        }
        return archive;
    }

    /** Starts a process that makes the archive, unless this was tried before. Returns at once. */
    void makeInBackgroundIfMissing() {
        if (archive.isEmpty() || isClaimed(archive.get()) || !claim(archive.get())) {
            return;
        }
        ProcessBuilder training = new ProcessBuilder(home.resolve("bin/foliot").toString())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .directory(home.toFile());
        Map<String, String> environment = training.environment();
        environment.put(TRAINING_VARIABLE, "1");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        try {
            training.start();
        } catch (IOException impossible) {
            // Nothing is lost but a little time at each start.
        }
    }

    private boolean isClaimed(Path file) {
        try {
            return Files.readString(claimOf(file)).equals(fingerprint);
        } catch (IOException absent) {
            return false;
        }
    }

    private boolean claim(Path file) {
        Path claim = claimOf(file);
        try {
            Files.createDirectories(claim.getParent());
            Path aside = Files.createTempFile(claim.getParent(), "claim", null);
            Files.writeString(aside, fingerprint);
            Files.move(aside, claim, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }

    private static Path claimOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".claim");
    }
}
