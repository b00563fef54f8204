package org.foliot.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.foliot.admission.Fleet;
import org.foliot.admission.Fleet.GuestClass;
import org.foliot.admission.Fleet.HostClass;
import org.foliot.admission.Obstacle;

/**
 * A fleet as a picture: the graph's matrix, a row for each class of guests and a column for each class of hosts, since lines
 * between many of both could not be told apart. The same fleet gives the same bytes.
 *
 * <p>Up to {@value #MOST_IN_WORDS} classes of hosts the reasons stand in the cells, and in full in their titles, which browsers
 * show under the pointer. Beyond, cells are small, those side by side with the same kinds of reasons are drawn as one, and their
 * title says the kinds.
 */
public final class FleetPicture {
    private static final int MOST_IN_WORDS = 8;
    private static final int MARGIN = 16;
    private static final int LABEL = 300;
    private static final int HEADER = 96;
    private static final int LINE = 15;
    private static final int CELL_IN_WORDS = 176;
    private static final int SMALL_CELL = 14;
    private static final int MEMBERS = 3;
    private static final int GAP = 2;
    private static final int SMALL_TEXT = 9;

    private static final String SUITS = "#2e8b57";
    private static final String REFUSED = "#f6dcd7";
    private static final String INK = "#1f2328";
    private static final String FAINT = "#6e7781";

    private final Fleet fleet;
    private final boolean words;
    private final int cell;
    private final int[] tops;
    private final Svg svg;

    private FleetPicture(Fleet fleet) {
        this.fleet = fleet;
        this.words = fleet.hosts().size() <= MOST_IN_WORDS;
        this.cell = words ? CELL_IN_WORDS : SMALL_CELL;
        this.tops = tops();
        this.svg = new Svg(
                MARGIN + LABEL + fleet.hosts().size() * cell + MARGIN,
                tops[fleet.guests().size()] + 2 * MARGIN);
    }

    /** Writes a fleet as SVG 1.1; the writer stays open. */
    public static void write(Fleet fleet, Writer writer) throws IOException {
        FleetPicture picture = new FleetPicture(fleet);
        picture.draw();
        picture.svg.write(writer);
    }

    private void draw() {
        svg.text(MARGIN, MARGIN + 12, INK, "bold", "Which host can take which guest");
        long pairs = (long) fleet.hostCount() * fleet.guestCount();
        svg.text(MARGIN, MARGIN + 12 + LINE, FAINT, "normal", fleet.suitable() + " of " + pairs + " pairs suit");
        for (HostClass hosts : fleet.hosts()) {
            header(hosts, MARGIN + LABEL + hosts.number() * cell);
        }
        for (GuestClass guests : fleet.guests()) {
            int top = tops[guests.number()];
            int bottom = tops[guests.number() + 1];
            label(guests, top);
            if (words) {
                for (HostClass hosts : fleet.hosts()) {
                    cell(guests, hosts, MARGIN + LABEL + hosts.number() * cell, top, cell, bottom - top);
                }
            } else {
                runs(guests, top);
            }
        }
    }

    /** Where each row begins, and where the last one ends: rows are as high as their fullest cell. */
    private int[] tops() {
        int[] tops = new int[fleet.guests().size() + 1];
        tops[0] = MARGIN + HEADER;
        for (GuestClass guests : fleet.guests()) {
            int lines = 2;
            if (words) {
                for (HostClass hosts : fleet.hosts()) {
                    lines = Math.max(
                            lines, kinds(fleet.obstacles(guests, hosts)).size());
                }
            }
            int height = words ? lines * LINE + 10 : SMALL_CELL;
            tops[guests.number() + 1] = tops[guests.number()] + height;
        }
        return tops;
    }

