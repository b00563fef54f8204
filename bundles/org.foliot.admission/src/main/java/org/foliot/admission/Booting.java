package org.foliot.admission;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.foliot.api.guest.ClockDriver.LivePhysicalTime;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.program.GuestDescription;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;

/** What guests come to hold when they boot. */
public final class Booting {
    private final Errata errata;

    /** By what is known of errata. */
    public Booting(Errata errata) {
        this.errata = errata;
    }

    /**
     * What a guest holds that has been started on a host.
     *
     * @param structures how its stolen-time structures are placed, if it has any
     * @param learned what its kernel was told of implementations and believed; empty for nothing
     */
    public GuestNeeds on(
            HostOffer host,
            GuestDescription guest,
            Optional<GuestNeeds.Placement> structures,
            List<Implementation> learned) {
        OptionalInt revision = structures.isPresent() ? host.hypervisor().structureRevision() : OptionalInt.empty();
        Optional<Frequency> constant =
                host.hypervisor().livePhysicalTime().filter(f -> guest.kernel().lpt() != LivePhysicalTime.OFF);
        return new GuestNeeds(
                memory(guest),
                host.hypervisor().format(),
                constant.orElse(host.facts().counter()),
                revision,
                revision.isPresent() ? structures : Optional.empty(),
                host.implementations().get(0),
                host.features().with(guest.features()),
                errata.workarounds(host.errata(), learned),
                !guest.targets().isEmpty(),
                learned,
                constant.isPresent());
    }

    /** What its kernel will learn of implementations: what the VMM tells, if it asks and the host lets the VMM answer. */
    public static List<Implementation> learned(HostOffer host, GuestDescription guest) {
        boolean asks =
                guest.kernel().targetImplementations() && host.hypervisor().targetImplementations();
        return asks ? guest.targets() : List.of();
    }

    /**
     * What a guest holds whose software starts anew, by a reboot or another kernel, on a host that it has come to: counter and
     * processors are looked at again, and what the VMM set up for the VM stays as it is, as far as the host has it.
     */
    public GuestNeeds again(GuestNeeds before, HostOffer host, List<Implementation> learned) {
        ProcessorFeatures shown = before.features().common(host.features());
        for (ProcessorFeatures.Field field : ProcessorFeatures.Field.all()) {
            if (!field.isLowerSafe()) {
                shown = shown.with(Map.of(field, host.features().get(field)));
            }
        }
        return new GuestNeeds(
                before.memory(),
                before.format(),
                counter(before, host),
                before.structureRevision(),
                before.placement(),
                host.hypervisor().writableImplementation()
                        ? before.implementation()
                        : host.implementations().get(0),
                shown,
                errata.workarounds(host.errata(), learned),
                before.told(),
                learned,
                isConstant(before, host));
    }

    /** The host's counter, unless its hypervisor has given the VM the one that it came with. */
    private static Frequency counter(GuestNeeds before, HostOffer host) {
        if (isConstant(before, host)) {
            return before.counter();
        }
        return host.hypervisor()
                .counters()
                .filter(range -> range.contains(before.counter()))
                .map(range -> before.counter())
                .orElse(host.facts().counter());
    }

    /** Whether a guest has a counter of Live Physical Time that the host goes on giving it. */
    private static boolean isConstant(GuestNeeds before, HostOffer host) {
        return before.livePhysicalTime()
                && host.hypervisor()
                        .livePhysicalTime()
                        .filter(before.counter()::equals)
                        .isPresent();
    }

    /** Main memory of a guest. */
    public static ByteSize memory(GuestDescription guest) {
        return new ByteSize(guest.memory().stream()
                .filter(r -> r.kind() == MemoryRegion.Kind.RAM)
                .mapToLong(r -> r.size().bytes())
                .sum());
    }
}
