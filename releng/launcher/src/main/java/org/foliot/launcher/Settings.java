package org.foliot.launcher;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the surroundings of the process say about how to start.
 *
 * @param home the folder of the distribution
 * @param pluginFolders where bundles of others are looked for, in this order
 * @param cacheRoot the folder for everything kept between runs, or empty when the user has no home
 * @param archive the class-data archive that the start script looks for, or empty when it looks for none
 * @param training whether this process runs only so that its classes can be archived
 * @param watching whether the application goes on for as long as its user likes and wants to see plug-ins come and go
 */
record Settings(
        Path home,
        List<Path> pluginFolders,
        Optional<Path> cacheRoot,
        Optional<Path> archive,
        boolean training,
        boolean watching) {

    /** Reads the command line, the system properties and the environment of this process. */
    static Settings ofProcess(String[] arguments) throws LaunchException {
        Path home = property("foliot.home").map(Path::of).orElse(null);
        if (home == null) {
            home = homeOfThisJar();
        }
        List<Path> plugins = new ArrayList<>();
        plugins.add(home.resolve("plugins"));
        property("foliot.plugins")
                .or(() -> environment("FOLIOT_PLUGINS"))
                .ifPresent(folders -> addFolders(folders, plugins));
        return new Settings(
                home,
                List.copyOf(plugins),
                userCache(),
                property("foliot.archive").map(Path::of),
                Boolean.getBoolean("foliot.training"),
                isWatching(home.resolve("lib/watching"), arguments));
    }

    /**
     * Whether a command line is one of those that watch: {@code lib/watching} has a line for each, with the command and the
     * option, if any, that makes it one.
     */
    private static boolean isWatching(Path file, String[] arguments) throws LaunchException {
        List<String> given = Arrays.asList(arguments);
        for (String line : Lines.of(file)) {
            List<String> words = Arrays.asList(line.split("\\s+"));
            if (!given.isEmpty() && given.get(0).equals(words.get(0)) && given.containsAll(words)) {
                return true;
            }
        }
        return false;
    }

    private static void addFolders(String folders, List<Path> plugins) {
        for (String folder : folders.split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                plugins.add(Path.of(folder).toAbsolutePath());
            }
        }
    }

    /** This class lies in a jar in {@code lib/}. */
    private static Path homeOfThisJar() throws LaunchException {
        try {
            URI jar = Settings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(jar).toAbsolutePath().getParent().getParent();
        } catch (URISyntaxException | NullPointerException unknown) {
            throw new LaunchException(
                    "cannot tell where the distribution lies; set the system property foliot.home", unknown);
        }
    }

    private static Optional<Path> userCache() {
        return environment("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute) // the specification says to ignore others
                .or(() ->
                        property("user.home").filter(home -> !home.equals("?")).map(home -> Path.of(home, ".cache")))
                .map(cache -> cache.resolve("foliot"));
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
