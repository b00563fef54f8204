package org.foliot.uitests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;

/** A memory strategy of somebody else: one of ours under another name and with another id. */
final class RenamedStrategy {
    private RenamedStrategy() {}

    /** Writes the jar of a bundle whose strategy is {@code guest_donated} as one that is {@code spare_donated}. */
    static void write(Bundle bundle, String version, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        try (InputStream in = bundle.getEntry(JarFile.MANIFEST_NAME).openStream()) {
            manifest.read(in);
        }
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Bundle-SymbolicName", "com.example.spare");
        headers.putValue("Bundle-Version", version);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (URL entry : Collections.list(bundle.findEntries("/", "*", true))) {
                String path = entry.getPath().substring(1);
                if (path.endsWith(".class") || path.endsWith(".xml")) {
                    out.putNextEntry(new JarEntry(path));
                    try (InputStream in = entry.openStream()) {
                        byte[] content = in.readAllBytes();
                        out.write(path.endsWith(".xml") ? renamed(content) : content);
                    }
                    out.closeEntry();
                }
            }
        }
    }

    private static byte[] renamed(byte[] description) {
        return new String(description, StandardCharsets.UTF_8)
                .replace("guest_donated", "spare_donated")
                .getBytes(StandardCharsets.UTF_8);
    }
}
