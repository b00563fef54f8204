package org.foliot.broken.selection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which of the broken ones a jar is: all are made of the same classes, and a file in the jar says which. */
public final class Selection {
    /** The file. */
    public static final String FILE = "broken";

    private Selection() {}

    /** The one that this jar is. */
    public static <E extends Enum<E>> E of(Class<E> all) {
        try (InputStream in = Selection.class.getResourceAsStream("/" + FILE)) {
            return Enum.valueOf(all, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
