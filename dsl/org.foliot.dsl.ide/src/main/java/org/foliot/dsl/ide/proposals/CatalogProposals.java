package org.foliot.dsl.ide.proposals;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.timeline.EventKind;
import org.foliot.api.timeline.Events;
import org.foliot.api.workload.ProgramKind;
import org.foliot.api.workload.Programs;
import org.foliot.dsl.foliot.Act;
import org.foliot.dsl.foliot.Argument;
import org.foliot.dsl.foliot.Disciplining;
import org.foliot.dsl.foliot.Firmware;
import org.foliot.dsl.foliot.HypervisorUse;
import org.foliot.dsl.foliot.Monitoring;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.foliot.OptionBlock;
import org.foliot.dsl.foliot.PolicyUse;
import org.foliot.dsl.foliot.PvTime;
import org.foliot.dsl.foliot.SchedulerUse;
import org.foliot.dsl.foliot.Setting;
import org.foliot.dsl.ide.meaning.BlockOptions;
import org.foliot.dsl.ide.meaning.Descriptions;
import org.foliot.dsl.ide.meaning.ExpectedDimension;
import org.foliot.dsl.ide.meaning.Reasons;
import org.foliot.dsl.ide.meaning.Releases;
import org.foliot.dsl.ide.meaning.StudyAxes;
import org.foliot.dsl.resolve.OptionDimension;
import org.foliot.time.Dimension;
import org.foliot.time.Unit;

/** Proposes words of the catalogues: extensions that are installed, options, events, programs, reasons, units. */
public class CatalogProposals {
    private final Supplier<Catalog> catalog;
    private final BlockOptions options;
    private final ExpectedDimension dimensions;
    private final Reasons reasons;
    private final ParameterProposals parameters;

    @Inject
    CatalogProposals(
            Supplier<Catalog> catalog,
            BlockOptions options,
            ExpectedDimension dimensions,
            Reasons reasons,
            ParameterProposals parameters) {
        this.catalog = catalog;
        this.options = options;
        this.dimensions = dimensions;
        this.reasons = reasons;
        this.parameters = parameters;
    }

    /** Options of a block that it does not set yet. */
    List<Proposal> options(EObject place) {
        OptionBlock block =
                place instanceof OptionBlock b ? b : place.eContainer() instanceof OptionBlock outer ? outer : null;
        Optional<BlockOptions.Offer> offer = block == null ? options.ofHolder(place) : options.of(block);
        if (offer.isEmpty()) {
            return List.of();
        }
        Set<String> set = block == null
                ? Set.of()
                : block.getSettings().stream()
                        .filter(s -> s.getValue() != null && s.getName() != null)
                        .map(Setting::getName)
                        .collect(Collectors.toSet());
        return offer.get().options().stream()
                .filter(o -> !set.contains(o.name()))
                .map(o -> Proposal.of(
                        ContentAssistEntry.KIND_PROPERTY,
                        o.name(),
                        Descriptions.brief(o, offer.get().release()),
                        Descriptions.of(o, offer.get())))
                .toList();
    }

    /** Values of a setting: words, on and off, its defaults and limits; then parameters that hold such a value. */
    List<Proposal> values(Setting setting) {
        Optional<BlockOptions.Offer> offer = options.of(setting);
        Optional<OptionDescriptor> option =
                setting.getName() == null ? Optional.empty() : offer.flatMap(o -> o.option(setting.getName()));
        List<Proposal> values = new ArrayList<>();
        option.ifPresent(o -> {
            values.addAll(values(o, offer.get()));
            values.addAll(parameters.of(setting, ParameterProposals.taken(o)));
        });
        return values;
    }

    private static List<Proposal> values(OptionDescriptor option, BlockOptions.Offer offer) {
        String documentation = Descriptions.of(option, offer);
        Optional<String> standard = option.defaultFor(offer.release());
        List<Proposal> values = new ArrayList<>();
        standard.ifPresent(d -> values.add(Proposal.value(d, "the default", documentation)));
        List<String> words =
                switch (option.type()) {
                    case CHOICE -> option.words();
                    case SWITCH -> List.of("on", "off");
                    default -> List.of();
                };
        words.stream()
                .filter(w -> standard.filter(w::equals).isEmpty())
                .map(w -> Proposal.value(w, "", documentation))
                .forEach(values::add);
        option.min().ifPresent(m -> values.add(Proposal.value(m, "the smallest", documentation)));
        option.max().ifPresent(m -> values.add(Proposal.value(m, "the largest", documentation)));
        if (values.isEmpty()) {
            OptionDimension.of(option.type())
                    .map(Dimension::example)
                    .ifPresent(e -> values.add(Proposal.value(e, "for example", documentation)));
        }
        return values;
    }

    /** Ids and other words of lists; then parameters that hold a word. */
    List<Proposal> choices(EObject place) {
        List<Proposal> choices = new ArrayList<>();
        if (place instanceof HypervisorUse) {
            choices.addAll(extensions(ExtensionKind.HYPERVISOR, Releases.at(place)));
        } else if (place instanceof SchedulerUse) {
            choices.addAll(extensions(ExtensionKind.HOST_SCHEDULER, Releases.at(place)));
        } else if (place instanceof PvTime) {
            choices.addAll(extensions(ExtensionKind.MEMORY_STRATEGY, Releases.at(place)));
        } else if (place instanceof Monitoring) {
            choices.addAll(programs(Programs.monitors()));
        } else if (place instanceof Disciplining) {
            choices.addAll(programs(Programs.disciplines()));
        } else if (place instanceof Firmware) {
            choices.add(Proposal.value("uefi", "", ""));
            choices.add(Proposal.value("none", "boots without", ""));
        } else if (place instanceof PolicyUse) {
            Arrays.stream(Policy.values())
                    .map(p -> Proposal.value(p.name().toLowerCase(Locale.ROOT), "", ""))
                    .forEach(choices::add);
        }
        choices.addAll(parameters.of(place, ParameterProposals::isWord));
        return choices;
    }

