package org.foliot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    /** An event as the contract sees it. */
    private record Event(long time, int kind, int source) {
        static final Comparator<Event> ORDER = Comparator.comparingLong(Event::time)
                .thenComparingInt(Event::kind)
                .thenComparingInt(Event::source);
    }

    /** A queue that follows the contract word by word. */
    private static final class Model {
        private final TreeSet<Event> events = new TreeSet<>(Event.ORDER);

        void schedule(int source, long time, int kind) {
            cancel(source);
            events.add(new Event(time, kind, source));
        }

        void cancel(int source) {
            events.removeIf(event -> event.source() == source);
        }

        long time(int source) {
            return events.stream()
                    .filter(event -> event.source() == source)
                    .mapToLong(Event::time)
                    .findAny()
                    .orElse(EventQueue.NEVER);
        }
    }

    private static void check(EventQueue queue, Model model) {
        assertThat(queue.isEmpty()).isEqualTo(model.events.isEmpty());
        if (model.events.isEmpty()) {
            assertThat(queue.nextTime()).isEqualTo(EventQueue.NEVER);
            assertThat(queue.nextKind()).isZero();
        } else {
            Event first = model.events.first();
            assertThat(new Event(queue.nextTime(), queue.nextKind(), queue.nextSource()))
                    .isEqualTo(first);
        }
    }

    private static EventQueue queueOf(int sources) {
        EventQueue queue = new EventQueue();
        for (int source = 0; source < sources; source++) {
            assertThat(queue.addSource()).isEqualTo(source);
        }
        return queue;
    }

    /** What to do: 0 to 5 schedules, 6 cancels, 7 cancels the first, 8 moves the first on, 9 adds a source. */
    @Provide
    Arbitrary<List<Tuple3<Integer, Integer, Long>>> steps() {
        Arbitrary<Integer> what = Arbitraries.integers().between(0, 9);
        Arbitrary<Integer> whom = Arbitraries.integers().between(0, 10_000);
        // Few different times make many ties.
        Arbitrary<Long> when = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(0, 4)),
                Tuple.of(2, Arbitraries.longs().between(0, EventQueue.NEVER - 1)));
        return Combinators.combine(what, whom, when).as(Tuple::of).list().ofMaxSize(200);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void agreesWithTheContract(
            @ForAll("steps") List<Tuple3<Integer, Integer, Long>> steps,
            @ForAll @IntRange(min = 1, max = 40) int sources) {
        EventQueue queue = queueOf(sources);
        Model model = new Model();
        for (Tuple3<Integer, Integer, Long> step : steps) {
            int source = step.get2() % queue.sources();
            int kind = step.get2() % 3;
            switch (step.get1()) {
                case 6 -> {
                    queue.cancel(source);
                    model.cancel(source);
                }
                case 7 -> {
                    model.cancel(queue.nextSource());
                    queue.cancel(queue.nextSource());
                }
                case 8 -> {
                    int first = queue.nextSource();
                    queue.schedule(first, step.get3(), kind);
                    model.schedule(first, step.get3(), kind);
                }
                case 9 -> queue.addSource();
                default -> {
                    queue.schedule(source, step.get3(), kind);
                    model.schedule(source, step.get3(), kind);
                    assertThat(queue.kind(source)).isEqualTo(kind);
                }
            }
            assertThat(queue.time(source)).isEqualTo(model.time(source));
            check(queue, model);
        }
        while (!model.events.isEmpty()) {
            model.events.pollFirst();
            queue.cancel(queue.nextSource());
            check(queue, model);
        }
    }

    @Property(tries = 50)
    void sortsManyEventsWithHeavyTies(@ForAll("events") List<Tuple3<Integer, Integer, Long>> events) {
        EventQueue queue = queueOf(events.size());
        List<Event> expected = new ArrayList<>();
        for (int source = 0; source < events.size(); source++) {
            Event event =
                    new Event(events.get(source).get3(), events.get(source).get2(), source);
            expected.add(event);
            queue.schedule(source, event.time(), event.kind());
        }
        expected.sort(Event.ORDER);
        List<Event> drained = new ArrayList<>();
        while (!queue.isEmpty()) {
            drained.add(new Event(queue.nextTime(), queue.nextKind(), queue.nextSource()));
            queue.cancel(queue.nextSource());
        }
        assertThat(drained).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<Tuple3<Integer, Integer, Long>>> events() {
        return Combinators.combine(
                        Arbitraries.just(0),
                        Arbitraries.integers().between(0, EventQueue.MAX_KIND),
                        Arbitraries.longs().between(0, 5))
                .as(Tuple::of)
                .list()
                .ofMaxSize(2_000);
    }

    @Test
    void keepsItsEventsWhenItGrows() {
        EventQueue queue = queueOf(8);
        Model model = new Model();
        for (int source = 0; source < 8; source++) {
            queue.schedule(source, 100 - source, 5);
            model.schedule(source, 100 - source, 5);
        }
        for (int added = 8; added < 1_000; added++) {
            assertThat(queue.addSource()).isEqualTo(added);
            check(queue, model);
            if (added % 3 == 0) {
                queue.schedule(added, added % 7, 1);
                model.schedule(added, added % 7, 1);
                check(queue, model);
            }
        }
        for (int source = 0; source < 1_000; source++) {
            assertThat(queue.time(source)).isEqualTo(model.time(source));
        }
    }

    @Test
    void ordersTheExtremesOfTimeKindAndSource() {
        EventQueue queue = queueOf(100);
        queue.schedule(99, EventQueue.NEVER - 1, EventQueue.MAX_KIND);
        assertThat(queue.nextSource()).isEqualTo(99);
        assertThat(queue.nextKind()).isEqualTo(EventQueue.MAX_KIND);
        queue.schedule(98, EventQueue.NEVER - 1, 0);
        assertThat(queue.nextSource()).isEqualTo(98);
        queue.schedule(50, 0, EventQueue.MAX_KIND);
        assertThat(queue.nextSource()).isEqualTo(50);
        queue.schedule(51, 0, 0);
        assertThat(queue.nextSource()).isEqualTo(51);
        assertThat(queue.nextTime()).isZero();
    }

    @Test
    void refusesWhatItCannotHold() {
        EventQueue queue = queueOf(1);
        assertThatThrownBy(() -> queue.schedule(0, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an event cannot be due at -1 ps");
        assertThatThrownBy(() -> queue.schedule(0, EventQueue.NEVER, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.schedule(0, 1, 128))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an event kind of 128 is not 0 to 127");
        assertThatThrownBy(() -> queue.schedule(0, 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.schedule(1, 1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("there is no event source 1 among 1");
        assertThatThrownBy(() -> queue.cancel(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> queue.time(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> queue.kind(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(queue.isEmpty()).isTrue();
    }
}
