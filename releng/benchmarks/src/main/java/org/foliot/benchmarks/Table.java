package org.foliot.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table that can be read on a terminal and is one in Markdown too: the first column to the left, all others to the right. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(List.of(header));
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** A number with three digits that count, or more if it is large. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** One number as a multiple of another. */
    static String times(double value, double unit) {
        return number(value / unit) + " ×";
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < widths.length; i++) {
                String cell = rows.get(r).get(i);
                String gap = " ".repeat(widths[i] - cell.length());
                text.append("| ").append(i == 0 ? cell + gap : gap + cell).append(' ');
            }
            text.append("|\n");
            if (r == 0) {
                text.append('|').append("-".repeat(widths[0] + 2));
                for (int i = 1; i < widths.length; i++) {
                    text.append('|').append("-".repeat(widths[i] + 1)).append(':');
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }
}
