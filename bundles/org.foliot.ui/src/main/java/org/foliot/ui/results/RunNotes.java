package org.foliot.ui.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.resource.Resource;
import org.foliot.api.observation.Subject;
import org.foliot.dsl.ParsedScenario;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.VcpuCount;
import org.foliot.run.Measure;
import org.foliot.run.MetricValue;
import org.foliot.run.RunResult;
import org.foliot.run.Verdict;

/** Puts in a few words what a run has found about each expectation, and about the vCPUs of each guest. */
final class RunNotes {
    private static final List<String> SHOWN = List.of("running", "stolen");
    private static final int FEW = 4;
    private static final int LONGEST = 140;
    private static final Pattern AT_END = Pattern.compile("at end\\b.*", Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(?:\\[\\d+\\])?(?:\\.\\w+(?:\\[\\d+\\])?)+");

    private final ParsedScenario parsed;
    private final RunResult result;
    private final Map<String, MetricValue> metrics = new HashMap<>();
    private final Map<String, List<Note>> notes = new LinkedHashMap<>();

    private RunNotes(ParsedScenario parsed, RunResult result) {
        this.parsed = parsed;
        this.result = result;
        result.metrics()
                .forEach(
                        each -> metrics.put(each.subject() + "." + each.metric().name(), each));
    }

    /** What to show in each file, by its path. */
    static Map<String, List<Note>> of(ParsedScenario parsed, RunResult result) {
        RunNotes notes = new RunNotes(parsed, result);
        notes.addVerdicts();
        notes.addVcpus();
        return notes.notes;
    }

    private void add(String file, int line, String text, boolean failure) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + '…';
        notes.computeIfAbsent(file, path -> new ArrayList<>()).add(new Note(line, shown, failure));
    }

    /** One for each place: an expectation that speaks of several things has a verdict on each of them. */
    private void addVerdicts() {
        Map<String, List<Verdict>> byPlace = result.verdicts().stream()
                .collect(Collectors.groupingBy(
                        each -> each.expectation().source().toString(), LinkedHashMap::new, Collectors.toList()));
        for (List<Verdict> verdicts : byPlace.values()) {
            var source = verdicts.get(0).expectation().source();
            List<Verdict> failed =
                    verdicts.stream().filter(each -> each.failure().isPresent()).toList();
            if (!failed.isEmpty()) {
                String more = failed.size() > 1 ? ", and " + (failed.size() - 1) + " more" : "";
                String text = "✗ failed at " + shortly(failed.get(0).failure().orElseThrow()) + more;
                add(source.file(), source.line(), text, true);
            } else if (verdicts.stream().anyMatch(each -> each.status() == Verdict.Status.UNDECIDED)) {
                add(source.file(), source.line(), "still open at the end", false);
            } else {
                add(source.file(), source.line(), "✓ held" + values(source.text()), false);
            }
        }
    }

    /** Without the expectation, beside which it stands. */
    private static String shortly(Verdict.Failure failure) {
        String found = failure.sides().isEmpty()
                ? failure.sentence()
                : numbers(failure.sides().stream()
                        .collect(Collectors.toMap(
                                Verdict.Side::text, Verdict.Side::measure, (one, same) -> one, LinkedHashMap::new)));
        return Measure.time(failure.instant()) + ": " + found;
    }

    /** One number by itself, several each with what it is of. */
    private static String numbers(Map<String, Measure> byText) {
        return byText.size() == 1
                ? byText.values().iterator().next().toString()
                : byText.entrySet().stream()
                        .map(each -> each.getKey() + " = " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** The numbers at the end, for an expectation about the end: a metric that it names by its whole path. */
    private String values(String expectation) {
        if (!AT_END.matcher(expectation).matches()) {
            return "";
        }
        Map<String, Measure> found = new LinkedHashMap<>();
        Matcher matcher = PATH.matcher(expectation);
        while (matcher.find()) {
            MetricValue value = metrics.get(matcher.group());
            if (value != null) {
                found.put(matcher.group(), value.measure());
            }
        }
        return found.isEmpty() ? "" : ": " + numbers(found);
    }

    private void addVcpus() {
        for (Guest guest : guests()) {
            Map<Integer, List<MetricValue>> vcpus = result.metrics().stream()
                    .filter(each -> each.subject().kind() == Subject.VCPU)
                    .filter(each -> each.subject().owner().equals(guest.getName()))
                    .filter(each -> SHOWN.contains(each.metric().name()))
                    .collect(Collectors.groupingBy(each -> each.subject().number(), TreeMap::new, Collectors.toList()));
            if (!vcpus.isEmpty()) {
                ParsedScenario.Place place = place(guest);
                add(place.file(), place.line(), text(List.copyOf(vcpus.values())), false);
            }
        }
    }

    private List<Guest> guests() {
        return parsed.model().stream()
                .flatMap(model -> model.eResource().getResourceSet().getResources().stream())
                .map(Resource::getContents)
                .flatMap(contents -> contents.stream())
                .filter(ScenarioFile.class::isInstance)
                .flatMap(file -> ((ScenarioFile) file).getElements().stream())
                .filter(Guest.class::isInstance)
                .map(Guest.class::cast)
                .toList();
    }

    /** Where the guest says how many vCPUs it has; its first line, if another guest has said it. */
    private ParsedScenario.Place place(Guest guest) {
        return Stream.concat(guest.getMembers().stream().filter(VcpuCount.class::isInstance), Stream.of(guest))
                .findFirst()
                .map(parsed::place)
                .orElseThrow();
    }

    private static String text(List<List<MetricValue>> vcpus) {
        if (vcpus.size() == 1) {
            return vcpus.get(0).stream()
                    .map(each -> each.metric().name() + " " + each.measure())
                    .collect(Collectors.joining(", "));
        }
        return SHOWN.stream()
                .map(name -> of(name, vcpus))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    /** Each of a few; the least and the most of many. */
    private static Optional<String> of(String name, List<List<MetricValue>> vcpus) {
        List<Measure> measures = vcpus.stream()
                .flatMap(List::stream)
                .filter(each -> each.metric().name().equals(name))
                .map(MetricValue::measure)
                .toList();
        if (measures.isEmpty()) {
            return Optional.empty();
        } else if (measures.size() <= FEW) {
            return Optional.of(
                    measures.stream().map(Measure::toString).collect(Collectors.joining(", ", name + " ", "")));
        }
        Comparator<Measure> bySize = Comparator.comparingLong(Measure::value);
        Measure least = measures.stream().min(bySize).orElseThrow();
        Measure most = measures.stream().max(bySize).orElseThrow();
        return Optional.of(name + " " + least + " to " + most);
    }
}