    /** Ids of what is installed; of memory strategies, also what stands for having none. */
    List<Proposal> extensions(ExtensionKind kind, KernelRelease release) {
        List<Proposal> proposals = new ArrayList<>();
        catalog.get().extensions().stream()
                .filter(e -> e.kind() == kind)
                .map(e -> Proposal.of(
                        ContentAssistEntry.KIND_MODULE,
                        e.id(),
                        kind.title() + ", " + BlockOptions.source(e),
                        Descriptions.of(e, release)))
                .forEach(proposals::add);
        if (kind == ExtensionKind.MEMORY_STRATEGY) {
            proposals.add(Proposal.value("none", "no stolen time", "The guest has no stolen time."));
        }
        return proposals;
    }

    private static List<Proposal> programs(List<ProgramKind> kinds) {
        return kinds.stream()
                .map(k -> Proposal.of(ContentAssistEntry.KIND_MODULE, k.name(), "", k.documentation()))
                .toList();
    }

    /** Units of what is measured at a place; all of them where it is not known. */
    List<Proposal> units(Place place) {
        Optional<Dimension> expected = place.in(NumberValue.class)
                .filter(n -> n.eContainer() != null)
                .flatMap(n -> dimensions.of(n.eContainer(), n.eContainingFeature()));
        boolean counted = place.in(NumberValue.class)
                .filter(n -> n.eContainer() instanceof Setting
                        || ExpectedDimension.isCount(n.eContainingFeature())
                        || StudyAxes.of(n.eContainer()).isPresent())
                .isPresent();
        if (expected.isEmpty() && counted) {
            return List.of();
        }
        return Arrays.stream(Unit.values())
                .filter(u -> expected.filter(d -> d != u.dimension()).isEmpty())
                .map(u -> Proposal.of(
                        ContentAssistEntry.KIND_UNIT, u.symbol(), u.dimension().phrase(), ""))
                .toList();
    }

    /** The events of a timeline. */
    List<Proposal> verbs() {
        return Events.all().stream()
                .map(e -> Proposal.of(ContentAssistEntry.KIND_FUNCTION, e.verb(), brief(e), Descriptions.of(e)))
                .toList();
    }

    /** Events as expectations name them that one be rejected. */
    List<Proposal> rejectable() {
        return Events.all().stream()
                .map(e -> Proposal.of(
                        ContentAssistEntry.KIND_FUNCTION, e.verb(), "… rejected because …", Descriptions.of(e)))
                .toList();
    }

    private static String brief(EventKind event) {
        return event.targets().stream().sorted().map(t -> t.title()).collect(Collectors.joining(" or "));
    }

    /** What an event can still be said with. */
    List<Proposal> prepositions(Place place) {
        Optional<Act> act = place.in(Act.class);
        Optional<EventKind> kind = act.map(Act::getVerb).flatMap(Events::find);
        if (kind.isEmpty()) {
            return List.of();
        }
        Set<String> said = act.get().getArguments().stream()
                .filter(a -> a.getValue() != null || a.getCpus() != null)
                .map(Argument::getPreposition)
                .collect(Collectors.toSet());
        return kind.get().clauses().stream()
                .filter(c -> !said.contains(c.preposition()))
                .sorted(Comparator.comparing(c -> !c.required()))
                .map(c -> Proposal.of(
                        ContentAssistEntry.KIND_KEYWORD,
                        c.preposition(),
                        c.value().expectation() + (c.required() ? "" : ", optional"),
                        Descriptions.of(c)))
                .toList();
    }

    /** Why an event can be rejected. */
    List<Proposal> reasons() {
        return reasons.all().stream()
                .map(r -> Proposal.of(ContentAssistEntry.KIND_ENUM, r.word(), "", r.documentation()))
                .toList();
    }

    /** Releases that make a difference, newest first. */
    List<Proposal> releases() {
        return Releases.known(catalog.get()).stream()
                .sorted(Comparator.reverseOrder())
                .map(r -> Proposal.value(
                        r.toString(),
                        r.equals(KernelRelease.DEFAULT) ? "the default" : "behaviour changed",
                        Releases.changes(r, catalog.get())))
                .toList();
    }

    /** Identification registers of a processor. */
    List<Proposal> registers() {
        return List.of(
                Proposal.value("midr", "MIDR_EL1", "Implementer, part and revision of the processor."),
                Proposal.value("revidr", "REVIDR_EL1", "Fixes that a revision has, and that its number does not tell."),
                Proposal.value("aidr", "AIDR_EL1", "Auxiliary identification, as the implementer defines it."));
    }

    /** Kinds of region that a guest's memory map can have. */
    List<Proposal> regionKinds() {
        return Arrays.stream(MemoryRegion.Kind.values())
                .filter(k -> k != MemoryRegion.Kind.RAM)
                .map(k -> Proposal.value(k.name().toLowerCase(Locale.ROOT), "", ""))
                .toList();
    }
}
