package org.foliot.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.foliot.api.observation.Subject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Perfetto trace as protobuf's own parser reads it, with the field numbers of Perfetto. */
class PerfettoTest {
    private static final int BEGIN = 1;
    private static final int END = 2;
    private static final int INSTANT = 3;
    private static final int COUNTER = 4;

    private static TracedRun run;
    private static List<Message> packets;

    /** A slice of a track, in nanoseconds. */
    private record Slice(String track, long start, long end, String name) {}

    @BeforeAll
    static void parse() throws InvalidProtocolBufferException {
        run = TracedRun.in(TraceFormat.PERFETTO);
        Message trace = DynamicMessage.parseFrom(PerfettoSchema.TRACE, run.bytes("trace.perfetto-trace"));
        refuseUnknown(trace);
        packets = messages(trace, "packet");
    }

    private static void refuseUnknown(Message message) {
        assertThat(message.getUnknownFields().asMap()).isEmpty();
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<?> inner = field.getKey().isRepeated() ? (List<?>) field.getValue() : List.of(field.getValue());
                inner.forEach(i -> refuseUnknown((Message) i));
            }
        }
    }

    private static Object get(Message message, String field) {
        return message.getField(message.getDescriptorForType().findFieldByName(field));
    }

    private static boolean has(Message message, String field) {
        return message.hasField(message.getDescriptorForType().findFieldByName(field));
    }

    private static List<Message> messages(Message message, String field) {
        return ((List<?>) get(message, field)).stream().map(Message.class::cast).toList();
    }

    private static List<Message> with(String field) {
        return packets.stream().filter(p -> has(p, field)).toList();
    }

    /** Names by the numbers that stand for them. */
    private static Map<Object, Object> interned(String field) {
        Map<Object, Object> names = new HashMap<>();
        for (Message packet : with("interned_data")) {
            for (Message name : messages((Message) get(packet, "interned_data"), field)) {
                assertThat(names.put(get(name, "iid"), get(name, "name"))).isNull();
            }
        }
        return names;
    }

    /** Tracks by uuid, with the path of their names. */
    private static Map<Object, String> tracks() {
        Map<Object, String> tracks = new HashMap<>();
        for (Message packet : with("track_descriptor")) {
            Message track = (Message) get(packet, "track_descriptor");
            String parent = has(track, "parent_uuid") ? tracks.get(get(track, "parent_uuid")) + "." : "";
            assertThat(tracks.put(get(track, "uuid"), parent + get(track, "name")))
                    .isNull();
        }
        return tracks;
    }

    private static List<Slice> slices() {
        Map<Object, Object> names = interned("event_names");
        Map<Object, String> tracks = tracks();
        Map<Object, Slice> open = new HashMap<>();
        List<Slice> slices = new ArrayList<>();
        for (Message packet : with("track_event")) {
            Message event = (Message) get(packet, "track_event");
            Object track = get(event, "track_uuid");
            long instant = (Long) get(packet, "timestamp");
            int type = (Integer) get(event, "type");
            if (type == BEGIN) {
                String name = (String) names.get(get(event, "name_iid"));
                assertThat(open.put(track, new Slice(tracks.get(track), instant, 0, name)))
                        .isNull();
            } else if (type == END) {
                Slice begun = open.remove(track);
                slices.add(new Slice(begun.track(), begun.start(), instant, begun.name()));
            }
        }
        assertThat(open).isEmpty();
        return slices;
    }

    @Test
    void theFirstPacketStartsTheSequenceAndAllAreOfIt() {
        assertThat(get(packets.get(0), "sequence_flags")).isEqualTo(1);
        assertThat(get(packets.get(0), "first_packet_on_sequence")).isEqualTo(true);
        assertThat(packets).allSatisfy(p -> assertThat(get(p, "trusted_packet_sequence_id"))
                .isEqualTo(1));
        assertThat(with("track_event"))
                .allSatisfy(p -> assertThat(get(p, "sequence_flags")).isEqualTo(2));
        Message defaults = (Message) get(packets.get(0), "trace_packet_defaults");
        Message clocks = (Message) get(packets.get(1), "clock_snapshot");
        assertThat(get(defaults, "timestamp_clock_id")).isEqualTo(6);
        assertThat(get(clocks, "primary_trace_clock")).isEqualTo(6);
        assertThat(messages(clocks, "clocks"))
                .extracting(c -> get(c, "clock_id"))
                .containsExactly(3, 6);
    }

    @Test
    void aNameIsKnownBeforeItIsUsed() {
        Map<Object, Object> known = new HashMap<>();
        for (Message packet : with("track_event")) {
            if (has(packet, "interned_data")) {
                messages((Message) get(packet, "interned_data"), "event_names")
                        .forEach(n -> known.put(get(n, "iid"), get(n, "name")));
            }
            Message event = (Message) get(packet, "track_event");
            if (has(event, "name_iid")) {
                assertThat(known).containsKey(get(event, "name_iid"));
            }
        }
    }

    @Test
    void everyMachineHasItsLanesBelowIt() {
        assertThat(tracks().values())
                .contains(
                        "host src",
                        "host src.cpu[0]",
                        "host src.cpu[1]",
                        "host odd.cpu[1]",
                        "guest web",
                        "guest web.vcpu[0]",
                        "guest web.vcpu[1] processes",
                        "guest web.vcpu[1] stolen",
                        "guest web.vcpu[1] run_delay",
                        "guest web.clock_error");
    }

    @Test
    void everySegmentIsASliceOfItsLane() {
        List<Slice> expected = run.segments.stream()
                .filter(s -> s.subject().kind() == Subject.VCPU || !s.state().equals("idle"))
                .map(s -> new Slice(
                        (s.subject().kind() == Subject.CPU ? "host " : "guest ") + s.subject(),
                        s.start() / 1000,
                        s.end() / 1000,
                        s.state()))
                .toList();
        assertThat(slices().stream().filter(s -> !s.track().endsWith("processes")))
                .hasSizeGreaterThan(1000)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void processesFollowOneAnotherInTheirLane() {
        List<Slice> ofVcpu = slices().stream()
                .filter(s -> s.track().equals("guest web.vcpu[0] processes"))
                .sorted(Comparator.comparingLong(Slice::start))
                .toList();
        assertThat(ofVcpu).isNotEmpty().extracting(Slice::name).containsAnyOf("nginx", "db");
        for (int i = 1; i < ofVcpu.size(); i++) {
            assertThat(ofVcpu.get(i).start())
                    .isGreaterThanOrEqualTo(ofVcpu.get(i - 1).end());
        }
    }

    @Test
    void countersEndWhereTheMetricsEnd() {
        Map<Object, String> tracks = tracks();
        Map<String, Object> last = new HashMap<>();
        for (Message packet : with("track_event")) {
            Message event = (Message) get(packet, "track_event");
            if ((Integer) get(event, "type") == COUNTER) {
                last.put(tracks.get(get(event, "track_uuid")), get(event, "counter_value"));
            }
        }
        for (int i = 0; i < 2; i++) {
            String vcpu = "web.vcpu[" + i + "]";
            assertThat(last.get("guest " + vcpu + " stolen")).isEqualTo(run.metric(vcpu, "stolen") / 1000);
            assertThat(last.get("guest " + vcpu + " steal of /proc/stat"))
                    .isEqualTo(run.metric(vcpu, "steal_time") / 1000);
        }
        assertThat(last).containsKey("guest web.clock_error");
    }

    @Test
    void aMigrationIsAnArrowFromHostToHost() {
        Map<Object, String> tracks = tracks();
        List<String> ends = new ArrayList<>();
        for (Message packet : with("track_event")) {
            Message event = (Message) get(packet, "track_event");
            for (String field : List.of("flow_ids", "terminating_flow_ids")) {
                ((List<?>) get(event, field))
                        .forEach(id -> ends.add(field + " " + id + " " + tracks.get(get(event, "track_uuid"))));
            }
        }
        assertThat(ends).containsExactly("flow_ids 1 host src", "terminating_flow_ids 1 host dst");
    }

    @Test
    void eventsOfTheTimelineAreMarksWithTheirWords() {
        Map<Object, Object> names = interned("event_names");
        List<String> marks = new ArrayList<>();
        for (Message packet : with("track_event")) {
            Message event = (Message) get(packet, "track_event");
            if ((Integer) get(event, "type") == INSTANT) {
                messages(event, "debug_annotations")
                        .forEach(a -> marks.add(names.get(get(event, "name_iid")) + ": " + get(a, "string_value")));
            }
        }
        assertThat(marks)
                .contains("migrate: migrate web to dst { downtime 50 ms }")
                .anySatisfy(m -> assertThat(m).startsWith("migrate refused: counter_frequency: "));
    }

    @Property(tries = 300)
    void anyNumberAndTextIsReadBack(@ForAll long number, @ForAll long fixed, @ForAll String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ProtoBuffer inner = new ProtoBuffer().number(1, number).text(2, text).fixed64(3, fixed);
        new ProtoBuffer().message(1, inner).message(1, inner.clear()).writeTo(out);
        com.google.protobuf.UnknownFieldSet read = com.google.protobuf.UnknownFieldSet.parseFrom(out.toByteArray());
        List<ByteString> messages = read.getField(1).getLengthDelimitedList();
        assertThat(messages).hasSize(2);
        assertThat(messages.get(1)).isEmpty();
        com.google.protobuf.UnknownFieldSet fields = com.google.protobuf.UnknownFieldSet.parseFrom(messages.get(0));
        assertThat(fields.getField(1).getVarintList()).containsExactly(number);
        assertThat(fields.getField(2).getLengthDelimitedList()).containsExactly(ByteString.copyFromUtf8(text));
        assertThat(fields.getField(3).getFixed64List()).containsExactly(fixed);
    }
}
