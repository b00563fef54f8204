package org.foliot.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs a class of the fixtures into a bundle as bnd would, or with one thing wrong. */
final class TestBundle {
    private static final String IMPORTS = "org.foliot.api.extension,org.foliot.api.host,org.foliot.api.memory";

    private final Manifest manifest = new Manifest();
    private final String name;
    private String component = "";
    private Class<?> type;

    private TestBundle(String name) {
        this.name = name;
        header("Manifest-Version", "1.0");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", name);
        header("Bundle-Version", "1.0.0");
        header("Import-Package", IMPORTS);
    }

    static TestBundle named(String name) {
        return new TestBundle(name);
    }

    TestBundle header(String header, String value) {
        if (value == null) {
            manifest.getMainAttributes().remove(new Attributes.Name(header));
        } else {
            manifest.getMainAttributes().putValue(header, value);
        }
        return this;
    }

    TestBundle importing(String more) {
        return header("Import-Package", IMPORTS + "," + more);
    }

    /** Adds a component of a class with an id; extra elements go before the end of the component. */
    TestBundle component(Class<?> implementation, String id, String extra) {
        type = implementation;
        component = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + name + "\">"
                + "<implementation class=\"" + implementation.getName() + "\"/>"
                + (id == null ? "" : "<property name=\"org.foliot.id\" value=\"" + id + "\"/>")
                + "<property name=\"org.foliot.documentation\" value=\"Spare pages.\"/>"
                + "<service><provide interface=\"org.foliot.api.memory.MemoryStrategy\"/></service>" + extra
                + "</scr:component>";
        return header("Service-Component", "OSGI-INF/component.xml");
    }

    Path writeTo(Path folder) throws IOException {
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            if (type != null) {
                add(out, "OSGI-INF/component.xml", component.getBytes(StandardCharsets.UTF_8));
                addClass(out, type);
                for (Class<?> more = type.getSuperclass(); more != Object.class; more = more.getSuperclass()) {
                    addClass(out, more);
                }
            }
        }
        return jar;
    }

    private static void addClass(JarOutputStream out, Class<?> type) throws IOException {
        add(out, resource(type), bytes(type));
        for (Class<?> nested : type.getDeclaredClasses()) {
            add(out, resource(nested), bytes(nested));
        }
    }

    private static String resource(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = TestBundle.class.getClassLoader().getResourceAsStream(resource(type))) {
            return in.readAllBytes();
        }
    }

    private static void add(JarOutputStream out, String path, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(path));
        out.write(content);
        out.closeEntry();
    }
}
