package org.foliot.export;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Writes and takes apart lines of comma-separated values as RFC 4180 says, but with a line feed at their end. */
public final class Csv {
    private final Writer out;
    private boolean begun;

    /** Writes to a writer, which stays open. */
    public Csv(Writer out) {
        this.out = out;
    }

    /** A cell. */
    public Csv cell(String value) throws IOException {
        separate();
        if (value.indexOf(',') < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
            out.write(value);
        } else {
            out.write('"' + value.replace("\"", "\"\"") + '"');
        }
        return this;
    }

    /** A cell with a number. */
    public Csv cell(long value) throws IOException {
        separate();
        out.write(Long.toString(value));
        return this;
    }

    /** The cells of one line, which has no line feed in it. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private void separate() throws IOException {
        if (begun) {
            out.write(',');
        }
        begun = true;
    }

    /** Ends the line. */
    public void end() throws IOException {
        out.write('\n');
        begun = false;
    }
}
