package org.foliot.dsl;

import java.util.Locale;

/** How much a diagnostic matters. */
public enum Severity {
    /** The scenario cannot run. */
    ERROR,
    /** It can run, and probably does not do what was meant. */
    WARNING,
    /** Worth knowing, such as a default that was filled in. */
    INFO;

    /** The word a message begins with. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
