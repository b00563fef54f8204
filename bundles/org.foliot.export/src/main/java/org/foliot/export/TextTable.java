package org.foliot.export;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in aligned columns: the first column to the left, all others to the right unless they are words. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean words;

    /** A table of numbers with words before them. */
    public TextTable() {
        this(false);
    }

    private TextTable(boolean words) {
        this.words = words;
    }

    /** A table of words, with all columns to the left. */
    public static TextTable ofWords() {
        return new TextTable(true);
    }

    /** Adds a row. */
    public TextTable row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Appends all rows, each with an indent and a line feed. */
    public void appendTo(StringBuilder out, String indent) {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.size(); i++) {
                String padding = " ".repeat(widths[i] - DisplayWidth.of(row.get(i)));
                line.append(i == 0 ? "" : GAP).append(i == 0 || words ? row.get(i) + padding : padding + row.get(i));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
