package org.foliot.trace;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.foliot.time.Duration;

/**
 * Writes a Perfetto trace: a stream of {@code perfetto.protos.TracePacket}, with track descriptors, track events, counters and
 * interned names. The numbers of fields are those of protos/perfetto/trace in github.com/google/perfetto, as of 2026.
 *
 * <p>All packets are of one sequence, whose first packet says that nothing before it is needed. A slice is written when it
 * ends, as a begin and an end, so packets are not in the order of their timestamps; readers sort them.
 */
final class PerfettoWriter implements TrackWriter {
    /** trace.proto. */
    private static final int TRACE_PACKET = 1;

    /** trace_packet.proto. */
    private static final class Packet {
        static final int CLOCK_SNAPSHOT = 6;
        static final int TIMESTAMP = 8;
        static final int SEQUENCE_ID = 10;
        static final int TRACK_EVENT = 11;
        static final int INTERNED_DATA = 12;
        static final int SEQUENCE_FLAGS = 13;
        static final int DEFAULTS = 59;
        static final int TRACK_DESCRIPTOR = 60;
        static final int FIRST_ON_SEQUENCE = 87;
        /** trace_packet_defaults.proto. */
        static final int DEFAULT_CLOCK_ID = 58;
        /** SEQ_INCREMENTAL_STATE_CLEARED. */
        static final int CLEARED = 1;
        /** SEQ_NEEDS_INCREMENTAL_STATE. */
        static final int NEEDS = 2;
    }

    /** clock_snapshot.proto. */
    private static final class Clock {
        static final int CLOCKS = 1;
        static final int PRIMARY = 2;
        static final int ID = 1;
        static final int TIMESTAMP = 2;
        /** BUILTIN_CLOCK_MONOTONIC. */
        static final int MONOTONIC = 3;
        /** BUILTIN_CLOCK_BOOTTIME, what trace time is by default. */
        static final int BOOTTIME = 6;
    }

    /** track_descriptor.proto and counter_descriptor.proto. */
    private static final class Track {
        static final int UUID = 1;
        static final int NAME = 2;
        static final int PARENT = 5;
        static final int COUNTER = 8;
        static final int CHILD_ORDERING = 11;
        static final int RANK = 12;
        /** ChildTracksOrdering.EXPLICIT. */
        static final int EXPLICIT = 3;

        static final int COUNTER_UNIT = 3;
        /** CounterDescriptor.Unit.UNIT_TIME_NS. */
        static final int TIME_NS = 1;
    }

    /** track_event.proto, debug_annotation.proto and interned_data.proto. */
    private static final class Event {
        static final int CATEGORY = 3;
        static final int ANNOTATION = 4;
        static final int TYPE = 9;
        static final int NAME = 10;
        static final int TRACK = 11;
        static final int COUNTER_VALUE = 30;
        static final int FLOW = 47;
        static final int LAST_FLOW = 48;
        static final int SLICE_BEGIN = 1;
        static final int SLICE_END = 2;
        static final int INSTANT = 3;
        static final int COUNTER = 4;
        static final int ANNOTATION_TEXT = 6;
        static final int ANNOTATION_NAME = 10;
        static final int INTERNED_CATEGORIES = 1;
        static final int INTERNED_NAMES = 2;
        static final int INTERNED_ID = 1;
        static final int INTERNED_TEXT = 2;
    }

    private static final int SEQUENCE = 1;

    private final OutputStream out;
    private final ProtoBuffer trace = new ProtoBuffer();
    private final ProtoBuffer packet = new ProtoBuffer();
    private final ProtoBuffer body = new ProtoBuffer();
    private final ProtoBuffer inner = new ProtoBuffer();
    private final ProtoBuffer interned = new ProtoBuffer();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<String, Integer> categories = new HashMap<>();
    private boolean internedAny;
    private int tracks;
    private long flows;

