package org.foliot.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.foliot.export.UnreadableRunException.Reason;

/** Reads lines of comma-separated values as {@link Csv} writes them; what is not so says in which line. */
final class CsvInput implements Closeable {
    private static final int TEXTS = 1 << 12;
    private static final int LONGEST = 1 << 20;

    private final Path file;
    private final Reader in;
    private final char[] buffer = new char[1 << 16];
    private final String[] texts = new String[TEXTS];
    private char[] line = new char[1 << 10];
    private int[] ends = new int[16];
    private int length;
    private int cells;
    private int position;
    private int limit;
    private int number;

    private CsvInput(Path file, Reader in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Opens a file and reads its line of column names.
     *
     * @param columns the names that it must have; if empty, any will do
     * @throws UnreadableRunException if it cannot be read or has others
     */
    static CsvInput open(Path file, List<String> columns) {
        try {
            CsvInput input = new CsvInput(file, Files.newBufferedReader(file));
            if (!input.next()) {
                input.close();
                throw input.damaged("the line of column names is missing");
            }
            for (int i = 0; i < columns.size(); i++) {
                if (input.cells != columns.size() || !input.text(i).equals(columns.get(i))) {
                    input.close();
                    throw input.damaged("the columns are not " + String.join(",", columns));
                }
            }
            return input;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UnreadableRunException unreadable(Path file, IOException e) {
        return e instanceof CharacterCodingException
                ? new UnreadableRunException(Reason.DAMAGED, file, "this is not UTF-8 text", e)
                : UnreadableRunException.of(file, e);
    }

    /** What is wrong with the present line. */
    UnreadableRunException damaged(String message) {
        return new UnreadableRunException(Reason.DAMAGED, file, "line " + Math.max(1, number) + ": " + message, null);
    }

    private int read() throws IOException {
        if (position == limit) {
            limit = in.read(buffer, 0, buffer.length);
            position = 0;
            if (limit <= 0) {
                limit = 0;
                return -1;
            }
        }
        return buffer[position++];
    }

    /**
     * Goes to the next line.
     *
     * @return whether there is one
     * @throws UnreadableRunException if the file ends within a line
     */
    boolean next() {
        try {
            int c = read();
            if (c < 0) {
                return false;
            }
            number++;
            length = 0;
            cells = 0;
            boolean quoted = false;
            int before = ',';
            for (; quoted || c != '\n'; before = c, c = read()) {
                if (c < 0) {
                    throw damaged("the file ends within the line; it was cut off");
                } else if (c == '"') {
                    // Two quotes in a quoted cell are one: the second opens the cell again.
                    if (!quoted && before == '"') {
                        add('"');
                    }
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    endCell();
                } else {
                    add((char) c);
                }
            }
            endCell();
            return true;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void add(char c) {
        if (length == line.length) {
            if (length >= LONGEST) {
                throw damaged("the line is longer than any that we write");
            }
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = c;
    }

    private void endCell() {
        if (cells == ends.length) {
            ends = Arrays.copyOf(ends, 2 * cells);
        }
        ends[cells++] = length;
    }

    /** Number of cells of the present line. */
    int cells() {
        return cells;
    }

    /** Says that a line has another number of cells than the columns, if it has. */
    void expect(int columns) {
        if (cells != columns) {
            throw damaged("it has " + cells + " of " + columns + " cells; the file was cut off or changed");
        }
    }

    private int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }

    /** A cell as text; the same text is mostly the same object, since few different ones come again and again. */
    String text(int cell) {
        int from = start(cell);
        int to = ends[cell];
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + line[i];
        }
        int place = (hash ^ hash >>> 12) & TEXTS - 1;
        String known = texts[place];
        if (known == null || !isSame(known, from, to)) {
            known = new String(line, from, to - from);
            texts[place] = known;
        }
        return known;
    }

    private boolean isSame(String text, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != line[i]) {
                return false;
            }
        }
        return true;
    }

    /** All cells of the present line as texts. */
    List<String> texts() {
        return IntStream.range(0, cells).mapToObj(this::text).toList();
    }

    /** A cell as a whole number of 64 bits. */
    long number(int cell) {
        int from = start(cell);
        int to = ends[cell];
        boolean negative = from < to && line[from] == '-';
        long value = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                throw damaged("\"" + text(cell) + "\" is no whole number of 64 bits");
            }
            value = value * 10 - digit;
        }
        if (from == to || negative && to - from == 1 || !negative && value == Long.MIN_VALUE) {
            throw damaged("\"" + text(cell) + "\" is no whole number of 64 bits");
        }
        return negative ? value : -value;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
