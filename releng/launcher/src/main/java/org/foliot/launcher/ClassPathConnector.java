package org.foliot.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.foliot.launcher.BundleSet.Jar;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Lets bundles on the class path take their classes from there (OSGi Core 8, chapter 60, Connect).
 *
 * <p>They are bundles like all others: installed, resolved, started, wired to by others. But their classes are those of the
 * JVM's own class loader, whose archive holds them parsed, verified and with their lambdas, where it has to digest the
 * bytes of any other loader's classes at each start.
 */
final class ClassPathConnector implements ModuleConnector {
    private final Map<String, Path> jars = new HashMap<>();

    /** Connects those of the bundles that are on the class path. */
    ClassPathConnector(BundleSet bundles) {
        for (Jar jar : bundles.all()) {
            if (jar.onClassPath()) {
                jars.put(jar.location(), jar.path());
            }
        }
    }

    @Override
    public void initialize(File storage, Map<String, String> configuration) {
        // Nothing has to be kept.
    }

    @Override
    public Optional<ConnectModule> connect(String location) {
        return Optional.ofNullable(jars.get(location)).map(path -> () -> new JarContent(path));
    }

    @Override
    public Optional<BundleActivator> newBundleActivator() {
        return Optional.empty();
    }

    /** Everything but the classes is read from the jar, which is opened when it is first asked. */
    private static final class JarContent implements ConnectContent {
        private final Path path;
        private JarFile jar;

        JarContent(Path path) {
            this.path = path;
        }

        @Override
        public Optional<ClassLoader> getClassLoader() {
            return Optional.of(ClassPathConnector.class.getClassLoader());
        }

        @Override
        public Optional<Map<String, String>> getHeaders() {
            try {
                Manifest manifest = jar().getManifest();
                if (manifest == null) {
                    return Optional.empty();
                }
                Map<String, String> headers = new HashMap<>();
                manifest.getMainAttributes().forEach((name, value) -> headers.put(name.toString(), (String) value));
                return Optional.of(headers);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        public Iterable<String> getEntries() throws IOException {
            return jar().stream().map(JarEntry::getName).toList();
        }

        @Override
        public Optional<ConnectEntry> getEntry(String name) {
            try {
                JarFile open = jar();
                return Optional.ofNullable(open.getJarEntry(name)).map(entry -> new JarContentEntry(open, entry));
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        }

        private synchronized JarFile jar() throws IOException {
            if (jar == null) {
                jar = new JarFile(path.toFile(), false);
            }
            return jar;
        }

        @Override
        public void open() {
            // Only when something is read.
        }

        @Override
        public synchronized void close() throws IOException {
            if (jar != null) {
                jar.close();
                jar = null;
            }
        }
    }

    private record JarContentEntry(JarFile jar, JarEntry entry) implements ConnectContent.ConnectEntry {
        @Override
        public String getName() {
            return entry.getName();
        }

        @Override
        public long getContentLength() {
            return entry.getSize();
        }

        @Override
        public long getLastModified() {
            return entry.getTime();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return jar.getInputStream(entry);
        }
    }
}
