package org.foliot.broken;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A jar as bnd would make it, of classes of the class path, or with one thing wrong. */
final class BundleJar {
    /** The packages of the API, each in the version that it is imported in. */
    private static final List<String> API = List.of(
            "org.foliot.api.extension",
            "org.foliot.api.guest",
            "org.foliot.api.host",
            "org.foliot.api.hypervisor",
            "org.foliot.api.memory",
            "org.foliot.api.observation",
            "org.foliot.api.scheduler",
            "org.foliot.api.timeline",
            "org.foliot.api.workload",
            "org.foliot.time",
            "org.foliot.time.counter");

    private static final String COMPATIBLE = "[1,2)";
    private static final String CLASS = ".class";

    private final Manifest manifest = new Manifest();
    private final Map<String, String> imports = new LinkedHashMap<>();
    private final List<String> components = new ArrayList<>();
    private final Map<String, byte[]> content = new TreeMap<>();
    private final String name;

    private BundleJar(String name) {
        this.name = name;
        header("Manifest-Version", "1.0");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", name);
        header("Bundle-Version", "1.0.0");
        API.forEach(p -> imports.put(p, COMPATIBLE));
    }

    /** A bundle of that symbolic name, whose file has it as well. */
    static BundleJar named(String name) {
        return new BundleJar(name);
    }

    /** Sets a header of the manifest, or takes it away where there is no value. */
    BundleJar header(String header, String value) {
        if (value == null) {
            manifest.getMainAttributes().remove(new Attributes.Name(header));
        } else {
            manifest.getMainAttributes().putValue(header, value);
        }
        return this;
    }

    /** Imports a package, in a range of versions. */
    BundleJar importing(String packageName, String range) {
        imports.put(packageName, range);
        return this;
    }

    /** Imports a package no more. */
    BundleJar notImporting(String packageName) {
        imports.remove(packageName);
        return this;
    }

    /** Adds a component, and the package that it is in. Without an id, it is one that nobody annotated. */
    BundleJar component(Class<?> implementation, Class<?> service, String id) throws IOException {
        components.add("<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"component"
                + components.size() + "\"><implementation class=\"" + implementation.getName() + "\"/>"
                + (id == null ? "" : "<property name=\"org.foliot.id\" value=\"" + id + "\"/>")
                + "<property name=\"org.foliot.documentation\" value=\"Broken on purpose.\"/><service><provide"
                + " interface=\"" + service.getName() + "\"/></service></scr:component>");
        return packageOf(implementation);
    }

    /** Adds the classes of the package that a class is in. */
    BundleJar packageOf(Class<?> type) throws IOException {
        String folder = type.getPackageName().replace('.', '/') + "/";
        Path place = placeOf(type);
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place.resolve(folder))) {
                for (Path file : files.filter(f -> f.toString().endsWith(CLASS)).toList()) {
                    content.put(folder + file.getFileName(), Files.readAllBytes(file));
                }
            }
            return this;
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                String path = entry.getName();
                if (path.startsWith(folder) && path.endsWith(CLASS) && path.indexOf('/', folder.length()) < 0) {
                    content.put(path, jar.getInputStream(entry).readAllBytes());
                }
            }
        }
        return this;
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a file. */
    BundleJar file(String path, byte[] bytes) {
        content.put(path, bytes);
        return this;
    }

    /** The class file of a class that was added. */
    byte[] classFile(Class<?> type) {
        return content.get(type.getName().replace('.', '/') + CLASS);
    }

    /** Writes it into a folder; where it is then. */
    Path writeTo(Path folder) throws IOException {
        return writeTo(folder, name + ".jar");
    }

    /** Writes it into a folder under a name of its own; where it is then. */
    Path writeTo(Path folder, String fileName) throws IOException {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            String path = "OSGI-INF/component" + i + ".xml";
            paths.add(path);
            content.put(path, components.get(i).getBytes(StandardCharsets.UTF_8));
        }
        if (!paths.isEmpty()) {
            header("Service-Component", String.join(",", paths));
        }
        header(
                "Import-Package",
                imports.entrySet().stream()
                        .map(i -> i.getKey() + ";version=\"" + i.getValue() + "\"")
                        .collect(Collectors.joining(",")));
        Path jar = folder.resolve(fileName);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return jar;
    }
}
