package org.foliot.trace;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;

/**
 * The messages of protos/perfetto/trace that a trace of ours may have, with the field numbers of github.com/google/perfetto.
 * What is not here is an unknown field to the parser, which tests refuse.
 */
final class PerfettoSchema {
    static final Descriptor TRACE;

    static {
        FileDescriptorProto.Builder file =
                FileDescriptorProto.newBuilder().setName("trace.proto").setSyntax("proto2");
        file.addMessageType(message("Trace", many("packet", 1, "TracePacket")));
        file.addMessageType(message(
                "TracePacket",
                field("timestamp", 8, Type.TYPE_UINT64),
                one("clock_snapshot", 6, "ClockSnapshot"),
                field("trusted_packet_sequence_id", 10, Type.TYPE_UINT32),
                one("track_event", 11, "TrackEvent"),
                one("interned_data", 12, "InternedData"),
                field("sequence_flags", 13, Type.TYPE_UINT32),
                one("trace_packet_defaults", 59, "TracePacketDefaults"),
                one("track_descriptor", 60, "TrackDescriptor"),
                field("first_packet_on_sequence", 87, Type.TYPE_BOOL)));
        file.addMessageType(message("TracePacketDefaults", field("timestamp_clock_id", 58, Type.TYPE_UINT32)));
        file.addMessageType(
                message("ClockSnapshot", many("clocks", 1, "Clock"), field("primary_trace_clock", 2, Type.TYPE_INT32)));
        file.addMessageType(
                message("Clock", field("clock_id", 1, Type.TYPE_UINT32), field("timestamp", 2, Type.TYPE_UINT64)));
        file.addMessageType(message(
                "TrackDescriptor",
                field("uuid", 1, Type.TYPE_UINT64),
                field("name", 2, Type.TYPE_STRING),
                field("parent_uuid", 5, Type.TYPE_UINT64),
                one("counter", 8, "CounterDescriptor"),
                field("child_ordering", 11, Type.TYPE_INT32),
                field("sibling_order_rank", 12, Type.TYPE_INT32)));
        file.addMessageType(message("CounterDescriptor", field("unit", 3, Type.TYPE_INT32)));
        file.addMessageType(message(
                "TrackEvent",
                field("category_iids", 3, Type.TYPE_UINT64, Label.LABEL_REPEATED),
                many("debug_annotations", 4, "DebugAnnotation"),
                field("type", 9, Type.TYPE_INT32),
                field("name_iid", 10, Type.TYPE_UINT64),
                field("track_uuid", 11, Type.TYPE_UINT64),
                field("counter_value", 30, Type.TYPE_INT64),
                field("flow_ids", 47, Type.TYPE_FIXED64, Label.LABEL_REPEATED),
                field("terminating_flow_ids", 48, Type.TYPE_FIXED64, Label.LABEL_REPEATED)));
        file.addMessageType(message(
                "DebugAnnotation", field("string_value", 6, Type.TYPE_STRING), field("name", 10, Type.TYPE_STRING)));
        file.addMessageType(message(
                "InternedData", many("event_categories", 1, "InternedName"), many("event_names", 2, "InternedName")));
        file.addMessageType(
                message("InternedName", field("iid", 1, Type.TYPE_UINT64), field("name", 2, Type.TYPE_STRING)));
        try {
            TRACE = FileDescriptor.buildFrom(file.build(), new FileDescriptor[0])
                    .findMessageTypeByName("Trace");
        } catch (DescriptorValidationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private PerfettoSchema() {}

    private static DescriptorProto message(String name, FieldDescriptorProto... fields) {
        return DescriptorProto.newBuilder()
                .setName(name)
                .addAllField(java.util.List.of(fields))
                .build();
    }

    private static FieldDescriptorProto field(String name, int number, Type type) {
        return field(name, number, type, Label.LABEL_OPTIONAL);
    }

    private static FieldDescriptorProto field(String name, int number, Type type, Label label) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(label)
                .build();
    }

    private static FieldDescriptorProto one(String name, int number, String message) {
        return field(name, number, Type.TYPE_MESSAGE).toBuilder()
                .setTypeName(message)
                .build();
    }

    private static FieldDescriptorProto many(String name, int number, String message) {
        return one(name, number, message).toBuilder()
                .setLabel(Label.LABEL_REPEATED)
                .build();
    }
}
