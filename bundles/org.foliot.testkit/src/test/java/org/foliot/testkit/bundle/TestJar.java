package org.foliot.testkit.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A jar as bnd would make it of the broken ones, or with one thing wrong. */
final class TestJar {
    static final String EXTENSION_PACKAGE = "org.foliot.api.extension;version=\"[1,2)\"";
    static final String PACKAGES = "org.foliot.api.guest,org.foliot.api.host,org.foliot.api.hypervisor,"
            + "org.foliot.api.scheduler,org.foliot.time";
    static final String MEMORY_PACKAGE = "org.foliot.api.memory;version=\"[1,2)\"";

    private static final Path CLASSES = Path.of("target/test-classes");
    private static final String BROKEN = "org/foliot/testkit/broken";

    private final Manifest manifest = new Manifest();
    private final List<String> components = new ArrayList<>();
    private final String name;
    private Optional<String> selection = Optional.empty();

    private TestJar(String name) {
        this.name = name;
        header("Manifest-Version", "1.0");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", name);
        header("Bundle-Version", "1.0.0");
        header("Import-Package", String.join(",", EXTENSION_PACKAGE, MEMORY_PACKAGE, PACKAGES));
    }

    static TestJar named(String name) {
        return new TestJar(name);
    }

    TestJar header(String header, String value) {
        if (value == null) {
            manifest.getMainAttributes().remove(new Attributes.Name(header));
        } else {
            manifest.getMainAttributes().putValue(header, value);
        }
        return this;
    }

    /** Adds a component. */
    TestJar component(Class<?> implementation, Class<?> service, String id) {
        components.add("<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"component"
                + components.size() + "\"><implementation class=\"" + implementation.getName() + "\"/>"
                + (id == null ? "" : "<property name=\"org.foliot.id\" value=\"" + id + "\"/>")
                + "<property name=\"org.foliot.documentation\" value=\"Broken on purpose.\"/><service><provide"
                + " interface=\"" + service.getName() + "\"/></service></scr:component>");
        return this;
    }

    /** Says which of the broken ones it is. */
    TestJar selecting(String constant) {
        selection = Optional.of(constant);
        return this;
    }

    Path writeTo(Path folder) throws IOException {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            paths.add("OSGI-INF/component" + i + ".xml");
        }
        if (!paths.isEmpty()) {
            header("Service-Component", String.join(",", paths));
        }
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (int i = 0; i < components.size(); i++) {
                add(out, paths.get(i), components.get(i).getBytes(StandardCharsets.UTF_8));
            }
            if (selection.isPresent()) {
                add(out, "broken", selection.get().getBytes(StandardCharsets.UTF_8));
            }
            try (Stream<Path> classes = Files.list(CLASSES.resolve(BROKEN))) {
                for (Path type : classes.sorted().toList()) {
                    add(out, BROKEN + "/" + type.getFileName(), Files.readAllBytes(type));
                }
            }
        }
        return jar;
    }

    private static void add(JarOutputStream out, String path, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(path));
        out.write(content);
        out.closeEntry();
    }
}
