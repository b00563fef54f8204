package org.foliot.uitests.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A screen that nobody sees, with a window manager. */
final class Screen implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final String display;

    /** A screen with a number that is free. */
    Screen() throws IOException {
        Process server = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(server);
        BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        String number = said.readLine();
        if (number == null) {
            throw new IOException("Xvfb has not started");
        }
        display = ":" + number;
        processes.add(new ProcessBuilder("metacity", "--display=" + display, "--sm-disable")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** What programs are told in {@code DISPLAY}. */
    String display() {
        return display;
    }

    /** Leaves a test out where no workbench can be shown, unless everything must be there: then it fails. */
    static void assumePossible() {
        List<String> missing = missing();
        boolean required = "required".equals(System.getProperty("foliot.packages"));
        assumeTrue(missing.isEmpty() || required, () -> "not installed: " + missing);
        assertThat(missing).as("releng/packages.txt names what is needed").isEmpty();
    }

    /** Programs and libraries that are not installed here. */
    private static List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String program : List.of("Xvfb", "metacity", "dbus-run-session")) {
            boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            if (!found) {
                missing.add(program);
            }
        }
        for (String library : List.of("libgtk-3.so.0", "libwebkit2gtk-4.1.so.0")) {
            boolean found = Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib")
                    .anyMatch(folder -> Files.exists(Path.of(folder, library)));
            if (!found) {
                missing.add(library);
            }
        }
        return missing;
    }

    @Override
    public void close() throws InterruptedException {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
