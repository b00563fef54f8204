package org.foliot.broken.options;

import org.foliot.api.extension.Option;
import org.foliot.time.Duration;

/** Options records of which each has one thing wrong. */
public enum BadOptions {
    /** An option about which nothing is said. */
    UNDOCUMENTED(Undocumented.class, "every option says what it does"),
    /** Defaults that the record itself refuses. */
    REFUSES_ITS_DEFAULTS(RefusesItsDefaults.class, "the defaults are good for every kernel release"),
    /** Limits between which there is nothing. */
    LIMITS_THE_OTHER_WAY_ROUND(LimitsTheOtherWayRound.class, "every word and every limit that is declared is accepted"),
    /** An option of a type that no scenario could write; not wired. */
    UNKNOWN_TYPE(UnknownType.class, ""),
    /** A default outside of its own range; not wired. */
    DEFAULT_OUT_OF_RANGE(DefaultOutOfRange.class, "");

    private final Class<? extends Record> type;
    private final String rule;

    BadOptions(Class<? extends Record> type, String rule) {
        this.type = type;
        this.rule = rule;
    }

    /** The record. */
    @SuppressWarnings("unchecked")
    Class<Record> type() {
        return (Class<Record>) type;
    }

    /** Name of the check that has to find it; empty where no component with it is wired. */
    public String rule() {
        return rule;
    }

    record Undocumented(@Option(doc = "", value = "on") boolean often) {}

    record RefusesItsDefaults(
            @Option(doc = "How many.", value = "3") int pages) {
        RefusesItsDefaults {
            if (pages % 2 != 0) {
                throw new IllegalArgumentException("pages must be even, but is " + pages);
            }
        }
    }

    record LimitsTheOtherWayRound(
            @Option(doc = "How long.", min = "2 ms", max = "1 ms")
            Duration slice) {}

    record UnknownType(
            @Option(doc = "Any thing.", value = "x") Object thing) {}

    record DefaultOutOfRange(
            @Option(doc = "How long.", value = "20 ms", min = "1 ms", max = "10 ms")
            Duration slice) {}
}
