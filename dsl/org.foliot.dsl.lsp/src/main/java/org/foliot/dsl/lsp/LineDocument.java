package org.foliot.dsl.lsp;

import java.util.Arrays;
import org.eclipse.lsp4j.Position;
import org.eclipse.xtext.ide.server.Document;

/**
 * A text that knows where its lines begin. The inherited one counts from the beginning of the text for every position, so that
 * what asks for thousands of them, such as an outline, takes longer the square of the length.
 */
final class LineDocument extends Document {
    private final int[] begins;

    LineDocument(Integer version, String contents) {
        super(version, contents);
        begins = begins(contents);
    }

    private static int[] begins(String text) {
        int[] begins = new int[16];
        int lines = 1;
        for (int newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', newline + 1)) {
            if (lines == begins.length) {
                begins = Arrays.copyOf(begins, 2 * lines);
            }
            begins[lines++] = newline + 1;
        }
        return Arrays.copyOf(begins, lines);
    }

    /** {@inheritDoc} */
    @Override
    public Position getPosition(int offset) {
        if (offset < 0 || offset > getContents().length()) {
            throw new IndexOutOfBoundsException(
                    offset + " is outside of a text of " + getContents().length());
        }
        int found = Arrays.binarySearch(begins, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line, offset - begins[line]);
    }

    /** As the protocol wants it, a column behind the end of its line is the end of the line. */
    @Override
    public int getOffSet(Position position) {
        int line = position.getLine();
        if (line < 0 || line >= begins.length || position.getCharacter() < 0) {
            throw new IndexOutOfBoundsException(position + " is outside of a text of " + begins.length + " lines");
        }
        int end =
                line + 1 < begins.length ? begins[line + 1] - 1 : getContents().length();
        return (int) Math.min((long) begins[line] + position.getCharacter(), end);
    }
}
