package org.foliot.validation;

import java.util.List;
import org.foliot.time.Duration;

/**
 * One case of a data file: what ran, where, and what was observed.
 *
 * @param id its id in the file
 * @param file the path of the file as it was given
 * @param family what kind of case it is
 * @param description what it is, for people
 * @param grade how quiet the machine was
 * @param runs number of runs that the observations are made of
 * @param machine what it was recorded on
 * @param setup what ran
 * @param intervals the parts of the run that are measured, in order
 * @param quantities what was observed, in the order in which reports show it
 */
public record RecordedCase(
        String id,
        String file,
        Family family,
        String description,
        Grade grade,
        int runs,
        Machine machine,
        Setup setup,
        List<Interval> intervals,
        List<Quantity> quantities) {
    /** Kinds of cases. */
    public enum Family {
        /** Threads on a host. */
        HOST,
        /** A VM and its steal page, beside threads of the host. */
        VM,
        /** What the kernel in a VM sees and charges. */
        GUEST
    }

    public RecordedCase {
        intervals = List.copyOf(intervals);
        quantities = List.copyOf(quantities);
    }

    /** The end of the last interval, which is the end of the run. */
    public Duration end() {
        return intervals.get(intervals.size() - 1).to();
    }
}
