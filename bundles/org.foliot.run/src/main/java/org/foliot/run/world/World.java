package org.foliot.run.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.foliot.admission.Admission;
import org.foliot.admission.Booting;
import org.foliot.admission.Errata;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.engine.EventLoop;
import org.foliot.engine.RandomStreams;
import org.foliot.machine.Machine;
import org.foliot.machine.ObservationSink;
import org.foliot.program.Action;
import org.foliot.program.ExtensionUse;
import org.foliot.program.GuestDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.Program;
import org.foliot.program.SubjectRef;
import org.foliot.run.BundleUse;
import org.foliot.time.ByteSize;

/** All hosts and guests of one run, made from the extensions that a program names. */
public final class World {
    private final Machine machine;
    private final Map<String, HostUnit> hosts = new LinkedHashMap<>();
    private final Map<String, GuestUnit> guests = new LinkedHashMap<>();
    private final List<InstalledExtension> extensions;
    private final Admission admission;

    /**
     * Assembles the world; nothing is started yet.
     *
     * @param streams where everything gets its random numbers
     * @throws InvalidProgramException when an extension is not installed, an option is wrong, or parts do not fit together
     */
    public World(Program program, Catalog catalog, EventLoop loop, RandomStreams streams, ObservationSink sink) {
        machine = new Machine(loop, streams, sink);
        extensions = used(program, catalog);
        admission = new Admission(new Errata(program.errata()), new Placements(catalog));
        for (HostDescription host : program.hosts()) {
            hosts.put(
                    host.name(), InvalidProgramException.at(host.source(), () -> new HostUnit(host, catalog, machine)));
        }
        for (GuestDescription guest : program.guests()) {
            if (!hosts.containsKey(guest.host())) {
                throw new InvalidProgramException(guest.source(), "there is no host " + guest.host());
            }
            guests.put(
                    guest.name(),
                    InvalidProgramException.at(
                            guest.source(), () -> new GuestUnit(guest, catalog, hosts, machine, streams, admission)));
        }
    }

    /** The extensions that a program makes use of, as far as they are installed, by kind and id. */
    public static List<InstalledExtension> used(Program program, Catalog catalog) {
        Set<InstalledExtension> found =
                new TreeSet<>(Comparator.comparing(InstalledExtension::kind).thenComparing(InstalledExtension::id));
        for (HostDescription host : program.hosts()) {
            find(host.hypervisor(), catalog).ifPresent(found::add);
            if (host.scheduler().isPresent()) {
                find(host.scheduler().get(), catalog).ifPresent(found::add);
            } else {
                kernels(host, program).forEach(k -> catalog.builtInScheduler(k).ifPresent(found::add));
            }
        }
        program.guests()
                .forEach(g -> g.pvtime().flatMap(use -> find(use, catalog)).ifPresent(found::add));
        return List.copyOf(found);
    }

    private static Optional<InstalledExtension> find(ExtensionUse use, Catalog catalog) {
        return catalog.find(use.kind(), use.id());
    }

    /** The kernels that a host boots in the course of a program. */
    private static List<KernelRelease> kernels(HostDescription host, Program program) {
        List<KernelRelease> kernels = new ArrayList<>(List.of(host.facts().release()));
        for (Action action : program.timeline()) {
            boolean boots = action.verb().equals("upgrade")
                    && action.targets().stream().anyMatch(t -> t.owner().equals(host.name()));
            if (boots) {
                action.argument("to", KernelRelease.class).ifPresent(kernels::add);
            }
        }
        return kernels;
    }

    /** The machine. */
    public Machine machine() {
        return machine;
    }

    /** The hosts by name, in the order of the program. */
    public Map<String, HostUnit> hosts() {
        return Collections.unmodifiableMap(hosts);
    }

    /** The guests by name, in the order of the program. */
    public Map<String, GuestUnit> guests() {
        return Collections.unmodifiableMap(guests);
    }

    /** The host that a subject is or belongs to. */
    public HostUnit host(SubjectRef subject) {
        HostUnit unit = hosts.get(subject.owner());
        if (unit == null) {
            throw new IllegalArgumentException("there is no host " + subject.owner());
        }
        return unit;
    }

    /** The guest that a subject is or belongs to. */
    public GuestUnit guest(SubjectRef subject) {
        GuestUnit unit = guests.get(subject.owner());
        if (unit == null) {
            throw new IllegalArgumentException("there is no guest " + subject.owner());
        }
        return unit;
    }

    /** Compares what guests hold with what hosts offer. */
    public Admission admission() {
        return admission;
    }

    /** Main memory that a host has for one guest, whether that is there already or not. */
    public ByteSize room(HostUnit host, GuestUnit guest) {
        long room = host.description().memory().bytes();
        for (GuestUnit other : guests.values()) {
            if (other != guest
                    && other.vm().host().filter(h -> h == host.host()).isPresent()) {
                room -= Booting.memory(other.description()).bytes();
            }
        }
        return new ByteSize(Math.max(0, room));
    }

    /** The extensions that are used, by kind and id. */
    public List<InstalledExtension> extensions() {
        return extensions;
    }

    /** The extensions of a program as a manifest records them, as far as they are installed. */
    public static List<BundleUse> bundles(Program program, Catalog catalog) {
        return used(program, catalog).stream().map(BundleUse::of).toList();
    }

    /** The scheduler of a host, for messages about what it did. */
    public Optional<InstalledExtension> scheduler(String host) {
        return Optional.ofNullable(hosts.get(host)).map(h -> h.scheduler().extension());
    }
}
