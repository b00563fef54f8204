package org.foliot.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceTest {
    @ParameterizedTest
    @EnumSource
    void theSameRunGivesTheSameBytes(TraceFormat format) {
        TracedRun once = TracedRun.in(format);
        TracedRun again = TracedRun.in(format);
        assertThat(once.files.keySet()).isNotEmpty().isEqualTo(again.files.keySet());
        for (String file : once.files.keySet()) {
            assertThat(once.bytes(file)).as(file).isNotEmpty().isEqualTo(again.bytes(file));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTraceLeavesTheRunAsItIs(TraceFormat format) {
        TracedRun traced = TracedRun.in(format);
        assertThat(traced.result.manifest().fingerprint())
                .isEqualTo(TracedRun.unwatched().manifest().fingerprint());
    }

    @ParameterizedTest
    @EnumSource
    void filesAreThoseThatTheFormatNames(TraceFormat format) {
        List<String> expected =
                switch (format) {
                    case PERFETTO -> List.of("trace.perfetto-trace");
                    case CHROME -> List.of("trace.json");
                    case CTF ->
                        List.of(
                                "ctf/guest-web/channel0_0",
                                "ctf/guest-web/channel0_1",
                                "ctf/guest-web/metadata",
                                "ctf/host-dst/channel0_0",
                                "ctf/host-dst/channel0_1",
                                "ctf/host-dst/metadata",
                                "ctf/host-odd/channel0_0",
                                "ctf/host-odd/channel0_1",
                                "ctf/host-odd/metadata",
                                "ctf/host-src/channel0_0",
                                "ctf/host-src/channel0_1",
                                "ctf/host-src/metadata");
                    case PROCSTAT ->
                        List.of(
                                "procstat/guest-web.txt",
                                "procstat/host-dst.txt",
                                "procstat/host-odd.txt",
                                "procstat/host-src.txt");
                };
        assertThat(TracedRun.in(format).files.keySet()).containsExactlyElementsOf(expected);
    }
}
