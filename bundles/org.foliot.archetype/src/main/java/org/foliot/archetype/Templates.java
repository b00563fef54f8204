package org.foliot.archetype;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the files beside this package. */
final class Templates {
    private Templates() {}

    static boolean exists(String path) {
        return Templates.class.getResource(path) != null;
    }

    static byte[] bytes(String path) {
        try (InputStream in = Templates.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no template " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template " + path, e);
        }
    }

    static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    static List<String> lines(String path) {
        return text(path).lines().toList();
    }
}
