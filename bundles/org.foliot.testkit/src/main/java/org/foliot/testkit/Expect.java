package org.foliot.testkit;

import java.util.Objects;

/** The few comparisons that checks are made of, without a library that a distribution would have to carry. */
final class Expect {
    private Expect() {}

    static void that(boolean condition, String what) {
        if (!condition) {
            throw new BrokenRule(what);
        }
    }

    static void equal(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new BrokenRule(what + " is " + actual + ", but should be " + expected);
        }
    }

    /** As {@link #equal}, for what is read best in hexadecimal. */
    static void equalHex(String what, long expected, long actual) {
        if (expected != actual) {
            throw new BrokenRule(what + " is " + hex(actual) + ", but should be " + hex(expected));
        }
    }

    /** The exception of a type that an action ends in. */
    static <E extends Exception> E refused(String what, Class<E> type, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            if (type.isInstance(e)) {
                that(e.getMessage() != null && !e.getMessage().isBlank(), what + " is refused without a message");
                return type.cast(e);
            }
            throw new BrokenRule(what + " should end in " + type.getSimpleName() + ", but ended in " + e);
        }
        throw new BrokenRule(what + " should be refused by " + type.getSimpleName() + ", but was accepted");
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
