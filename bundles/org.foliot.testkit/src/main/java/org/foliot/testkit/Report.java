package org.foliot.testkit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of a number of checks.
 *
 * @param outcomes in the order in which the checks ran
 */
public record Report(List<Check.Outcome> outcomes) {
    public Report {
        outcomes = List.copyOf(outcomes);
    }

    /** Runs checks one after the other. */
    public static Report of(List<Check> checks) {
        return new Report(checks.stream().map(Check::run).collect(Collectors.toUnmodifiableList()));
    }

    /** As {@link #of}, for code that may hang: a check that does not end in time has failed. */
    public static Report of(List<Check> checks, Deadline deadline) {
        return new Report(checks.stream().map(c -> outcome(c, deadline)).collect(Collectors.toUnmodifiableList()));
    }

    private static Check.Outcome outcome(Check check, Deadline deadline) {
        try {
            return deadline.get("it", check::run);
        } catch (BrokenRule e) {
            return new Check.Outcome(check.name(), check.rule(), false, e.getMessage());
        }
    }

    /** Whether every rule is kept. */
    public boolean passed() {
        return failures().isEmpty();
    }

    /** The rules that are broken. */
    public List<Check.Outcome> failures() {
        return outcomes.stream().filter(o -> !o.passed()).collect(Collectors.toUnmodifiableList());
    }

    /** One line per check, broken rules with what is wrong and the rule's source, and a line that sums up. */
    public List<String> lines() {
        return lines(outcomes);
    }

    /** As {@link #lines}, without the rules that are kept. */
    public List<String> linesOfFailures() {
        return lines(failures());
    }

    private List<String> lines(List<Check.Outcome> shown) {
        List<String> lines = shown.stream().flatMap(o -> lines(o).stream()).collect(Collectors.toList());
        int broken = failures().size();
        lines.add(outcomes.size()
                + (outcomes.size() == 1 ? " check, " : " checks, ")
                + (broken == 0 ? "all passed" : broken + " failed"));
        return List.copyOf(lines);
    }

    private static List<String> lines(Check.Outcome outcome) {
        return outcome.passed()
                ? List.of("pass  " + outcome.name())
                : List.of("FAIL  " + outcome.name(), "      " + outcome.message(), "      rule: " + outcome.rule());
    }
}
