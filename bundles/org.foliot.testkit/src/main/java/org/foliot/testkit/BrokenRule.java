package org.foliot.testkit;

/** A rule is broken; the message says what was expected and what was found. */
public final class BrokenRule extends AssertionError {
    private static final long serialVersionUID = 1L;

    BrokenRule(String message) {
        super(message);
    }

    /** A rule is broken for a reason that is a whole sentence already. */
    public static BrokenRule because(String message) {
        return new BrokenRule(message);
    }
}
