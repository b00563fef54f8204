import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Publishes features and bundles as an update site, by the publisher of an Eclipse.
 *
 * <p>{@code java PublishSite.java JARS ECLIPSE CATEGORIES QUALIFIER CONTENTS SITE}: of the jars, features and bundles that the
 * Eclipse does not have under the same name are collected in the folder of contents, with the qualifier in the place of
 * {@code SNAPSHOT}, and published as the site.
 */
public final class PublishSite {
    private static final String SNAPSHOT = ".SNAPSHOT";
    private static final String FEATURE = "feature.xml";

    /** What another Eclipse has as well, but maybe not new enough; of these, several live side by side. */
    private static final Set<String> BROUGHT_ALONG = Set.of("com.google.gson");

    private static final String PUBLISHER = "org.eclipse.equinox.p2.publisher.";

    private final Path eclipse;
    private final String qualifier;
    private final Path contents;
    private final Path site;

    private PublishSite(Path eclipse, String qualifier, Path contents, Path site) {
        this.eclipse = eclipse;
        this.qualifier = qualifier;
        this.contents = contents;
        this.site = site;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PublishSite work = new PublishSite(
                Path.of(arguments[1]), arguments[3], Path.of(arguments[4]), Path.of(arguments[5]));
        work.collect(Path.of(arguments[0]));
        String repository = work.site.toUri().toString();
        work.publish(List.of(
                PUBLISHER + "FeaturesAndBundlesPublisher",
                "-metadataRepository", repository,
                "-metadataRepositoryName", "Foliot",
                "-artifactRepository", repository,
                "-artifactRepositoryName", "Foliot",
                "-source", work.contents.toString(),
                "-compress",
                "-publishArtifacts"));
        work.publish(List.of(
                PUBLISHER + "CategoryPublisher",
                "-metadataRepository", repository,
                "-categoryDefinition", Path.of(arguments[2]).toUri().toString(),
                "-categoryQualifier", "org.foliot",
                "-compress"));
    }

    /** Takes over what belongs on the site. */
    private void collect(Path jars) throws IOException {
        Set<String> there = new HashSet<>();
        for (Path jar : jarsIn(eclipse.resolve("plugins"))) {
            there.add(header(jar, "Bundle-SymbolicName"));
        }
        Path features = Files.createDirectories(contents.resolve("features"));
        Path plugins = Files.createDirectories(contents.resolve("plugins"));
        for (Path jar : jarsIn(jars)) {
            String name = header(jar, "Bundle-SymbolicName");
            if (name == null) {
                copy(jar, features.resolve(jar.getFileName()), FEATURE);
            } else if (!there.contains(name) || BROUGHT_ALONG.contains(name)) {
                String version = header(jar, "Bundle-Version").replace(SNAPSHOT, "." + qualifier);
                copy(jar, plugins.resolve(name + '_' + version + ".jar"), JarFile.MANIFEST_NAME);
            }
        }
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            jars.forEach(found::add);
        }
        return found;
    }

    private static String header(Path jar, String header) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String value = manifest == null ? null : manifest.getMainAttributes().getValue(header);
            return value == null ? null : value.split(";", 2)[0].strip();
        }
    }

    /** Copies a jar; in the one entry that names versions, the qualifier takes the place of {@code SNAPSHOT}. */
    private void copy(Path from, Path to, String withVersions) throws IOException {
        if (!holds(from, withVersions, SNAPSHOT)) {
            Files.copy(from, to);
            return;
        }
        try (ZipFile in = new ZipFile(from.toFile());
                OutputStream file = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Enumeration<? extends ZipEntry> entries = in.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                try (InputStream content = in.getInputStream(entry)) {
                    byte[] bytes = content.readAllBytes();
                    out.write(entry.getName().equals(withVersions) ? qualified(bytes) : bytes);
                }
                out.closeEntry();
            }
        }
    }

    private static boolean holds(Path jar, String entry, String text) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            ZipEntry found = file.getEntry(entry);
            if (found == null) {
                throw new IOException(jar.getFileName() + " is neither a bundle nor a feature");
            }
            try (InputStream content = file.getInputStream(found)) {
                return new String(content.readAllBytes(), StandardCharsets.UTF_8).contains(text);
            }
        }
    }

    /** Lines of a manifest are short enough for this: a version begins its line, after the name of the header. */
    private byte[] qualified(byte[] text) {
        return new String(text, StandardCharsets.UTF_8)
                .replace(SNAPSHOT, "." + qualifier)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void publish(List<String> application) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                launcher().toString(),
                "-nosplash",
                "-consoleLog",
                "-data",
                "@none",
                "-application"));
        command.addAll(application);
        Path said = contents.resolve("publisher.log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(said.toFile()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("the publisher has failed:\n" + Files.readString(said));
        }
    }

    private Path launcher() throws IOException {
        for (Path jar : jarsIn(eclipse.resolve("plugins"))) {
            if (jar.getFileName().toString().startsWith("org.eclipse.equinox.launcher_")) {
                return jar;
            }
        }
        throw new IOException("no launcher in " + eclipse);
    }
}
