package org.foliot.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The jars that make up this run, each folder's in the order of their names.
 *
 * @param own the jars of the distribution
 * @param plugins the jars of others
 * @param unreadable folders and jars that cannot be read, each with the reason
 */
record BundleSet(List<Jar> own, List<Jar> plugins, Map<String, String> unreadable) {

    /**
     * A jar as it was when the run began.
     *
     * @param path absolute
     * @param size in bytes
     * @param modified in milliseconds since 1970
     */
    record Jar(Path path, long size, long modified) {}

    /** Looks for jars in the folders of the distribution and of the plug-ins. */
    static BundleSet of(Settings settings) throws LaunchException {
        Map<String, String> unreadable = new TreeMap<>();
        Path folder = settings.home().resolve("bundles");
        List<Jar> own;
        try {
            own = jarsIn(folder, unreadable);
        } catch (IOException wrong) {
            throw new LaunchException("this is no Foliot distribution: cannot read the folder " + folder, wrong);
        }
        List<Jar> plugins = new ArrayList<>();
        for (Path pluginFolder : settings.pluginFolders()) {
            try {
                plugins.addAll(jarsIn(pluginFolder, unreadable));
            } catch (NoSuchFileException | NotDirectoryException absent) {
                unreadable.put(pluginFolder.toString(), "there is no such folder of plug-ins");
            } catch (IOException wrong) {
                unreadable.put(pluginFolder.toString(), "this folder of plug-ins cannot be read");
            }
        }
        return new BundleSet(own, List.copyOf(plugins), unreadable);
    }

    private static List<Jar> jarsIn(Path folder, Map<String, String> unreadable) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.jar")) {
            entries.forEach(paths::add);
        }
        Collections.sort(paths);
        List<Jar> jars = new ArrayList<>();
        for (Path path : paths) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                jars.add(new Jar(
                        path, attributes.size(), attributes.lastModifiedTime().toMillis()));
            } catch (IOException wrong) {
                unreadable.put(path.toString(), "this file cannot be read");
            }
        }
        return jars;
    }

    /** All jars, in the order in which they are installed. */
    List<Jar> all() {
        List<Jar> all = new ArrayList<>(own);
        all.addAll(plugins);
        return all;
    }

    /** Tells these jars and this JDK from any others: what is kept between runs belongs to exactly one such text. */
    static String fingerprint(List<Jar> jars) {
        StringBuilder text = new StringBuilder(200 + 150 * jars.size());
        text.append(System.getProperty("java.home"))
                .append('\t')
                .append(System.getProperty("java.vm.version"))
                .append('\n');
        for (Jar jar : jars) {
            text.append(jar.path())
                    .append('\t')
                    .append(jar.size())
                    .append('\t')
                    .append(jar.modified())
                    .append('\n');
        }
        return text.toString();
    }
}
