package org.foliot.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foliot.admission.Worlds.ADMISSION;
import static org.foliot.admission.Worlds.N1;
import static org.foliot.admission.Worlds.N2;
import static org.foliot.admission.Worlds.V1;
import static org.foliot.admission.Worlds.facts;
import static org.foliot.admission.Worlds.hypervisor;
import static org.foliot.admission.Worlds.told;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.host.ProcessorFeatures.Field;
import org.foliot.api.hypervisor.HypervisorOffer;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.program.ProcessorIdentity;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final GuestNeeds GUEST = Worlds.startedOn(Worlds.plainHost(), List.of());

    private static HostOffer host(Implementation implementation, ProcessorFeatures features, HypervisorOffer offered) {
        return HostOffer.of(
                ByteSize.ofMebibytes(4096),
                facts("6.12", "1 GHz", "4 KiB"),
                offered,
                List.of(new ProcessorIdentity(implementation, features, new TreeSet<>())));
    }

    private static List<String> sentences(GuestNeeds guest, HostOffer host) {
        return ADMISSION.obstacles(guest, host).stream()
                .map(o -> o.kind().word() + ": " + o.sentence("web", "dst"))
                .toList();
    }

    @Test
    void everyReasonIsNamedInAFixedOrder() {
        HostOffer other = HostOffer.of(
                ByteSize.ofMebibytes(1024),
                facts("5.4", "100 MHz", "64 KiB"),
                new HypervisorOffer(
                        "other", OptionalInt.empty(), new TreeSet<>(), Set.of(), false, false, Optional.empty()),
                List.of(new ProcessorIdentity(
                        new Implementation(N2.midr(), 7, 9),
                        ProcessorFeatures.DEFAULT.with(Map.of(Field.ATOMIC, 0, Field.SVE, 1, Field.DIC, 0)),
                        told(N2))));
        GuestNeeds guest = new GuestNeeds(
                ByteSize.ofMebibytes(2048),
                "kvm",
                GUEST.counter(),
                OptionalInt.of(0),
                Optional.of(new GuestNeeds.Placement(
                        "userspace", new TreeMap<>(), new MemoryStrategy.Demand(1, 64, 64, true))),
                N1,
                ProcessorFeatures.DEFAULT,
                told(N1),
                true,
                List.of());
        assertThat(sentences(guest, other))
                .containsExactly(
                        "host_memory: guest web needs 2048 MiB, host dst has 1024 MiB left",
                        "counter_frequency: guest web knows a counter of 1 GHz, that of host dst has 100 MHz",
                        "saved_state: guest web is saved as kvm does it, host dst reads what other saves",
                        "pv_time: guest web has stolen time, Linux 5.4 on host dst offers none",
                        "memory: host dst cannot place the stolen-time structures of guest web: 100 % of a page is"
                                + " missing",
                        "hypercall_services: guest web was given the calls DISCOVER_IMPL_VER and DISCOVER_IMPL_CPUS,"
                                + " which Linux 5.4 on host dst cannot switch on (KVM_REG_ARM_VENDOR_HYP_BMAP_2: ENOENT)",
                        "midr: guest web was shown MIDR_EL1 = 0x413fd0c1, host dst has 0x410fd490 and cannot show another",
                        "revidr: guest web was shown REVIDR_EL1 = 0x0, host dst has 0x7 and cannot show another",
                        "aidr: guest web was shown AIDR_EL1 = 0x0, host dst has 0x9 and cannot show another",
                        "features: guest web was shown ID_AA64ISAR0_EL1.Atomic = 2, host dst has 0",
                        "features: guest web was shown ID_AA64PFR0_EL1.SVE = 0, host dst has 1 and cannot show less (Linux"
                                + " 5.4: EINVAL)",
                        "ctr: guest web was shown CTR_EL0.DIC = 1, host dst has 0",
                        "errata: host dst has erratum stalls (work around it), which guest web does not work around",
                        "errata_conflict: guest web would have to work around erratum stalls (work around it) and erratum"
                                + " tears (work around it) on host dst, which exclude each other");
    }

    @Test
    void aRevisionThatTheHostDoesNotImplementIsNamed() {
        HostOffer later = host(
                N1,
                ProcessorFeatures.DEFAULT,
                new HypervisorOffer(
                        "kvm",
                        OptionalInt.of(1),
                        new TreeSet<>(Set.of(1, 2)),
                        Set.of(),
                        false,
                        false,
                        Optional.empty()));
        assertThat(sentences(GUEST, later))
                .containsExactly(
                        "structure_revision: guest web has stolen-time structures of revision 0, Linux 6.12 on host dst"
                                + " implements 1 and 2");
    }

    private static HostOffer scaling(String slowest, String fastest) {
        return HostOffer.of(
                ByteSize.ofMebibytes(4096),
                facts("6.12", "2.4 GHz", "4 KiB"),
                Worlds.scaling(slowest, fastest),
                List.of(ProcessorIdentity.DEFAULT));
    }

    @Test
    void aCounterThatTheHypervisorCanGiveAGuestIsNoObstacle() {
        assertThat(sentences(GUEST, scaling("1 GHz", "3 GHz"))).isEmpty();
        assertThat(sentences(GUEST, scaling("500 MHz", "1 GHz"))).isEmpty();
        assertThat(sentences(GUEST, scaling("2 GHz", "3 GHz")))
                .containsExactly(
                        "counter_frequency: guest web knows a counter of 1 GHz, that of host dst has 2.4 GHz and"
                                + " can give a guest one of 2 GHz to 3 GHz only");
    }

    private static HostOffer promising(String counter, Optional<String> promise) {
        return HostOffer.of(
                ByteSize.ofMebibytes(4096),
                facts("6.12", counter, "4 KiB"),
                Worlds.hypervisor(true, false, false).withLivePhysicalTime(promise.map(Frequency::parse)),
                List.of(ProcessorIdentity.DEFAULT));
    }

    private static GuestNeeds promised(String counter) {
        return new GuestNeeds(
                GUEST.memory(),
                GUEST.format(),
                Frequency.parse(counter),
                GUEST.structureRevision(),
                GUEST.placement(),
                GUEST.implementation(),
                GUEST.features(),
                GUEST.workarounds(),
                GUEST.told(),
                GUEST.targets(),
                true);
    }

    @Test
    void aGuestWithLivePhysicalTimeGoesWhereTheSameIsPromisedWhateverTheCounter() {
        GuestNeeds guest = promised("100 MHz");
        assertThat(sentences(guest, promising("1 GHz", Optional.of("100 MHz")))).isEmpty();
        assertThat(sentences(guest, promising("100 MHz", Optional.of("50 MHz"))))
                .containsExactly("counter_frequency: guest web was promised a counter of 100 MHz by Live Physical Time,"
                        + " host dst promises one of 50 MHz");
        assertThat(sentences(guest, promising("100 MHz", Optional.empty())))
                .containsExactly("counter_frequency: guest web was promised a counter of 100 MHz by Live Physical Time,"
                        + " host dst has no such thing");
    }

    @Test
    void aGuestThatIgnoresLivePhysicalTimeIsNotHelpedByIt() {
        assertThat(GUEST.counter()).isEqualTo(Frequency.parse("1 GHz"));
        assertThat(sentences(GUEST, promising("100 MHz", Optional.of("1 GHz"))))
                .containsExactly("counter_frequency: guest web knows a counter of 1 GHz, that of host dst has 100 MHz");
    }

    @Test
    void aGuestThatBootsAgainKeepsTheCounterThatItWasPromised() {
        Booting booting = new Booting(ADMISSION.errata());
        GuestNeeds there = booting.again(promised("100 MHz"), promising("1 GHz", Optional.of("100 MHz")), List.of());
        assertThat(there.counter()).isEqualTo(Frequency.parse("100 MHz"));
        assertThat(there.livePhysicalTime()).isTrue();
        GuestNeeds elsewhere = booting.again(promised("100 MHz"), promising("1 GHz", Optional.empty()), List.of());
        assertThat(elsewhere.counter()).isEqualTo(Frequency.parse("1 GHz"));
        assertThat(elsewhere.livePhysicalTime()).isFalse();
    }

    @Test
    void aGuestThatBootsAgainKeepsTheCounterThatItWasGiven() {
        Booting booting = new Booting(ADMISSION.errata());
        assertThat(booting.again(GUEST, scaling("1 GHz", "3 GHz"), List.of()).counter())
                .isEqualTo(GUEST.counter());
        assertThat(booting.again(GUEST, scaling("2 GHz", "3 GHz"), List.of()).counter())
                .isEqualTo(Frequency.parse("2.4 GHz"));
    }

    @Test
    void aFieldCanBeShownLowerWhereTheVmmCanWriteIt() {
        ProcessorFeatures more = ProcessorFeatures.DEFAULT.with(Map.of(Field.SVE, 1, Field.DMINLINE, 5));
        assertThat(sentences(GUEST, host(N1, more, hypervisor(true, false, false))))
                .isEmpty();
        assertThat(sentences(GUEST, host(N1, more, hypervisor(false, false, false))))
                .hasSize(2);
        ProcessorFeatures otherCache = ProcessorFeatures.DEFAULT.with(Map.of(Field.L1IP, 2));
        assertThat(sentences(GUEST, host(N1, otherCache, hypervisor(true, false, false))))
                .containsExactly("ctr: guest web was shown CTR_EL0.L1Ip = 3, host dst has 2 and cannot show another");
    }

    @Test
    void identificationRegistersCanDifferWhereTheVmmCanWriteThem() {
        HostOffer writing = host(N2, ProcessorFeatures.DEFAULT, hypervisor(true, true, false));
        assertThat(sentences(GUEST, writing)).isEmpty();
    }

    @Test
    void whoWasToldOfImplementationsGoesToThoseAndNoOthers() {
        HostOffer home = host(N1, ProcessorFeatures.DEFAULT, hypervisor(true, true, true));
        GuestNeeds guest = Worlds.startedOn(home, List.of(N1, V1));
        assertThat(sentences(guest, host(V1, ProcessorFeatures.DEFAULT, hypervisor(true, false, true))))
                .isEmpty();
        assertThat(sentences(guest, host(N2, ProcessorFeatures.DEFAULT, hypervisor(true, true, true))))
                .containsExactly("implementations: host dst has processors with MIDR_EL1 0x410fd490, REVIDR_EL1 0x0 and"
                        + " AIDR_EL1 0x0, which guest web was not told of");
    }

    @Test
    void aKernelThatWasToldWorksAroundWhatAnyTargetHasAndGoesWithoutOnlyIfAllAreSpared() {
        Errata errata = ADMISSION.errata();
        assertThat(errata.workarounds(told(V1), List.of())).isEmpty();
        assertThat(errata.workarounds(told(V1), List.of(V1))).isEmpty();
        assertThat(errata.workarounds(told(V1), List.of(V1, N1))).containsExactly("leaks", "tears");
        // It does not look at its own register any more, and learns on the processor itself what the register does not
        // tell.
        assertThat(errata.workarounds(new TreeSet<>(Set.of("tears", "hums")), List.of(V1)))
                .containsExactly("hums");
    }

    @Test
    void softwareThatStartsAnewLooksAtTheProcessorsAgain() {
        HostOffer other = HostOffer.of(
                ByteSize.ofMebibytes(4096),
                facts("6.12", "100 MHz", "4 KiB"),
                hypervisor(true, false, false),
                List.of(new ProcessorIdentity(
                        N2, ProcessorFeatures.DEFAULT.with(Map.of(Field.ATOMIC, 0, Field.L1IP, 2)), told(N2))));
        assertThat(ADMISSION.obstacles(GUEST, other)).isNotEmpty();
        GuestNeeds again = new Booting(ADMISSION.errata()).again(GUEST, other, List.of());
        assertThat(ADMISSION.obstacles(again, other)).isEmpty();
        assertThat(again.workarounds()).containsExactly("leaks", "stalls");
    }

    @Test
    void twoErrataOfOneNameMustBeTheSame() {
        List<org.foliot.program.Erratum> clash = List.of(
                Worlds.erratum("tears", List.of(), List.of()), Worlds.erratum("tears", List.of(), List.of(), "stalls"));
        assertThatThrownBy(() -> new Errata(clash))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("erratum tears is declared in two ways");
    }

    @Test
    void aFleetNeedsNamesAndHomes() {
        Fleet.Host host = new Fleet.Host("src", Worlds.plainHost());
        assertThatThrownBy(() -> Fleet.of(List.of(host, host), List.of(), ADMISSION, 1))
                .hasMessage("two hosts have the name src");
        Fleet.Guest lost = new Fleet.Guest("web", "nowhere", true, GUEST);
        assertThatThrownBy(() -> Fleet.of(List.of(host), List.of(lost), ADMISSION, 1))
                .hasMessage("the home of guest web, nowhere, is not in the fleet");
    }
}
