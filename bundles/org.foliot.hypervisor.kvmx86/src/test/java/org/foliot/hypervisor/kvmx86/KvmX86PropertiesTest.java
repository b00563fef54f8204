package org.foliot.hypervisor.kvmx86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.kvmx86.Fixture.KVM;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.foliot.api.guest.Clocksource;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/** What holds of stolen time and of clocks under any sequence of what a machine does. */
class KvmX86PropertiesTest {
    private static final List<Frequency> HOSTS = List.of(
            Frequency.parse("2.4 GHz"),
            Frequency.parse("2.1 GHz"),
            Frequency.parse("2593.907 MHz"),
            Frequency.parse("3 GHz"));

    private enum Kind {
        WAIT,
        ENTER,
        PUT,
        TIME,
        STOP,
        RACE,
        SWAP_OUT,
        DISABLE,
        MOVE
    }

    private record Act(Kind kind, int vcpu, long nanoseconds) {}

    @Provide
    Arbitrary<List<Act>> acts() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.longs().between(0, 5_000_000_000L))
                .as(Act::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Candidate<KvmX86>> settings() {
        return Combinators.combine(
                        Arbitraries.of("vmx", "svm"),
                        Arbitraries.of("on", "off"),
                        Arbitraries.of("value", "offset"),
                        Arbitraries.of("on", "off"))
                .as((scaling, realtime, restore, stops) -> KVM.with("tsc_scaling", scaling)
                        .with("clock_realtime", realtime)
                        .with("tsc_restore", restore)
                        .with("clock_stops", stops));
    }

    /** A guest with two vCPUs on its way from host to host. */
    private static final class Journey {
        private final long[] waited = new long[2];
        private BenchGuest guest;
        private Clocksource clock;

        Journey(Candidate<KvmX86> kvm) {
            guest = Fixture.guest(bench(HOSTS.get(0), 0), kvm);
            clock = Fixture.clocks(guest).schedClock();
            for (int vcpu = 0; vcpu < 2; vcpu++) {
                Fixture.enable(guest, vcpu);
            }
        }

        private static Bench bench(Frequency tsc, long now) {
            Bench bench = new Bench(Fixture.HOST.withCounter(tsc).withVcpus(2));
            bench.advance(new Duration(now));
            return bench;
        }

        void play(Act act) {
            int vcpu = act.vcpu();
            switch (act.kind()) {
                case WAIT -> waits(vcpu, act.nanoseconds());
                case ENTER -> guest.enter(vcpu);
                case PUT -> guest.vm().vcpuPut(vcpu, act.nanoseconds() % 2 == 0);
                case TIME -> guest.bench().advance(Duration.ofNanos(act.nanoseconds()));
                case STOP -> {
                    guest.vm().stopped();
                    guest.bench().advance(Duration.ofNanos(act.nanoseconds()));
                    guest.vm().resumed();
                }
                case RACE -> {
                    guest.vm().vcpuLoad(vcpu);
                    waits(vcpu, act.nanoseconds());
                    guest.vm().enter(vcpu, act.nanoseconds());
                }
                case SWAP_OUT -> guest.bench().memory().setResident(guest.slot(vcpu), false);
                case DISABLE -> {
                    Fixture.wrmsr(guest, vcpu, Msr.STEAL_TIME, 0);
                    guest.preempt(vcpu, 17);
                    waited[vcpu] += 17;
                    Fixture.enable(guest, vcpu);
                }
                case MOVE -> move(act.nanoseconds());
                default -> throw new AssertionError(act);
            }
        }

        private void waits(int vcpu, long nanoseconds) {
            guest.bench().waits(vcpu, nanoseconds);
            waited[vcpu] += nanoseconds;
        }

        /** What was waited before a stop is shown by then, since the vCPUs run before they stop. */
        void settle() {
            guest.run(0);
            guest.run(1);
        }

        private void move(long nanoseconds) {
            settle();
            Frequency next = HOSTS.get((int) (nanoseconds % HOSTS.size()));
            BenchGuest arrived = guest.moveTo(bench(next, guest.bench().now() + nanoseconds));
            // The same kernel goes on; on the bench it has another platform, so it gets other clocks with the old
            // pages.
            KvmClocksource pages = new KvmClocksource(arrived.platform(), Fixture.CLOCKS.plus(4096), 400);
            pages.registered(0);
            clock = pages;
            guest = arrived;
        }

        long nanos() {
            return clock.read(0, guest.bench().now());
        }

        long ticks() {
            return guest.vm().clock().virtualCounter(0, guest.bench().now());
        }
    }

    @Property(tries = 300)
    void stolenTimeIsTheSumOfAllWaits(@ForAll("acts") List<Act> acts, @ForAll("settings") Candidate<KvmX86> kvm) {
        Journey journey = new Journey(kvm);
        acts.forEach(journey::play);
        journey.settle();
        for (int vcpu = 0; vcpu < 2; vcpu++) {
            assertThat(journey.guest.vm().stolenTime(vcpu)).isEqualTo(journey.waited[vcpu]);
            assertThat(Fixture.version(journey.guest, vcpu)).isEven();
        }
    }

    @Property(tries = 300)
    void noClockEverGoesBack(@ForAll("acts") List<Act> acts, @ForAll("settings") Candidate<KvmX86> kvm) {
        Journey journey = new Journey(kvm);
        long nanos = journey.nanos();
        long ticks = journey.ticks();
        for (Act act : acts) {
            journey.play(act);
            assertThat(journey.nanos()).as("kvm-clock after %s", act).isGreaterThanOrEqualTo(nanos);
            assertThat(journey.ticks()).as("TSC after %s", act).isGreaterThanOrEqualTo(ticks);
            nanos = journey.nanos();
            ticks = journey.ticks();
        }
    }

    @Property(tries = 300)
    void aTimerGoesOffWhenItShouldWhateverHappenedBefore(
            @ForAll("acts") List<Act> acts,
            @ForAll("settings") Candidate<KvmX86> kvm,
            @ForAll @LongRange(min = 0, max = 1L << 40) long ahead) {
        Journey journey = new Journey(kvm);
        acts.forEach(journey::play);
        long now = journey.guest.bench().now();
        VirtualClock tsc = journey.guest.vm().clock();
        long deadline = journey.ticks() + ahead;
        long instant = tsc.instantOfVirtual(0, deadline);
        assertThat(tsc.virtualCounter(0, instant)).isGreaterThanOrEqualTo(deadline);
        assertThat(instant == now || tsc.virtualCounter(0, instant - 1) < deadline)
                .isTrue();
        deadline = journey.nanos() + ahead;
        instant = journey.clock.instantOf(0, deadline);
        assertThat(journey.clock.read(0, instant)).isGreaterThanOrEqualTo(deadline);
        assertThat(instant == now || journey.clock.read(0, instant - 1) < deadline)
                .isTrue();
    }
}
