package org.foliot.study;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.foliot.program.study.StudyPoint;
import org.foliot.statistics.QuantileSketch;

/**
 * What came out at one point.
 *
 * @param point the point
 * @param replications in order, without gaps from the first on
 */
public record PointResult(StudyPoint point, List<Replication> replications) {
    public PointResult {
        replications = List.copyOf(replications);
    }

    /**
     * The values of a measure, in the order of the replications and of the batches of each, without those that could not be
     * measured.
     */
    public double[] values(int measure) {
        return replications.stream()
                .filter(Replication::isMeasured)
                .flatMapToDouble(r -> Arrays.stream(r.values(measure)))
                .toArray();
    }

    /** What all runs together have many of; the order in which they are merged does not show. */
    QuantileSketch distribution(String name) {
        QuantileSketch all = new QuantileSketch();
        replications.stream()
                .flatMap(r -> r.runs().stream())
                .map(r -> r.distributions().get(name))
                .filter(Objects::nonNull)
                .forEach(h ->
                        all.merge(QuantileSketch.fromBytes(Base64.getDecoder().decode(h))));
        return all;
    }

    /** How many runs there were. */
    public int runs() {
        return replications.stream().mapToInt(r -> r.runs().size()).sum();
    }

    /** The runs in which an expectation of the scenario failed. */
    public long failed() {
        return replications.stream()
                .flatMap(r -> r.runs().stream())
                .filter(RunSummary::isFailed)
                .count();
    }

    /** The runs that could not be begun or finished. */
    public List<RunSummary> broken() {
        return replications.stream()
                .flatMap(r -> r.runs().stream())
                .filter(r -> r.error().isPresent())
                .toList();
    }
}
