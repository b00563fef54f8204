package org.foliot.uitests.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Starts the workbench once, lets the tests inside it run, and tells what came out of each. */
class WorkbenchTest {
    private static final int SECONDS = 10 * 60;
    private static final int PATIENCE_SECONDS = 20;

    /**
     * How the workbench ended.
     *
     * @param byItself or after so long that it had to be ended
     * @param left what it had started and left behind
     */
    private record Ending(boolean byItself, List<String> left) {}

    private static final Path FOLDER = Path.of(property("folder"));

    /** Where a run is kept that goes on when the workbench closes. */
    private static final Path KEPT = FOLDER.resolve("kept");

    @TestFactory
    Stream<DynamicTest> insideTheWorkbench() throws Exception {
        List<String> missing = Screen.missing();
        boolean required = "required".equals(System.getProperty("foliot.packages"));
        assumeTrue(missing.isEmpty() || required, () -> "not installed: " + missing);
        assertThat(missing).as("releng/packages.txt names what is needed").isEmpty();
        clear();
        Path results = FOLDER.resolve("results");
        Path said = FOLDER.resolve("said.log");
        Ending ending;
        try (Screen screen = new Screen()) {
            ending = run(screen, results, said);
        }
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest(
                "the workbench ends by itself",
                () -> assertThat(ending.byItself()).as(tail(said)).isTrue()));
        tests.add(dynamicTest(
                "it leaves no process behind", () -> assertThat(ending.left()).isEmpty()));
        tests.add(dynamicTest("it leaves nothing behind of a run that was going on", () -> assertThat(contents(KEPT))
                .isEmpty()));
        tests.add(dynamicTest(
                "it logs nothing while it closes", () -> assertThat(logged()).isEmpty()));
        Map<String, List<String>> outcomes = read(results, said);
        tests.add(dynamicTest("tests have run", () -> assertThat(outcomes).hasSizeGreaterThan(1)));
        outcomes.forEach((name, trace) -> tests.add(dynamicTest(name, () -> {
            if (!trace.isEmpty()) {
                fail(String.join("\n", trace));
            }
        })));
        return tests.stream();
    }

    private static Ending run(Screen screen, Path results, Path said) throws IOException, InterruptedException {
        List<Path> bundles = new ArrayList<>(List.of(Path.of(property("bundle"))));
        Installation.jars(Path.of(property("guests")), "*.jar").forEach(bundles::add);
        Installation installation =
                Installation.of(Path.of(property("product")).toRealPath(), bundles, FOLDER.resolve("configuration"));
        List<String> command = new ArrayList<>(List.of("dbus-run-session", "--"));
        command.addAll(installation.command(
                List.of(
                        "-XX:+UseSerialGC",
                        "-Declipse.e4.inject.javax.warning=false",
                        "-Duser.home=" + FOLDER,
                        "-Dfoliot.uitests.results=" + results,
                        "-Dfoliot.uitests.pictures=" + FOLDER,
                        "-Dfoliot.uitests.kept=" + KEPT,
                        "-Dfoliot.uitests.examples=" + property("examples"),
                        "-Dfoliot.uitests.only=" + System.getProperty("foliot.uitests.only", "")),
                List.of(
                        "-application",
                        "org.foliot.uitests.application",
                        "-data",
                        FOLDER.resolve("workspace").toString())));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().put("DISPLAY", screen.display());
        builder.environment().put("GDK_BACKEND", "x11");
        // The browser view shows nothing on a screen without hardware unless it is told so.
        builder.environment().put("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
        builder.environment().put("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        Process workbench = builder.start();
        Set<ProcessHandle> started = new HashSet<>();
        boolean ended = false;
        for (int second = 0; second < SECONDS && !ended; second++) {
            ended = workbench.waitFor(1, TimeUnit.SECONDS);
            workbench.descendants().forEach(started::add);
        }
        workbench.destroyForcibly();
        List<String> left = new ArrayList<>();
        for (ProcessHandle process : started) {
            if (!ends(process)) {
                left.add(process.info().commandLine().orElse("process " + process.pid()));
                process.destroyForcibly();
            }
        }
        return new Ending(ended, left);
    }

    /** Whether a process ends that the workbench has started; it notices a little later that the workbench is gone. */
    private static boolean ends(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static List<Path> contents(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** What is in the log of the workbench at the very end. */
    private static List<String> logged() throws IOException {
        Path log = FOLDER.resolve("workspace/.metadata/.log");
        return Files.exists(log)
                ? Files.readAllLines(log).stream()
                        .filter(line -> line.startsWith("!ENTRY") || line.startsWith("!MESSAGE"))
                        .toList()
                : List.of();
    }

    /** The trace of each test by its name; empty for those that passed. */
    private static Map<String, List<String>> read(Path results, Path said) throws IOException {
        if (!Files.exists(results)) {
            return Map.of("the tests are reached", List.of(tail(said)));
        }
        Map<String, List<String>> outcomes = new LinkedHashMap<>();
        List<String> trace = new ArrayList<>();
        for (String line : Files.readAllLines(results)) {
            if (line.startsWith("test ")) {
                trace = new ArrayList<>();
                outcomes.put(line.substring("test ".length()), trace);
            } else if (!line.equals("end")) {
                trace.add(line);
            }
        }
        return outcomes;
    }

    private static String tail(Path said) throws IOException {
        List<String> lines = Files.exists(said) ? Files.readAllLines(said) : List.of("it has said nothing");
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 100), lines.size()));
    }

    private static void clear() throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> old = Files.walk(FOLDER)) {
                for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(FOLDER);
    }

    private static String property(String name) {
        return System.getProperty("foliot.uitests." + name);
    }
}
