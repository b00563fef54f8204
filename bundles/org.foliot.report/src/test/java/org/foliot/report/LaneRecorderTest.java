package org.foliot.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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

    /** How long each state lasted within each stretch of time. */
    private static Map<String, Long> withinStretches(Lane lane, long stretch) {
        Map<String, Long> totals = new TreeMap<>();
        long at = lane.start();
        for (int i = 0; i < lane.count(); i++) {
            long until = at + lane.length(i);
            while (at < until) {
                long next = Math.min(until, (at / stretch + 1) * stretch);
                totals.merge(at / stretch + " " + lane.states().get(lane.place(i)), next - at, Long::sum);
                at = next;
            }
        }
        return totals;
    }

    @Test
    void whereThereAreTooManyTheOrderWithinAStretchIsLostAndNothingElse() {
        LaneRecorder all = new LaneRecorder(1_000_000);
        LaneRecorder few = new LaneRecorder(500);
        Random random = new Random(7);
        String[] states = {"running", "waiting", "idle"};
        long at = 3;
        for (int i = 0; i < 10_000; i++) {
            long until = at + 1 + random.nextInt(i % 50 == 0 ? 100_000_000 : 1_000_000);
            all.add(VCPU, at, until, states[i % 3]);
            few.add(VCPU, at, until, states[i % 3]);
            at = until;
        }
        Lane lane = few.lanes().get(0);
        assertThat(all.grain()).isZero();
        assertThat(few.grain()).isGreaterThan(0);
        assertThat(lane.count()).isBetween(100, 500);
        assertThat(described(lane)).noneMatch(segment -> segment.endsWith(" 0"));
        assertThat(withinStretches(lane, few.grain()))
                .isEqualTo(withinStretches(all.lanes().get(0), few.grain()));
    }
}
