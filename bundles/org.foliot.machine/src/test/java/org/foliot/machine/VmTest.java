package org.foliot.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.foliot.machine.Bench.BUSY;
import static org.foliot.machine.Bench.MS;
import static org.foliot.machine.Bench.SLICE;
import static org.foliot.machine.Bench.US;
import static org.foliot.machine.Bench.run;
import static org.foliot.machine.Bench.task;
import static org.foliot.machine.ThreadState.IDLE;
import static org.foliot.machine.ThreadState.IN_HOST;
import static org.foliot.machine.ThreadState.OFFLINE;
import static org.foliot.machine.ThreadState.PAUSED;
import static org.foliot.machine.ThreadState.RUNNING;
import static org.foliot.machine.ThreadState.WAITING;
import static org.foliot.machine.VmBench.absent;
import static org.foliot.machine.VmBench.calls;
import static org.foliot.machine.VmBench.guest;
import static org.foliot.machine.VmBench.vcpu;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.observation.Observations;
import org.foliot.api.scheduler.Policy;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** vCPU threads: how hypervisor and guest are called, and what state that is. */
class VmTest {
    private final VmBench vms = new VmBench();
    private final Bench bench = vms.bench;
    private final Host host = bench.host("src", 2);

    private Vm started(VcpuSpec... vcpus) {
        Vm vm = vms.vm("web", host, vcpus);
        assertThat(vm.start()).isEmpty();
        return vm;
    }

    @Test
    void aVmIsSetUpPoweredOnAndBootsOnVcpu0() {
        Vm vm = started(vcpu(), vcpu());
        bench.until(10 * MS);
        assertThat(calls(vm)).containsExactly("0 configure", "0 load 0", "0 enter 0 delay 0");
        assertThat(guest(vm).log).containsExactly("power on at 0");
        assertThat(vm.vcpus().get(0).state()).isEqualTo(RUNNING);
        assertThat(vm.vcpus().get(1).state()).isEqualTo(OFFLINE);
        assertThat(vm.vcpus().get(1).time(OFFLINE, 10 * MS)).isEqualTo(10 * MS);
        assertThat(vm.elapsed(10 * MS)).isEqualTo(10 * MS);
    }

    /** Finding 3 of the oracle: the page is refreshed at the entry after a switch-in, so its count is that of slices. */
    @Test
    void aVcpuIsLoadedEnteredAndPutAtEverySlice() {
        Vm vm = started(vcpu(0));
        run(host, task("hog", BUSY, 0));
        bench.until(3 * SLICE + MS);
        assertThat(calls(vm))
                .containsExactly(
                        "0 configure",
                        "0 load 0",
                        "0 enter 0 delay 0",
                        "4000 put 0 preempted",
                        "8000 load 0",
                        "8000 enter 0 delay 4000000",
                        "12000 put 0 preempted");
        Vcpu vcpu = vm.vcpus().get(0);
        assertThat(vcpu.loads()).isEqualTo(2);
        assertThat(vcpu.time(RUNNING, 3 * SLICE + MS)).isEqualTo(2 * SLICE);
        assertThat(vcpu.time(WAITING, 3 * SLICE + MS)).isEqualTo(SLICE + MS);
        assertThat(guest(vm).executed(0)).isEqualTo(2 * SLICE);
    }

