package org.foliot.uitests.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs in Java, each in a process of its own. */
final class Java {
    private Java() {}

    /** Runs one to its end; fails with what it said if it fails. */
    static String run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        Path said = Files.createTempFile("said", ".log");
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            String text = Files.readString(said);
            if (code != 0) {
                throw new IOException("exit code " + code + " of " + options + ":\n" + text);
            }
            return text;
        } finally {
            Files.delete(said);
        }
    }
}
