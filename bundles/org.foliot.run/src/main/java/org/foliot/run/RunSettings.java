package org.foliot.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.foliot.engine.RandomStreams.Pairing;
import org.foliot.program.Condition;

/**
 * How a run is made, apart from what is run. Nothing here but the pairing changes what happens in it, only how long it goes
 * on and who watches.
 *
 * @param sink is told what happens
 * @param cancellation stops the run
 * @param progress is told how far it has come
 * @param untilVerdict whether the run ends as soon as its verdict is known: one expectation failed, or all are decided
 * @param until a condition that ends the run when it first holds, absent for none
 * @param sampling when the sink gets values of metrics, absent for never
 * @param ingredients what the fingerprint is made of; see {@link #DEFAULT_INGREDIENTS}
 * @param sources the scenario's files, for the manifest; the main file first
 * @param callLimit how long one call of an extension may take before the run is given up, in time of the wall
 * @param measuring what is measured beside the metrics
 * @param pairing whether the run is one of a pair with mirrored random numbers
 */
public record RunSettings(
        RunSink sink,
        Cancellation cancellation,
        Progress progress,
        boolean untilVerdict,
        Optional<Condition> until,
        Optional<Sampling> sampling,
        String ingredients,
        List<ScenarioSource> sources,
        Duration callLimit,
        Measuring measuring,
        Pairing pairing) {
    /** How long an extension may take for a call: far more than any call should, on a machine that is busy with other things. */
    public static final Duration DEFAULT_CALL_LIMIT = Duration.ofMinutes(1);

    /**
     * The fingerprint takes of every observation its instant ({@code t}), its kind ({@code k}) and its subject ({@code s}),
     * and the numbers of scheduling decisions ({@code c}), devices ({@code d}), guests ({@code g}) and timeline events
     * ({@code e}); see {@link org.foliot.api.observation.ObservationKind}. A kind whose letter is left out does not enter at
     * all. At the end of a run it takes the value of every metric ({@code m}), since clocks have no events of their own.
     * Expectations, sinks and samples leave no trace in it.
     */
    public static final String DEFAULT_INGREDIENTS = "tkscdgem";

    public RunSettings {
        sources = List.copyOf(sources);
        if (callLimit.isNegative() || callLimit.isZero()) {
            throw new IllegalArgumentException("a call that may take " + callLimit);
        }
    }

    /** A run that nobody watches. */
    public RunSettings() {
        this(
                RunSink.NONE,
                new Cancellation(),
                Progress.NONE,
                false,
                Optional.empty(),
                Optional.empty(),
                DEFAULT_INGREDIENTS,
                List.of(),
                DEFAULT_CALL_LIMIT,
                Measuring.NOTHING,
                Pairing.NONE);
    }

    /** All settings, of which one is about to be another. */
    private static final class Draft {
        private RunSink sink;
        private Cancellation cancellation;
        private Progress progress;
        private boolean untilVerdict;
        private Optional<Condition> until;
        private Optional<Sampling> sampling;
        private String ingredients;
        private List<ScenarioSource> sources;
        private Duration callLimit;
        private Measuring measuring;
        private Pairing pairing;

        private Draft(RunSettings from) {
            sink = from.sink;
            cancellation = from.cancellation;
            progress = from.progress;
            untilVerdict = from.untilVerdict;
            until = from.until;
            sampling = from.sampling;
            ingredients = from.ingredients;
            sources = from.sources;
            callLimit = from.callLimit;
            measuring = from.measuring;
            pairing = from.pairing;
        }

        private RunSettings settings() {
            return new RunSettings(
                    sink,
                    cancellation,
                    progress,
                    untilVerdict,
                    until,
                    sampling,
                    ingredients,
                    sources,
                    callLimit,
                    measuring,
                    pairing);
        }
    }

    private RunSettings but(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The same with another sink. */
    public RunSettings withSink(RunSink newSink) {
        return but(d -> d.sink = newSink);
    }

    /** The same, to be stopped by something else. */
    public RunSettings withCancellation(Cancellation newCancellation) {
        return but(d -> d.cancellation = newCancellation);
    }

    /** The same, with somebody else told how far it has come. */
    public RunSettings withProgress(Progress newProgress) {
        return but(d -> d.progress = newProgress);
    }

    /** The same, ending when its verdict is known. */
    public RunSettings untilItsVerdict() {
        return but(d -> d.untilVerdict = true);
    }

    /** The same, ending when a condition first holds. */
    public RunSettings until(Condition condition) {
        return but(d -> d.until = Optional.of(condition));
    }

    /** The same with samples. */
    public RunSettings withSamples(Sampling newSampling) {
        return but(d -> d.sampling = Optional.of(newSampling));
    }

    /** The same with a fingerprint of other ingredients; none for no fingerprint. */
    public RunSettings withIngredients(String letters) {
        return but(d -> d.ingredients = letters);
    }

    /** The same for a scenario that stands in certain files. */
    public RunSettings withSources(List<ScenarioSource> newSources) {
        return but(d -> d.sources = newSources);
    }

    /** The same with another limit for calls of extensions. */
    public RunSettings withCallLimit(Duration limit) {
        return but(d -> d.callLimit = limit);
    }

    /** The same with something measured. */
    public RunSettings measuring(Measuring newMeasuring) {
        return but(d -> d.measuring = newMeasuring);
    }

    /** The same as one of a pair, which changes what happens in it. */
    public RunSettings paired(Pairing newPairing) {
        return but(d -> d.pairing = newPairing);
    }
}
