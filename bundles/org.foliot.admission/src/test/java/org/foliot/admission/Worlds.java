package org.foliot.admission;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.host.ProcessorFeatures.Field;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.program.Erratum;
import org.foliot.program.Erratum.MidrRange;
import org.foliot.program.ProcessorIdentity;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;

/** Hosts and guests for tests: a plain pair, and arbitrary ones from a small world in which much is alike. */
final class Worlds {
    static final Implementation N1 = new Implementation(0x413fd0c1L, 0, 0);
    static final Implementation N2 = new Implementation(0x410fd490L, 0, 0);
    static final Implementation V1 = new Implementation(0x411fd400L, 0, 0);
    static final List<Implementation> ALL = List.of(N1, N2, V1, new Implementation(N1.midr(), 1, 0));

    /** Has its range, is told by exclusion, and is not told by MIDR_EL1 at all. */
    static final List<Erratum> ERRATA = List.of(
            erratum("tears", List.of(new MidrRange(0x410fd0c0L, 0x413fd0c1L)), List.of(), "stalls"),
            erratum("stalls", List.of(new MidrRange(N2.midr(), N2.midr())), List.of()),
            erratum("leaks", List.of(), List.of(new MidrRange(V1.midr(), V1.midr()))),
            erratum("hums", List.of(), List.of()));

    static final Admission ADMISSION = new Admission(
            new Errata(ERRATA),
            (placement, host) -> host.pageSize().equals(ByteSize.ofKibibytes(64))
                    ? Optional.of("100 % of a page is missing")
                    : Optional.empty());

    private Worlds() {}

    static Erratum erratum(String name, List<MidrRange> affects, List<MidrRange> spares, String... excludes) {
        return new Erratum(name, affects, spares, Optional.of("work around it"), new TreeSet<>(Set.of(excludes)));
    }

    static HostFacts facts(String release, String counter, String page) {
        KernelRelease kernel = KernelRelease.parse(release);
        return new HostFacts(
                "host",
                kernel,
                OptionSchema.of(HostKernelOptions.class).instantiate(Map.of(), kernel),
                4,
                Frequency.parse(counter),
                Frequency.ofMegahertz(2500),
                ByteSize.parse(page));
    }

    static HypervisorOffer hypervisor(boolean lowers, boolean writes, boolean tells) {
        return new HypervisorOffer(
                "kvm",
                OptionalInt.of(0),
                new TreeSet<>(Set.of(0)),
                lowers ? Field.all().stream().filter(Field::isLowerSafe).collect(Collectors.toSet()) : Set.of(),
                writes,
                tells,
                Optional.empty());
    }

    /** A hypervisor that can give guests counters of their own frequency. */
    static HypervisorOffer scaling(String slowest, String fastest) {
        return new HypervisorOffer(
                "kvm",
                OptionalInt.of(0),
                new TreeSet<>(Set.of(0)),
                Set.of(),
                false,
                false,
                Optional.of(new HypervisorOffer.CounterRange(Frequency.parse(slowest), Frequency.parse(fastest))));
    }

    static HostOffer plainHost() {
        return HostOffer.of(
                ByteSize.ofMebibytes(4096),
                facts("6.12", "1 GHz", "4 KiB"),
                hypervisor(true, false, false),
                List.of(ProcessorIdentity.DEFAULT));
    }

    /** Names of the errata that MIDR_EL1 says a processor has. */
    static SortedSet<String> told(Implementation implementation) {
        return ERRATA.stream()
                .filter(e -> e.affects(implementation.midr()))
                .map(Erratum::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Arbitrary<Implementation> implementations() {
        return Arbitraries.of(ALL);
    }

    static Arbitrary<ProcessorFeatures> features() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(2, 3))
                .as((sve, ecv, dic, l1ip) -> ProcessorFeatures.DEFAULT.with(
                        Map.of(Field.SVE, sve, Field.ECV, ecv, Field.DIC, dic, Field.L1IP, l1ip)));
    }

    private static Arbitrary<ProcessorIdentity> processors() {
        return Combinators.combine(implementations(), features(), Arbitraries.of(true, false))
                .as((implementation, features, hums) -> {
                    SortedSet<String> errata = told(implementation);
                    if (hums) {
                        errata.add("hums");
                    }
                    return new ProcessorIdentity(implementation, features, errata);
                });
    }

    static Arbitrary<HostOffer> hosts() {
        Arbitrary<HostFacts> facts = Combinators.combine(
                        Arbitraries.of("6.1", "6.12", "6.16"),
                        Arbitraries.of("100 MHz", "1 GHz"),
                        Arbitraries.of("4 KiB", "64 KiB"))
                .as(Worlds::facts);
        Arbitrary<HypervisorOffer> hypervisors = Combinators.combine(
                        Arbitraries.of(true, false), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Worlds::hypervisor);
        return Combinators.combine(
                        Arbitraries.of(1024, 4096).map(ByteSize::ofMebibytes),
                        facts,
                        hypervisors,
                        processors().list().ofMinSize(1).ofMaxSize(2))
                .as(HostOffer::of);
    }

    /** What a guest holds that has started on a host, with features that the host can lower as they are. */
    static GuestNeeds startedOn(HostOffer host, List<Implementation> learned) {
        return new GuestNeeds(
                host.room(),
                host.hypervisor().format(),
                host.facts().counter(),
                host.hypervisor().structureRevision(),
                Optional.empty(),
                host.implementations().get(0),
                host.features(),
                ADMISSION.errata().workarounds(host.errata(), learned),
                !learned.isEmpty(),
                learned);
    }

    /** Guests that have started on some host, half of them told of some implementations. */
    static Arbitrary<GuestNeeds> guests() {
        return Combinators.combine(
                        hosts(), implementations().list().uniqueElements().ofMaxSize(3), Arbitraries.of(true, false))
                .as((host, targets, told) -> startedOn(host, told ? targets : List.of()));
    }

    static List<Obstacle.Kind> kinds(List<Obstacle> obstacles) {
        return obstacles.stream().map(Obstacle::kind).toList();
    }

    static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}
