package org.foliot.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.foliot.launcher.fixture.Application;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** A distribution with one small application in it, started in a process of its own. */
final class TestDistribution {

    /** What a process has written and returned. */
    record Outcome(int exitCode, String out, String err) {}

    private static final String COMPONENT = """
            <?xml version="1.0"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="application">
              <property name="org.foliot.application" value="test"/>
              <service><provide interface="java.util.function.ToIntFunction"/></service>
              <implementation class="org.foliot.launcher.fixture.Application"/>
            </scr:component>
            """;

    private final Path home;
    private final Path cache;

    private TestDistribution(Path home, Path cache) {
        this.home = home;
        this.cache = cache;
    }

    /** Lays out a distribution in a folder whose name is as awkward as folders get. */
    static TestDistribution in(Path folder) {
        try {
            TestDistribution distribution =
                    new TestDistribution(folder.resolve("a b+c%20d").resolve("foliot"), folder.resolve("cache"));
            Files.createDirectories(distribution.library());
            Files.createDirectories(distribution.home.resolve("bundles"));
            Files.createDirectories(distribution.plugins());
            for (Class<?> member : List.of(
                    ServiceComponentRuntime.class,
                    ComponentConstants.class,
                    Promise.class,
                    Function.class,
                    Class.forName("org.apache.felix.scr.impl.Activator"))) {
                Path jar = jarOf(member);
                Files.copy(jar, distribution.library().resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            distribution.addApplication();
            return distribution;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        } catch (ClassNotFoundException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private Path library() {
        return home.resolve("lib");
    }

    private static Path jarOf(Class<?> member) {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    Path plugins() {
        return home.resolve("plugins");
    }

    Path applicationJar() {
        return home.resolve("bundles/application.jar");
    }

    /** The caches of bundles that runs have left. */
    List<Path> caches() throws IOException {
        Path caches = cache.resolve("foliot/bundles");
        if (!Files.isDirectory(caches)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(caches)) {
            return entries.sorted().toList();
        }
    }

    /** The storages of processes that change their bundles, living and dead. */
    Path running() {
        return cache.resolve("foliot/running");
    }

    /** Says which commands watch. */
    void writeWatching(String lines) throws IOException {
        Files.writeString(library().resolve("watching"), lines);
    }

    /** Says what is made while the framework starts. */
    void writeHeadStart(String lines) throws IOException {
        Files.writeString(library().resolve("headstart"), lines);
    }

    void addApplication() throws IOException {
        Map<String, String> headers = Map.of(
                "Bundle-SymbolicName",
                "application",
                "Service-Component",
                "OSGI-INF/application.xml",
                "Import-Package",
                "org.osgi.framework");
        String name = Application.class.getName().replace('.', '/') + ".class";
        try (InputStream classFile = Application.class.getClassLoader().getResourceAsStream(name)) {
            writeBundle(
                    applicationJar(),
                    headers,
                    Map.of(
                            name,
                            classFile.readAllBytes(),
                            "OSGI-INF/application.xml",
                            COMPONENT.getBytes(StandardCharsets.UTF_8)));
        }
    }

    static void writeBundle(Path file, Map<String, String> headers, Map<String, byte[]> entries) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (headers.containsKey("Bundle-SymbolicName")) {
            attributes.putValue("Bundle-ManifestVersion", "2");
        }
        headers.forEach(attributes::putValue);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
    }

    Outcome run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = process(arguments);
        builder.environment().putAll(environment);
        return outcomeOf(builder.start());
    }

    /** Waits for the end of a process whose output is small enough for a pipe. */
    static Outcome outcomeOf(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, err);
    }

    /** A process with what everything is built on on its class path. */
    ProcessBuilder process(String... arguments) {
        List<String> classPath = new ArrayList<>(launcher());
        try (Stream<Path> jars = Files.list(library())) {
            jars.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Path::toString)
                    .forEach(classPath::add);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
        return process(classPath, arguments);
    }

    /** A process with nothing but the launcher and the framework on its class path. */
    ProcessBuilder processOfTheLauncherAlone(String... arguments) {
        return process(launcher(), arguments);
    }

    private static List<String> launcher() {
        return List.of(
                jarOf(Main.class).toString(), jarOf(FrameworkFactory.class).toString());
    }

    private ProcessBuilder process(List<String> classPath, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        if (Runtime.version().feature() >= 23) {
            // As the start script does: the framework asks for what newer JVMs warn of.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Dfoliot.home=" + home);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().remove("FOLIOT_PLUGINS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }
}
