package org.foliot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private final List<String> happened = new ArrayList<>();
    private final EventLoop loop = new EventLoop();

    private void log(int source, int kind, long now) {
        happened.add(now + " " + kind + " " + source);
    }

    @Test
    void firesInTheOrderOfTimeKindAndSource() {
        int a = loop.addSource(this::log);
        int b = loop.addSource(this::log);
        int c = loop.addSource(this::log);
        int d = loop.addSource(this::log);
        loop.schedule(d, 10, 1);
        loop.schedule(c, 10, 1);
        loop.schedule(b, 10, 0);
        loop.schedule(a, 11, 0);
        assertThat(loop.run(EventLoop.NEVER)).isEqualTo(StopReason.EXHAUSTED);
        assertThat(happened).containsExactly("10 0 1", "10 1 2", "10 1 3", "11 0 0");
        assertThat(loop.now()).isEqualTo(11);
        assertThat(loop.events()).isEqualTo(4);
        assertThat(loop.sources()).isEqualTo(4);
    }

    @Property
    void theOrderOfSchedulingNeverMatters(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 2) Integer> kinds,
            @ForAll @LongRange(min = 1) long salt) {
        List<String> forwards = runAll(kinds, false, salt);
        List<String> backwards = runAll(kinds, true, salt);
        assertThat(backwards).isEqualTo(forwards).hasSameSizeAs(kinds);
    }

    private static List<String> runAll(List<Integer> kinds, boolean backwards, long salt) {
        List<String> happened = new ArrayList<>();
        EventLoop loop = new EventLoop();
        for (int i = 0; i < kinds.size(); i++) {
            loop.addSource((source, kind, now) -> happened.add(now + " " + kind + " " + source));
        }
        for (int i = 0; i < kinds.size(); i++) {
            int source = backwards ? kinds.size() - 1 - i : i;
            loop.schedule(source, (salt >>> source) % 3 + 3, kinds.get(source));
        }
        loop.run(EventLoop.NEVER);
        return happened;
    }

    @Test
    void advancesToTheHorizonAndGoesOnFromThere() {
        int ticker = loop.addSource((source, kind, now) -> {
            log(source, kind, now);
            loop.schedule(source, now + 10, kind);
        });
        loop.schedule(ticker, 10, 0);
        assertThat(loop.run(20)).isEqualTo(StopReason.HORIZON);
        assertThat(happened).containsExactly("10 0 0", "20 0 0");
        assertThat(loop.now()).isEqualTo(20);
        assertThat(loop.run(25)).isEqualTo(StopReason.HORIZON);
        assertThat(loop.now()).isEqualTo(25);
        assertThat(loop.time(ticker)).isEqualTo(30);
        assertThat(loop.run(30)).isEqualTo(StopReason.HORIZON);
        assertThat(happened).hasSize(3);
        assertThatThrownBy(() -> loop.run(29))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot run until 29 ps, as it is 30 ps already");
    }

    @Test
    void advancesToTheHorizonEvenWithoutEvents() {
        assertThat(loop.run(7)).isEqualTo(StopReason.HORIZON);
        assertThat(loop.now()).isEqualTo(7);
        assertThat(loop.run(EventLoop.NEVER)).isEqualTo(StopReason.EXHAUSTED);
        assertThat(loop.now()).isEqualTo(7);
        assertThat(loop.nextTime()).isEqualTo(EventLoop.NEVER);
    }

    @Test
    void aSourceHasNoEventWhileItsLastOneHappens() {
        int other = loop.addSource(this::log);
        int source = loop.addSource((self, kind, now) -> {
            assertThat(loop.time(self)).isEqualTo(EventLoop.NEVER);
            loop.cancel(self);
            assertThat(loop.time(self)).isEqualTo(EventLoop.NEVER);
            assertThat(loop.nextTime()).isEqualTo(12);
            loop.schedule(self, 11, 0);
            assertThat(loop.time(self)).isEqualTo(11);
            assertThat(loop.nextTime()).isEqualTo(11);
            loop.cancel(self);
        });
        loop.schedule(source, 10, 0);
        loop.schedule(other, 12, 0);
        loop.run(EventLoop.NEVER);
        assertThat(happened).containsExactly("12 0 0");
        assertThat(loop.events()).isEqualTo(2);
    }

    @Test
    void anEventOfTheSameInstantTakesItsPlaceAmongThoseToCome() {
        int late = loop.addSource(this::log);
        int early = loop.addSource(this::log);
        int cause = loop.addSource((self, kind, now) -> {
            log(self, kind, now);
            if (kind == 1) {
                loop.schedule(early, now, 0);
                loop.schedule(self, now, 5);
            }
        });
        loop.schedule(late, 10, 3);
        loop.schedule(cause, 10, 1);
        loop.run(EventLoop.NEVER);
        assertThat(happened).containsExactly("10 1 2", "10 0 1", "10 3 0", "10 5 2");
    }

    @Test
    void rescheduleReplacesAndCancelRemoves() {
        int a = loop.addSource(this::log);
        int b = loop.addSource(this::log);
        loop.schedule(a, 10, 0);
        loop.schedule(a, 20, 1);
        loop.schedule(b, 15, 0);
        loop.cancel(b);
        loop.cancel(b);
        loop.run(EventLoop.NEVER);
        assertThat(happened).containsExactly("20 1 0");
    }

    @Test
    void refusesThePast() {
        int a = loop.addSource((source, kind, now) -> loop.schedule(source, now - 1, 3));
        loop.schedule(a, 10, 0);
        assertThatThrownBy(() -> loop.run(EventLoop.NEVER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source 0 cannot have an event of kind 3 at 9 ps, as it is 10 ps already");
    }

    @Test
    void staysSoundWhenAHandlerFails() {
        int failing = loop.addSource((source, kind, now) -> {
            throw new IllegalStateException("broken model");
        });
        int sound = loop.addSource(this::log);
        loop.schedule(failing, 10, 0);
        loop.schedule(sound, 10, 1);
        assertThatThrownBy(() -> loop.run(EventLoop.NEVER)).hasMessage("broken model");
        assertThat(loop.time(failing)).isEqualTo(EventLoop.NEVER);
        assertThat(loop.run(EventLoop.NEVER)).isEqualTo(StopReason.EXHAUSTED);
        assertThat(happened).containsExactly("10 1 1");
    }

    @Test
    void sourcesCanBeAddedDuringARun() {
        int creator = loop.addSource((source, kind, now) -> {
            for (int i = 0; i < 100; i++) {
                int added = loop.addSource(this::log);
                loop.schedule(added, now + 100 - i, 0);
            }
            loop.schedule(source, now + 200, 1);
        });
        loop.schedule(creator, 0, 0);
        loop.run(150);
        assertThat(happened).hasSize(100).startsWith("1 0 100", "2 0 99").endsWith("100 0 1");
        assertThat(loop.time(creator)).isEqualTo(200);
    }

    @Test
    void stopsAfterTheEventThatAsksForIt() {
        StopReason verdict = new StopReason("verdict");
        int a = loop.addSource((source, kind, now) -> {
            loop.stop(verdict);
            loop.stop(StopReason.CANCELLED);
            loop.schedule(source, now + 1, 0);
        });
        loop.schedule(a, 10, 0);
        assertThat(loop.run(100)).isEqualTo(verdict);
        assertThat(loop.now()).isEqualTo(10);
        assertThat(loop.run(100)).isEqualTo(verdict);
        assertThat(loop.now()).isEqualTo(11);
        assertThatThrownBy(() -> loop.stop(verdict)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotReentrant() {
        int a = loop.addSource((source, kind, now) -> loop.run(100));
        loop.schedule(a, 10, 0);
        assertThatThrownBy(() -> loop.run(100)).hasMessage("the event loop is running already");
    }

    @Test
    void cancellationEndsARunAtTheNextCheckpointAndEveryLaterRunAtOnce() {
        int a = loop.addSource((source, kind, now) -> {
            if (now == 5_000) {
                loop.requestCancellation();
            }
            loop.schedule(source, now + 1, 0);
        });
        loop.schedule(a, 1, 0);
        assertThat(loop.run(EventLoop.NEVER)).isEqualTo(StopReason.CANCELLED);
        assertThat(loop.events()).isEqualTo(2L * EventLoop.EVENTS_PER_CHECKPOINT);
        assertThat(loop.run(EventLoop.NEVER)).isEqualTo(StopReason.CANCELLED);
        assertThat(loop.events()).isEqualTo(2L * EventLoop.EVENTS_PER_CHECKPOINT);
    }

    @Test
    void reportsProgressByEventsAlone() {
        List<String> reports = new ArrayList<>();
        EventLoop reporting =
                new EventLoop(FingerprintRecorder.none(), (now, events) -> reports.add(now + " " + events));
        int a = reporting.addSource((source, kind, now) -> reporting.schedule(source, now + 2, 0));
        reporting.schedule(a, 2, 0);
        reporting.run(3 * 2L * EventLoop.EVENTS_PER_CHECKPOINT + 1);
        assertThat(reports).containsExactly("8192 4096", "16384 8192", "24576 12288");
    }

    @Test
    void noticesWhenTimeStandsStill() {
        int a = loop.addSource((source, kind, now) -> loop.schedule(source, now, 0));
        loop.schedule(a, 5, 0);
        assertThat(loop.run(10)).isEqualTo(StopReason.STALLED);
        assertThat(loop.now()).isEqualTo(5);
        assertThat(loop.events()).isLessThanOrEqualTo(EventLoop.STALL_EVENTS + EventLoop.EVENTS_PER_CHECKPOINT);
    }

    @Test
    void fingerprintsEveryEvent() {
        assertThat(fingerprintOf("tks", 10, 1)).isEqualTo(fingerprintOf("tks", 10, 1));
        assertThat(fingerprintOf("tks", 10, 1)).isNotEqualTo(fingerprintOf("tks", 11, 1));
        assertThat(fingerprintOf("tks", 10, 1)).isNotEqualTo(fingerprintOf("tks", 10, 2));
        assertThat(fingerprintOf("ks", 10, 1)).isEqualTo(fingerprintOf("ks", 11, 1));
        assertThat(fingerprintOf("ts", 10, 1)).isEqualTo(fingerprintOf("ts", 10, 2));
    }

    private static Fingerprint fingerprintOf(String ingredients, long time, int kind) {
        FingerprintRecorder recorder = new FingerprintRecorder(FingerprintIngredients.parse(ingredients));
        EventLoop loop = new EventLoop(recorder, (now, events) -> {});
        int a = loop.addSource((source, k, now) -> {});
        loop.schedule(a, time, kind);
        loop.run(100);
        return recorder.fingerprint();
    }
}
