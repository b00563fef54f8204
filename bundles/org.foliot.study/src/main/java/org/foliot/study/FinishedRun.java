package org.foliot.study;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.foliot.engine.RandomStreams.Pairing;
import org.foliot.store.Measurement;
import org.foliot.store.RunKey;
import org.foliot.store.StoredRun;

/**
 * What came out of a run, as plain values.
 *
 * @param request what was asked for
 * @param outcome how it ended, in lower case; {@code cancelled} for one that did not end by itself
 * @param fingerprint of its trajectory
 * @param error why it could not be begun or finished; empty where it was
 * @param endPs the instant that it reached, in picoseconds
 * @param measured what it measured
 * @param distributions what it has many of
 */
public record FinishedRun(
        RunRequest request,
        String outcome,
        String fingerprint,
        String error,
        long endPs,
        List<Value> measured,
        List<Distribution> distributions)
        implements Serializable {
    /** How a run ends that was cancelled. */
    public static final String CANCELLED = "cancelled";

    /**
     * A measured value.
     *
     * @param name the measure
     * @param value in its unit
     * @param unit such as {@code ps}; empty for a plain number
     */
    public record Value(String name, long value, String unit) implements Serializable {}

    /**
     * What a run has many of.
     *
     * @param name as the study calls it
     * @param histogram the bytes of a sketch, in Base64
     */
    public record Distribution(String name, String histogram) implements Serializable {}

    /** Whether it is a result, rather than something that was broken off. */
    public boolean isResult() {
        return !outcome.equals(CANCELLED);
    }

    /** The same for a store. */
    StoredRun stored() {
        TreeMap<String, Measurement> measures = new TreeMap<>();
        measured.forEach(v -> measures.put(v.name(), new Measurement(v.value(), v.unit())));
        TreeMap<String, String> many = new TreeMap<>();
        distributions.forEach(d -> many.put(d.name(), d.histogram()));
        return new StoredRun(
                new RunKey(request.key()),
                request.seed(),
                request.pairing().equals(Pairing.MIRRORED),
                outcome,
                fingerprint,
                error.isEmpty() ? Optional.empty() : Optional.of(error),
                endPs,
                measures,
                many);
    }
}
