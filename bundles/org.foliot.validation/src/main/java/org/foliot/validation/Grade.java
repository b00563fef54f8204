package org.foliot.validation;

import java.util.Locale;

/** How quiet a machine was while a case was recorded on it. */
public enum Grade {
    /** At least five runs in which strangers got less than 1.2 % of the processor. */
    CLEAN,
    /** Fewer such runs: only the shares of the threads in what all of them got can be compared. */
    MIXED,
    /** Hardly any such run, and strangers may have displaced one thread more than another. */
    POOR,
    /** Nobody has looked for strangers in the runs. */
    UNFILTERED;

    /** As data files and reports write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
