package org.foliot.testkit;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.PvTimeDriver.Handover;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.Hypervisor;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.PlacementException;
import org.foliot.api.observation.Observations;
import org.foliot.api.timeline.Events.Corrupt;
import org.foliot.time.Address;
import org.foliot.time.Duration;

/**
 * What every hypervisor has to do whatever its interface to the guest: the contract of {@link Hypervisor} and {@link
 * VirtualMachine}, seen through the guest driver that it brings.
 */
final class HypervisorContract implements Contract<Hypervisor<?>> {
    private static final String RULE = "org.foliot.api.hypervisor.VirtualMachine";
    /** Nanoseconds that a wait takes as a rule. */
    private static final long WAIT = 1_000_000;

    private static final int STRUCTURES = 4096;

    /** CPUs that a guest under test has online. */
    private static final int CPUS = 2;

    private final Candidate<? extends MemoryStrategy<?>> strategy;
    private final boolean stolenTime;

    /**
     * The contract of a hypervisor.
     *
     * @param strategy provides the memory of stolen time
     * @param stolenTime whether it has stolen time; one that has none refuses the memory
     */
    HypervisorContract(Candidate<? extends MemoryStrategy<?>> strategy, boolean stolenTime) {
        this.strategy = strategy;
        this.stolenTime = stolenTime;
    }

    @Override
    public List<Check> checks(Candidate<? extends Hypervisor<?>> candidate) {
        Cases cases = new Cases(candidate, strategy, stolenTime);
        return stolenTime ? all(cases) : withoutStolenTime(cases);
    }

    private static List<Check> withoutStolenTime(Cases cases) {
        return List.of(
                check("the structure has a size and an alignment", cases::structure),
                check("the interfaces it claims have names", cases::interfaces),
                check("a guest without memory for it finds none", cases::none),
                check("memory for it is refused", cases::refusesMemory),
                check("state of another hypervisor is refused with a reason", cases::foreign),
                check("the counters never go back", cases::counters),
                check("the counters go on after a move", cases::countersMove),
                check("a deadline is the first instant at which the counter is there", cases::deadlines));
    }

    private static List<Check> all(Cases cases) {
        return List.of(
                check("the structure has a size and an alignment", cases::structure),
                check("the interfaces it claims have names", cases::interfaces),
                check("a guest finds stolen time and sets it up on every CPU", cases::discovery),
                check("a guest without memory for it finds none", cases::none),
                check("a CPU that is not online is not stolen from", cases::offline),
                check("what a vCPU waited is what it reads as stolen", cases::stolen),
                check("one vCPU's wait is not another's", cases::separate),
                check("time that passes without a wait is not stolen", cases::notWaiting),
                check("a stop is not stolen, and nothing is lost over it", cases::stop),
                check("a CPU comes back online", cases::online),
                check("a hot-added vCPU has stolen time", cases::hotAdd),
                check("stolen time goes on after a move", cases::move),
                check("a move that fails leaves the guest as it was", cases::rollBack),
                check("state of another hypervisor is refused with a reason", cases::foreign),
                check("a guest that handed over is not written over", cases::handOver),
                check("what can be seen from outside is what the guest sees", cases::outside),
                check("updates are reported, counted and paid for", cases::reported),
                check("an overwritten field is what the guest then reads", cases::overwrite),
                check("the counters never go back", cases::counters),
                check("a deadline is the first instant at which the counter is there", cases::deadlines),
                check("the same calls have the same results", cases::determinism),
                check("loading and entering allocates nothing", cases::allocation),
                check("loading and entering waits for nothing", cases::blocking));
    }

    private static Check check(String name, Check.Body body) {
        return new Check(name, RULE, body);
    }

