package org.foliot.testkit.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.time.Duration;
import org.osgi.framework.Constants;
import org.osgi.service.component.ComponentContext;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** What the framework of a trial has from the class path of the test kit: interfaces, in the versions that their jars export. */
final class SharedPackages {
    private SharedPackages() {}

    /** The packages in the syntax of {@code Export-Package}. */
    static String exports() {
        Map<Path, String> exports = new LinkedHashMap<>();
        for (Class<?> type :
                new Class<?>[] {Hypervisor.class, Duration.class, ComponentContext.class, Promise.class, Function.class
                }) {
            Path place = placeOf(type);
            exports.computeIfAbsent(place, p -> header(p, Constants.EXPORT_PACKAGE)
                    .orElseThrow(() -> new TrialException(p + " exports no packages; is it built by bnd?")));
        }
        return String.join(",", exports.values());
    }

    /** The jar or folder that a class comes from. */
    static Path placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new TrialException(
                    "a trial needs " + type.getName() + " on the class path, but it comes from " + source.getLocation(),
                    e);
        }
    }

    private static Optional<String> header(Path place, String name) {
        try (InputStream in = manifest(place)) {
            return Optional.ofNullable(new Manifest(in).getMainAttributes().getValue(name));
        } catch (IOException e) {
            throw new TrialException("cannot read the manifest of " + place + " (" + e.getMessage() + ")", e);
        }
    }

    private static InputStream manifest(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return Files.newInputStream(place.resolve(JarFile.MANIFEST_NAME));
        }
        try (JarFile jar = new JarFile(place.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(JarFile.MANIFEST_NAME))) {
            return new java.io.ByteArrayInputStream(in.readAllBytes());
        }
    }
}
