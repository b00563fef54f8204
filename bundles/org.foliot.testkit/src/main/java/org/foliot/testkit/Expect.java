package org.foliot.testkit;

import java.util.List;
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

    /** As {@link #equal}, for long lists: names the first place where they differ. */
    static void equalLists(String what, List<?> expected, List<?> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            Object wanted = i < expected.size() ? expected.get(i) : "nothing more";
            Object found = i < actual.size() ? actual.get(i) : "nothing more";
            equal("entry " + i + " of " + what, wanted, found);
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
