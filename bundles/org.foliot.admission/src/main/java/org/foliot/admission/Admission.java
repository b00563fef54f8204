package org.foliot.admission;

import static org.foliot.admission.Obstacle.Kind.AIDR;
import static org.foliot.admission.Obstacle.Kind.COUNTER_FREQUENCY;
import static org.foliot.admission.Obstacle.Kind.CTR;
import static org.foliot.admission.Obstacle.Kind.ERRATA;
import static org.foliot.admission.Obstacle.Kind.ERRATA_CONFLICT;
import static org.foliot.admission.Obstacle.Kind.FEATURES;
import static org.foliot.admission.Obstacle.Kind.HOST_MEMORY;
import static org.foliot.admission.Obstacle.Kind.HYPERCALL_SERVICES;
import static org.foliot.admission.Obstacle.Kind.IMPLEMENTATIONS;
import static org.foliot.admission.Obstacle.Kind.MEMORY;
import static org.foliot.admission.Obstacle.Kind.MIDR;
import static org.foliot.admission.Obstacle.Kind.PV_TIME;
import static org.foliot.admission.Obstacle.Kind.REVIDR;
import static org.foliot.admission.Obstacle.Kind.SAVED_STATE;
import static org.foliot.admission.Obstacle.Kind.STRUCTURE_REVISION;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures.Field;
import org.foliot.api.hypervisor.HypervisorOffer.CounterRange;
import org.foliot.time.Frequency;

/**
 * Compares what a guest holds with what a host offers. The answer depends on the two alone, so it is the same before a
 * migration, before a restore, before a resume from disk, and for a fleet that is only planned.
 */
public final class Admission {
    /** Where structures can be placed, which a memory strategy decides. */
    @FunctionalInterface
    public interface Placing {
        /** Why structures cannot be placed on a host, as a sentence without a subject; empty if they can. */
        Optional<String> obstacle(GuestNeeds.Placement placement, HostFacts host);
    }

    private final Errata errata;
    private final Placing placing;

    /**
     * An admission check.
     *
     * @param errata what is known of errata
     * @param placing asks the guests' memory strategies; has to answer the same every time
     */
    public Admission(Errata errata, Placing placing) {
        this.errata = errata;
        this.placing = placing;
    }

    /** What is known of errata. */
    public Errata errata() {
        return errata;
    }

    /** Every reason why a host cannot take a guest, in a fixed order; empty if it can. */
    public List<Obstacle> obstacles(GuestNeeds guest, HostOffer host) {
        List<Obstacle> obstacles = new ArrayList<>();
        room(guest, host, obstacles);
        time(guest, host, obstacles);
        implementations(guest, host, obstacles);
        features(guest, host, obstacles);
        errata(guest, host, obstacles);
        return List.copyOf(obstacles);
    }

    private static void room(GuestNeeds guest, HostOffer host, List<Obstacle> obstacles) {
        if (guest.memory().compareTo(host.room()) > 0) {
            obstacles.add(new Obstacle(
                    HOST_MEMORY,
                    "guest %1$s needs " + guest.memory().bytes() / (1 << 20) + " MiB, host %2$s has "
                            + host.room().bytes() / (1 << 20) + " MiB left"));
        }
    }

    private void time(GuestNeeds guest, HostOffer host, List<Obstacle> obstacles) {
        counter(guest, host, obstacles);
        if (!guest.format().equals(host.hypervisor().format())) {
            obstacles.add(new Obstacle(
                    SAVED_STATE,
                    "guest %1$s is saved as " + guest.format() + " does it, host %2$s reads what "
                            + host.hypervisor().format() + " saves"));
        }
        if (guest.structureRevision().isPresent()) {
            stolenTime(guest, guest.structureRevision().getAsInt(), host, obstacles);
        }
        if (guest.told() && !host.hypervisor().targetImplementations()) {
            obstacles.add(new Obstacle(
                    HYPERCALL_SERVICES,
                    "guest %1$s was given the calls DISCOVER_IMPL_VER and DISCOVER_IMPL_CPUS, which Linux "
                            + host.facts().release()
                            + " on host %2$s cannot switch on (KVM_REG_ARM_VENDOR_HYP_BMAP_2: ENOENT)"));
        }
    }

    private static void counter(GuestNeeds guest, HostOffer host, List<Obstacle> obstacles) {
        if (guest.livePhysicalTime()) {
            livePhysicalTime(guest, host, obstacles);
            return;
        }
        Optional<CounterRange> given = host.hypervisor().counters();
        if (guest.counter().equals(host.facts().counter())
                || given.filter(range -> range.contains(guest.counter())).isPresent()) {
            return;
        }
        String instead = given.map(
                        range -> " and can give a guest one of " + range.slowest() + " to " + range.fastest() + " only")
                .orElse("");
        obstacles.add(new Obstacle(
                COUNTER_FREQUENCY,
                "guest %1$s knows a counter of " + guest.counter() + ", that of host %2$s has "
                        + host.facts().counter() + instead));
    }

    /** A kernel that scales whatever counter it finds to a constant one needs a host that goes on saying how. */
    private static void livePhysicalTime(GuestNeeds guest, HostOffer host, List<Obstacle> obstacles) {
        Optional<Frequency> promised = host.hypervisor().livePhysicalTime();
        if (promised.filter(guest.counter()::equals).isEmpty()) {
            obstacles.add(new Obstacle(
                    COUNTER_FREQUENCY,
                    "guest %1$s was promised a counter of " + guest.counter() + " by Live Physical Time, host %2$s "
                            + promised.map(f -> "promises one of " + f).orElse("has no such thing")));
        }
    }

