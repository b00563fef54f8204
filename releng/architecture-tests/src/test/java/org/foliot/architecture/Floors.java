package org.foliot.architecture;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bundle may see which: those on lower floors, and some bundles only some of those.
 *
 * <p>A room is a bundle; its symbolic name is the root of its packages.
 */
final class Floors {

    private static final String ROOT = "org.foliot.";

    /** An extension is written against this alone, so that anybody can write one. */
    private static final Set<String> FOR_EXTENSIONS = Set.of("org.foliot.api", "org.foliot.time");

    /** What the schedulers of Linux have in common: a library for extensions of that kind, and no extension itself. */
    private static final String LINUX_SCHEDULERS = "org.foliot.scheduler.linux";

    /** What KVM on arm64 is made of: a library for hypervisors that add something to it, and no extension itself. */
    private static final String ARM64_HYPERVISORS = "org.foliot.hypervisor.arm64";

    private static final Set<String> LIBRARIES = Set.of(LINUX_SCHEDULERS, ARM64_HYPERVISORS);

    private static final Pattern HYPERVISOR = Pattern.compile("org\\.foliot\\.hypervisor\\.[a-z0-9]+");

    private static final Pattern SCHEDULER = Pattern.compile("org\\.foliot\\.scheduler\\.[a-z0-9]+");

    private static final Pattern EXTENSION =
            Pattern.compile("org\\.foliot\\.(?:scheduler|memory|hypervisor)\\.[a-z0-9]+");

    private static final int EXTENSION_FLOOR = 5;

    /** It sees what extensions see and the engine; beside tests only a door sees it, to put a bundle to the test. */
    private static final String TEST_KIT = "org.foliot.testkit";

    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("org.foliot.time", 1),
            Map.entry("org.foliot.statistics", 1),
            Map.entry("org.foliot.engine", 2),
            Map.entry("org.foliot.api", 3),
            Map.entry("org.foliot.archetype", 4),
            Map.entry("org.foliot.dsl", 3),
            Map.entry("org.foliot.dsl.ide", 4),
            Map.entry("org.foliot.machine", 4),
            Map.entry("org.foliot.guest", 4),
            Map.entry("org.foliot.catalog", 4),
            Map.entry(LINUX_SCHEDULERS, 4),
            Map.entry(ARM64_HYPERVISORS, 4),
            Map.entry("org.foliot.program", 5),
            Map.entry("org.foliot.compiler", 6),
            Map.entry("org.foliot.admission", 6),
            Map.entry(TEST_KIT, 6),
            Map.entry("org.foliot.run", 7),
            Map.entry("org.foliot.export", 8),
            Map.entry("org.foliot.store", 8),
            Map.entry("org.foliot.report", 9),
            Map.entry("org.foliot.trace", 9),
            Map.entry("org.foliot.validation", 9),
            Map.entry("org.foliot.dsl.lsp", 10),
            Map.entry("org.foliot.study", 10),
            Map.entry("org.foliot.dsl.ui", 10),
            Map.entry("org.foliot.cli", 11),
            Map.entry("org.foliot.doc", 11),
            Map.entry("org.foliot.ide", 11),
            Map.entry("org.foliot.spark", 11),
            Map.entry("org.foliot.ui", 11));

    private static final int DOORS = 11;

    private static final Map<String, Set<String>> NARROWED = Map.of(
            "org.foliot.api",
            Set.of("org.foliot.time"),
            "org.foliot.archetype",
            FOR_EXTENSIONS,
            "org.foliot.dsl",
            FOR_EXTENSIONS,
            "org.foliot.dsl.ide",
            Set.of("org.foliot.dsl", "org.foliot.api", "org.foliot.time"),
            LINUX_SCHEDULERS,
            FOR_EXTENSIONS,
            ARM64_HYPERVISORS,
            FOR_EXTENSIONS);

    private Floors() {}

    /** The room that a package belongs to; none for packages that are not Foliot's. */
    static Optional<String> roomOf(String packageName) {
        if (!packageName.startsWith(ROOT)) {
            return Optional.empty();
        }
        Matcher extension = EXTENSION.matcher(packageName);
        if (extension.lookingAt()) {
            return Optional.of(extension.group());
        }
        String room = packageName;
        while (!FLOORS.containsKey(room) && room.lastIndexOf('.') >= ROOT.length()) {
            room = room.substring(0, room.lastIndexOf('.'));
        }
        return Optional.of(room);
    }

    /** Whether this bundle is an extension. */
    static boolean isExtension(String room) {
        return EXTENSION.matcher(room).matches() && !LIBRARIES.contains(room);
    }

    /** Whether this bundle has a place in the house. */
    static boolean isRoom(String room) {
        return FLOORS.containsKey(room) || isExtension(room);
    }

    /**
     * The floor of a room, 1 at the bottom.
     *
     * @throws IllegalArgumentException if it has none: a new bundle is entered above first
     */
    static int floorOf(String room) {
        if (isExtension(room)) {
            return EXTENSION_FLOOR;
        }
        Integer floor = FLOORS.get(room);
        if (floor == null) {
            throw new IllegalArgumentException(room + " has no floor");
        }
        return floor;
    }

    /** Whether one room may see another. */
    static boolean maySee(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        if (to.equals(TEST_KIT)) {
            return floorOf(from) == DOORS;
        }
        if (to.equals(LINUX_SCHEDULERS)) {
            return SCHEDULER.matcher(from).matches();
        }
        if (to.equals(ARM64_HYPERVISORS)) {
            return HYPERVISOR.matcher(from).matches();
        }
        Set<String> narrowed = isExtension(from) ? FOR_EXTENSIONS : NARROWED.get(from);
        if (narrowed != null) {
            return narrowed.contains(to);
        }
        return floorOf(to) < floorOf(from);
    }
}
