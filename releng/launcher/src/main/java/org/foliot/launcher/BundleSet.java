package org.foliot.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The jars that make up this run, each folder's in the order of their names.
 *
 * @param own the jars of the distribution: first what everything is built on, then the parts that can be exchanged
 * @param plugins the jars of others
 */
record BundleSet(List<Jar> own, List<Jar> plugins) {

    /** What lies beside the bundles without being one of them: this launcher and the framework. */
    private static final Set<String> NO_BUNDLES = Set.of("org.foliot.launcher.jar", "org.apache.felix.framework.jar");

    private static final Set<String> CLASS_PATH =
            Set.copyOf(Arrays.asList(System.getProperty("java.class.path", "").split(File.pathSeparator)));

    /**
     * A jar as it was when the run began.
     *
     * @param path absolute
     * @param size in bytes
     * @param modified in milliseconds since 1970
     * @param onClassPath whether the JVM has been started with it on its class path
     */
    record Jar(Path path, long size, long modified, boolean onClassPath) {
        /** What the framework knows it by: a jar on the class path is connected, any other read where it is. */
        String location() {
            return (onClassPath ? "" : "reference:") + path.toUri();
        }
    }

    /**
     * Looks for jars in the folders of the distribution and of the plug-ins.
     *
     * @throws LaunchException if a folder that somebody has named cannot be read
     */
    static BundleSet of(Settings settings) throws LaunchException {
        String complaint = "this is no Foliot distribution: cannot read ";
        List<Jar> own = new ArrayList<>(jarsIn(settings.home().resolve("lib"), complaint));
        own.removeIf(jar -> NO_BUNDLES.contains(jar.path().getFileName().toString()));
        own.addAll(jarsIn(settings.home().resolve("bundles"), complaint));
        List<Jar> plugins = new ArrayList<>();
        for (Path folder : settings.pluginFolders()) {
            plugins.addAll(jarsIn(folder, "cannot read the folder of plug-ins "));
        }
        return new BundleSet(List.copyOf(own), List.copyOf(plugins));
    }

    private static List<Jar> jarsIn(Path folder, String complaint) throws LaunchException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.jar")) {
            entries.forEach(paths::add);
            Collections.sort(paths);
            List<Jar> jars = new ArrayList<>();
            for (Path path : paths) {
                // A folder, a pipe or a link to nothing is no jar; to say so is for others.
                if (Files.isRegularFile(path)) {
                    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                    jars.add(new Jar(
                            path,
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis(),
                            CLASS_PATH.contains(path.toString())));
                }
            }
            return jars;
        } catch (NotDirectoryException | NoSuchFileException absent) {
            throw new LaunchException(complaint + folder + ": there is no such folder", absent);
        } catch (IOException | DirectoryIteratorException wrong) {
            throw new LaunchException(complaint + folder + ": " + wrong, wrong);
        }
    }

    /** The same without the jars of others, which somebody else will install. */
    BundleSet withoutPlugins() {
        return new BundleSet(own, List.of());
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
                    .append(jar.onClassPath() ? "\tconnected\n" : "\n");
        }
        return text.toString();
    }
}
