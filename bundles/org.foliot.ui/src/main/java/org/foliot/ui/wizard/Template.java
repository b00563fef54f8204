package org.foliot.ui.wizard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a new scenario can begin as. The texts are those of {@code foliot new scenario}. */
enum Template {
    /** One guest, one competitor, a timeline and expectations. */
    STOLEN_TIME("stolen_time", "Stolen time: a guest, a competitor and what is expected"),
    /** The five lines that are enough. */
    MINIMAL("minimal", "Minimal: the lines that are enough"),
    /** Two hosts and a migration between them. */
    MIGRATION("migration", "Migration: two hosts and a guest that moves");

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private final String resource;
    private final String title;

    Template(String resource, String title) {
        this.resource = resource;
        this.title = title;
    }

    /** A line for a list. */
    String title() {
        return title;
    }

    /** Whether a scenario can be called so. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The text of a scenario of that name. */
    String text(String name) {
        try (InputStream in = Template.class.getResourceAsStream(resource + ".foliot")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@NAME@", name.replace('-', '_'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
