package org.foliot.dsl.lsp;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueHandler;
import org.eclipse.lsp4j.jsonrpc.json.MessageConstants;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageProducer;

/**
 * Reads messages of a size that an editor can mean. A header that announces more is the end: its body would be waited for, and
 * kept in memory, for as long as the other side likes.
 */
final class MeasuredMessages extends StreamMessageProducer {
    /** The longest body that is read, in bytes. */
    static final int LONGEST = 64 << 20;

    private static final int MOST_DIGITS = 9;

    private final Consumer<String> refusal;
    private boolean refused;

    /**
     * Reads from a stream.
     *
     * @param refusal is told why nothing more is read
     */
    MeasuredMessages(InputStream in, MessageJsonHandler json, MessageIssueHandler issues, Consumer<String> refusal) {
        super(in, json, issues);
        this.refusal = refusal;
    }

    @Override
    protected void parseHeader(String line, Headers headers) {
        int colon = line.indexOf(':');
        boolean length =
                colon >= 0 && line.substring(0, colon).strip().equalsIgnoreCase(MessageConstants.CONTENT_LENGTH_HEADER);
        String value = length ? line.substring(colon + 1).strip() : "";
        if (value.matches("[0-9]+") && isTooLong(value)) {
            refused = true;
            headers.contentLength = 0;
            refusal.accept("a message of " + value + " bytes is announced, and more than 64 MiB is not read");
        } else {
            super.parseHeader(line, headers);
        }
    }

    private static boolean isTooLong(String digits) {
        String number = digits.replaceFirst("^0+(?=.)", "");
        return number.length() > MOST_DIGITS || Integer.parseInt(number) > LONGEST;
    }

    @Override
    protected boolean handleMessage(InputStream in, Headers headers) throws IOException {
        return !refused && super.handleMessage(in, headers);
    }
}
