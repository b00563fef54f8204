package org.foliot.uitests.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An Eclipse of somebody else, put together by p2 and looked after by it: what is installed and removed, p2's own director
 * does, run from outside as administrators do it.
 */
final class OtherEclipse {
    private static final String PUBLISHER = "org.eclipse.equinox.p2.publisher.";
    private static final String PROFILE = "other";

    private final Path with;
    private final Path folder;

    private OtherEclipse(Path with, Path folder) {
        this.with = with;
        this.folder = folder;
    }

    /**
     * Puts one together.
     *
     * @param with an Eclipse with p2 in it, whose bundles the new one gets, and whose p2 does the work
     * @param folder where; what was there is deleted
     */
    static OtherEclipse in(Path folder, Path with) throws IOException, InterruptedException {
        OtherEclipse eclipse = new OtherEclipse(with, Folders.empty(folder).resolve("eclipse"));
        // Bundles that lie where they will be used need not be copied by the installation.
        Path plugins = Files.createDirectories(eclipse.folder.resolve("plugins"));
        List<String> names = new ArrayList<>();
        for (Path jar : Installation.jars(with.resolve("plugins"), "*.jar").toList()) {
            Files.copy(jar, plugins.resolve(jar.getFileName()));
            names.add(Installation.symbolicName(jar));
        }
        Path product = folder.resolve("other.product");
        Files.writeString(product, product(names));
        String metadata = folder.resolve("metadata").toUri().toString();
        String artifacts = eclipse.folder.toUri().toString();
        List<String> where = List.of(
                "-metadataRepository", metadata, "-artifactRepository", artifacts, "-configs", "gtk.linux.x86_64");
        eclipse.application(
                PUBLISHER + "FeaturesAndBundlesPublisher", where, List.of("-source", eclipse.folder.toString()));
        eclipse.application(
                PUBLISHER + "ProductPublisher",
                where,
                List.of("-productFile", product.toString(), "-append", "-flavor", "tooling"));
        eclipse.director(
                List.of("-metadataRepository", metadata, "-artifactRepository", artifacts, "-installIU", PROFILE),
                List.of(
                        "-bundlepool",
                        eclipse.folder.toString(),
                        "-profileProperties",
                        "org.eclipse.update.install.features=true",
                        "-roaming"));
        return eclipse;
    }

    private static String product(List<String> bundles) {
        StringBuilder text = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <product name="Other" uid="other" id="org.eclipse.platform.ide" version="1.0.0" type="bundles"
                         application="org.eclipse.ui.ide.workbench" includeLaunchers="false">
                  <configIni use="default"/>
                  <plugins>
                """);
        bundles.forEach(name -> text.append("    <plugin id=\"").append(name).append("\"/>\n"));
        return text.append("""
                  </plugins>
                  <configurations>
                    <plugin id="org.eclipse.equinox.simpleconfigurator" autoStart="true" startLevel="1"/>
                    <plugin id="org.eclipse.equinox.common" autoStart="true" startLevel="2"/>
                    <plugin id="org.apache.felix.scr" autoStart="true" startLevel="2"/>
                    <plugin id="org.eclipse.equinox.event" autoStart="true" startLevel="2"/>
                    <plugin id="org.eclipse.core.runtime" autoStart="true" startLevel="0"/>
                  </configurations>
                </product>
                """).toString();
    }

    /** Installs, removes or exchanges: what the director is told, without the place. */
    void director(List<String> request, List<String> more) throws IOException, InterruptedException {
        List<String> place = List.of(
                "-destination",
                folder.toString(),
                "-profile",
                PROFILE,
                "-p2.os",
                "linux",
                "-p2.ws",
                "gtk",
                "-p2.arch",
                "x86_64");
        List<String> options = new ArrayList<>(place);
        options.addAll(more);
        application("org.eclipse.equinox.p2.director", request, options);
    }

    private void application(String name, List<String> request, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "-jar",
                Installation.launcher(with).toString(),
                "-nosplash",
                "-consoleLog",
                "-data",
                "@none",
                "-application",
                name));
        command.addAll(request);
        command.addAll(options);
        Java.run(command);
    }

    /** The versions of the bundles whose names begin so, by name; several of the same name are all there. */
    SortedMap<String, List<String>> bundles(String prefix) throws IOException {
        SortedMap<String, List<String>> found = new TreeMap<>();
        for (String line : Files.readAllLines(Installation.list(folder.resolve("configuration")))) {
            String[] fields = line.split(",");
            if (!line.startsWith("#") && fields[0].startsWith(prefix)) {
                found.computeIfAbsent(fields[0], name -> new ArrayList<>()).add(fields[1]);
            }
        }
        return found;
    }

    /** The features that are installed, each with its version. */
    List<String> features() throws IOException {
        Path features = folder.resolve("features");
        return Files.isDirectory(features)
                ? Installation.jars(features, "*")
                        .map(each -> each.getFileName().toString())
                        .toList()
                : List.of();
    }

    Path folder() {
        return folder;
    }
}
