package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.guest.Specs.MICRO;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.workload.Behaviour;
import org.foliot.engine.RandomStreams;
import org.foliot.time.Frequency;

/** Ticks booked in bulk come to what ticks booked one by one would have come to. */
class BulkBookingTest {
    /**
     * One wait and one execution.
     *
     * @param gap picoseconds before the vCPU executes
     * @param run picoseconds that it executes
     * @param stolen nanoseconds by which stolen time changes meanwhile; below 0 it goes backwards
     * @param looks how often somebody looks while it executes
     */
    record Span(long gap, long run, long stolen, int looks) {}

    record Settings(
            String hz,
            String tickSteal,
            String excess,
            String accounting,
            boolean charges,
            int nice,
            Frequency counter) {
        KernelSpec kernel() {
            return Specs.kernel(
                    "6.12",
                    "tick",
                    hz,
                    "tick_steal",
                    tickSteal,
                    "excess_steal",
                    excess,
                    "accounting",
                    accounting,
                    "steal_accounting",
                    charges ? "on" : "off");
        }
    }

    @Provide
    Arbitrary<Settings> settings() {
        return Combinators.combine(
                        Arbitraries.of("100 Hz", "250 Hz", "300 Hz", "1 kHz"),
                        Arbitraries.of("one_tick", "all"),
                        Arbitraries.of("carried", "dropped"),
                        Arbitraries.of("tick", "vtime"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0, 5, -5),
                        Arbitraries.of(1_000_000L, 19_200_000L, 24_000_000L, 33_333_333L, 100_000_000L, 1_000_000_000L)
                                .map(Frequency::new))
                .as(Settings::new);
    }

    @Provide
    Arbitrary<List<Span>> spans() {
        Arbitrary<Long> length = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 100 * MICRO),
                Arbitraries.longs().between(0, 20_000 * MICRO),
                Arbitraries.longs().between(0, 300_000 * MICRO),
                Arbitraries.of(0L, 1000 * MICRO, 4000 * MICRO, 8000 * MICRO, 10_000 * MICRO));
        Arbitrary<Long> change = Arbitraries.oneOf(
                Arbitraries.of(0L),
                Arbitraries.longs().between(0, 30_000_000L),
                Arbitraries.longs().between(-30_000_000L, 300_000_000L),
                Arbitraries.longs());
        return Combinators.combine(
                        length, length, change, Arbitraries.integers().between(0, 3))
                .as(Span::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Property(tries = 2000)
    void theSameAsTickByTick(
            @ForAll("settings") Settings settings, @ForAll("spans") List<Span> spans, @ForAll boolean excess) {
        TestMachine machine = new TestMachine(1, settings.counter());
        KernelSpec kernel = settings.kernel();
        Guest guest = new Guest(
                Specs.guest(1, kernel, Specs.process("a", new Behaviour.Busy(), settings.nice())),
                machine,
                machine::stolenTime,
                new RandomStreams(1));
        guest.powerOn(0);
        NaiveKernel naive = null;
        long now = 0;
        for (Span span : spans) {
            now += span.gap();
            machine.advance(now);
            if (naive == null) {
                naive = new NaiveKernel(kernel.options(), settings.counter(), now);
                naive.enter(now, 0);
            } else {
                machine.driver().stolen[0] += excess ? span.stolen() : span.gap() / 1000;
                naive.enter(now, machine.driver().stolen[0]);
            }
            assertThat(guest.enter(0, now)).isEqualTo(GuestSystem.NEVER);
            for (int look = 1; look <= span.looks(); look++) {
                long instant = now + span.run() / (span.looks() + 1) * look;
                machine.advance(instant);
                naive.execute(instant);
                compare(guest, naive, instant);
            }
            now += span.run();
            machine.advance(now);
            guest.exit(0, now);
            naive.execute(now);
            compare(guest, naive, now);
        }
    }

    private static void compare(Guest guest, NaiveKernel naive, long now) {
        GuestMetrics metrics = guest.metrics();
        assertThat(metrics.userTime(0, now) + metrics.niceTime(0, now))
                .as("user")
                .isEqualTo(naive.shownUser(now) * 1000);
        assertThat(metrics.systemTime(0, now)).as("system").isZero();
        assertThat(metrics.stealTime(0, now)).as("steal").isEqualTo(naive.steal * 1000);
        assertThat(metrics.clockTask(0, now)).as("clock_task").isEqualTo(naive.clockTask * 1000);
        assertThat(metrics.lastReading(0, now).clock()).as("clock").isEqualTo(naive.clock);
        assertThat(metrics.charged(0, now)).as("charged").isEqualTo(naive.charged * 1000);
        assertThat(metrics.ran(0, now)).as("ran").isEqualTo(naive.ran);
        assertThat(metrics.jiffies(now)).as("jiffies").isEqualTo(naive.jiffies);
    }
}
