package org.foliot.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.foliot.api.observation.Subject;
import org.foliot.trace.TracedRun.Segment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Chrome trace, held to what "Trace Event Format" demands of each phase. */
class ChromeTest {
    private static final Map<String, Set<String>> KEYS = Map.of(
            "M", Set.of("ph", "pid", "tid", "name", "args"),
            "X", Set.of("ph", "pid", "tid", "ts", "cat", "name", "dur"),
            "i", Set.of("ph", "pid", "tid", "ts", "cat", "name", "s", "args"),
            "s", Set.of("ph", "pid", "tid", "ts", "cat", "name", "id", "bp"),
            "f", Set.of("ph", "pid", "tid", "ts", "cat", "name", "id", "bp"),
            "C", Set.of("ph", "pid", "tid", "ts", "name", "args"));

    private static TracedRun run;
    private static List<JsonObject> events;

    @BeforeAll
    static void parse() {
        run = TracedRun.in(TraceFormat.CHROME);
        JsonObject document = JsonParser.parseString(run.text("trace.json")).getAsJsonObject();
        assertThat(document.get("displayTimeUnit").getAsString()).isEqualTo("ns");
        JsonArray all = document.getAsJsonArray("traceEvents");
        events = new ArrayList<>();
        for (JsonElement event : all) {
            events.add(event.getAsJsonObject());
        }
    }

    private static List<JsonObject> of(String phase) {
        return events.stream()
                .filter(e -> e.get("ph").getAsString().equals(phase))
                .toList();
    }

    private static long picoseconds(JsonObject event, String key) {
        return event.get(key).getAsBigDecimal().movePointRight(6).longValueExact();
    }

    private static String place(JsonObject event) {
        return event.get("pid").getAsInt() + "/" + event.get("tid").getAsInt();
    }

    /** Lanes by where they are, named as the simulator names them. */
    private static Map<String, String> lanes() {
        Map<Integer, String> machines = new HashMap<>();
        Map<String, String> lanes = new HashMap<>();
        for (JsonObject event : of("M")) {
            JsonObject args = event.getAsJsonObject("args");
            if (event.get("name").getAsString().equals("process_name")) {
                machines.put(event.get("pid").getAsInt(), args.get("name").getAsString());
            } else if (event.get("name").getAsString().equals("thread_name")) {
                String machine = machines.get(event.get("pid").getAsInt());
                String name = machine.substring(machine.indexOf(' ') + 1) + "."
                        + args.get("name").getAsString();
                assertThat(lanes.put(place(event), name)).isNull();
            }
        }
        return lanes;
    }

    @Test
    void everyEventHasWhatItsPhaseDemands() {
        assertThat(events).allSatisfy(e -> assertThat(e.keySet())
                .isEqualTo(KEYS.get(e.get("ph").getAsString())));
        assertThat(of("i")).extracting(e -> e.get("s").getAsString()).containsOnly("t", "p");
    }

    @Test
    void everySegmentIsASliceToThePicosecond() {
        Map<String, String> lanes = lanes();
        List<String> expected = run.segments.stream()
                .filter(s -> s.subject().kind() == Subject.VCPU || !s.state().equals("idle"))
                .map(Segment::toString)
                .toList();
        List<String> found = of("X").stream()
                .filter(e -> Set.of("sched", "vcpu").contains(e.get("cat").getAsString()))
                .map(e -> "Segment[subject=" + lanes.get(place(e)) + ", start=" + picoseconds(e, "ts") + ", end="
                        + (picoseconds(e, "ts") + picoseconds(e, "dur")) + ", state="
                        + e.get("name").getAsString() + "]")
                .toList();
        assertThat(found).containsExactlyElementsOf(expected);
    }

    @Test
    void anArrowHasTwoEndsOnTwoHosts() {
        Map<String, String> lanes = lanes();
        assertThat(of("s")).singleElement().satisfies(e -> assertThat(lanes.get(place(e)))
                .isEqualTo("src.events"));
        assertThat(of("f")).singleElement().satisfies(e -> {
            assertThat(lanes.get(place(e))).isEqualTo("dst.events");
            assertThat(e.get("id")).isEqualTo(of("s").get(0).get("id"));
        });
    }

    @Test
    void aCounterHasANumberAtEachUpdate() {
        long updates = run.observations.stream()
                .filter(o -> o.kind().name().equals("steal_update")
                        && o.subject().toString().equals("web.vcpu[1]"))
                .count();
        assertThat(of("C").stream().filter(e -> e.get("name").getAsString().equals("vcpu[1] stolen")))
                .hasSize((int) updates)
                .allSatisfy(e -> assertThat(e.getAsJsonObject("args").get("ns").getAsLong())
                        .isNotNegative());
    }
}
