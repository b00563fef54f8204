package org.foliot.spark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.foliot.study.StudyException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The bundles of this framework in one file, to be sent to executors. Its name holds its digest, so executors take two sets of
 * bundles for one only if they are one.
 *
 * @param archive where it is; gone when this is closed
 */
record ShippedBundles(Path archive) implements AutoCloseable {
    private static final FileTime NO_TIME = FileTime.fromMillis(0);
    private static final int DIGITS = 16;

    /**
     * Packs what is installed.
     *
     * @throws StudyException when a bundle is no file, as in a workbench, or cannot be read
     */
    static ShippedBundles pack(BundleContext context) {
        try {
            Path folder = Files.createTempDirectory("foliot-bundles");
            Path aside = folder.resolve("bundles");
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(aside));
                    ZipOutputStream zip = new ZipOutputStream(new DigestOutputStream(file, digest))) {
                for (Bundle bundle : context.getBundles()) {
                    if (bundle.getBundleId() != 0) {
                        String name = String.format(
                                Locale.ROOT, "%04d-%s.jar", bundle.getBundleId(), bundle.getSymbolicName());
                        zip.putNextEntry(new ZipEntry(name).setLastModifiedTime(NO_TIME));
                        Files.copy(jar(bundle), zip);
                        zip.closeEntry();
                    }
                }
            }
            String name = HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
            return new ShippedBundles(Files.move(aside, folder.resolve("bundles-" + name + ".zip")));
        } catch (IOException e) {
            throw new StudyException("the bundles cannot be packed for the cluster: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The jar that a bundle was installed from. */
    static Path jar(Bundle bundle) {
        String location = bundle.getLocation();
        String file = location.startsWith("reference:") ? location.substring("reference:".length()) : location;
        if (!file.startsWith("file:")) {
            throw new StudyException(
                    bundle.getSymbolicName() + " is no file that could be sent to a cluster: " + location);
        }
        return Path.of(URI.create(file));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(archive);
            Files.deleteIfExists(archive.getParent());
        } catch (IOException left) {
            // It lies among temporary files.
        }
    }
}
