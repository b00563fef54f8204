package org.foliot.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaneRecorderTest {
    private static final String VCPU = "web.vcpu[0]";

    private static List<String> described(Lane lane) {
        List<String> segments = new ArrayList<>();
        for (int i = 0; i < lane.count(); i++) {
            segments.add(lane.states().get(lane.place(i)) + " " + lane.length(i));
        }
        return segments;
    }

    @Test
    void keepsEverySegmentWhileThereIsRoom() {
        LaneRecorder recorder = new LaneRecorder(100);
        recorder.add(VCPU, 5, 7, "running");
        recorder.add(VCPU, 7, 20, "waiting");
        recorder.add(VCPU, 20, 21, "running");
        Lane lane = recorder.lanes().get(0);
        assertThat(lane.start()).isEqualTo(5);
        assertThat(described(lane)).containsExactly("running 2", "waiting 13", "running 1");
        assertThat(recorder.grain()).isZero();
    }

    @Test
    void whatIsNotToldIsNotKnown() {
        LaneRecorder recorder = new LaneRecorder(100);
        recorder.add(VCPU, 0, 7, "running");
        recorder.add(VCPU, 9, 10, "waiting");
        recorder.add(VCPU, 3, 8, "idle");
        Lane lane = recorder.lanes().get(0);
        assertThat(described(lane)).containsExactly("running 7", Lane.UNKNOWN + " 2", "waiting 1");
    }

    @Test
    void lanesStandInTheOrderOfTheirNumbers() {
        LaneRecorder recorder = new LaneRecorder(100);
        for (int i : new int[] {10, 9, 0, 100}) {
            recorder.add("web.vcpu[" + i + "]", 0, 1, "idle");
        }
        assertThat(recorder.lanes())
                .extracting(Lane::subject)
                .containsExactly("web.vcpu[0]", "web.vcpu[9]", "web.vcpu[10]", "web.vcpu[100]");
    }

    @Test
    void whereThereAreTooManyTheOrderWithinAStretchIsLostAndNothingElse() {
        int most = 500;
        LaneRecorder recorder = new LaneRecorder(most);
        Random random = new Random(7);
        String[] states = {"running", "waiting", "idle"};
        long[][] exact = new long[3][100];
        Map<String, Long> totals = new HashMap<>();
        long at = 0;
        long stretch = 128_000_000;
        for (int i = 0; at < 100 * stretch; i++) {
            long until = Math.min(100 * stretch, at + 1 + random.nextInt(i % 50 == 0 ? 100_000_000 : 1_000_000));
            recorder.add(VCPU, at, until, states[i % 3]);
            totals.merge(states[i % 3], until - at, Long::sum);
            for (long from = at; from < until; ) {
                long to = Math.min(until, (from / stretch + 1) * stretch);
                exact[i % 3][(int) (from / stretch)] += to - from;
                from = to;
            }
            at = until;
        }
        Lane lane = recorder.lanes().get(0);
        assertThat(lane.count()).isLessThanOrEqualTo(most);
        assertThat(recorder.grain()).isGreaterThan(0);
        assertThat(stretch % recorder.grain())
                .as("the test looks at whole stretches")
                .isZero();
        assertThat(described(lane)).noneMatch(segment -> segment.endsWith(" 0"));
        totals.forEach((state, total) -> assertThat(lane.total(state)).as(state).isEqualTo(total));
        long[][] kept = new long[3][100];
        long instant = 0;
        for (int i = 0; i < lane.count(); i++) {
            int state = Arrays.asList(states).indexOf(lane.states().get(lane.place(i)));
            for (long from = instant; from < instant + lane.length(i); ) {
                long to = Math.min(instant + lane.length(i), (from / stretch + 1) * stretch);
                kept[state][(int) (from / stretch)] += to - from;
                from = to;
            }
            instant += lane.length(i);
        }
        assertThat(kept).isDeepEqualTo(exact);
    }
}
