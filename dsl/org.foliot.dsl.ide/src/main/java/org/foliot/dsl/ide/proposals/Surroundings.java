package org.foliot.dsl.ide.proposals;

import java.util.Set;

/** The end of a text that decides what can follow it: the last element, and of a long block of lines the last line. */
final class Surroundings {
    private static final Set<String> ELEMENTS =
            Set.of("host", "guest", "timeline", "expect", "param", "kernel", "erratum", "study", "import", "scenario");
    private static final Set<String> LINES = Set.of("at", "every", "when", "always", "never", "eventually", "after");

    private final String text;
    private int depth;
    private int element = -1;
    private int blockEnd = -1;
    private int line = -1;
    private boolean inLines;

    private Surroundings(String text) {
        this.text = text;
    }

    static String of(String text) {
        return new Surroundings(text).end();
    }

    private String end() {
        int at = 0;
        while (at < text.length()) {
            at = next(at);
        }
        if (element < 0) {
            return text;
        }
        return inLines && line > blockEnd && blockEnd >= 0
                ? text.substring(element, blockEnd) + " " + text.substring(line)
                : text.substring(element);
    }

    private int next(int at) {
        char c = text.charAt(at);
        if (text.startsWith("//", at)) {
            return endOf("\n", at);
        } else if (text.startsWith("/*", at)) {
            return endOf("*/", at + 2);
        } else if (c == '"') {
            return endOfText(at);
        } else if (Character.isLetter(c) || c == '_') {
            return word(at);
        } else if (c == '{') {
            depth++;
            if (depth == 1) {
                blockEnd = at + 1;
            }
        } else if (c == '}') {
            depth = Math.max(0, depth - 1);
            if (depth == 0) {
                inLines = false;
            }
        }
        return at + 1;
    }

    private int word(int at) {
        int end = at + 1;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        String word = text.substring(at, end);
        // What somebody is still writing is not yet anything.
        boolean complete = end < text.length();
        boolean named = at > 0 && text.charAt(at - 1) == '.';
        if (complete && depth == 0 && ELEMENTS.contains(word)) {
            element = at;
            blockEnd = -1;
            line = -1;
            inLines = word.equals("timeline") || word.equals("expect");
        } else if (complete && depth == 1 && inLines && !named && LINES.contains(word)) {
            line = at;
        }
        return end;
    }

    private int endOf(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private int endOfText(int at) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"' || c == '\n') {
                return i + 1;
            }
        }
        return text.length();
    }
}
