package org.foliot.store;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came out of a run.
 *
 * @param key what it is known by
 * @param seed its seed
 * @param antithetic whether its random streams were the complements of the seed's
 * @param outcome how it ended, such as {@code passed}
 * @param fingerprint of its trajectory; empty if it has none
 * @param error why it could not be begun or finished
 * @param endPs the instant that it reached, in picoseconds
 * @param measures what it has measured, by name; a name stands for one definition in the whole store, so a measure that is
 *     defined anew has another name
 * @param distributions what it has many of, by name, as texts that whoever adds the run understands
 */
public record StoredRun(
        RunKey key,
        long seed,
        boolean antithetic,
        String outcome,
        String fingerprint,
        Optional<String> error,
        long endPs,
        SortedMap<String, Measurement> measures,
        SortedMap<String, String> distributions) {
    /** A run without distributions. */
    public StoredRun(
            RunKey key,
            long seed,
            boolean antithetic,
            String outcome,
            String fingerprint,
            Optional<String> error,
            long endPs,
            SortedMap<String, Measurement> measures) {
        this(key, seed, antithetic, outcome, fingerprint, error, endPs, measures, new TreeMap<>());
    }

    public StoredRun {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(error, "error");
        measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
        distributions = Collections.unmodifiableSortedMap(new TreeMap<>(distributions));
    }

    /** The same run with other measurements. */
    StoredRun withMeasures(SortedMap<String, Measurement> others) {
        return new StoredRun(key, seed, antithetic, outcome, fingerprint, error, endPs, others, distributions);
    }
}
