package org.foliot.hypervisor.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.hypervisor.kvm.KvmFixture.KVM;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.foliot.testkit.Bench;
import org.foliot.testkit.BenchGuest;
import org.foliot.testkit.Candidate;
import org.foliot.time.Duration;

/** What holds of stolen time under any sequence of what a machine does. */
class StolenTimePropertiesTest {
    private static final Bench.Setup HOST = Bench.Setup.DEFAULT.withVcpus(2);

    private enum Kind {
        WAIT,
        LOAD,
        ENTER,
        PUT,
        TIME,
        STOP,
        RACE,
        SWAP_OUT,
        MOVE
    }

    private record Act(Kind kind, int vcpu, long nanoseconds) {}

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<Act> act = Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.longs().between(0, 5_000_000_000L))
                .as(Act::new);
        return act.list().ofMaxSize(60);
    }

    /** A guest on its way from host to host, and what its vCPUs waited there. */
    private static final class Journey {
        private final long[] waited = new long[2];
        private final long[] waitedHere = new long[2];
        private BenchGuest guest;

        Journey(Candidate<Kvm> kvm, Strategies strategy) {
            this.guest = new Bench(HOST).create(kvm, Optional.of(strategy.candidate()));
            guest.vm().configure();
            for (int vcpu = 0; vcpu < 2; vcpu++) {
                KvmFixture.ask(guest, vcpu);
            }
        }

        void play(Act act) {
            int vcpu = act.vcpu();
            long now = act.nanoseconds();
            switch (act.kind()) {
                case WAIT -> waits(vcpu, now);
                case LOAD -> guest.vm().vcpuLoad(vcpu);
                case ENTER -> guest.vm().enter(vcpu, 0);
                case PUT -> guest.vm().vcpuPut(vcpu, now % 2 == 0);
                case TIME -> guest.bench().advance(Duration.ofNanos(now));
                case STOP -> {
                    guest.vm().stopped();
                    guest.bench().advance(Duration.ofNanos(now));
                    guest.vm().resumed();
                }
                case RACE -> {
                    guest.vm().vcpuLoad(vcpu);
                    waits(vcpu, now);
                    guest.vm().enter(vcpu, now);
                }
                case SWAP_OUT -> guest.bench().memory().setResident(guest.slot(vcpu), false);
                case MOVE -> move();
                default -> throw new AssertionError(act);
            }
        }

        private void waits(int vcpu, long nanoseconds) {
            guest.bench().waits(vcpu, nanoseconds);
            waited[vcpu] += nanoseconds;
            waitedHere[vcpu] += nanoseconds;
        }

        private void move() {
            settle();
            guest = guest.moveTo(new Bench(HOST));
            waitedHere[0] = 0;
            waitedHere[1] = 0;
        }

        /** What was waited before a stop is shown by then, since the vCPUs run before they stop. */
        void settle() {
            guest.run(0);
            guest.run(1);
        }
    }

    @Property(tries = 300)
    void stolenTimeIsTheSumOfAllWaitsWhereTheTotalIsInGuestMemory(
            @ForAll("acts") List<Act> acts, @ForAll Strategies strategy) {
        Journey journey = new Journey(KVM, strategy);
        acts.forEach(journey::play);
        journey.settle();
        for (int vcpu = 0; vcpu < 2; vcpu++) {
            assertThat(journey.guest.vm().stolenTime(vcpu)).isEqualTo(journey.waited[vcpu]);
        }
    }

    @Property(tries = 300)
    void stolenTimeIsTheSumOfTheWaitsSinceTheLastMoveWhereTheKernelKeepsTheTotal(
            @ForAll("acts") List<Act> acts, @ForAll Strategies strategy) {
        Journey journey = new Journey(KVM.with("steal_update", "cached"), strategy);
        acts.forEach(journey::play);
        journey.settle();
        for (int vcpu = 0; vcpu < 2; vcpu++) {
            assertThat(journey.guest.vm().stolenTime(vcpu)).isEqualTo(journey.waitedHere[vcpu]);
        }
    }

    @Property(tries = 300)
    void itNeverDecreasesWhereTheTotalIsInGuestMemory(@ForAll("acts") List<Act> acts, @ForAll Strategies strategy) {
        Journey journey = new Journey(KVM, strategy);
        long before = 0;
        for (Act act : acts) {
            journey.play(act);
            long now = journey.guest.vm().stolenTime(0);
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Property(tries = 300)
    void readingRunDelayTwiceOnlyEverLoses(@ForAll("acts") List<Act> acts, @ForAll Strategies strategy) {
        Journey journey = new Journey(KVM.with("run_delay_reads", "twice"), strategy);
        acts.forEach(journey::play);
        journey.settle();
        long raced = acts.stream()
                .filter(a -> a.kind() == Kind.RACE && a.vcpu() == 0)
                .mapToLong(Act::nanoseconds)
                .sum();
        assertThat(journey.guest.vm().stolenTime(0)).isEqualTo(journey.waited[0] - raced);
    }
}
