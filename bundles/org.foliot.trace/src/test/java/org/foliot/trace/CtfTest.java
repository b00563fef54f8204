package org.foliot.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foliot.trace.TracedRun.Observed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CTF traces: their packets as the specification has them, and their events as babeltrace2 reads them. */
class CtfTest {
    private static final Set<String> SWITCHES = Set.of("switch_in", "switch_out", "process_switch", "timeline");
    private static final Pattern LINE = Pattern.compile(
            "\\[(\\d+)\\.(\\d{9})] (?:\\(.*?\\) )?(\\S+) (\\S+): " + "\\{ cpu_id = (\\d+) }, \\{ (.*) }");

    @TempDir
    static Path temp;

    private static TracedRun run;

    /** An event as babeltrace2 prints it. */
    private record Event(long nanoseconds, String machine, String name, int cpu, String fields) {}

    @BeforeAll
    static void write() throws IOException {
        run = TracedRun.in(TraceFormat.CTF);
        for (String name : run.files.keySet()) {
            Path file = temp.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, run.bytes(name));
        }
    }

    private static List<String> babeltrace(Path traces) throws IOException, InterruptedException {
        boolean present = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(p -> Files.isExecutable(Path.of(p, "babeltrace2")));
        assumeTrue(present || "required".equals(System.getProperty("foliot.packages")), "babeltrace2 is not installed");
        Path errors = temp.resolve("errors.txt");
        Process process = new ProcessBuilder("babeltrace2", "--clock-seconds", traces.toString())
                .redirectError(errors.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        assertThat(errors).isEmptyFile();
        return out.lines().toList();
    }

    private static List<Event> events() throws IOException, InterruptedException {
        List<Event> events = new ArrayList<>();
        for (String line : babeltrace(temp.resolve("ctf"))) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            long instant = Long.parseLong(matcher.group(1)) * 1_000_000_000 + Long.parseLong(matcher.group(2));
            events.add(new Event(
                    instant, matcher.group(3), matcher.group(4), Integer.parseInt(matcher.group(5)), matcher.group(6)));
        }
        return events;
    }

    @Test
    void everyObservationIsReadBackWithItsInstantAndItsNumbers() throws Exception {
        Map<String, List<String>> expected = new TreeMap<>();
        for (Observed o : run.observations) {
            if (!SWITCHES.contains(o.kind().name())) {
                expected.computeIfAbsent(o.subject().owner() + " " + o.kind().name(), k -> new ArrayList<>())
                        .add(o.instant() / 1000 + " subject = \"" + o.subject() + "\", a = " + o.a() + ", b = "
                                + o.b());
            }
        }
        Map<String, List<String>> found = new TreeMap<>();
        for (Event e : events()) {
            if (e.name().startsWith("foliot_") && !e.name().equals("foliot_timeline")) {
                found.computeIfAbsent(
                                e.machine() + " " + e.name().substring("foliot_".length()), k -> new ArrayList<>())
                        .add(e.nanoseconds() + " " + e.fields());
            }
        }
        assertThat(found.keySet()).isEqualTo(expected.keySet()).hasSizeGreaterThan(4);
        // Streams of several processors meet in the reader, which puts what happens at one instant in an order of its
        // own.
        found.forEach((key, list) -> assertThat(list).as(key).containsExactlyInAnyOrderElementsOf(expected.get(key)));
    }

    @Test
    void processorsRunWhatTheSegmentsSay() throws Exception {
        Map<String, String> current = new TreeMap<>();
        Map<String, Long> since = new TreeMap<>();
        List<String> found = new ArrayList<>();
        for (Event e : events()) {
            if (e.name().equals("sched_switch") && !e.machine().equals("web")) {
                String cpu = e.machine() + ".cpu[" + e.cpu() + "]";
                String previous = field(e, "prev_comm");
                assertThat(previous).isEqualTo(current.getOrDefault(cpu, "swapper/" + e.cpu()));
                if (!previous.startsWith("swapper") && e.nanoseconds() > since.get(cpu)) {
                    found.add(cpu + " " + since.get(cpu) + " " + e.nanoseconds() + " " + previous);
                }
                current.put(cpu, field(e, "next_comm"));
                since.put(cpu, e.nanoseconds());
            }
        }
        long end = run.result.end() / 1000;
        Set<String> expected = run.segments.stream()
                .filter(s ->
                        s.subject().toString().contains(".cpu[") && !s.state().equals("idle"))
                .filter(s -> s.end() / 1000 < end)
                .map(s -> s.subject() + " " + s.start() / 1000 + " " + s.end() / 1000 + " " + s.state())
                .collect(Collectors.toSet());
        assertThat(found).hasSizeGreaterThan(500);
        assertThat(expected).allSatisfy(e -> assertThat(found).contains(e));
    }

    private static String field(Event event, String name) {
        Matcher matcher = Pattern.compile(name + " = \"([^\"]*)\"").matcher(event.fields());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void eventsOfTheTimelineAreToldWithTheirRefusals() throws Exception {
        List<String> timeline = events().stream()
                .filter(e -> e.name().equals("foliot_timeline") && e.fields().contains("\"migrate\""))
                .map(e -> e.nanoseconds() + " " + e.fields())
                .toList();
        assertThat(timeline)
                .containsExactly(
                        "1050000000 verb = \"migrate\", target = \"web\", text = \"migrate web to dst { downtime 50 ms }\","
                                + " refused = \"\"",
                        "1500000000 verb = \"migrate\", target = \"web\", text = \"migrate web to odd\","
                                + " refused = \"counter_frequency\"");
    }

    @Test
    void packetsFillTheirFilesAndFollowOneAnotherInTime() {
        for (String name : run.files.keySet()) {
            if (!name.contains("channel0_")) {
                continue;
            }
            ByteBuffer file = ByteBuffer.wrap(run.bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
            int cpu = Integer.parseInt(name.substring(name.lastIndexOf('_') + 1));
            long last = 0;
            long number = 0;
            while (file.hasRemaining()) {
                int start = file.position();
                assertThat(file.getInt(start)).isEqualTo(0xC1FC1FC1);
                long begin = file.getLong(start + 24);
                long end = file.getLong(start + 32);
                long contentBits = file.getLong(start + 40);
                assertThat(begin).isBetween(last, end);
                last = end;
                assertThat(file.getLong(start + 48)).isEqualTo(contentBits);
                assertThat(contentBits / 8).isBetween(77L, 1L << 14);
                assertThat(file.getLong(start + 56)).isEqualTo(number++);
                assertThat(file.getLong(start + 64)).as("discarded").isZero();
                assertThat(file.getInt(start + 72)).isEqualTo(cpu);
                file.position(start + (int) (contentBits / 8));
            }
            assertThat(number).isPositive();
        }
    }
}