    private void stolenTime(GuestNeeds guest, int revision, HostOffer host, List<Obstacle> obstacles) {
        if (host.hypervisor().structureRevisions().isEmpty()) {
            obstacles.add(new Obstacle(
                    PV_TIME,
                    "guest %1$s has stolen time, Linux " + host.facts().release() + " on host %2$s offers none"));
        } else if (!host.hypervisor().structureRevisions().contains(revision)) {
            obstacles.add(new Obstacle(
                    STRUCTURE_REVISION,
                    "guest %1$s has stolen-time structures of revision " + revision + ", Linux "
                            + host.facts().release() + " on host %2$s implements "
                            + listed(host.hypervisor().structureRevisions())));
        }
        guest.placement()
                .flatMap(p -> placing.obstacle(p, host.facts()))
                .ifPresent(why -> obstacles.add(new Obstacle(
                        MEMORY,
                        "host %2$s cannot place the stolen-time structures of guest %1$s: " + why.replace("%", "%%"))));
    }

    private static String listed(SortedSet<Integer> numbers) {
        return String.join(" and ", numbers.stream().map(n -> n.toString()).toList());
    }

    private static void implementations(GuestNeeds guest, HostOffer host, List<Obstacle> obstacles) {
        Optional<Implementation> stranger = host.implementations().stream()
                .filter(i -> !guest.targets().contains(i))
                .findFirst();
        if (!guest.targets().isEmpty()) {
            // Whoever has such a list does not look at its own registers any more.
            stranger.ifPresent(i -> obstacles.add(new Obstacle(
                    IMPLEMENTATIONS,
                    "host %2$s has processors with MIDR_EL1 " + hex(i.midr()) + ", REVIDR_EL1 " + hex(i.revidr())
                            + " and AIDR_EL1 " + hex(i.aidr()) + ", which guest %1$s was not told of")));
        } else if (!host.hypervisor().writableImplementation()) {
            Implementation there = host.implementations().get(0);
            register(MIDR, Implementation::midr, guest.implementation(), there, obstacles);
            register(REVIDR, Implementation::revidr, guest.implementation(), there, obstacles);
            register(AIDR, Implementation::aidr, guest.implementation(), there, obstacles);
        }
    }

    private static void register(
            Obstacle.Kind kind,
            ToLongFunction<Implementation> value,
            Implementation held,
            Implementation there,
            List<Obstacle> obstacles) {
        if (value.applyAsLong(held) != value.applyAsLong(there)) {
            obstacles.add(new Obstacle(
                    kind,
                    "guest %1$s was shown " + kind + "_EL1 = " + hex(value.applyAsLong(held)) + ", host %2$s has "
                            + hex(value.applyAsLong(there)) + " and cannot show another"));
        }
    }

    private static void features(GuestNeeds guest, HostOffer host, List<Obstacle> obstacles) {
        if (guest.features().equals(host.features())) {
            return;
        }
        for (Field field : Field.all()) {
            int held = guest.features().get(field);
            int there = host.features().get(field);
            boolean lowered = held < there
                    && field.isLowerSafe()
                    && host.hypervisor().lowerable().contains(field);
            if (held != there && !lowered) {
                String why = held < there
                        ? " and cannot show less (Linux " + host.facts().release() + ": EINVAL)"
                        : field.isLowerSafe() ? "" : " and cannot show another";
                obstacles.add(new Obstacle(
                        field.isOfCtr() ? CTR : FEATURES,
                        "guest %1$s was shown " + field.register() + " = " + held + ", host %2$s has " + there + why));
            }
        }
    }

    private void errata(GuestNeeds guest, HostOffer host, List<Obstacle> obstacles) {
        for (String unguarded : unguarded(guest, host)) {
            obstacles.add(new Obstacle(
                    ERRATA, "host %2$s has " + escaped(unguarded) + ", which guest %1$s does not work around"));
        }
        SortedSet<String> needed = new TreeSet<>(guest.workarounds());
        needed.addAll(host.errata());
        for (String one : needed) {
            for (String other : needed.tailSet(one)) {
                if (!one.equals(other) && errata.areExclusive(one, other)) {
                    obstacles.add(new Obstacle(
                            ERRATA_CONFLICT,
                            "guest %1$s would have to work around " + escaped(one) + " and " + escaped(other)
                                    + " on host %2$s, which exclude each other"));
                }
            }
        }
    }

    private String escaped(String erratum) {
        return errata.describe(erratum).replace("%", "%%");
    }

    /** Errata of a host's processors that a guest does not work around. */
    public static SortedSet<String> unguarded(GuestNeeds guest, HostOffer host) {
        SortedSet<String> unguarded = new TreeSet<>(host.errata());
        unguarded.removeAll(guest.workarounds());
        return unguarded;
    }

    /** Fields that promised a guest more, or for exact ones something else, than a host has. */
    public static List<Field> vanished(GuestNeeds guest, HostOffer host) {
        return Field.all().stream()
                .filter(f -> {
                    int held = guest.features().get(f);
                    int there = host.features().get(f);
                    return f.isLowerSafe() ? held > there : held != there;
                })
                .toList();
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
