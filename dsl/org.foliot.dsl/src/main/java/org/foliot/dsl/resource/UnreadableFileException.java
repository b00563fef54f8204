package org.foliot.dsl.resource;

import java.io.IOException;

/** A scenario's file cannot be read at all: it is not there, not text, or too large. */
public final class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    UnreadableFileException(String code, String message, String remedy) {
        super(message);
        this.code = code;
        this.remedy = remedy;
    }

    /** Stable name of the rule. */
    public String code() {
        return code;
    }

    /** What would be right. */
    public String remedy() {
        return remedy;
    }
}
