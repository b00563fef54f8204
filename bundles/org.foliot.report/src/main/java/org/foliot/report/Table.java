package org.foliot.report;

import java.util.List;

/**
 * A table on a page.
 *
 * @param title its heading
 * @param columns from the left
 * @param rows a text for every column in each; no rows, no table
 * @param note what has to be said of its columns; may be empty
 */
public record Table(String title, List<Column> columns, List<List<String>> rows, String note) {
    /**
     * What stands below each other.
     *
     * @param title its heading, may be empty
     * @param content how it is shown
     */
    public record Column(String title, Content content) {
        /** What a column holds. */
        public enum Content {
            /** Words. */
            WORDS,
            /** Numbers with their units, which stand at the right. */
            NUMBERS,
            /** Excerpts of scenarios, and digests. */
            CODE,
            /** {@code held} or {@code failed}, in the colours of verdicts. */
            VERDICTS
        }

        /** A column of words. */
        public static Column words(String title) {
            return new Column(title, Content.WORDS);
        }

        /** A column of numbers. */
        public static Column numbers(String title) {
            return new Column(title, Content.NUMBERS);
        }

        /** A column of excerpts. */
        public static Column code(String title) {
            return new Column(title, Content.CODE);
        }
    }

    /**
     * A table.
     *
     * @throws IllegalArgumentException if a row has not as many texts as there are columns
     */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "table " + title + ": a row of " + row.size() + " for " + columns.size() + " columns");
            }
        }
    }

    /** A table without a note. */
    public static Table of(String title, List<Column> columns, List<List<String>> rows) {
        return new Table(title, columns, rows, "");
    }
}
