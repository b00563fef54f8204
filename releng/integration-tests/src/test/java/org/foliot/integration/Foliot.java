package org.foliot.integration;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A distribution of Foliot, started as a user starts it. */
record Foliot(Path home) {
    private static final long PATIENCE_MINUTES = 5;

    /** What a process left behind. */
    record Ended(int exitCode, String out, String err) {}

    /** The one that the build has just assembled. */
    static Foliot built() {
        return new Foliot(
                Path.of("../distribution/target/foliot").toAbsolutePath().normalize());
    }

    /** A copy that a test may change. */
    static Foliot copyTo(Path folder) throws IOException {
        Path source = built().home();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(source.relativize(file).toString()));
            }
        }
        return new Foliot(folder);
    }

    /** The root of the sources, where the examples are. */
    static Path sources() {
        return Path.of("../..").toAbsolutePath().normalize();
    }

    Process start(Path out, Path err, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/foliot").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(sources().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("foliot", ".out");
        Path err = Files.createTempFile("foliot", ".err");
        try {
            Process process = start(out, err, arguments);
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("foliot " + String.join(" ", arguments) + " does not end");
            }
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