    private static List<String> kinds(List<Obstacle> obstacles) {
        return obstacles.stream()
                .collect(Collectors.groupingBy(
                        o -> o.kind().word(), java.util.LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " ×" + e.getValue())
                .toList();
    }

    private void header(HostClass hosts, int left) {
        List<String> members = FleetNames.members(hosts);
        if (words) {
            int top = MARGIN + HEADER - 3 * LINE - 4;
            svg.text(left + 8, top, INK, "bold", FleetNames.of(hosts) + "  " + fitting(members, 20));
            svg.text(
                    left + 8,
                    top + LINE,
                    FAINT,
                    "normal",
                    "0x"
                            + Long.toHexString(
                                    hosts.offer().implementations().get(0).midr()) + ", Linux "
                            + hosts.offer().facts().release());
            svg.text(
                    left + 8,
                    top + 2 * LINE,
                    FAINT,
                    "normal",
                    hosts.offer().facts().counter() + ", " + hosts.offer().room() + " left");
        } else {
            svg.begin("text")
                    .attribute(
                            "transform",
                            "translate(" + (left + SMALL_CELL - 3) + "," + (MARGIN + HEADER - 4) + ") rotate(-90)")
                    .attribute("fill", INK)
                    .attribute("font-size", SMALL_TEXT)
                    .content(FleetNames.of(hosts))
                    .title(FleetNames.some(members, MEMBERS))
                    .end("text");
        }
    }

    private void label(GuestClass guests, int top) {
        List<String> members = FleetNames.members(guests);
        List<String> homes =
                guests.members().stream().map(Fleet.Guest::home).distinct().toList();
        if (words) {
            svg.text(MARGIN, top + LINE + 2, INK, "bold", FleetNames.of(guests) + "  " + fitting(members, 36));
            svg.text(
                    MARGIN,
                    top + 2 * LINE + 2,
                    FAINT,
                    "normal",
                    guests.needs().memory() + ", at home on " + fitting(homes, 26));
        } else {
            String line = FleetNames.of(guests) + "  " + fitting(members, 26) + ", on " + fitting(homes, 18);
            svg.begin("text")
                    .attribute("x", MARGIN)
                    .attribute("y", top + SMALL_CELL - 4)
                    .attribute("fill", INK)
                    .attribute("font-size", SMALL_TEXT)
                    .content(line)
                    .end("text");
        }
    }

    private void cell(GuestClass guests, HostClass hosts, int left, int top, int width, int height) {
        List<Obstacle> obstacles = fleet.obstacles(guests, hosts);
        String title = FleetNames.of(guests) + " to " + FleetNames.of(hosts) + ": "
                + (obstacles.isEmpty()
                        ? "suits"
                        : obstacles.stream()
                                .map(o -> o.kind().word() + ": " + FleetNames.sentence(o, guests, hosts))
                                .collect(Collectors.joining("; ")));
        svg.rectangle(
                left + GAP, top + GAP, width - 2 * GAP, height - 2 * GAP, obstacles.isEmpty() ? SUITS : REFUSED, title);
        if (obstacles.isEmpty()) {
            svg.text(left + 10, top + LINE + 2, "#ffffff", "bold", "suits");
            return;
        }
        int line = 1;
        for (String kind : kinds(obstacles)) {
            svg.text(left + 10, top + line * LINE + 2, "#8c2f1b", "normal", kind);
            line++;
        }
    }

    /** One row of small cells. */
    private void runs(GuestClass guests, int top) {
        List<HostClass> hosts = fleet.hosts();
        for (int first = 0; first < hosts.size(); ) {
            Set<Obstacle.Kind> kinds = fleet.kinds(guests, hosts.get(first));
            int end = first + 1;
            while (end < hosts.size() && fleet.kinds(guests, hosts.get(end)).equals(kinds)) {
                end++;
            }
            String where = FleetNames.of(hosts.get(first))
                    + (end == first + 1 ? "" : " to " + FleetNames.of(hosts.get(end - 1)));
            String why = kinds.stream().map(Obstacle.Kind::word).collect(Collectors.joining(", "));
            svg.rectangle(
                    MARGIN + LABEL + first * SMALL_CELL + 1,
                    top + 1,
                    (end - first) * SMALL_CELL - 2,
                    SMALL_CELL - 2,
                    kinds.isEmpty() ? SUITS : REFUSED,
                    FleetNames.of(guests) + " on " + where + ": " + (kinds.isEmpty() ? "suits" : why));
            first = end;
        }
    }

    private static String fitting(List<String> names, int characters) {
        int most = Math.min(MEMBERS, names.size());
        while (most > 1 && FleetNames.some(names, most).length() > characters) {
            most--;
        }
        String text = FleetNames.some(names, most);
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }
}
