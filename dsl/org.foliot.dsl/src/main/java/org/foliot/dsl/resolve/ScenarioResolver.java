package org.foliot.dsl.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.Catalog;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.Expectations;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.Timeline;
import org.foliot.time.Duration;

/** Works out what a scenario means with given parameters and given extensions, and reports whatever is wrong with it. */
public final class ScenarioResolver {
    private final Catalog catalog;

    /** Resolves against what is installed. */
    public ScenarioResolver(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Resolves a file that parses.
     *
     * @param overrides what takes the place of what the file says
     * @param findings takes everything that is wrong; the result is only meaningful when there is no error among it
     */
    public ResolvedScenario resolve(ScenarioFile file, Overrides overrides, Findings findings) {
        Resolution resolution = resolution(file, overrides, findings);
        reportUnused(file, resolution.parameters(), findings);
        return resolution.scenario();
    }

    /** Finds everything that is wrong with a file as it stands, its studies included. */
    public void check(ScenarioFile file, Findings findings) {
        Resolution resolution = resolution(file, Overrides.NONE, findings);
        for (Study study : elements(file, Study.class)) {
            study(study, resolution, findings);
        }
        reportUnused(file, resolution.parameters(), findings);
    }

    /**
     * Resolves a study.
     *
     * @param overrides what takes the place of what its scenario says at all points
     * @param findings takes everything that is wrong; the result is only meaningful when there is no error among it
     */
    public ResolvedStudy study(Study study, Overrides overrides, Findings findings) {
        return study(study, scenarioOf(study).map(f -> resolution(f, overrides, findings)), findings);
    }

    private void study(Study study, Resolution here, Findings findings) {
        Optional<ScenarioFile> scenario = scenarioOf(study);
        if (scenario.isEmpty()) {
            return;
        }
        boolean elsewhere = scenario.get() != here.scenario().file();
        study(
                study,
                // What is wrong with another file is said where that is checked.
                Optional.of(elsewhere ? resolution(scenario.get(), Overrides.NONE, new Findings()) : here),
                findings);
    }

    private static ResolvedStudy study(Study study, Optional<Resolution> scenario, Findings findings) {
        return scenario.map(s -> new StudyResolver(s, findings).resolve(study)).orElse(null);
    }

    /** The file of a study's scenario; absent where there is no such scenario, which linking reports. */
    private static Optional<ScenarioFile> scenarioOf(Study study) {
        return study.getScenario() == null || study.getScenario().eIsProxy()
                ? Optional.empty()
                : Optional.of((ScenarioFile) study.getScenario().eContainer());
    }

    /**
     * Resolves the scenario of a study, and what the study measures, at one of its points.
     *
     * @param study a sound one
     * @param overrides the values of the point
     * @param findings takes everything that is wrong at that point
     */
    public ResolvedPoint point(ResolvedStudy study, Overrides overrides, Findings findings) {
        Resolution resolution = resolution(scenarioOf(study.declaration()).orElseThrow(), overrides, findings);
        return new ResolvedPoint(
                resolution.scenario(),
                new Measures(resolution, findings).resolve(study.declaration()),
                new Distributions(resolution, findings).resolve(study.declaration()));
    }

    private Resolution resolution(ScenarioFile file, Overrides overrides, Findings findings) {
        new Declarations(findings).check(file);
        Parameters set = new Parameters(file, overrides.parameters(), findings);
        Values values = new Values(set, findings);
        Options options = new Options(values, findings);
        Numbers numbers = new Numbers(set, findings);
        Kernels kernels = new Kernels(file, overrides, set, values, options, findings);
        elements(file, KernelDefinition.class).forEach(kernels::check);
        Installed installed = new Installed(catalog, values, options, findings);
        Threads threads = new Threads(values, new ProgramResolver(values, options, findings), findings);
        Participants participants = new Participants(file, values);

        Map<Host, ResolvedHost> hosts = new LinkedHashMap<>();
        Map<String, ResolvedErratum> errata = new ErrataResolver(values, findings).resolve(file);
        Identities identities = new Identities(values, options, numbers, errata, findings);
        HostResolver hostResolver =
                new HostResolver(overrides, values, numbers, kernels, installed, threads, identities, findings);
        participants.hosts().forEach(h -> hosts.put(h, hostResolver.resolve(h)));
        Map<Guest, ResolvedGuest> guests = new LinkedHashMap<>();
        GuestResolver guestResolver =
                new GuestResolver(overrides, values, options, numbers, kernels, installed, threads, findings);
        for (Guest guest : participants.guests()) {
            Optional<Host> host = Refinement.hostOf(guest);
            if (host.isPresent() && hosts.containsKey(host.get())) {
                guests.put(guest, guestResolver.resolve(guest, hosts.get(host.get()), hosts));
            } else {
                reportHomeless(guest, findings);
            }
        }

        Subjects subjects = new Subjects(hosts, guests, numbers, values, findings);
        Expressions expressions = new Expressions(subjects, values, findings);
        TimelineResolver timeline = new TimelineResolver(values, options, numbers, subjects, expressions, findings);
        TimelineResolver.Contents contents = timeline.resolve(elements(file, Timeline.class));
        ExpectationResolver expected = new ExpectationResolver(values, timeline, expressions, findings);
        List<ResolvedExpectation> expectations =
                expected.resolve(elements(file, Expectations.class), contents.events());
        new Lives(subjects, findings).play(contents.events(), expectations);
        Duration end = end(file, contents, expectations, findings);
        expected.checkReached(expectations, end);
        reportNothingToRun(file, hosts.isEmpty(), findings);
        ResolvedScenario scenario = new ResolvedScenario(
                file,
                name(file),
                origin(file),
                set.values(),
                List.copyOf(errata.values()),
                List.copyOf(hosts.values()),
                List.copyOf(guests.values()),
                contents.events(),
                end,
                expectations,
                expressions.facts());
        return new Resolution(scenario, set, values, options, installed, kernels, hosts, subjects, expressions);
    }

    private static <T> List<T> elements(ScenarioFile file, Class<T> type) {
        return file.getElements().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static void reportHomeless(Guest guest, Findings findings) {
        boolean named = Refinement.lineage(guest).stream().anyMatch(g -> g.getHost() != null);
        if (!named) {
            findings.error(
                    Codes.REFERENCE_MISSING,
                    guest,
                    Name.feature(guest),
                    "it is not said on which host " + guest.getName() + " starts",
                    "write guest " + guest.getName() + " on and the name of a host");
        }
    }

    /** A file of parts for others may well have no host; a scenario may not, and nothing at all is no scenario. */
    private static void reportNothingToRun(ScenarioFile file, boolean isDeserted, Findings findings) {
        boolean isScenario = file.getScenario() != null || file.getElements().isEmpty();
        if (isScenario && isDeserted && !findings.hasErrors()) {
            findings.error(
                    Codes.HOST_MISSING,
                    file.getScenario() == null ? file : file.getScenario(),
                    "no host takes part, so there is nothing to run",
                    "write for example: host server { cpus 1 }; one that is imported takes part when it is named");
        }
    }

    private static String name(ScenarioFile file) {
        if (file.getScenario() != null && file.getScenario().getName() != null) {
            return file.getScenario().getName();
        }
        return file.eResource().getURI().trimFileExtension().lastSegment();
    }

    private static Optional<String> origin(ScenarioFile file) {
        return Optional.ofNullable(file.getScenario()).map(s -> s.getOrigin());
    }

    private static Duration end(
            ScenarioFile file,
            TimelineResolver.Contents contents,
            List<ResolvedExpectation> expectations,
            Findings findings) {
        if (contents.endTime().isPresent()) {
            Duration end = contents.endTime().get();
            if (end.isZero()) {
                findings.error(
                        Codes.END, contents.end().get(), "the run ends before it has begun", "write a later time");
            }
            for (ResolvedEvent event : contents.events()) {
                if (event.trigger().earliest().compareTo(end) > 0) {
                    findings.error(
                            Codes.EVENT_AFTER_END,
                            event.act(),
                            FoliotPackage.Literals.ACT__VERB,
                            "this is at " + event.trigger().earliest() + ", and the run ends at " + end,
                            "move the end, or take the event out");
                }
            }
            return end;
        }
        Duration last = Duration.ZERO;
        for (ResolvedEvent event : contents.events()) {
            last = later(last, event.trigger().earliest());
            if (event.trigger() instanceof ResolvedTrigger.Every every
                    && every.until().isPresent()) {
                last = later(last, every.until().get());
            }
        }
        for (ResolvedExpectation expectation : expectations) {
            last = later(last, expectation.time().orElse(Duration.ZERO));
        }
        boolean tooFar = last.compareTo(Duration.MAX.minus(Defaults.AFTER_LAST_EVENT)) > 0;
        Duration end = tooFar ? last : last.plus(Defaults.AFTER_LAST_EVENT);
        boolean runs = file.getScenario() != null || !contents.events().isEmpty() || !expectations.isEmpty();
        if (runs && contents.end().isEmpty() && !findings.hasErrors()) {
            List<Timeline> timelines = elements(file, Timeline.class);
            EObject place = timelines.isEmpty() ? file.getScenario() : timelines.get(0);
            findings.info(
                    Codes.END_MISSING,
                    place == null ? file : place,
                    null,
                    "there is no end, so the run ends at " + end + ", one second after the last event",
                    "write for example: at " + end + " end");
        }
        return end;
    }

    private static Duration later(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static void reportUnused(ScenarioFile file, Parameters parameters, Findings findings) {
        if (file.getScenario() == null) {
            return;
        }
        for (Element element : file.getElements()) {
            if (element instanceof Parameter parameter && !parameters.isUsed(parameter)) {
                findings.warning(
                        Codes.PARAMETER_UNUSED,
                        parameter,
                        FoliotPackage.Literals.PARAMETER__NAME,
                        "the parameter " + parameter.getName() + " is not used",
                        "take it out, or write its name where its value stands");
            }
        }
    }
}
