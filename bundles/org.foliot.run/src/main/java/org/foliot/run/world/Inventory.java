package org.foliot.run.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.foliot.admission.Admission;
import org.foliot.admission.Booting;
import org.foliot.admission.Errata;
import org.foliot.admission.Fleet;
import org.foliot.admission.HostOffer;
import org.foliot.api.extension.Catalog;
import org.foliot.program.Erratum;
import org.foliot.program.GuestDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.Program;
import org.foliot.time.ByteSize;

/** The hosts and guests of programs as a fleet, without a run: as they are when everything has started that starts by itself. */
public final class Inventory {
    private record Home(HostOffer offer, Chosen hypervisor) {}

    private final Catalog catalog;
    private final Admission admission;
    private final Booting booting;
    private final List<Fleet.Host> hosts = new ArrayList<>();
    private final List<Fleet.Guest> guests = new ArrayList<>();

    /**
     * Takes stock of programs.
     *
     * @param names how the name of a host or guest of each program is written
     * @throws InvalidProgramException when an extension is not installed, or an option is wrong
     * @throws IllegalArgumentException when two programs declare one erratum in different ways
     */
    public Inventory(Map<Program, UnaryOperator<String>> names, Catalog catalog) {
        this.catalog = catalog;
        List<Erratum> known = new ArrayList<>();
        names.keySet().forEach(p -> known.addAll(p.errata()));
        Errata errata = new Errata(known);
        this.admission = new Admission(errata, new Placements(catalog));
        this.booting = new Booting(errata);
        names.forEach(this::add);
    }

    private void add(Program program, UnaryOperator<String> names) {
        Map<String, Long> taken = new HashMap<>();
        for (GuestDescription guest : program.guests()) {
            if (guest.started()) {
                taken.merge(guest.host(), Booting.memory(guest).bytes(), Long::sum);
            }
        }
        Map<String, Home> homes = new LinkedHashMap<>();
        for (HostDescription host : program.hosts()) {
            Chosen hypervisor =
                    Chosen.of(host.hypervisor(), catalog, host.facts().release());
            long room = host.memory().bytes() - taken.getOrDefault(host.name(), 0L);
            HostOffer offer = HostOffer.of(
                    new ByteSize(Math.max(0, room)),
                    host.facts(),
                    Contracts.offer(hypervisor, host.facts()),
                    host.processors());
            homes.put(host.name(), new Home(offer, hypervisor));
            hosts.add(new Fleet.Host(names.apply(host.name()), offer));
        }
        for (GuestDescription guest : program.guests()) {
            Home home = homes.get(guest.host());
            if (home == null) {
                throw new InvalidProgramException(guest.source(), "there is no host " + guest.host());
            }
            guests.add(new Fleet.Guest(
                    names.apply(guest.name()),
                    names.apply(guest.host()),
                    guest.started(),
                    booting.on(
                            home.offer(),
                            guest,
                            Holdings.placement(home.hypervisor(), guest),
                            Booting.learned(home.offer(), guest))));
        }
    }

    /**
     * Compares everything with everything.
     *
     * @param jobs how many threads do so
     */
    public Fleet survey(int jobs) throws InterruptedException {
        return Fleet.of(hosts, guests, admission, jobs);
    }
}
