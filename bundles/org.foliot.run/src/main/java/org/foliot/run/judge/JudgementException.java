package org.foliot.run.judge;

import org.foliot.program.Source;

/** An expectation that cannot be computed, as when a number overflows. */
public final class JudgementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Source where;
    private final long instant;

    JudgementException(Source where, long instant, ArithmeticException cause) {
        super("the expectation cannot be computed: " + cause.getMessage(), cause);
        this.where = where;
        this.instant = instant;
    }

    /** The expectation. */
    public Source where() {
        return where;
    }

    /** When, in picoseconds. */
    public long instant() {
        return instant;
    }
}
