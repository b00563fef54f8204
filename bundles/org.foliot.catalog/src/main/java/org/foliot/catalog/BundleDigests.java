package org.foliot.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/**
 * SHA-256 over the jar of each bundle, computed once per installed state.
 *
 * <p>A bundle that is not a file, such as a folder in a development workbench, is digested over the names and contents of
 * its entries in alphabetical order.
 */
final class BundleDigests {
    private static final String REFERENCE = "reference:";

    private final Map<Long, Known> known = new HashMap<>();

    /** What a bundle's digest was when it was last modified at that instant. */
    private record Known(long modified, String digest) {}

    /** {@code sha256:} and 64 hexadecimal digits. */
    String of(Bundle bundle) {
        Known earlier = known.get(bundle.getBundleId());
        if (earlier != null && earlier.modified() == bundle.getLastModified()) {
            return earlier.digest();
        }
        String digest = compute(bundle);
        known.put(bundle.getBundleId(), new Known(bundle.getLastModified(), digest));
        return digest;
    }

    /** The same over a jar that is in memory. */
    static String of(byte[] jar) {
        return text(sha256().digest(jar));
    }

    private static String compute(Bundle bundle) {
        Optional<PluginLocation> copied = PluginLocation.of(bundle);
        if (copied.isPresent()) {
            return copied.get().digest();
        }
        MessageDigest sha256 = sha256();
        try {
            Optional<Path> jar = jar(bundle);
            if (jar.isPresent()) {
                return of(Files.readAllBytes(jar.get()));
            }
            for (Map.Entry<String, URL> entry : entries(bundle).entrySet()) {
                sha256.update(entry.getKey().getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
                try (InputStream content = entry.getValue().openStream()) {
                    sha256.update(content.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read bundle " + bundle.getLocation(), e);
        }
        return text(sha256.digest());
    }

    private static String text(byte[] digest) {
        return "sha256:" + HexFormat.of().formatHex(digest);
    }

    /** The file behind a bundle's location, if there is one. */
    static Optional<Path> jar(Bundle bundle) {
        Optional<Path> copied = PluginLocation.of(bundle).map(PluginLocation::file);
        if (copied.isPresent()) {
            return copied;
        }
        String location = bundle.getLocation();
        String address = location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location;
        try {
            Path path = address.startsWith("file:") ? path(address) : Path.of(address);
            return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Path path(String address) {
        try {
            return Path.of(URI.create(address));
        } catch (IllegalArgumentException e) {
            // file:relative/path and names with blanks are written by some launchers.
            return Path.of(address.substring("file:".length()));
        }
    }

    private static Map<String, URL> entries(Bundle bundle) {
        Map<String, URL> entries = new TreeMap<>();
        Enumeration<URL> found = bundle.findEntries("/", "*", true);
        for (URL url : found == null ? Collections.<URL>emptyList() : Collections.list(found)) {
            if (!url.getPath().endsWith("/")) {
                entries.put(url.getPath(), url);
            }
        }
        return entries;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
