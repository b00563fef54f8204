package org.foliot.uitests.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** One session of a workbench in which tests run, how it ended, and what came out of each. */
final class WorkbenchRun {
    private static final int SECONDS = 10 * 60;
    private static final int PATIENCE_SECONDS = 20;

    /**
     * How the workbench ended.
     *
     * @param byItself or after so long that it had to be ended
     * @param left what it had started and left behind
     */
    private record Ending(boolean byItself, List<String> left) {}

    private final Path folder;

    /** Where a run is kept that goes on when the workbench closes. */
    private final Path kept;

    private final Path results;
    private final Path said;

    private WorkbenchRun(Path folder) {
        this.folder = folder;
        this.kept = folder.resolve("kept");
        this.results = folder.resolve("results");
        this.said = folder.resolve("said.log");
    }

    /**
     * Starts an installation with the tests in it and waits for its end.
     *
     * @param product an Eclipse with Foliot
     * @param folder for the workspace, the log and pictures; what was there is deleted
     * @param only the simple names of the test classes to run, separated by commas; all if empty
     */
    static Stream<DynamicTest> of(Path product, Path folder, String only) throws IOException, InterruptedException {
        WorkbenchRun run = new WorkbenchRun(Folders.empty(folder));
        try (Screen screen = new Screen()) {
            return run.tests(run.start(screen, product, only));
        }
    }

    private Stream<DynamicTest> tests(Ending ending) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest(
                "the workbench ends by itself",
                () -> assertThat(ending.byItself()).as(tail()).isTrue()));
        tests.add(dynamicTest(
                "it leaves no process behind", () -> assertThat(ending.left()).isEmpty()));
        tests.add(dynamicTest("it leaves nothing behind of a run that was going on", () -> assertThat(contents(kept))
                .isEmpty()));
        tests.add(dynamicTest(
                "it logs nothing while it closes", () -> assertThat(logged()).isEmpty()));
        Map<String, List<String>> outcomes = read();
        tests.add(dynamicTest("tests have run", () -> assertThat(outcomes).isNotEmpty()));
        outcomes.forEach((name, trace) -> tests.add(dynamicTest(name, () -> {
            if (!trace.isEmpty()) {
                fail(String.join("\n", trace));
            }
        })));
        return tests.stream();
    }

    private Ending start(Screen screen, Path product, String only) throws IOException, InterruptedException {
        List<Path> bundles = new ArrayList<>(List.of(Path.of(property("bundle"))));
        Installation.jars(Path.of(property("guests")), "*.jar").forEach(bundles::add);
        Installation installation = Installation.of(product, bundles, folder.resolve("configuration"));
        List<String> command = new ArrayList<>(List.of("dbus-run-session", "--"));
        command.addAll(installation.command(
                List.of(
                        "-XX:+UseSerialGC",
                        "-Declipse.e4.inject.javax.warning=false",
                        "-Duser.home=" + folder,
                        "-Dfoliot.uitests.results=" + results,
                        "-Dfoliot.uitests.pictures=" + folder,
                        "-Dfoliot.uitests.kept=" + kept,
                        "-Dfoliot.uitests.examples=" + property("examples"),
                        "-Dfoliot.uitests.only=" + only),
                List.of(
                        "-application",
                        "org.foliot.uitests.application",
                        "-data",
                        folder.resolve("workspace").toString())));
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
    private List<String> logged() throws IOException {
        Path log = folder.resolve("workspace/.metadata/.log");
        return Files.exists(log)
                ? Files.readAllLines(log).stream()
                        .filter(line -> line.startsWith("!ENTRY") || line.startsWith("!MESSAGE"))
                        .toList()
                : List.of();
    }

    /** The trace of each test by its name; empty for those that passed. */
    private Map<String, List<String>> read() throws IOException {
        if (!Files.exists(results)) {
            return Map.of("the tests are reached", List.of(tail()));
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

    private String tail() throws IOException {
        List<String> lines = Files.exists(said) ? Files.readAllLines(said) : List.of("it has said nothing");
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 100), lines.size()));
    }

    /** What the build says of where things are. */
    static String property(String name) {
        return System.getProperty("foliot.uitests." + name);
    }
}
