package org.foliot.program;

/**
 * Where something stands in a scenario.
 *
 * @param file path as the user gave it
 * @param line from 1
 * @param column from 1
 * @param text the words themselves, on one line
 */
public record Source(String file, int line, int column, String text) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
