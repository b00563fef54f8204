package org.foliot.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.machine.Bench.BUSY;
import static org.foliot.machine.Bench.MS;
import static org.foliot.machine.Bench.US;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.foliot.api.guest.GuestSystem;
import org.foliot.time.Duration;

/** Whatever a VMM does to VMs, every vCPU is in one state at every instant, and guest code gets the time it is said to get. */
class VmPropertiesTest {
    private static final int VCPUS = 3;

    enum Deed {
        PAUSE,
        RESUME,
        SIGSTOP,
        SIGCONT,
        MIGRATE,
        SUSPEND,
        WAKE,
        SNAPSHOT,
        ADD,
        KICK,
        STRIKE,
        STOP,
        START,
        UNPLUG,
        REPLUG,
        SLEEP,
        AWAKE
    }

    record Step(long after, Deed deed, int which, int detail) {}

    record Plan(List<Integer> script, boolean costly, List<Step> steps) {}

    @Provide
    Arbitrary<Plan> plans() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.longs().between(0, 20 * MS),
                        Arbitraries.of(Deed.values()),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 5))
                .as(Step::new);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6).list().ofMaxSize(40),
                        Arbitraries.of(true, false),
                        step.list().ofMaxSize(60))
                .as(Plan::new);
    }

    @Property(tries = 400)
    void everyVcpuIsInOneStateAtEveryInstant(@ForAll("plans") Plan plan) {
        Laboratory laboratory = new Laboratory(plan);
        for (Step step : plan.steps()) {
            laboratory.perform(step);
            laboratory.check();
        }
        laboratory.perform(new Step(200 * MS, Deed.KICK, 0, 0));
        laboratory.check();
    }

    @Property(tries = 50)
    void theSamePlanGivesTheSameRun(@ForAll("plans") Plan plan) {
        assertThat(observed(plan)).isEqualTo(observed(plan));
    }

    private static List<Bench.Seen> observed(Plan plan) {
        Laboratory laboratory = new Laboratory(plan);
        plan.steps().forEach(laboratory::perform);
        return laboratory.vms.bench.seen;
    }

    /** Two hosts with a hog each and two VMs. */
    private static final class Laboratory {
        private final VmBench vms = new VmBench();
        private final Bench bench = vms.bench;
        private final List<Host> hosts;
        private final List<Task> hogs;
        private final List<Vm> guests = new ArrayList<>();
        private long now;

        Laboratory(Plan plan) {
            Quota quota = new Quota(new Duration(7 * MS), new Duration(20 * MS));
            GroupSpec limited = new GroupSpec("limited", Optional.empty(), 100, Optional.of(quota), false);
            hosts = List.of(bench.host("a", 2, limited), bench.host("b", 2, limited));
            if (plan.costly()) {
                vms.costs = new VmCosts(new Duration(2 * US), new Duration(3 * US), new Duration(300 * US));
                vms.shape = vm -> {
                    vm.requestCost = 5 * US;
                    vm.callCost = 40 * US;
                };
            }
            hogs = hosts.stream()
                    .map(host -> Bench.run(host, Bench.task("hog", BUSY, 0)))
                    .toList();
            for (int g = 0; g < 2; g++) {
                ThreadSpec thread = g == 0 ? ThreadSpec.DEFAULT : ThreadSpec.DEFAULT.in("limited");
                Vm vm = vms.vm(
                        "g" + g,
                        hosts.get(g),
                        new VcpuSpec(thread, true),
                        new VcpuSpec(thread.on(1), true),
                        new VcpuSpec(thread, false));
                write(VmBench.guest(vm), plan.script());
                guests.add(vm);
                vm.start();
            }
        }

        private static void write(ScriptedGuest guest, List<Integer> script) {
            guest.on(0).powerOn(1).powerOn(2);
            for (int i = 0; i < script.size(); i++) {
                ScriptedGuest.Script cpu = guest.on(i % VCPUS);
                switch (script.get(i)) {
                    case 0 -> cpu.run(3 * MS);
                    case 1 -> cpu.halt(2 * MS);
                    case 2 -> cpu.call(1);
                    case 3 -> cpu.kick(i % 2);
                    case 4 -> cpu.run(100 * US).halt(50 * US);
                    case 5 -> cpu.halt(GuestSystem.NEVER);
                    default -> cpu.off();
                }
                cpu.powerOn((i + 1) % VCPUS);
            }
        }

        void perform(Step step) {
            now += step.after();
            bench.at(now, () -> perform(step.deed(), guests.get(step.which()), step.which(), step.detail()));
        }

        private void perform(Deed deed, Vm vm, int which, int detail) {
            try {
                attempt(deed, vm, hosts.get(which), detail);
            } catch (IllegalStateException impossible) {
                assertThat(impossible)
                        .hasMessageMatching("(guest|host) .*|[ab]\\.cpu.*")
                        .hasMessageNotContaining("progress");
            }
        }

        private void attempt(Deed deed, Vm vm, Host host, int detail) {
            Host target = hosts.get(detail % 2);
            List<ThreadSpec> traits = VmBench.anywhere(vm);
            switch (deed) {
                case PAUSE -> vm.pause();
                case RESUME -> vm.resume();
                case SIGSTOP -> vm.sigstop();
                case SIGCONT -> vm.sigcont();
                case MIGRATE ->
                    vm.migrate(target, traits, Transfer.stopped(Duration.ofMillis(detail)), false, MoveListener.NONE);
                case SUSPEND -> vm.suspend(Duration.ofMillis(detail), new byte[0]);
                case WAKE -> vm.resume(target, traits);
                case SNAPSHOT -> vm.snapshot(Duration.ofMillis(detail), saved -> {});
                case ADD -> vm.addVcpu(2);
                case KICK -> {
                    if (vm.host().isPresent()) {
                        vm.platform().kick(detail % vm.present());
                    }
                }
                case STRIKE -> vm.vcpus().get(detail % VCPUS).injectPreemption(Duration.ofMillis(1 + detail));
                case STOP -> vm.stop();
                case START -> vm.start();
                case UNPLUG -> host.unplug(detail % 2);
                case REPLUG -> host.replug(detail % 2);
                case SLEEP -> host.suspend();
                case AWAKE -> host.resume();
            }
        }

        void check() {
            long ran = 0;
            for (Vm vm : guests) {
                for (Vcpu vcpu : vm.vcpus()) {
                    ran += check(vm, vcpu);
                }
            }
            long busy = 0;
            for (int h = 0; h < hosts.size(); h++) {
                ran += hogs.get(h).ran(now);
                busy += hosts.get(h).busy(0, now) + hosts.get(h).busy(1, now);
            }
            assertThat(busy).isEqualTo(ran);
        }

        private long check(Vm vm, Vcpu vcpu) {
            long sum = 0;
            for (ThreadState state : ThreadState.values()) {
                assertThat(vcpu.time(state, now)).isNotNegative();
                sum += vcpu.time(state, now);
            }
            assertThat(sum).isEqualTo(vcpu.elapsed(now)).isEqualTo(vm.elapsed(now));
            long waiting = vcpu.time(ThreadState.WAITING, now);
            assertThat(vcpu.totalRunDelay()).isLessThanOrEqualTo(waiting);
            if (vcpu.state() != ThreadState.WAITING) {
                assertThat(vcpu.totalRunDelay()).isEqualTo(waiting);
            }
            if (vcpu.state() != ThreadState.RUNNING) {
                long executed = VmBench.guest(vm).executed(vcpu.index());
                assertThat(executed).isEqualTo(vcpu.time(ThreadState.RUNNING, now));
            }
            return vcpu.ran(now);
        }
    }
}
