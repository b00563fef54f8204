package org.foliot.export;

import java.io.IOException;
import java.io.Writer;

/** Writes lines of comma-separated values as RFC 4180 says, but with a line feed at their end. */
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
