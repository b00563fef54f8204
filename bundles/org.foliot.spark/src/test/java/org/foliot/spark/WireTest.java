package org.foliot.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.foliot.engine.RandomStreams.Pairing;
import org.foliot.study.FinishedRun;
import org.foliot.study.RunRequest;
import org.foliot.study.StudyException;
import org.foliot.study.StudySource;
import org.junit.jupiter.api.Test;

/** What goes over the wire arrives, and nothing else does. */
class WireTest {
    private static final RunRequest REQUEST = new RunRequest("ab".repeat(32), 3, 4, -5, Pairing.MIRRORED);

    @Test
    void valuesOfStudiesArrive() {
        FinishedRun run = new FinishedRun(
                REQUEST,
                "passed",
                "print",
                "",
                7,
                List.of(new FinishedRun.Value("cost", Long.MIN_VALUE, "ps")),
                List.of(new FinishedRun.Distribution("waits of web.vcpu[*]", "HIST")));
        StudySource source = new StudySource(
                List.of(new StudySource.Text("a/b.foliot", "scenario ä")), "cost", new TreeMap<>(Map.of("n", "2")));

        assertThat(Wire.value(Wire.bytes(run), FinishedRun.class)).isEqualTo(run);
        assertThat(Wire.value(Wire.bytes(source), StudySource.class)).isEqualTo(source);
    }

    @Test
    void otherTypesAreRefused() {
        assertThatThrownBy(() -> Wire.value(Wire.bytes(new File("/etc/passwd")), File.class))
                .isInstanceOf(StudyException.class);
        assertThatThrownBy(() -> Wire.value(Wire.bytes(REQUEST), FinishedRun.class))
                .isInstanceOf(StudyException.class)
                .hasMessageStartingWith("Foliot on the cluster is another than here");
    }

    @Test
    void brokenBytesAreRefused() {
        byte[] whole = Wire.bytes(REQUEST);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Wire.value(part, RunRequest.class)).isInstanceOf(StudyException.class);
        }
    }
}
