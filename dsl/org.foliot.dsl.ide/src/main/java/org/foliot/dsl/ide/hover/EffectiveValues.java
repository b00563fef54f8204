package org.foliot.dsl.ide.hover;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.IResourceScopeCache;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.observation.Metrics;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.MeasureDeclaration;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.Process;
import org.foliot.dsl.foliot.Reading;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.Task;
import org.foliot.dsl.ide.meaning.Counts;
import org.foliot.dsl.ide.meaning.Descriptions;
import org.foliot.dsl.ide.meaning.QuantityText;
import org.foliot.dsl.ide.meaning.WhatIsRead;
import org.foliot.dsl.resolve.Findings;
import org.foliot.dsl.resolve.Overrides;
import org.foliot.dsl.resolve.ResolvedGuest;
import org.foliot.dsl.resolve.ResolvedHost;
import org.foliot.dsl.resolve.ResolvedScenario;
import org.foliot.dsl.resolve.ScenarioResolver;
import org.foliot.dsl.resolve.Written;
import org.foliot.time.Ratio;

/** What elements have in the end: with parameters replaced, {@code like} followed and defaults filled in. */
public class EffectiveValues {
    private static final int MOST_SUBJECTS = 8;

    private final Supplier<Catalog> catalog;
    private final IResourceScopeCache cache;

    @Inject
    EffectiveValues(Supplier<Catalog> catalog, IResourceScopeCache cache) {
        this.catalog = catalog;
        this.cache = cache;
    }

    /** Paragraphs about an element; none for one that has nothing to add. */
    List<String> of(EObject element) {
        if (element instanceof Host host) {
            return scenario(host).stream()
                    .flatMap(s -> s.hosts().stream())
                    .filter(h -> h.declaration() == host)
                    .map(this::text)
                    .toList();
        } else if (element instanceof Guest guest) {
            return scenario(guest).stream()
                    .flatMap(s -> s.guests().stream())
                    .filter(g -> g.declaration() == guest)
                    .map(EffectiveValues::text)
                    .toList();
        } else if (element instanceof Task || element instanceof Process) {
            int count = Counts.instances((Member) element);
            return count == 1 ? List.of() : List.of(count + " of them, numbered 0 to " + (count - 1));
        } else if (element instanceof Study study) {
            return StudyHovers.of(study);
        } else if (element instanceof MeasureDeclaration measure) {
            return List.of("= " + Written.text(measure.getValue()));
        }
        return List.of();
    }

    /** What a reading reads, and where that can be told, of how many things. */
    Optional<String> reading(Reading reading) {
        return resolved(reading)
                .or(() -> reading.getMetric() == null
                        ? Optional.empty()
                        : WhatIsRead.of(reading.getRoot(), reading.getPart())
                                .flatMap(s -> Metrics.find(s, reading.getMetric()))
                                .map(Descriptions::of));
    }

    private Optional<String> resolved(Reading reading) {
        return scenario(reading).flatMap(s -> s.facts().reading(reading)).map(r -> {
            String subjects = r.subjects().stream()
                    .limit(MOST_SUBJECTS)
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
            int count = r.subjects().size();
            return Descriptions.of(r.metric()) + "\n\n" + (count == 1 ? "of " : count + " readings: ") + subjects
                    + (count > MOST_SUBJECTS ? ", …" : "");
        });
    }

    /** The scenario of an element with parameters as the file declares them; absent for one that does not parse. */
    Optional<ResolvedScenario> scenario(EObject element) {
        if (!(element.eResource() instanceof XtextResource file)
                || file.getParseResult() == null
                || file.getParseResult().hasSyntaxErrors()) {
            return Optional.empty();
        }
        Catalog installed = catalog.get();
        ScenarioFile root = (ScenarioFile) file.getContents().get(0);
        return cache.get(
                List.of(EffectiveValues.class, installed),
                file,
                () -> Optional.of(new ScenarioResolver(installed).resolve(root, Overrides.NONE, new Findings())));
    }

    private String text(ResolvedHost host) {
        List<String> lines = new ArrayList<>();
        lines.add(counted(host.cpus(), "processor") + " at " + host.clock() + ", " + host.memory() + " in pages of "
                + host.page());
        lines.add("counter " + host.counter() + ": " + QuantityText.period(host.counter()) + " per tick, wraps in "
                + QuantityText.wrap(host.counter())
                + (host.counterError().equals(Ratio.ZERO) ? "" : ", really faster by " + host.counterError()));
        lines.add("Linux " + host.kernel().release() + settings(host.kernel().settings()));
        lines.add("hypervisor " + host.hypervisor().id()
                + settings(host.hypervisor().settings()));
        lines.add("scheduler "
                + host.scheduler().map(s -> s.id() + settings(s.settings())).orElseGet(() -> catalog.get()
                        .builtInScheduler(host.kernel().release())
                        .map(InstalledExtension::id)
                        .map(id -> id + ", built into the kernel")
                        .orElse("is not installed")));
        if (!host.tasks().isEmpty()) {
            lines.add(counted(host.tasks().size(), "task"));
        }
        return list(lines);
    }

    private static String text(ResolvedGuest guest) {
        List<String> lines = new ArrayList<>();
        long present = guest.vcpus().stream()
                .filter(ResolvedGuest.ResolvedVcpu::present)
                .count();
        lines.add("on " + guest.host().name() + ", " + counted(present, "vCPU")
                + (present == guest.vcpus().size() ? "" : " of " + guest.vcpus().size()));
        lines.add(guest.pvtime()
                .map(p -> "stolen time by " + p.id() + settings(p.settings()))
                .orElse("no stolen time"));
        lines.add("Linux " + guest.kernel().release() + settings(guest.kernel().settings()));
        lines.add(guest.memory().stream()
                .map(m -> m.name() + " " + m.size() + " at " + m.start())
                .collect(Collectors.joining(", ")));
        if (!guest.processes().isEmpty()) {
            lines.add(guest.processes().size() + (guest.processes().size() == 1 ? " process" : " processes"));
        }
        return list(lines);
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String settings(SortedMap<String, String> settings) {
        return settings.isEmpty()
                ? ""
                : settings.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", ", " { ", " }"));
    }

    private static String list(List<String> lines) {
        return lines.stream().map(l -> "- " + l).collect(Collectors.joining("\n"));
    }
}
