package org.foliot.export;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.foliot.admission.Fleet;
import org.foliot.admission.Fleet.Guest;
import org.foliot.admission.Fleet.GuestClass;
import org.foliot.admission.Fleet.HostClass;
import org.foliot.admission.Obstacle;

/**
 * A fleet as text for people on a terminal: every pair of classes with all reasons, as long as that can be read; in larger
 * fleets how many hosts each class of guests can go to, and what kinds of reasons keep it from how many others.
 */
public final class FleetTable {
    private static final String INDENT = "  ";
    private static final int SHOWN = 4;
    private static final int MANY = 12;

    /** Classes of hosts or guests of which each pair is still shown. */
    private static final int MOST_IN_FULL = 24;

    private final Palette palette;

    /**
     * A table.
     *
     * @param colour whether to use escape sequences for colour; only where the text goes to a terminal
     */
    public FleetTable(boolean colour) {
        this.palette = colour ? Palette.COLOURED : Palette.PLAIN;
    }

    /** The fleet as lines that end in a line feed. */
    public String render(Fleet fleet) {
        StringBuilder out = new StringBuilder();
        long pairs = (long) fleet.hostCount() * fleet.guestCount();
        out.append(palette.strong(counted(fleet.hostCount(), "host") + ", " + counted(fleet.guestCount(), "guest")))
                .append(": ")
                .append(fleet.suitable())
                .append(" of ")
                .append(pairs)
                .append(" pairs suit\n\n");
        hosts(fleet, out);
        guests(fleet, out);
        if (Math.max(fleet.hosts().size(), fleet.guests().size()) <= MOST_IN_FULL) {
            matrix(fleet, out);
            reasons(fleet, out);
        } else {
            summary(fleet, out);
        }
        homes(fleet, out);
        return out.toString();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static void hosts(Fleet fleet, StringBuilder out) {
        for (HostClass hosts : fleet.hosts()) {
            out.append(INDENT)
                    .append(FleetNames.of(hosts))
                    .append(INDENT)
                    .append(FleetNames.some(FleetNames.members(hosts), SHOWN))
                    .append(": counter ")
                    .append(hosts.offer().facts().counter())
                    .append(", MIDR_EL1 0x")
                    .append(Long.toHexString(
                            hosts.offer().implementations().get(0).midr()))
                    .append(", Linux ")
                    .append(hosts.offer().facts().release())
                    .append(", ")
                    .append(hosts.offer().room())
                    .append(" left\n");
        }
        out.append('\n');
    }

    private static void guests(Fleet fleet, StringBuilder out) {
        for (GuestClass guests : fleet.guests()) {
            out.append(INDENT)
                    .append(FleetNames.of(guests))
                    .append(INDENT)
                    .append(FleetNames.some(FleetNames.members(guests), SHOWN))
                    .append(": at home on ")
                    .append(FleetNames.some(
                            guests.members().stream()
                                    .map(Guest::home)
                                    .distinct()
                                    .toList(),
                            SHOWN))
                    .append(", ")
                    .append(guests.needs().memory())
                    .append('\n');
        }
        out.append('\n');
    }

    private static void matrix(Fleet fleet, StringBuilder out) {
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>(List.of("can go to"));
        fleet.hosts().forEach(h -> header.add(FleetNames.of(h)));
        table.row(header);
        for (GuestClass guests : fleet.guests()) {
            List<String> row = new ArrayList<>(List.of(FleetNames.of(guests)));
            fleet.hosts().forEach(h -> row.add(fleet.suits(guests, h) ? "yes" : "no"));
            table.row(row);
        }
        table.appendTo(out, INDENT);
    }

    private static void summary(Fleet fleet, StringBuilder out) {
        for (GuestClass guests : fleet.guests()) {
            int suitable = 0;
            Map<Obstacle.Kind, Integer> refusing = new EnumMap<>(Obstacle.Kind.class);
            for (HostClass hosts : fleet.hosts()) {
                int members = hosts.members().size();
                suitable += fleet.suits(guests, hosts) ? members : 0;
                fleet.kinds(guests, hosts).forEach(k -> refusing.merge(k, members, Integer::sum));
            }
            out.append(INDENT)
                    .append(FleetNames.of(guests))
                    .append(" can go to ")
                    .append(counted(suitable, "host"));
            if (!refusing.isEmpty()) {
                out.append("; to others not because of ")
                        .append(refusing.entrySet().stream()
                                .map(e -> e.getKey().word() + " (" + e.getValue() + ")")
                                .collect(Collectors.joining(", ")));
            }
            out.append('\n');
        }
    }

    /** What keeps a class of guests from hosts, once for all classes of hosts of which the same can be said. */
    private void reasons(Fleet fleet, StringBuilder out) {
        for (GuestClass guests : fleet.guests()) {
            Map<List<Obstacle>, List<HostClass>> refusing = new LinkedHashMap<>();
            for (HostClass hosts : fleet.hosts()) {
                List<Obstacle> obstacles = fleet.obstacles(guests, hosts);
                if (!obstacles.isEmpty()) {
                    refusing.computeIfAbsent(obstacles, o -> new ArrayList<>()).add(hosts);
                }
            }
            refusing.forEach((obstacles, hosts) -> {
                List<String> names = hosts.stream().map(FleetNames::of).toList();
                out.append('\n')
                        .append(INDENT)
                        .append(palette.bad(FleetNames.of(guests) + " not to " + FleetNames.some(names, MANY)))
                        .append('\n');
                obstacles.forEach(o -> reason(o, FleetNames.sentence(o, guests, hosts.get(0)), out));
            });
        }
    }

    private static void reason(Obstacle obstacle, String sentence, StringBuilder out) {
        out.append(INDENT.repeat(2))
                .append(obstacle.kind().word())
                .append(": ")
                .append(sentence)
                .append('\n');
    }

    private void homes(Fleet fleet, StringBuilder out) {
        for (GuestClass guests : fleet.guests()) {
            for (Guest guest : guests.members()) {
                List<Obstacle> obstacles = fleet.atHome(guest);
                if (!obstacles.isEmpty()) {
                    out.append('\n')
                            .append(INDENT)
                            .append(palette.bad(guest.name() + " cannot even start on " + guest.home()))
                            .append('\n');
                    obstacles.forEach(o -> reason(o, o.sentence(guest.name(), guest.home()), out));
                }
            }
        }
    }
}
