package org.foliot.testkit.broken;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which of the broken ones a jar is: all are made of the same classes, and a file in the jar says which. */
final class Selection {
    /** The file. */
    static final String FILE = "broken";

    private Selection() {}

    static String read() {
        try (InputStream in = Selection.class.getResourceAsStream("/" + FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
