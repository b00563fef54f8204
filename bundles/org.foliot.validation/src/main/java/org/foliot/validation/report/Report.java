package org.foliot.validation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.foliot.api.extension.Catalog;
import org.foliot.validation.CaseResult;
import org.foliot.validation.Comparison;
import org.foliot.validation.Grade;
import org.foliot.validation.Problem;
import org.foliot.validation.RecordedCase;
import org.foliot.validation.RecordedCase.Family;

/**
 * What a validation found.
 *
 * @param cases every case that could be read, and what came of it
 * @param problems what is wrong with the data files
 * @param parameters what the simulated machines were set to, and where each value comes from
 */
public record Report(List<CaseResult> cases, List<Problem> problems, List<Parameter> parameters) {
    /** What no simulated machine of a validation does, though every recorded one did. */
    public static final List<String> LEFT_OUT = List.of(
            "Strangers: what else ran on the recorded machine. Kernel threads interrupt the simulated one now and then; nothing"
                    + " else does. Where the recording says that a processor was not quiet, only shares are judged.",
            "What is beneath the recorded machine, itself a guest, but for the gaps that it makes in the bursts of threads about"
                    + " every 10 ms; bursts as long as that are shown and not judged.",
            "Where in a tick a load began, which nobody recorded: every case runs with the ticks at several places, and the"
                    + " median is compared.",
            "Load averages (PELT): a group's weight on a processor follows the weights of what is queued there, not their"
                    + " average, so what is left over of a group on a processor that it has left does not show.",
            "Topology: processors are equal neighbours, wake-ups know no waker, and moving a thread costs it nothing.",
            "The instruction emulator under the recorded guests: it lets a vCPU be preempted where the steal page is not"
                    + " refreshed, so guests that read their clocks all the time charge more stolen time to processes than they"
                    + " would on hardware. What depends on it is shown and not judged.",
            "Interrupts, softirqs and system calls of the host take no time, but for the timers' latency and the cost of going"
                    + " to sleep.");

    public Report {
        cases = List.copyOf(cases);
        problems = List.copyOf(problems);
        parameters = List.copyOf(parameters);
    }

    /**
     * A report of results.
     *
     * @param catalog what they were made with
     */
    public static Report of(List<CaseResult> cases, List<Problem> problems, Catalog catalog) {
        return new Report(cases, problems, Parameters.of(cases, catalog));
    }

    /**
     * How many cases of a kind agree.
     *
     * @param family kind of case
     * @param grade how quiet the machine was
     * @param cases number of cases
     * @param agreeing those of them that agree
     * @param judged number of quantities that are judged
     * @param agreeingQuantities those of them that agree
     */
    public record Tally(Family family, Grade grade, int cases, int agreeing, int judged, int agreeingQuantities) {}

    /** Tallies of all kinds of cases that there are, in the order of the kinds. */
    public List<Tally> tallies() {
        Map<Family, Map<Grade, List<CaseResult>>> kinds = new TreeMap<>();
        for (CaseResult result : cases) {
            RecordedCase recorded = result.recorded();
            kinds.computeIfAbsent(recorded.family(), f -> new TreeMap<>())
                    .computeIfAbsent(recorded.grade(), g -> new ArrayList<>())
                    .add(result);
        }
        List<Tally> tallies = new ArrayList<>();
        kinds.forEach((family, grades) -> grades.forEach((grade, of) -> tallies.add(tally(family, grade, of))));
        return tallies;
    }

    private static Tally tally(Family family, Grade grade, List<CaseResult> of) {
        return new Tally(
                family,
                grade,
                of.size(),
                (int) of.stream().filter(CaseResult::agrees).count(),
                (int) judged(of).count(),
                (int) judged(of).filter(Comparison::agrees).count());
    }

    private static Stream<Comparison> judged(List<CaseResult> of) {
        return of.stream().flatMap(r -> r.comparisons().stream()).filter(Comparison::isJudged);
    }

    /** Number of cases that agree. */
    public long agreeing() {
        return cases.stream().filter(CaseResult::agrees).count();
    }

    /** Whether every case that was run agrees. */
    public boolean agrees() {
        return agreeing() == cases.size();
    }
}
