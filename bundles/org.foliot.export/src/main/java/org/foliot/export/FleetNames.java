package org.foliot.export;

import java.util.List;
import org.foliot.admission.Fleet.Guest;
import org.foliot.admission.Fleet.GuestClass;
import org.foliot.admission.Fleet.Host;
import org.foliot.admission.Fleet.HostClass;
import org.foliot.admission.Obstacle;

/** How classes of a fleet are called, in tables, documents and pictures alike. */
final class FleetNames {
    private FleetNames() {}

    static String of(HostClass hosts) {
        return "H" + (hosts.number() + 1);
    }

    static String of(GuestClass guests) {
        return "G" + (guests.number() + 1);
    }

    static List<String> members(HostClass hosts) {
        return hosts.members().stream().map(Host::name).toList();
    }

    static List<String> members(GuestClass guests) {
        return guests.members().stream().map(Guest::name).toList();
    }

    /** The first names of a list, and how many there are beside them. */
    static String some(List<String> names, int most) {
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
    }

    /** A reason about classes, said of their first members. */
    static String sentence(Obstacle obstacle, GuestClass guests, HostClass hosts) {
        return obstacle.sentence(
                guests.members().get(0).name(), hosts.members().get(0).name());
    }
}
