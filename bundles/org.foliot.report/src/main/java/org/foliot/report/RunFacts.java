package org.foliot.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.foliot.run.BundleUse;
import org.foliot.run.Manifest;

/**
 * What a run's result says, in the words of its document.
 *
 * @param manifest what has to be the same for the run to be the same
 * @param documentation the scenario's documentation comment, may be empty
 * @param events number of events that were simulated
 * @param hosts the hosts in the order of the scenario
 * @param guests the guests in the order of the scenario
 * @param verdicts one per expectation
 * @param refusals events that could not take place
 * @param error why the run could not be begun or finished
 * @param metrics every metric of everything at the end
 */
public record RunFacts(
        Manifest manifest,
        String documentation,
        long events,
        List<HostFact> hosts,
        List<GuestFact> guests,
        List<VerdictFact> verdicts,
        List<RefusalFact> refusals,
        Optional<ErrorFact> error,
        List<MetricFact> metrics) {
    /**
     * Where something stands.
     *
     * @param file path as the user gave it
     * @param line from 1
     * @param text the words themselves
     */
    public record Place(String file, int line, String text) {}

    /**
     * A host as it was declared.
     *
     * @param scheduler its id, empty for what the kernel has built in
     */
    public record HostFact(
            String name, String hypervisor, String scheduler, String kernel, String counter, long cpus, Place place) {}

    /**
     * A guest as it was declared.
     *
     * @param pvtime id of its memory strategy, empty for a guest without stolen time
     */
    public record GuestFact(String name, String host, String pvtime, String kernel, long vcpus, Place place) {}

    /**
     * What became of an expectation.
     *
     * @param status {@code held}, {@code failed} or {@code undecided}
     * @param instant when it failed, in picoseconds
     * @param sentence what happened, empty if it did not fail
     * @param values the numbers that were compared
     */
    public record VerdictFact(
            String status, Place place, OptionalLong instant, String sentence, List<ValueFact> values) {}

    /** A number with the expression that it is the value of. */
    public record ValueFact(String expression, long value, String unit) {}

    /** An event that could not take place; reasons as {@code word: sentence}. */
    public record RefusalFact(
            long instant, String event, String target, List<String> reasons, boolean expected, Place place) {}

    /** Why a run could not be begun or finished. */
    public record ErrorFact(
            String message, Optional<Place> place, OptionalLong instant, Optional<BundleUse> extension, String call) {}

    /**
     * A metric at the end.
     *
     * @param kind of the subject, as {@link org.foliot.api.observation.Subject} in lower case
     * @param unit {@code ps}, {@code B}, {@code count}, {@code flag}, {@code ticks} or {@code ppb}
     */
    public record MetricFact(String subject, String kind, String metric, long value, String unit) {}

    public RunFacts {
        hosts = List.copyOf(hosts);
        guests = List.copyOf(guests);
        verdicts = List.copyOf(verdicts);
        refusals = List.copyOf(refusals);
        metrics = List.copyOf(metrics);
    }

    /** The values of all metrics at the end, by their paths, such as {@code web.vcpu[0].stolen}. */
    Map<String, Long> values() {
        Map<String, Long> values = new HashMap<>();
        metrics.forEach(m -> values.put(m.subject() + "." + m.metric(), m.value()));
        return values;
    }
}