    /** Finding 2 of the oracle: a thread that sleeps in the VMM is not waiting; the wait after it wakes is. */
    @Test
    void aThreadThatSleepsInTheVmmDoesNotWait() {
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).exit(5 * MS).run(MS);
        assertThat(vm.start()).isEmpty();
        bench.until(3 * MS);
        run(host, task("hog", BUSY, 0));
        bench.until(20 * MS);
        Vcpu vcpu = vm.vcpus().get(0);
        // 1 ms in the guest, asleep until 6.05 ms because of the timer slack; then the hog has a slice before it.
        assertThat(calls(vm))
                .startsWith(
                        "0 configure",
                        "0 load 0",
                        "0 enter 0 delay 0",
                        "1000 put 0",
                        "10050 load 0",
                        "10050 enter 0 delay 4000000");
        assertThat(vcpu.time(IDLE, 20 * MS)).isEqualTo(5 * MS + 50 * US);
    }

    @Test
    void interruptsDoNotEndWhatTheVmmDoes() {
        Vm vm = vms.vm("web", host, vcpu(0), vcpu(1));
        guest(vm).on(0).powerOn(1).run(MS).exit(5 * MS).run(MS);
        guest(vm).on(1).run(3 * MS).kick(0).run(MS);
        assertThat(vm.start()).isEmpty();
        bench.until(20 * MS);
        assertThat(vm.vcpus().get(0).time(IDLE, 20 * MS)).isEqualTo(5 * MS + 50 * US);
    }

    @Test
    void whatTheVmmDoesGoesOnAfterAPause() {
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).exit(5 * MS).run(MS);
        assertThat(vm.start()).isEmpty();
        bench.at(2 * MS, vm::pause);
        bench.at(3 * MS, vm::resume);
        bench.until(7 * MS);
        Vcpu vcpu = vm.vcpus().get(0);
        assertThat(vcpu.state()).isEqualTo(RUNNING);
        assertThat(vcpu.time(PAUSED, 7 * MS)).isEqualTo(MS);
        assertThat(vcpu.time(IDLE, 7 * MS)).isEqualTo(4 * MS + 50 * US);
    }

    /** Finding 2 of the oracle: a VMM thread that wakes each 1 ms in a pause earns steal for every wait after that. */
    @Test
    void aPausedThreadThatLooksNowAndThenWaitsForItsProcessor() {
        Vm vm = started(vcpu(0));
        run(host, task("hog", BUSY, 0));
        bench.at(2 * MS, () -> vm.pause(Duration.ofMillis(1)));
        bench.at(30 * MS, vm::resume);
        bench.until(40 * MS);
        Vcpu vcpu = vm.vcpus().get(0);
        assertThat(vm.paused(40 * MS)).isEqualTo(28 * MS);
        assertThat(vcpu.time(RUNNING, 40 * MS)).isEqualTo(guest(vm).executed(0));
        assertThat(guest(vm).executed(0)).isBetween(2 * MS, 12 * MS);
        assertThat(vcpu.loads()).isBetween(6L, 10L);
        assertThat(vcpu.time(PAUSED, 30 * MS)).isPositive();
        assertThat(vcpu.time(WAITING, 30 * MS)).isGreaterThan(15 * MS);
    }

    @Test
    void requestsBeforeEntryTakeHostTime() {
        vms.shape = vm -> vm.requestCost = 3 * US;
        Vm vm = started(vcpu(0));
        run(host, task("hog", BUSY, 0));
        bench.until(3 * SLICE);
        Vcpu vcpu = vm.vcpus().get(0);
        assertThat(vcpu.time(IN_HOST, 3 * SLICE))
                .isEqualTo(6 * US)
                .isEqualTo(vcpu.stealCounts().cost());
        assertThat(vcpu.stealCounts().updates()).isEqualTo(2);
        assertThat(vcpu.time(RUNNING, 3 * SLICE)).isEqualTo(2 * SLICE - 6 * US);
        assertThat(vcpu.ran(3 * SLICE)).isEqualTo(2 * SLICE);
        assertThat(guest(vm).executed(0)).isEqualTo(2 * SLICE - 6 * US);
    }

    /** arch/arm64/kvm/arm.c: preempted between requests and guest, the loop begins anew. */
    @Test
    void aVcpuPreemptedBeforeItEntersHandlesRequestsAgain() {
        assertThat(preempted("full", Policy.OTHER))
                .containsExactly("4000 put 0 preempted", "8000 load 0", "9000 enter 0 delay 4000000");
    }

    /** include/linux/entry-virt.h, xfer_to_guest_mode_handle_work: KVM looks for pending work before it enters. */
    @Test
    void kernelCodeThatCannotBePreemptedGivesWayAtItsEnd() {
        List<String> atTheEnd = List.of("5000 put 0 preempted", "9000 load 0", "9000 enter 0 delay 4000000");
        assertThat(preempted("none", Policy.OTHER)).isEqualTo(atTheEnd);
        assertThat(preempted("voluntary", Policy.FIFO)).isEqualTo(atTheEnd);
        assertThat(preempted("lazy", Policy.OTHER)).isEqualTo(atTheEnd);
        assertThat(preempted("lazy", Policy.FIFO)).startsWith("4000 put 0 preempted");
    }

    /** A vCPU whose requests take 5 ms, beside a thread that is due to run after 4 ms. */
    private List<String> preempted(String model, Policy policy) {
        VmBench others = new VmBench();
        others.shape = vm -> vm.requestCost = 5 * MS;
        HostKernelOptions kernel = Bench.kernel(Map.of("preempt", model));
        Host other = others.bench.host(new HostSpec(Bench.facts("src", 1, kernel), List.of()));
        Vm vm = others.vm("web", other, vcpu(0));
        assertThat(vm.start()).isEmpty();
        ThreadSpec thread =
                new ThreadSpec(List.of(), Optional.empty(), 0, policy, policy.isRealTime() ? 1 : 0, Optional.empty());
        run(other, new TaskSpec("hog", thread, BUSY));
        others.bench.until(10 * MS);
        assertThat(vm.vcpus().get(0).time(RUNNING, 10 * MS)).isZero();
        List<String> calls = calls(vm);
        assertThat(calls).startsWith("0 configure", "0 load 0", "0 enter 0 delay 0");
        return calls.subList(3, calls.size());
    }

    /** Finding 22 of the oracle: a halted vCPU is idle; only the wait after its wake-up counts. */
    @Test
    void aHaltedVcpuIsIdleUntilItsTimerAndThenWaits() {
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).halt(2 * MS).run(MS).halt(GuestSystem.NEVER);
        vm.start();
        run(host, task("hog", BUSY, 0));
        bench.until(20 * MS);
        Vcpu vcpu = vm.vcpus().get(0);
        assertThat(calls(vm))
                .containsExactly(
                        "0 configure",
                        "0 load 0",
                        "0 enter 0 delay 0",
                        "1000 put 0",
                        "7000 load 0",
                        "7000 enter 0 delay 4000000",
                        "8000 put 0");
        assertThat(vcpu.time(IDLE, 20 * MS)).isEqualTo(14 * MS);
        assertThat(vcpu.time(WAITING, 20 * MS)).isEqualTo(4 * MS).isEqualTo(vcpu.runDelay());
        assertThat(vcpu.time(RUNNING, 20 * MS)).isEqualTo(2 * MS);
        assertThat(vcpu.state()).isEqualTo(IDLE);
    }

    @Test
    void aKickWakesAHaltedVcpuAndInterruptsAnExecutingOne() {
        Vm vm = vms.vm("web", host, vcpu(0), vcpu(1));
        guest(vm).on(0).powerOn(1).run(2 * MS).kick(1).run(3 * MS).kick(1);
        guest(vm).on(1).run(MS).halt(GuestSystem.NEVER).run(20 * MS);
        vm.start();
        bench.until(4 * MS);
        assertThat(vm.vcpus().get(1).time(IDLE, 4 * MS)).isEqualTo(MS);
        assertThat(guest(vm).interrupts(1)).isZero();
        bench.until(6 * MS);
        assertThat(guest(vm).interrupts(1)).isEqualTo(1);
        bench.until(30 * MS);
        assertThat(vm.vcpus().get(1).time(RUNNING, 30 * MS)).isEqualTo(29 * MS);
    }

    @Test
    void aKickBeforeTheHaltIsNotLost() {
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).kick(0).halt(GuestSystem.NEVER).run(MS);
        vm.start();
        bench.until(5 * MS);
        assertThat(vm.vcpus().get(0).time(RUNNING, 5 * MS)).isEqualTo(5 * MS);
        assertThat(vm.vcpus().get(0).loads()).isEqualTo(1);
    }

    @Test
    void aKickFromOutsideTakesEffectAtTheSameInstant() {
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).halt(GuestSystem.NEVER).run(MS);
        vm.start();
        bench.at(3 * MS, () -> vm.platform().kick(0));
        bench.at(5 * MS, () -> vm.platform().kick(0));
        bench.until(6 * MS);
        assertThat(vm.vcpus().get(0).time(IDLE, 6 * MS)).isEqualTo(3 * MS);
        assertThat(guest(vm).interrupts(0)).isEqualTo(1);
    }

    @Test
    void hypercallsTakeHostTimeOutsideTheGuest() {
        vms.shape = vm -> vm.callCost = 10 * US;
        vms.costs = new VmCosts(new Duration(2 * US), new Duration(3 * US), Duration.ZERO);
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).call(7).run(MS);
        vm.start();
        bench.until(5 * MS);
        Vcpu vcpu = vm.vcpus().get(0);
        assertThat(calls(vm))
                .containsExactly("0 configure", "0 load 0", "0 enter 0 delay 0", "1002 call 0", "1015 enter 0 delay 0");
        assertThat(vcpu.time(IN_HOST, 5 * MS)).isEqualTo((2 + 3 + 10 + 2) * US);
        assertThat(vcpu.stealCounts().cost()).isZero();
        assertThat(guest(vm).executed(0)).isEqualTo(2 * MS);
    }

    @Test
    void aHypercallWithoutCostStaysInTheGuest() {
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).call(7).run(MS);
        vm.start();
        bench.until(5 * MS);
        assertThat(calls(vm)).containsExactly("0 configure", "0 load 0", "0 enter 0 delay 0", "1000 call 0");
    }

    @Test
    void poweredOffVcpusAreOfflineUntilPoweredOn() {
        Vm vm = vms.vm("web", host, vcpu(0), vcpu(1));
        guest(vm).on(0).run(MS).powerOn(1).run(4 * MS).powerOn(1);
        guest(vm).on(1).run(2 * MS).off();
        vm.start();
        bench.until(9 * MS);
        Vcpu second = vm.vcpus().get(1);
        assertThat(second.time(OFFLINE, 9 * MS)).isEqualTo(3 * MS);
        assertThat(second.time(RUNNING, 9 * MS)).isEqualTo(6 * MS);
    }

    @Test
    void haltPollingIsHostTimeAndSavesTheSwitch() {
        vms.costs = new VmCosts(Duration.ZERO, Duration.ZERO, new Duration(200 * US));
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).halt(100 * US).run(MS).halt(MS).run(MS);
        vm.start();
        bench.until(10 * MS);
        Vcpu vcpu = vm.vcpus().get(0);
        assertThat(vcpu.time(IN_HOST, 10 * MS)).isEqualTo(300 * US);
        assertThat(vcpu.time(IDLE, 10 * MS)).isEqualTo(800 * US);
        assertThat(vcpu.loads()).isEqualTo(2);
    }

    /** virt/kvm/kvm_main.c, kvm_vcpu_can_poll: polling ends when somebody else wants the processor. */
    @Test
    void haltPollingEndsInCompany() {
        vms.costs = new VmCosts(Duration.ZERO, Duration.ZERO, new Duration(2 * MS));
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).halt(GuestSystem.NEVER);
        vm.start();
        bench.at(2 * MS, () -> run(host, task("hog", BUSY, 0)));
        bench.until(10 * MS);
        Vcpu vcpu = vm.vcpus().get(0);
        assertThat(vcpu.time(IN_HOST, 10 * MS)).isEqualTo(MS);
        assertThat(vcpu.time(IDLE, 10 * MS)).isEqualTo(8 * MS);
        assertThat(host.tasks().get(0).ran(10 * MS)).isEqualTo(8 * MS);
    }

    /** The race of the reads of run_delay before 5.10 (commit 31267ed1): what is waited between them. */
    @Test
    void anInjectedPreemptionIsBookedBeforeTheHypervisorGoesOn() {
        Vm vm = started(vcpu(0));
        Task hog = run(host, task("hog", BUSY, 0));
        bench.at(5 * MS, () -> vm.vcpus().get(0).injectPreemption(Duration.ofMillis(1)));
        bench.until(20 * MS);
        Vcpu vcpu = vm.vcpus().get(0);
        assertThat(calls(vm))
                .containsSubsequence(
                        "8000 load 0",
                        "8000 put 0 preempted",
                        "13000 load 0",
                        "13000 enter 0 delay 9000000 preempted 5000000");
        assertThat(hog.ran(20 * MS)).isEqualTo(12 * MS);
        assertThat(vcpu.runDelay())
                .isEqualTo(vcpu.time(WAITING, 20 * MS) - 3 * MS)
                .isEqualTo(9 * MS);
        assertThatIllegalArgumentException().isThrownBy(() -> vcpu.injectPreemption(Duration.ZERO));
    }

    @Test
    void anInjectedPreemptionWaitsAloneToo() {
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).halt(MS).run(MS);
        vm.vcpus().get(0).injectPreemption(Duration.ofMillis(3));
        vm.start();
        bench.until(20 * MS);
        assertThat(calls(vm))
                .startsWith(
                        "0 configure",
                        "0 load 0",
                        "0 put 0 preempted",
                        "3000 load 0",
                        "3000 enter 0 delay 3000000 preempted 3000000");
        assertThat(vm.vcpus().get(0).time(WAITING, 20 * MS)).isEqualTo(3 * MS);
    }

    /** Finding 24 of the oracle: QMP stop. Paused time is neither waiting nor running, and the hypervisor is told. */
    @Test
    void aPausedVmDoesNotWait() {
        Vm vm = started(vcpu(0));
        run(host, task("hog", BUSY, 0));
        bench.until(5 * MS);
        calls(vm);
        bench.at(6 * MS, vm::pause);
        assertThat(vm.vcpus().get(0).runDelay()).isEqualTo(2 * MS);
        bench.at(26 * MS, vm::resume);
        bench.until(40 * MS);
        assertThat(calls(vm)).startsWith("6000 stopped", "26000 resumed", "30000 load 0");
        assertThat(vm.paused(40 * MS)).isEqualTo(20 * MS);
        assertThat(vm.vcpus().get(0).time(PAUSED, 40 * MS)).isEqualTo(20 * MS);
        assertThat(vm.vcpus().get(0).elapsed(40 * MS)).isEqualTo(40 * MS);
    }

    @Test
    void aHaltedVcpuAsksForItsTimerAgainAfterAPause() {
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).halt(4 * MS).run(MS);
        vm.start();
        bench.at(2 * MS, vm::pause);
        bench.at(12 * MS, () -> {
            guest(vm).delayTimer(0, 10 * MS);
            vm.resume();
        });
        bench.until(14 * MS);
        assertThat(vm.vcpus().get(0).state()).isEqualTo(IDLE);
        bench.until(16 * MS);
        assertThat(vm.vcpus().get(0).state()).isEqualTo(RUNNING);
        assertThat(vm.vcpus().get(0).time(IDLE, 16 * MS)).isEqualTo(4 * MS);
        assertThat(guest(vm).log).containsExactly("power on at 0", "clock changed at " + 12 * MS);
    }

    /** Finding 23 of the oracle: SIGSTOP. The hypervisor is not told, and the guest's timers run on. */
    @Test
    void sigstopIsPausedTimeOfWhichTheHypervisorKnowsNothing() {
        Vm vm = vms.vm("web", host, vcpu(0), vcpu(1));
        guest(vm).on(0).powerOn(1);
        guest(vm).on(1).halt(4 * MS).run(MS);
        vm.start();
        bench.at(2 * MS, vm::sigstop);
        assertThatIllegalStateException().isThrownBy(vm::pause).withMessageContaining("SIGSTOP");
        calls(vm);
        bench.at(10 * MS, vm::sigcont);
        assertThat(calls(vm))
                .containsExactly("10000 load 0", "10000 enter 0 delay 0", "10000 load 1", "10000 enter 1 delay 0");
        bench.until(12 * MS);
        assertThat(vm.vcpus().get(0).time(PAUSED, 12 * MS)).isEqualTo(8 * MS);
        assertThat(vm.vcpus().get(1).time(PAUSED, 12 * MS)).isEqualTo(8 * MS);
        assertThat(vm.vcpus().get(1).time(RUNNING, 12 * MS)).isEqualTo(2 * MS);
        assertThat(vm.paused(12 * MS)).isZero();
    }

    @Test
    void vcpusAreHotAddedInOrder() {
        Vm vm = vms.vm("web", host, vcpu(0), absent(1), absent(1));
        guest(vm).on(0).run(3 * MS).powerOn(1);
        vm.start();
        assertThat(vm.platform().vcpus()).isEqualTo(1);
        bench.at(MS, () -> {
            assertThatIllegalStateException().isThrownBy(() -> vm.addVcpu(2)).withMessageContaining("not the next");
            vm.addVcpu(1);
        });
        assertThat(calls(vm)).contains("1000 added 1");
        assertThat(vm.platform().vcpus()).isEqualTo(2);
        bench.until(5 * MS);
        assertThat(vm.vcpus().get(1).time(RUNNING, 5 * MS)).isEqualTo(2 * MS);
        assertThat(vm.vcpus().get(1).elapsed(5 * MS)).isEqualTo(5 * MS);
        assertThat(vm.vcpus().get(2).time(OFFLINE, 5 * MS)).isEqualTo(5 * MS);
    }

    @Test
    void aVmEndsAndStartsAnew() {
        Vm vm = started(vcpu(0));
        vm.memory().guestStore64(VmBench.RAM, 7);
        bench.at(5 * MS, vm::stop);
        assertThat(vm.state()).isEqualTo(Vm.State.DOWN);
        assertThat(vm.host()).isEmpty();
        bench.until(8 * MS);
        assertThatIllegalStateException().isThrownBy(vm::stop).withMessageContaining("web cannot be stopped");
        assertThatIllegalStateException().isThrownBy(vm::pause);
        bench.at(8 * MS, vm::start);
        bench.until(10 * MS);
        assertThat(vm.memory().load64(VmBench.RAM)).isZero();
        assertThat(vm.vcpus().get(0).time(RUNNING, 10 * MS)).isEqualTo(7 * MS);
        assertThat(vm.vcpus().get(0).time(OFFLINE, 10 * MS)).isEqualTo(3 * MS);
        assertThat(guest(vm).log).hasSize(2);
    }

    @Test
    void aVmWhoseVmmGivesUpDoesNotStart() {
        vms.shape = vm -> vm.configureResult = Errno.ENXIO;
        Vm vm = vms.vm("web", host, vcpu(0));
        assertThat(vm.start())
                .containsExactly(new Refusal(Refusal.SETUP, "the VMM gives up while it sets the vCPUs up: ENXIO"));
        assertThat(vm.state()).isEqualTo(Vm.State.DOWN);
        assertThat(vm.obstacles()).hasSize(1);
    }

    @Test
    void aVcpuPinnedToAProcessorThatIsNotThereDoesNotStart() {
        Vm vm = vms.vm("web", host, vcpu(0), vcpu(5));
        assertThat(vm.start())
                .containsExactly(new Refusal(Refusal.PROCESSORS, "web.vcpu[1]: there is no CPU 5 among 0 to 1"));
    }

    @Test
    void aResetOfTheSystemReachesTheHypervisor() {
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).reset();
        vm.start();
        bench.until(2 * MS);
        assertThat(calls(vm)).endsWith("1000 reset");
    }

    @Test
    void whatVcpusDoIsObserved() {
        Vm vm = vms.vm("web", host, vcpu(0));
        guest(vm).on(0).run(MS).halt(MS);
        vm.start();
        run(host, task("hog", BUSY, 0));
        bench.until(6 * MS);
        assertThat(bench.seen)
                .filteredOn(seen -> seen.path().equals("web.vcpu[0]"))
                .containsExactly(
                        new Bench.Seen(Observations.VCPU_STATE, "web.vcpu[0]", 0, OFFLINE.ordinal(), WAITING.ordinal()),
                        new Bench.Seen(Observations.VCPU_STATE, "web.vcpu[0]", 0, WAITING.ordinal(), RUNNING.ordinal()),
                        new Bench.Seen(Observations.VCPU_STATE, "web.vcpu[0]", MS, RUNNING.ordinal(), IDLE.ordinal()),
                        new Bench.Seen(
                                Observations.VCPU_STATE, "web.vcpu[0]", 2 * MS, IDLE.ordinal(), WAITING.ordinal()),
                        new Bench.Seen(Observations.RUN_DELAY, "web.vcpu[0]", 6 * MS, 4 * MS, 4 * MS),
                        new Bench.Seen(
                                Observations.VCPU_STATE, "web.vcpu[0]", 6 * MS, WAITING.ordinal(), RUNNING.ordinal()));
    }

    @Test
    void corruptionsAreObserved() {
        Vm vm = started(vcpu(0));
        bench.at(MS, () -> vm.memory().store64(VmBench.RAM + 64, 1));
        assertThat(bench.seen).contains(new Bench.Seen(Observations.CORRUPTION, "web", MS, VmBench.RAM + 64, 1));
    }

    @Test
    void bootVcpuMustBePresentAndPresentOnesComeFirst() {
        assertThatIllegalArgumentException().isThrownBy(() -> vms.vm("a", host, absent()));
        assertThatIllegalArgumentException().isThrownBy(() -> vms.vm("b", host, vcpu(), absent(), vcpu()));
        assertThatIllegalArgumentException().isThrownBy(() -> new VmSpec("c", List.of(), List.of(), VmCosts.NONE));
    }
}
