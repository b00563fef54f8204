package org.foliot.dsl;

import java.util.Arrays;

/** Where the lines of a text begin and end. */
final class SourceLines {
    private final String text;
    private final int[] starts;

    SourceLines(String text) {
        this.text = text;
        int[] found = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i + 1;
            }
        }
        starts = Arrays.copyOf(found, count);
    }

    /** The whole text. */
    String text() {
        return text;
    }

    /** The line of an offset, from 1. */
    int line(int offset) {
        int index = Arrays.binarySearch(starts, offset);
        return index >= 0 ? index + 1 : -index - 1;
    }

    /** The column of an offset, from 1. */
    int column(int offset) {
        return offset - starts[line(offset) - 1] + 1;
    }

    /** How much of a range lies on its first line, at least 1. */
    int lengthOnLine(int offset, int length) {
        int line = line(offset);
        return Math.max(1, Math.min(length, end(line) - offset));
    }

    private int end(int line) {
        int end = line < starts.length ? starts[line] - 1 : text.length();
        return end > starts[line - 1] && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** Number of lines. */
    int count() {
        return starts.length;
    }

    /** The text of a line from 1, without its end. */
    String text(int line) {
        return text.substring(starts[line - 1], end(line));
    }

    /** The offset after the last character that is not white space. */
    int lastVisible() {
        int end = text.length();
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
