package org.foliot.integration;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A distribution of Foliot, started as a user starts it.
 *
 * @param home where it is
 * @param environment variables it is started with beside those of the tests
 */
record Foliot(Path home, Map<String, String> environment) {
    /** More than a first build takes on a busy machine with two processors. */
    private static final long PATIENCE_MINUTES = 20;

    /** What a process left behind. */
    record Ended(int exitCode, String out, String err) {}

    /** The one that the build has just assembled. */
    static Foliot built() {
        return new Foliot(
                Path.of("../distribution/target/foliot").toAbsolutePath().normalize(), Map.of());
    }

    /** A copy that a test may change, with a cache of its own beside it, and which leaves no process behind. */
    static Foliot copyTo(Path home) throws IOException {
        Tree.copy(built().home(), home);
        String cache = home.resolveSibling("cache").toString();
        return new Foliot(home, Map.of("XDG_CACHE_HOME", cache, "FOLIOT_ARCHIVE", "off"));
    }

    /** The same with a variable more. */
    Foliot with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Foliot(home, more);
    }

    /** The root of the sources, where the examples are. */
    static Path sources() {
        return Path.of("../..").toAbsolutePath().normalize();
    }

    Path script() {
        return home.resolve("bin/foliot");
    }

    /** The jar of a bundle. */
    Path bundle(String symbolicName) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("lib", "bundles")) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.resolve(folder), symbolicName + "-*.jar")) {
                jars.forEach(found::add);
            }
        }
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " bundles are named " + symbolicName);
        }
        return found.get(0);
    }

    /** The same bundle under another version. */
    static Path withVersion(Path jar, String version, Path copy) throws IOException {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
        return copy;
    }

    Process start(Path out, Path err, String... arguments) throws IOException {
        return start(script(), out, err, arguments);
    }

    /** A process that is spoken with: its input and output are left to the caller. */
    Process converse(Path err, String... arguments) throws IOException {
        return process(script(), arguments)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectError(err.toFile())
                .start();
    }

    private Process start(Path script, Path out, Path err, String... arguments) throws IOException {
        return process(script, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    private ProcessBuilder process(Path script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        return process(command).directory(sources().toFile());
    }

    private ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("FOLIOT_") || name.equals("JAVA_TOOL_OPTIONS"));
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.putAll(environment);
        return builder;
    }

    private static void awaitEnd(Process process, String what) throws InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(what + " does not end");
        }
    }

    /** What a shell command prints, errors among the rest, in a folder. */
    String shell(Path folder, String command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("foliot", ".out");
        try {
            Process process = process(List.of("bash", "-c", command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            awaitEnd(process, command);
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            Files.deleteIfExists(out);
        }
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return runFrom(script(), arguments);
    }

    /** Runs it through a script that may be a link to its own. */
    Ended runFrom(Path script, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("foliot", ".out");
        Path err = Files.createTempFile("foliot", ".err");
        try {
            Process process = start(script, out, err, arguments);
            awaitEnd(process, "foliot " + String.join(" ", arguments));
            return new Ended(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
