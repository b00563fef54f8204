package org.foliot.dsl.ui.contentassist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places to fill in.
 *
 * @param text what is written
 * @param places for each place where in the text it is, in the order in which to visit them; the same thing may stand in several
 * @param end where the caret is in the end
 */
record Snippet(String text, List<List<Span>> places, int end) {
    /** {@code ${1:default}}, {@code ${1}} or {@code $1}, as the language server protocol writes it. */
    private static final Pattern PLACE = Pattern.compile("\\$(?:(\\d+)|\\{(\\d+)(?::([^}]*))?\\})|\\\\([\\\\$}])");

    /** A part of the text. */
    record Span(int offset, int length) {}

    /** A text without places. */
    static Snippet literal(String text) {
        return new Snippet(text, List.of(), text.length());
    }

    /** Reads the notation of the language server protocol. */
    static Snippet parse(String notation) {
        StringBuilder text = new StringBuilder();
        Map<Integer, List<Span>> places = new java.util.TreeMap<>();
        Map<Integer, String> defaults = new LinkedHashMap<>();
        int end = -1;
        int done = 0;
        Matcher matcher = PLACE.matcher(notation);
        while (matcher.find()) {
            text.append(notation, done, matcher.start());
            done = matcher.end();
            if (matcher.group(4) != null) {
                text.append(matcher.group(4));
                continue;
            }
            int number = Integer.parseInt(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
            if (number == 0) {
                end = text.length();
                continue;
            }
            String written = matcher.group(3) != null ? matcher.group(3) : defaults.getOrDefault(number, "");
            defaults.putIfAbsent(number, written);
            places.computeIfAbsent(number, n -> new ArrayList<>()).add(new Span(text.length(), written.length()));
            text.append(written);
        }
        text.append(notation.substring(done));
        return new Snippet(text.toString(), List.copyOf(places.values()), end < 0 ? text.length() : end);
    }

    /** The same with all lines but the first moved to the right. */
    Snippet indented(String by) {
        if (by.isEmpty() || text.indexOf('\n') < 0) {
            return this;
        }
        List<List<Span>> moved = new ArrayList<>();
        for (List<Span> place : places) {
            moved.add(place.stream()
                    .map(span -> new Span(moved(span.offset(), by), span.length()))
                    .toList());
        }
        return new Snippet(text.replace("\n", "\n" + by), moved, moved(end, by));
    }

    private int moved(int offset, String by) {
        long breaks = text.substring(0, offset).chars().filter(c -> c == '\n').count();
        return offset + (int) breaks * by.length();
    }
}