    /** One hypervisor with one strategy, on a new bench for each case. */
    private record Cases(
            Candidate<? extends Hypervisor<?>> candidate,
            Candidate<? extends MemoryStrategy<?>> strategy,
            boolean stolenTime) {

        private BenchGuest create(Bench bench) {
            return bench.create(candidate, stolenTime ? Optional.of(strategy) : Optional.empty());
        }

        private BenchGuest guest() {
            BenchGuest guest = create(new Bench(Bench.Setup.DEFAULT));
            Expect.equal(
                    "the result of configure",
                    Errno.name(Errno.OK),
                    Errno.name(guest.vm().configure()));
            return guest;
        }

        private static void online(BenchGuest guest, PvTimeDriver driver, int cpu) {
            guest.enter(cpu);
            Expect.equal("the result of the online callback of CPU " + cpu, Errno.OK, driver.cpuOnline(cpu));
            guest.vm().vcpuPut(cpu, false);
        }

        /** A guest whose kernel has set stolen time up on CPU 0 and 1, the first of which waited before. */
        private Booted booted() {
            BenchGuest guest = guest();
            guest.bench().waits(0, 3 * WAIT);
            guest.enter(0);
            PvTimeDriver driver = guest.driver();
            Expect.that(driver.probe(), "the guest finds no stolen time");
            for (int cpu = 0; cpu < CPUS; cpu++) {
                online(guest, driver, cpu);
                // Whether the waits of before are counted is up to the interface: by the next entry they are or are
                // not.
                guest.run(cpu);
            }
            return new Booted(guest, driver, new long[] {driver.stealClock(0), driver.stealClock(1)});
        }

        void structure() {
            Hypervisor<?> hypervisor = candidate.service();
            int size = hypervisor.structureSize();
            int alignment = hypervisor.structureAlignment();
            Expect.that(size > 0 && size % Long.BYTES == 0, "a size of " + size + " bytes is not a number of words");
            Expect.that(Integer.bitCount(alignment) == 1, "an alignment of " + alignment + " is not a power of two");
            Expect.that(size % alignment == 0, "structures of " + size + " bytes in a row are not aligned");
        }

        void interfaces() {
            for (String abi : candidate.service().abis()) {
                Expect.that(!abi.isBlank(), "an interface without a name is claimed");
            }
        }

        void discovery() {
            Booted booted = booted();
            for (int cpu = 2; cpu < 4; cpu++) {
                online(booted.guest(), booted.driver(), cpu);
            }
        }

        void none() {
            BenchGuest guest = new Bench(Bench.Setup.DEFAULT).create(candidate, Optional.empty());
            Expect.equal("the result of configure", Errno.OK, guest.vm().configure());
            guest.enter(0);
            PvTimeDriver driver = guest.driver();
            Expect.that(!driver.probe() || driver.cpuOnline(0) < 0, "there is stolen time without memory for it");
        }

        void offline() {
            Booted booted = booted();
            booted.guest().preempt(2, WAIT);
            Expect.equal(
                    "the stolen time of a CPU that never was online",
                    0L,
                    booted.driver().stealClock(2));
            booted.guest().preempt(1, WAIT);
            long last = booted.driver().stealClock(1);
            booted.driver().cpuOffline(1);
            booted.guest().preempt(1, WAIT);
            long after = booted.driver().stealClock(1);
            Expect.that(
                    after == 0 || after == last,
                    "the stolen time of a CPU that went offline with " + last + " ns is " + after + " ns");
        }

        void stolen() {
            Booted booted = booted();
            long sum = 0;
            for (long wait : new long[] {1, 999_999_999, 0, 4_294_967_296L, 17}) {
                booted.guest().preempt(0, wait);
                sum += wait;
                booted.expectStolen(0, sum);
            }
        }

        void separate() {
            Booted booted = booted();
            booted.guest().preempt(0, 2 * WAIT);
            booted.guest().preempt(1, 5 * WAIT);
            booted.expectStolen(0, 2 * WAIT);
            booted.expectStolen(1, 5 * WAIT);
        }

        void notWaiting() {
            Booted booted = booted();
            booted.guest().bench().advance(Duration.ofMillis(10));
            booted.guest().run(0);
            booted.expectStolen(0, 0);
        }

        void stop() {
            Booted booted = booted();
            BenchGuest guest = booted.guest();
            guest.preempt(0, WAIT);
            guest.vm().vcpuPut(0, false);
            guest.vm().stopped();
            guest.bench().advance(Duration.ofMillis(500));
            guest.vm().resumed();
            guest.run(0);
            booted.expectStolen(0, WAIT);
            guest.preempt(0, WAIT);
            booted.expectStolen(0, 2 * WAIT);
        }

        void online() {
            Booted booted = booted();
            booted.guest().preempt(1, WAIT);
            booted.driver().cpuOffline(1);
            booted.guest().run(1);
            online(booted.guest(), booted.driver(), 1);
            long before = booted.driver().stealClock(1);
            booted.guest().preempt(1, 2 * WAIT);
            Expect.equal(
                    "the stolen time of CPU 1 in ns",
                    before + 2 * WAIT,
                    booted.driver().stealClock(1));
        }

        void hotAdd() {
            Booted booted = booted();
            int added = booted.guest().bench().addVcpu();
            booted.guest().vm().vcpuAdded(added);
            online(booted.guest(), booted.driver(), added);
            booted.guest().preempt(added, WAIT);
            booted.expectStolen(added, WAIT);
        }

        void move() {
            Booted booted = booted();
            booted.guest().preempt(0, 4 * WAIT);
            booted.guest().vm().vcpuPut(0, false);
            Bench destination = new Bench(Bench.Setup.DEFAULT);
            BenchGuest arrived = booted.guest().moveTo(destination);
            Expect.equal(
                    "stolen time on arrival",
                    booted.before(0) + 4 * WAIT,
                    arrived.vm().stolenTime(0));
            arrived.run(0);
            arrived.preempt(0, 2 * WAIT);
            Expect.equal(
                    "stolen time after the move",
                    booted.before(0) + 6 * WAIT,
                    arrived.vm().stolenTime(0));
        }

        void rollBack() {
            Booted booted = booted();
            BenchGuest guest = booted.guest();
            guest.preempt(0, WAIT);
            guest.vm().vcpuPut(0, false);
            long counter = guest.vm().clock().virtualCounter(0, guest.bench().now());
            guest.vm().stopped();
            guest.vm().save();
            guest.stealMemory().save();
            guest.vm().resumed();
            Expect.equal(
                    "the virtual counter",
                    counter,
                    guest.vm().clock().virtualCounter(0, guest.bench().now()));
            guest.preempt(0, 2 * WAIT);
            booted.expectStolen(0, 3 * WAIT);
        }

        void foreign() {
            BenchGuest guest = create(new Bench(Bench.Setup.DEFAULT));
            SavedState state = new SavedState("nobody", 1, new TreeMap<>());
            IncompatibleStateException refusal = Expect.refused(
                    "state of a hypervisor called nobody", IncompatibleStateException.class, () -> guest.vm()
                            .restore(state));
            Expect.that(refusal.reason().matches("[a-z][a-z0-9_]*"), "the reason " + refusal.reason() + " is no word");
        }

        void handOver() {
            Booted booted = booted();
            BenchGuest guest = booted.guest();
            guest.preempt(0, WAIT);
            for (int cpu = 0; cpu < 2; cpu++) {
                guest.run(cpu);
                booted.driver().handOver(cpu, Handover.KEXEC);
            }
            guest.memory().forgetHostWrites();
            guest.stealMemory().guestReplaced();
            long before = guest.memory().corruptions();
            guest.preempt(0, WAIT);
            guest.preempt(1, WAIT);
            long written = guest.memory().corruptions() - before;
            Expect.equal("the number of host writes into memory of the next kernel", 0L, written);
        }

        void outside() {
            Booted booted = booted();
            booted.guest().preempt(0, WAIT);
            VirtualMachine vm = booted.guest().vm();
            Expect.equal("stolen time from outside", booted.before(0) + WAIT, vm.stolenTime(0));
            Expect.equal("stolen time of a vCPU that never asked", 0L, vm.stolenTime(2));
            Expect.that(
                    booted.guest().memory().backed(new Address(vm.structureAddress(0)), Long.BYTES),
                    "the structure lies at " + Expect.hex(vm.structureAddress(0)) + ", where no memory is");
        }

        void reported() {
            Booted booted = booted();
            BenchGuest guest = booted.guest();
            VirtualMachine vm = guest.vm();
            long updates = vm.stealUpdates(0);
            long cost = vm.updateCost(0);
            long spent = guest.bench().spent(0);
            int seen = guest.bench().observed().size();
            long before = booted.before(0);
            guest.preempt(0, WAIT);
            guest.preempt(0, 2 * WAIT);
            Expect.equal("the number of updates", updates + 2, vm.stealUpdates(0));
            Expect.equal("the cost of the updates in ps", guest.bench().spent(0) - spent, vm.updateCost(0) - cost);
            Expect.equal(
                    "what was reported",
                    List.of(
                            new Bench.Observed(Observations.STEAL_UPDATE, 0, before, before + WAIT),
                            new Bench.Observed(Observations.STEAL_UPDATE, 0, before + WAIT, before + 3 * WAIT)),
                    guest.bench()
                            .observed()
                            .subList(seen, guest.bench().observed().size()));
        }

        void overwrite() {
            Booted booted = booted();
            VirtualMachine vm = booted.guest().vm();
            boolean written = vm.overwrite(0, Corrupt.Field.STOLEN_TIME, 4711);
            Expect.equal(
                    "the stolen time of CPU 0 in ns",
                    written ? 4711 : booted.before(0),
                    booted.driver().stealClock(0));
            Expect.that(
                    !vm.overwrite(3, Corrupt.Field.STOLEN_TIME, 4711) || vm.stolenTime(3) == 4711,
                    "a field is overwritten and cannot be read");
        }

        void counters() {
            BenchGuest guest = guest();
            VirtualClock clock = guest.vm().clock();
            long virtual = Long.MIN_VALUE;
            long physical = Long.MIN_VALUE;
            for (int i = 0; i < 50; i++) {
                if (i % 10 == 5) {
                    guest.vm().stopped();
                } else if (i % 10 == 7) {
                    guest.vm().resumed();
                }
                long now = guest.bench().now();
                long virtualNow = clock.virtualCounter(0, now);
                long physicalNow = clock.physicalCounter(0, now);
                Expect.that(virtualNow >= virtual, "the virtual counter goes from " + virtual + " to " + virtualNow);
                Expect.that(
                        physicalNow >= physical, "the physical counter goes from " + physical + " to " + physicalNow);
                virtual = virtualNow;
                physical = physicalNow;
                guest.bench().advance(new Duration(7_777_777_777L));
            }
        }

        void countersMove() {
            BenchGuest guest = guest();
            guest.bench().advance(Duration.ofMillis(1234));
            long before = guest.vm().clock().virtualCounter(0, guest.bench().now());
            Bench destination = new Bench(Bench.Setup.DEFAULT);
            destination.advance(Duration.ofMillis(1234));
            BenchGuest arrived = guest.moveTo(destination);
            Expect.equal(
                    "the virtual counter on arrival",
                    before,
                    arrived.vm().clock().virtualCounter(0, destination.now()));
            expectDeadlines(arrived);
        }

        void refusesMemory() {
            Expect.refused("memory for stolen time", PlacementException.class, () -> new Bench(Bench.Setup.DEFAULT)
                    .create(candidate, Optional.of(strategy)));
        }

        void deadlines() {
            BenchGuest guest = guest();
            guest.bench().advance(new Duration(123_456_789_012L));
            expectDeadlines(guest);
            guest.vm().stopped();
            guest.bench().advance(new Duration(987_654_321_098L));
            guest.vm().resumed();
            expectDeadlines(guest);

            // A guest that was started long after its host has counters with an offset.
            Bench old = new Bench(Bench.Setup.DEFAULT);
            old.advance(new Duration(5_555_555_555_555L));
            expectDeadlines(create(old));
        }

        private static void expectDeadlines(BenchGuest guest) {
            VirtualClock clock = guest.vm().clock();
            long now = guest.bench().now();
            for (long ticks : new long[] {0, 1, 2, 24_999, 100_000_007}) {
                long value = clock.virtualCounter(0, now) + ticks;
                long instant = clock.instantOfVirtual(0, value);
                Expect.that(instant >= now, "the virtual deadline lies in the past");
                Expect.that(clock.virtualCounter(0, instant) >= value, "the virtual timer fires too early");
                Expect.that(
                        instant == now || clock.virtualCounter(0, instant - 1) < value,
                        "the virtual timer fires too late");
                value = clock.physicalCounter(0, now) + ticks;
                instant = clock.instantOfPhysical(0, value);
                Expect.that(instant >= now, "the physical deadline lies in the past");
                Expect.that(clock.physicalCounter(0, instant) >= value, "the physical timer fires too early");
                Expect.that(
                        instant == now || clock.physicalCounter(0, instant - 1) < value,
                        "the physical timer fires too late");
            }
            Expect.equal("a deadline that has passed", now, clock.instantOfVirtual(0, 0));
            Expect.equal("a deadline that never comes", VirtualClock.NEVER, clock.instantOfVirtual(0, -1));
        }

        void determinism() {
            Expect.equalLists("what the second run reports", history(), history());
        }

        private List<Bench.Observed> history() {
            Booted booted = booted();
            for (int i = 1; i < 20; i++) {
                booted.guest().preempt(i % 3, i * 1000L + i);
            }
            Bench bench = booted.guest().bench();
            bench.observe(Observations.TIMELINE, 0, bench.spent(0), bench.spent(1));
            return bench.observed();
        }

        void allocation() {
            Allocation.expectNone("loading and entering", preemption());
        }

        void blocking() {
            Blocking.expectNone("loading and entering", preemption());
        }

        private Runnable preemption() {
            Booted booted = booted();
            VirtualMachine vm = booted.guest().vm();
            booted.guest().bench().stopObserving();
            booted.guest().memory().expectHostWrites(Bench.RAM, STRUCTURES);
            return () -> {
                vm.vcpuPut(0, true);
                booted.guest().bench().waits(0, 1);
                vm.vcpuLoad(0);
                vm.enter(0, 0);
            };
        }
    }

    /**
     * A guest with its kernel's driver.
     *
     * @param stolen per CPU what had been stolen when it was ready, in nanoseconds
     */
    private record Booted(BenchGuest guest, PvTimeDriver driver, long[] stolen) {
        long before(int cpu) {
            return stolen[cpu];
        }

        /** What has been stolen from a CPU since the guest was ready; one that was not online then starts at zero. */
        void expectStolen(int cpu, long nanoseconds) {
            long before = cpu < CPUS ? stolen[cpu] : 0;
            Expect.equal(
                    "the stolen time of CPU " + cpu + " in ns, since it is online,",
                    nanoseconds,
                    driver.stealClock(cpu) - before);
        }
    }
}
