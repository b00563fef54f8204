package org.foliot.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.foliot.api.observation.Observations;
import org.foliot.api.observation.Subject;
import org.foliot.program.Program;
import org.foliot.program.SubjectRef;
import org.foliot.program.study.DistributionDefinition;
import org.foliot.program.study.DistributionDefinition.Quantity;
import org.foliot.statistics.QuantileSketch;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** What is counted of a run is what was asked for, and none of the warm-up. */
class DistributionSinkTest {
    private static final SubjectRef FIRST = SubjectRef.numbered(Subject.VCPU, "web", 0);
    private static final SubjectRef SECOND = SubjectRef.numbered(Subject.VCPU, "web", 1);
    private static final SubjectRef HOG = new SubjectRef(Subject.TASK, "src", "hog");

    private static final Program NOTHING = new Program(
            "s",
            Optional.empty(),
            "",
            new TreeMap<>(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Duration.ofSeconds(1),
            List.of());

    private static DistributionSink sink(DistributionDefinition... definitions) {
        return new DistributionSink(NOTHING, List.of(definitions), new Duration(100));
    }

    private static QuantileSketch sketch(DistributionSink sink, int number) {
        return QuantileSketch.fromBytes(
                Base64.getDecoder().decode(sink.counted().get(number).histogram()));
    }

    @Test
    void onlyWhatHappensAfterTheWarmUpToTheNamedCounts() {
        DistributionSink sink = sink(
                new DistributionDefinition("waits of web.vcpu[0]", Quantity.WAITS, List.of(FIRST)),
                new DistributionDefinition("waits of web.vcpu[*]", Quantity.WAITS, List.of(FIRST, SECOND)),
                new DistributionDefinition("responses of src.hog", Quantity.RESPONSES, List.of(HOG)));

        sink.observation(99, Observations.RUN_DELAY, FIRST, 1, 1);
        sink.observation(100, Observations.RUN_DELAY, FIRST, 20, 21);
        sink.observation(101, Observations.RUN_DELAY, SECOND, 30, 30);
        sink.observation(102, Observations.JOB, HOG, 40, 1);
        sink.observation(103, Observations.SWITCH_IN, FIRST, 50, 0);

        assertThat(sketch(sink, 0).size()).isEqualTo(1);
        assertThat(sketch(sink, 0).quantile(1)).isEqualTo(20);
        assertThat(sketch(sink, 1).size()).isEqualTo(2);
        assertThat(sketch(sink, 1).quantile(1)).isEqualTo(30);
        assertThat(sketch(sink, 2).quantile(1)).isEqualTo(40);
        assertThat(sink.counted())
                .extracting(FinishedRun.Distribution::name)
                .containsExactly("waits of web.vcpu[0]", "waits of web.vcpu[*]", "responses of src.hog");
    }
}
