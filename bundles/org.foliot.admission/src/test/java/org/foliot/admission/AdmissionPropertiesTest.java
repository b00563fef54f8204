package org.foliot.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.admission.Worlds.ADMISSION;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.host.ProcessorFeatures.Field;

/** What holds of the admission check whatever hosts and guests there are. */
class AdmissionPropertiesTest {
    @Provide
    Arbitrary<HostOffer> hosts() {
        return Worlds.hosts();
    }

    @Provide
    Arbitrary<GuestNeeds> guests() {
        return Worlds.guests();
    }

    @Provide
    Arbitrary<List<Implementation>> targets() {
        return Worlds.implementations().list().uniqueElements().ofMaxSize(3);
    }

    @Provide
    Arbitrary<Implementation> target() {
        return Worlds.implementations();
    }

    @Property
    void aGuestCanStayWhereItHasStarted(@ForAll("hosts") HostOffer host) {
        Set<Obstacle.Kind> obstacles =
                new TreeSet<>(Worlds.kinds(ADMISSION.obstacles(Worlds.startedOn(host, List.of()), host)));
        // A host with processors whose errata exclude each other cannot start a guest in the first place.
        assertThat(obstacles).isSubsetOf(Obstacle.Kind.ERRATA_CONFLICT);
        assertThat(obstacles.isEmpty()).isEqualTo(!host.errata().containsAll(Set.of("tears", "stalls")));
    }

    @Property
    void toBeShownLessNeverAddsAReasonWhereThatCanBeShown(
            @ForAll("guests") GuestNeeds guest, @ForAll("hosts") HostOffer host, @ForAll @IntRange(max = 2) int less) {
        Assume.that(host.hypervisor().lowerable().size() > 3);
        Map<Field, Integer> lower = new HashMap<>();
        for (Field field : Field.all()) {
            if (field.isLowerSafe()) {
                lower.put(field, Math.max(0, guest.features().get(field) - less));
            }
        }
        assertThat(ADMISSION.obstacles(guest, host).stream().map(AdmissionPropertiesTest::register))
                .containsAll(ADMISSION.obstacles(shown(guest, guest.features().with(lower)), host).stream()
                        .map(AdmissionPropertiesTest::register)
                        .toList());
    }

    /** A reason without the value that the guest was shown. */
    private static String register(Obstacle obstacle) {
        return obstacle.kind() + " " + obstacle.pattern().replaceAll(" = \\d+", "");
    }

    private static GuestNeeds shown(GuestNeeds guest, ProcessorFeatures features) {
        return new GuestNeeds(
                guest.memory(),
                guest.format(),
                guest.counter(),
                guest.structureRevision(),
                guest.placement(),
                guest.implementation(),
                features,
                guest.workarounds(),
                guest.told(),
                guest.targets());
    }

    @Property
    void oneMoreImplementationNeverTakesAWorkaroundAway(
            @ForAll("hosts") HostOffer host,
            @ForAll("targets") List<Implementation> targets,
            @ForAll("target") Implementation another) {
        Assume.that(!targets.isEmpty());
        List<Implementation> more = new ArrayList<>(targets);
        more.add(another);
        Errata errata = ADMISSION.errata();
        assertThat(errata.workarounds(host.errata(), more)).containsAll(errata.workarounds(host.errata(), targets));
    }

    @Property
    void whoGoesOnlyWhereItWasToldNeverMeetsAnErratumOfMidrUnguarded(
            @ForAll("hosts") HostOffer home, @ForAll("hosts") HostOffer other) {
        List<Implementation> targets = new ArrayList<>(home.implementations());
        targets.addAll(other.implementations());
        GuestNeeds guest = Worlds.startedOn(home, targets);
        assertThat(Admission.unguarded(guest, other)).isSubsetOf("hums");
        assertThat(Worlds.kinds(ADMISSION.obstacles(guest, other)))
                .doesNotContain(Obstacle.Kind.IMPLEMENTATIONS, Obstacle.Kind.MIDR, Obstacle.Kind.REVIDR);
    }

    @Property
    void whatIsAllowedLeavesNothingUnguardedAndNothingVanished(
            @ForAll("guests") GuestNeeds guest, @ForAll("hosts") HostOffer host) {
        if (ADMISSION.obstacles(guest, host).isEmpty()) {
            assertThat(Admission.unguarded(guest, host)).isEmpty();
            assertThat(Admission.vanished(guest, host)).isEmpty();
        } else if (!Admission.vanished(guest, host).isEmpty()) {
            assertThat(Worlds.kinds(ADMISSION.obstacles(guest, host)))
                    .containsAnyOf(Obstacle.Kind.FEATURES, Obstacle.Kind.CTR);
        }
    }

    @Property(tries = 200)
    void aFleetInClassesIsTheFleetPairByPair(
            @ForAll("fleetHosts") List<HostOffer> offers,
            @ForAll("fleetGuests") List<GuestNeeds> needs,
            @ForAll @IntRange(min = 1, max = 3) int jobs)
            throws InterruptedException {
        List<Fleet.Host> hosts = new ArrayList<>();
        for (int i = 0; i < offers.size(); i++) {
            hosts.add(new Fleet.Host("host" + i, offers.get(i)));
        }
        List<Fleet.Guest> guests = new ArrayList<>();
        for (int i = 0; i < needs.size(); i++) {
            guests.add(new Fleet.Guest("guest" + i, "host" + i % hosts.size(), i % 2 == 0, needs.get(i)));
        }
        Fleet fleet = Fleet.of(hosts, guests, ADMISSION, jobs);
        long suitable = 0;
        for (Fleet.Guest guest : guests) {
            for (Fleet.Host host : hosts) {
                HostOffer offer = guest.home().equals(host.name()) && guest.there()
                        ? host.offer()
                                .withRoom(host.offer().room().plus(guest.needs().memory()))
                        : host.offer();
                List<Obstacle> expected = ADMISSION.obstacles(guest.needs(), offer);
                assertThat(fleet.obstacles(guest, host)).isEqualTo(expected);
                suitable += expected.isEmpty() ? 1 : 0;
            }
        }
        assertThat(fleet.suitable()).isEqualTo(suitable);
        for (Fleet.GuestClass guest : fleet.guests()) {
            for (Fleet.HostClass host : fleet.hosts()) {
                assertThat(fleet.kinds(guest, host))
                        .containsExactlyInAnyOrderElementsOf(new TreeSet<>(Worlds.kinds(fleet.obstacles(guest, host))));
            }
        }
        assertThat(fleet.hostCount()).isEqualTo(hosts.size());
        assertThat(fleet.guestCount()).isEqualTo(guests.size());
    }

    @Provide
    Arbitrary<List<HostOffer>> fleetHosts() {
        return Worlds.hosts().list().ofMinSize(1).ofMaxSize(6).map(AdmissionPropertiesTest::withTwins);
    }

    @Provide
    Arbitrary<List<GuestNeeds>> fleetGuests() {
        return Worlds.guests().list().ofMaxSize(6).map(AdmissionPropertiesTest::withTwins);
    }

    private static <T> List<T> withTwins(List<T> list) {
        List<T> twice = new ArrayList<>(list);
        twice.addAll(list);
        return twice;
    }

    @Property
    void aSentenceNamesBoth(@ForAll("guests") GuestNeeds guest, @ForAll("hosts") HostOffer host) {
        for (Obstacle obstacle : ADMISSION.obstacles(guest, host)) {
            assertThat(obstacle.sentence("web", "dst")).contains("web", "dst").doesNotContain("%1", "%2");
        }
    }
}