    PerfettoWriter(OutputStream out) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 16);
        begin();
    }

    private void begin() throws IOException {
        ProtoBuffer defaults = inner.clear().number(Packet.DEFAULT_CLOCK_ID, Clock.BOOTTIME);
        packet.clear()
                .message(Packet.DEFAULTS, defaults)
                .number(Packet.SEQUENCE_FLAGS, Packet.CLEARED)
                .number(Packet.FIRST_ON_SEQUENCE, 1);
        writePacket();
        body.clear();
        for (int clock : new int[] {Clock.MONOTONIC, Clock.BOOTTIME}) {
            body.message(Clock.CLOCKS, inner.clear().number(Clock.ID, clock).number(Clock.TIMESTAMP, 0));
        }
        packet.clear().message(Packet.CLOCK_SNAPSHOT, body.number(Clock.PRIMARY, Clock.BOOTTIME));
        writePacket();
    }

    private void writePacket() throws IOException {
        packet.number(Packet.SEQUENCE_ID, SEQUENCE);
        trace.clear().message(TRACE_PACKET, packet).writeTo(out);
    }

    @Override
    public int machine(String name) throws IOException {
        return track(describe(name).number(Track.CHILD_ORDERING, Track.EXPLICIT));
    }

    @Override
    public int lane(int machine, String name) throws IOException {
        return track(describe(name).number(Track.PARENT, machine));
    }

    @Override
    public int counter(int machine, String name) throws IOException {
        inner.clear().number(Track.COUNTER_UNIT, Track.TIME_NS);
        return track(describe(name).number(Track.PARENT, machine).message(Track.COUNTER, inner));
    }

    private ProtoBuffer describe(String name) {
        tracks++;
        return body.clear().number(Track.UUID, tracks).text(Track.NAME, name).number(Track.RANK, tracks);
    }

    private int track(ProtoBuffer descriptor) throws IOException {
        packet.clear().message(Packet.TRACK_DESCRIPTOR, descriptor);
        writePacket();
        return tracks;
    }

    @Override
    public void slice(int lane, long start, long end, String category, String name) throws IOException {
        event(Event.SLICE_BEGIN, lane, category, name);
        writeEvent(start);
        body.clear().number(Event.TYPE, Event.SLICE_END).number(Event.TRACK, lane);
        writeEvent(end);
    }

    @Override
    public void mark(int lane, long instant, String category, String name, SortedMap<String, String> details)
            throws IOException {
        event(Event.INSTANT, lane, category, name);
        for (Map.Entry<String, String> detail : details.entrySet()) {
            body.message(
                    Event.ANNOTATION,
                    inner.clear()
                            .text(Event.ANNOTATION_NAME, detail.getKey())
                            .text(Event.ANNOTATION_TEXT, detail.getValue()));
        }
        writeEvent(instant);
    }

    @Override
    public void arrow(int from, int to, long instant, String category, String name) throws IOException {
        flows++;
        event(Event.INSTANT, from, category, name + " leaves").fixed64(Event.FLOW, flows);
        writeEvent(instant);
        event(Event.INSTANT, to, category, name + " arrives").fixed64(Event.LAST_FLOW, flows);
        writeEvent(instant);
    }

    @Override
    public void value(int counter, long instant, long nanoseconds) throws IOException {
        body.clear()
                .number(Event.TYPE, Event.COUNTER)
                .number(Event.TRACK, counter)
                .number(Event.COUNTER_VALUE, nanoseconds);
        writeEvent(instant);
    }

    private ProtoBuffer event(int type, int lane, String category, String name) {
        interned.clear();
        int categoryId = intern(categories, Event.INTERNED_CATEGORIES, category);
        int nameId = intern(names, Event.INTERNED_NAMES, name);
        return body.clear()
                .number(Event.TYPE, type)
                .number(Event.TRACK, lane)
                .number(Event.CATEGORY, categoryId)
                .number(Event.NAME, nameId);
    }

    private int intern(Map<String, Integer> index, int field, String text) {
        Integer known = index.get(text);
        if (known != null) {
            return known;
        }
        int id = index.size() + 1;
        index.put(text, id);
        interned.message(field, inner.clear().number(Event.INTERNED_ID, id).text(Event.INTERNED_TEXT, text));
        internedAny = true;
        return id;
    }

    private void writeEvent(long instant) throws IOException {
        packet.clear().number(Packet.TIMESTAMP, instant / Duration.PS_PER_NANO).message(Packet.TRACK_EVENT, body);
        if (internedAny) {
            packet.message(Packet.INTERNED_DATA, interned);
            internedAny = false;
        }
        packet.number(Packet.SEQUENCE_FLAGS, Packet.NEEDS);
        writePacket();
    }

    @Override
    public void finish() throws IOException {
        out.close();
    }
}
