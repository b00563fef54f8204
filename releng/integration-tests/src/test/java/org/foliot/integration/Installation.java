package org.foliot.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of the distribution that was just built, with a cache of its own, used by its start script alone. */
final class Installation {

    /** What a process has written and returned. */
    record Outcome(int exitCode, String out, String err) {}

    private static final Path BUILT =
            Path.of("../distribution/target/foliot").toAbsolutePath().normalize();

    private final Path home;
    private final Path cache;

    private Installation(Path home, Path cache) {
        this.home = home;
        this.cache = cache;
    }

    /** Copies the distribution into a folder. */
    static Installation in(Path folder) throws IOException {
        Path home = folder.resolve("a foliot");
        try (Stream<Path> files = Files.walk(BUILT)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, home.resolve(BUILT.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new Installation(home, folder.resolve("cache"));
    }

    Path home() {
        return home;
    }

    /** The jar of a bundle. */
    Path bundle(String symbolicName) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.resolve("bundles"), symbolicName + "-*.jar")) {
            jars.forEach(found::add);
        }
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " bundles are named " + symbolicName);
        }
        return found.get(0);
    }

    Outcome foliot(String... arguments) throws Exception {
        return run(home.resolve("bin/foliot"), Map.of(), arguments);
    }

    /** Starts a script, which may be a link to the real one, in the folder that holds it. */
    Outcome run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(script.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(script.getParent().toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("FOLIOT_") || name.equals("JAVA_TOOL_OPTIONS"));
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("XDG_CACHE_HOME", cache.toString());
        // A test leaves no process behind.
        variables.put("FOLIOT_ARCHIVE", "off");
        variables.putAll(environment);
        Path err = Files.createTempFile(home, "err", null);
        Process process = builder.redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        String errors = Files.readString(err);
        Files.delete(err);
        return new Outcome(exitCode, out, errors);
    }
}
