package org.foliot.trace;

import java.util.List;
import java.util.UUID;
import org.foliot.api.observation.ObservationKind;

/** The metadata of a CTF 1.8 trace, in TSDL: says what the bytes of its streams are. */
final class CtfMetadata {
    /** All traces of a run have one clock, by which readers know that their instants can be compared. */
    private static final String CLOCK_UUID = "f0110700-0000-4000-8000-000000000001";

    private static final String HEAD = """
            /* CTF 1.8 */

            typealias integer { size = 16; align = 8; signed = false; } := uint16_t;
            typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
            typealias integer { size = 32; align = 8; signed = true; } := int32_t;
            typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
            typealias integer { size = 64; align = 8; signed = true; } := int64_t;

            trace {
            	major = 1;
            	minor = 8;
            	uuid = "%s";
            	byte_order = le;
            	packet.header := struct {
            		uint32_t magic;
            		uint8_t uuid[16];
            		uint32_t stream_id;
            	};
            };

            env {
            	hostname = "%s";
            	domain = "kernel";
            	sysname = "Linux";
            	tracer_name = "foliot";
            	machine = "%s";
            	scenario = "%s";
            };

            clock {
            	name = "monotonic";
            	uuid = "%s";
            	description = "simulated time";
            	freq = 1000000000;
            	precision = 1;
            	offset = 0;
            };

            typealias integer {
            	size = 64; align = 8; signed = false;
            	map = clock.monotonic.value;
            } := timestamp_t;

            stream {
            	id = 0;
            	packet.context := struct {
            		timestamp_t timestamp_begin;
            		timestamp_t timestamp_end;
            		uint64_t content_size;
            		uint64_t packet_size;
            		uint64_t packet_seq_num;
            		uint64_t events_discarded;
            		uint32_t cpu_id;
            	};
            	event.header := struct {
            		uint16_t id;
            		timestamp_t timestamp;
            	};
            };

            event {
            	name = "sched_switch";
            	id = 0;
            	stream_id = 0;
            	fields := struct {
            		string prev_comm;
            		int32_t prev_tid;
            		int32_t prev_prio;
            		int64_t prev_state;
            		string next_comm;
            		int32_t next_tid;
            		int32_t next_prio;
            	};
            };

            event {
            	name = "foliot_timeline";
            	id = 1;
            	stream_id = 0;
            	fields := struct {
            		string verb;
            		string target;
            		string text;
            		string refused;
            	};
            };
            """;

    private static final String OBSERVATION = """

            event {
            	name = "foliot_%s";
            	id = %d;
            	stream_id = 0;
            	fields := struct {
            		string subject;
            		int64_t a;
            		int64_t b;
            	};
            };
            """;

    /** Id of {@code sched_switch}. */
    static final int SCHED_SWITCH = 0;
    /** Id of {@code foliot_timeline}. */
    static final int TIMELINE = 1;
    /** Id of the first kind of observation. */
    static final int OBSERVATIONS = 2;

    private CtfMetadata() {}

    /**
     * The text.
     *
     * @param trace identity of the trace
     * @param machine the host or guest that it is of
     * @param kind {@code host} or {@code guest}
     * @param kinds the kinds of observations, in the order of their ids
     */
    static String text(UUID trace, String machine, String kind, String scenario, List<ObservationKind> kinds) {
        StringBuilder text = new StringBuilder(
                HEAD.replace("uint8_t uuid[16]", "integer { size = 8; align = 8; signed = false; } uuid[16]")
                        .formatted(trace, machine, kind, scenario, CLOCK_UUID));
        for (int i = 0; i < kinds.size(); i++) {
            text.append(OBSERVATION.formatted(kinds.get(i).name(), OBSERVATIONS + i));
        }
        return text.toString();
    }
}
