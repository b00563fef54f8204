package org.foliot.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.foliot.machine.Bench.BUSY;
import static org.foliot.machine.Bench.MS;
import static org.foliot.machine.Bench.SLICE;
import static org.foliot.machine.Bench.run;
import static org.foliot.machine.Bench.task;
import static org.foliot.machine.ThreadState.IDLE;
import static org.foliot.machine.ThreadState.OFFLINE;
import static org.foliot.machine.ThreadState.PAUSED;
import static org.foliot.machine.ThreadState.RUNNING;
import static org.foliot.machine.VmBench.absent;
import static org.foliot.machine.VmBench.anywhere;
import static org.foliot.machine.VmBench.calls;
import static org.foliot.machine.VmBench.guest;
import static org.foliot.machine.VmBench.vcpu;

import java.util.ArrayList;
import java.util.List;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

/** Saving, restoring and moving VMs. */
class VmMovesTest {
    private static final Duration DOWNTIME = Duration.ofMillis(30);

    private final VmBench vms = new VmBench();
    private final Bench bench = vms.bench;
    private final Host src = bench.host("src", 2);
    private final Host dst = bench.host("dst", 1);
    private final List<List<Refusal>> ends = new ArrayList<>();

    private void migrate(Vm vm, long when, boolean force) {
        bench.at(when, () -> {
            List<Refusal> refusals = vm.migrate(dst, anywhere(vm), Transfer.stopped(DOWNTIME), force, ends::add);
            if (!refusals.isEmpty()) {
                ends.add(refusals);
            }
        });
    }

    @Test
    void aMigratedVmIsPausedForTheDowntimeAndGoesOnElsewhere() {
        Vm vm = vms.vm("web", src, vcpu(), vcpu());
        guest(vm).on(0).run(MS).powerOn(1).run(300 * MS);
        guest(vm).on(1).run(2 * MS).halt(20 * MS).run(300 * MS);
        vm.start();
        run(src, task("hog[0]", BUSY, 0));
        vm.memory().guestStore64(VmBench.RAM, 7);
        migrate(vm, 10 * MS, false);
        assertThat(vm.state()).isEqualTo(Vm.State.BUSY);
        assertThat(vm.host()).contains(src);
        bench.until(100 * MS);

        assertThat(ends).containsExactly(List.of());
        assertThat(vm.host()).contains(dst);
        assertThat(vm.memory().load64(VmBench.RAM)).isEqualTo(7);
        assertThat(vm.paused(100 * MS)).isEqualTo(30 * MS);
        for (Vcpu vcpu : vm.vcpus()) {
            assertThat(vcpu.time(PAUSED, 100 * MS)).isEqualTo(30 * MS);
            assertThat(vcpu.elapsed(100 * MS)).isEqualTo(100 * MS);
        }
        // The halted vCPU's timer had come due while the VM was stopped.
        assertThat(vm.vcpus().get(1).time(IDLE, 100 * MS)).isEqualTo(7 * MS);
        assertThat(calls(vm))
                .startsWith("40000 restore 10000", "40000 resumed", "40000 load 0", "40000 enter 0 delay 0");
    }

    private static PreCopy rounds(int dirtyMib) {
        // 64 MiB at 1 GiB/s: a first round of 62.5 ms.
        return new PreCopy(
                ByteSize.ofMebibytes(64),
                ByteSize.ofMebibytes(1024),
                ByteSize.ofMebibytes(dirtyMib),
                ByteSize.ofMebibytes(64),
                Duration.ofMillis(10),
                3);
    }

    private static final long FIRST_ROUND = 62_500 * Bench.MS / 1000;

    @Test
    void aVmRunsWhileItsMemoryIsCopied() {
        Vm vm = vms.vm("web", src, vcpu(0));
        vm.start();
        // 8 MiB are dirty after the first round, which take 7.8125 ms.
        Transfer transfer = Transfer.of(rounds(128));
        bench.at(10 * MS, () -> assertThat(vm.migrate(dst, anywhere(vm), transfer, false, ends::add))
                .isEmpty());
        bench.until(50 * MS);
        assertThat(vm.state()).isEqualTo(Vm.State.RUNNING);
        assertThat(vm.isCopying()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(vm::pause)
                .withMessage("guest web cannot be paused while it is copied");
        assertThatIllegalStateException()
                .isThrownBy(() -> vm.migrate(dst, anywhere(vm), transfer, false, MoveListener.NONE))
                .withMessage("guest web cannot be migrated while it is copied");
        bench.until(200 * MS);

        assertThat(ends).containsExactly(List.of());
        assertThat(vm.isCopying()).isFalse();
        assertThat(vm.host()).contains(dst);
        assertThat(vm.paused(200 * MS)).isEqualTo(FIRST_ROUND / 8);
        assertThat(vm.vcpus().get(0).time(RUNNING, 200 * MS)).isEqualTo(200 * MS - FIRST_ROUND / 8);
    }

    @Test
    void aVmThatDirtiesTooFastGoesOnWhereItIs() {
        Vm vm = vms.vm("web", src, vcpu(0));
        vm.start();
        bench.at(10 * MS, () -> vm.migrate(dst, anywhere(vm), Transfer.of(rounds(1024)), false, ends::add));
        bench.until(300 * MS);

        assertThat(ends).hasSize(1);
        assertThat(ends.get(0)).singleElement().satisfies(r -> {
            assertThat(r.reason()).isEqualTo("not_converging");
            assertThat(r.message()).contains("guest web dirties its memory as fast as it is copied", "187500 us");
        });
        assertThat(vm.host()).contains(src);
        assertThat(vm.paused(300 * MS)).isZero();
        vm.pause();
        assertThat(vm.state()).isEqualTo(Vm.State.PAUSED);
    }

    @Test
    void aVmThatEndsWhileItIsCopiedGoesNowhere() {
        Vm vm = vms.vm("web", src, vcpu(0));
        vm.start();
        bench.at(10 * MS, () -> vm.migrate(dst, anywhere(vm), Transfer.of(rounds(128)), false, ends::add));
        bench.at(20 * MS, vm::stop);
        bench.until(300 * MS);
        assertThat(ends).isEmpty();
        assertThat(vm.state()).isEqualTo(Vm.State.DOWN);
        assertThat(vm.isCopying()).isFalse();
        assertThat(vm.start()).isEmpty();
    }

    @Test
    void whatIsRefusedIsNotCopiedFirst() {
        vms.shape = vm -> vm.refuses = vm.host.equals("dst") ? IncompatibleStateException.PV_TIME : "";
        Vm vm = vms.vm("web", src, vcpu(0));
        vm.start();
        assertThat(vm.migrate(dst, anywhere(vm), Transfer.of(rounds(128)), false, ends::add))
                .extracting(Refusal::reason)
                .containsExactly("pv_time");
        assertThat(vm.isCopying()).isFalse();
    }

    @Test
    void aVcpuWaitsForPagesThatFollow() {
        Vm vm = vms.vm("web", src, vcpu(0));
        vm.start();
        run(dst, task("hog", BUSY, 0));
        // Everything is there after 62.5 ms. 4 MiB/s touch a page in 0.98 ms; each costs 1 ms.
        MissingPages missing = new MissingPages(
                ByteSize.ofMebibytes(64),
                ByteSize.ofMebibytes(1024),
                ByteSize.ofMebibytes(4),
                ByteSize.ofKibibytes(4),
                Duration.ofMillis(1));
        assertThat(missing.following()).isEqualTo(new Duration(FIRST_ROUND));
        bench.at(
                10 * MS,
                () -> vm.migrate(
                        dst, anywhere(vm), Transfer.postCopy(Duration.ofMillis(5), missing), false, ends::add));
        bench.until(15 * MS);
        Vcpu vcpu = vm.vcpus().get(0);
        assertThat(vcpu.pageFaults()).isZero();
        bench.until(15 * MS + FIRST_ROUND);
        long during = vcpu.pageFaults();
        assertThat(during).isBetween(5L, 30L);
        assertThat(vcpu.time(IDLE, 200 * MS)).isEqualTo(during * MS);
        bench.until(200 * MS);
        assertThat(vcpu.pageFaults()).isEqualTo(during);
        // What it waits for pages it does not wait for a processor.
        assertThat(vcpu.time(IDLE, 200 * MS)).isEqualTo(during * MS);
        assertThat(vcpu.elapsed(200 * MS)).isEqualTo(200 * MS);
    }

    /** B.3 of the reference: the thread on the destination is new, and so is its run_delay. */
    @Test
    void runDelayBeginsAnewOnTheDestination() {
        Vm vm = vms.vm("web", src, vcpu(0));
        vm.start();
        run(src, task("hog", BUSY, 0));
        migrate(vm, 2 * SLICE + MS, false);
        long waited = vm.vcpus().get(0).runDelay();
        assertThat(waited).isEqualTo(SLICE);
        bench.until(100 * MS);
        assertThat(vm.vcpus().get(0).runDelay()).isZero();
        assertThat(vm.vcpus().get(0).totalRunDelay()).isEqualTo(waited);
        assertThat(vm.vcpus().get(0).stealCounts().updates()).isEqualTo(3);
        assertThat(src.tasks().get(0).ran(100 * MS)).isEqualTo(100 * MS - 4 * MS - MS);
    }

    @Test
    void theDestinationIsTriedBeforeTheDowntimeBegins() {
        vms.shape = vm -> vm.refuses = vm.host.equals("dst") ? IncompatibleStateException.STRUCTURE_REVISION : "";
        Vm vm = vms.vm("web", src, vcpu());
        vm.start();
        vm.memory().guestStore64(VmBench.RAM, 7);
        migrate(vm, 10 * MS, false);
        assertThat(ends).containsExactly(List.of(new Refusal("structure_revision", "no structure_revision on dst")));
        assertThat(vm.state()).isEqualTo(Vm.State.RUNNING);
        bench.until(60 * MS);
        assertThat(vm.host()).contains(src);
        assertThat(vm.memory().load64(VmBench.RAM)).isEqualTo(7);
        assertThat(vm.vcpus().get(0).time(RUNNING, 60 * MS)).isEqualTo(60 * MS);
        assertThat(vm.paused(60 * MS)).isZero();
    }

    @Test
    void aMigrationThatFailsLateGoesOnAtTheSource() {
        boolean[] broken = {false};
        vms.shape = vm -> vm.refuses = broken[0] ? IncompatibleStateException.MEMORY : "";
        Vm vm = vms.vm("web", src, vcpu());
        vm.start();
        vm.memory().guestStore64(VmBench.RAM, 7);
        migrate(vm, 10 * MS, false);
        broken[0] = true;
        bench.until(60 * MS);
        assertThat(ends).containsExactly(List.of(new Refusal("memory", "no memory on dst")));
        assertThat(vm.host()).contains(src);
        assertThat(vm.memory().load64(VmBench.RAM)).isEqualTo(7);
        assertThat(calls(vm))
                .endsWith("10000 stopped", "10000 save", "40000 resumed", "40000 load 0", "40000 enter 0 delay 0");
        assertThat(vm.vcpus().get(0).time(PAUSED, 60 * MS)).isEqualTo(30 * MS);
    }

    @Test
    void aForcedMigrationGoesOnWithoutWhatCouldNotBeRestored() {
        vms.shape = vm -> vm.refuses = vm.host.equals("dst") ? IncompatibleStateException.PV_TIME : "";
        Vm vm = vms.vm("web", src, vcpu());
        vm.start();
        migrate(vm, 10 * MS, true);
        bench.until(60 * MS);
        assertThat(ends).containsExactly(List.of());
        assertThat(vm.host()).contains(dst);
        assertThat(calls(vm)).startsWith("40000 configure", "40000 resumed");
    }

    @Test
    void aVmThatDoesNotFitOnTheDestinationIsRefusedBeforeItIsStopped() {
        Vm vm = vms.vm("web", src, vcpu(), vcpu());
        vm.start();
        calls(vm);
        List<ThreadSpec> traits = List.of(ThreadSpec.DEFAULT.in("tenants"), ThreadSpec.DEFAULT.on(1));
        assertThat(vm.migrate(dst, traits, Transfer.stopped(DOWNTIME), true, MoveListener.NONE))
                .containsExactly(
                        new Refusal(Refusal.PROCESSORS, "web.vcpu[0]: host dst has no group tenants"),
                        new Refusal(Refusal.PROCESSORS, "web.vcpu[1]: there is no CPU 1 among 0 to 0"));
        assertThat(calls(vm)).isEmpty();
    }

    @Test
    void aPausedVmStaysPausedWhenItMoves() {
        Vm vm = vms.vm("web", src, vcpu());
        vm.start();
        bench.at(5 * MS, vm::pause);
        migrate(vm, 10 * MS, false);
        bench.until(60 * MS);
        assertThat(vm.state()).isEqualTo(Vm.State.PAUSED);
        bench.at(60 * MS, vm::resume);
        bench.until(70 * MS);
        assertThat(vm.vcpus().get(0).time(PAUSED, 70 * MS)).isEqualTo(55 * MS);
        assertThat(vm.paused(70 * MS)).isEqualTo(55 * MS);
        assertThat(dst.busy(0, 70 * MS)).isEqualTo(10 * MS);
    }

    @Test
    void nothingCanBeDoneToAVmThatIsOnItsWayButKillIt() {
        Vm vm = vms.vm("web", src, vcpu());
        vm.start();
        migrate(vm, 10 * MS, false);
        assertThatIllegalStateException()
                .isThrownBy(vm::pause)
                .withMessage("guest web cannot be paused while it is busy");
        assertThatIllegalStateException().isThrownBy(() -> vm.snapshot(DOWNTIME, saved -> {}));
        assertThatIllegalStateException().isThrownBy(vm::sigstop);
        assertThatIllegalStateException().isThrownBy(() -> migrate(vm, 11 * MS, false));
        bench.at(20 * MS, vm::stop);
        bench.until(100 * MS);
        assertThat(ends).isEmpty();
        assertThat(vm.state()).isEqualTo(Vm.State.DOWN);
        assertThat(vm.vcpus().get(0).time(PAUSED, 100 * MS)).isEqualTo(10 * MS);
        assertThat(vm.vcpus().get(0).time(OFFLINE, 100 * MS)).isEqualTo(80 * MS);
        assertThat(vm.paused(100 * MS)).isEqualTo(10 * MS);
    }

    @Test
    void theSourceRemembersWhatAVmRanThere() {
        Host grouped = bench.host("grouped", 1, new GroupSpec("tenants"));
        Vm vm = vms.vm("web", grouped, new VcpuSpec(ThreadSpec.DEFAULT.in("tenants"), true));
        vm.start();
        migrate(vm, 10 * MS, false);
        bench.until(100 * MS);
        assertThat(grouped.groups().ran("tenants", 100 * MS)).isEqualTo(10 * MS);
        // What happens on the source does not reach the VM any more.
        bench.at(100 * MS, grouped::suspend);
        bench.until(110 * MS);
        assertThat(vm.vcpus().get(0).time(RUNNING, 110 * MS)).isEqualTo(80 * MS);
        assertThat(grouped.groups().ran("tenants", 110 * MS)).isEqualTo(10 * MS);
    }

    @Test
    void aSnapshotIsWrittenWhileTheVmIsStopped() {
        Vm vm = vms.vm("web", src, vcpu());
        vm.start();
        vm.memory().guestStore64(VmBench.RAM, 7);
        List<SavedVm> written = new ArrayList<>();
        bench.at(10 * MS, () -> vm.snapshot(DOWNTIME, written::add));
        assertThat(written).isEmpty();
        bench.until(50 * MS);
        assertThat(written).hasSize(1);
        assertThat(written.get(0).vcpus()).containsExactly(SavedVm.VcpuActivity.RUNNABLE);
        ScriptedGuest.Page software = (ScriptedGuest.Page) written.get(0).software();
        vm.memory().guestStore64(VmBench.RAM, 8);

        bench.at(60 * MS, () -> assertThat(vm.restore(written.get(0), dst, anywhere(vm)))
                .isEmpty());
        bench.until(70 * MS);
        assertThat(vm.memory().load64(VmBench.RAM)).isEqualTo(7);
        assertThat(guest(vm).log).contains("restore " + software);
        assertThat(vm.host()).contains(dst);
        assertThat(vm.vcpus().get(0).time(PAUSED, 70 * MS)).isEqualTo(30 * MS);
        assertThat(vm.vcpus().get(0).time(RUNNING, 70 * MS)).isEqualTo(40 * MS);
    }

    @Test
    void aSnapshotKnowsWhatEachVcpuDid() {
        Vm vm = vms.vm("web", src, vcpu(), vcpu(), vcpu(), absent());
        guest(vm).on(0).powerOn(1).powerOn(2);
        guest(vm).on(1).halt(50 * MS);
        guest(vm).on(2).off();
        vm.start();
        List<SavedVm> written = new ArrayList<>();
        bench.at(10 * MS, () -> vm.snapshot(Duration.ZERO, written::add));
        assertThat(written.get(0).vcpus())
                .containsExactly(SavedVm.VcpuActivity.RUNNABLE, SavedVm.VcpuActivity.HALTED, SavedVm.VcpuActivity.OFF);

        bench.at(20 * MS, () -> vm.addVcpu(3));
        bench.at(30 * MS, vm::stop);
        bench.at(40 * MS, () -> vm.restore(written.get(0), src, anywhere(vm)));
        bench.until(45 * MS);
        assertThat(vm.present()).isEqualTo(3);
        assertThat(vm.vcpus()).extracting(HostThread::state).containsExactly(RUNNING, IDLE, OFFLINE, OFFLINE);
        assertThat(vm.vcpus().get(0).time(OFFLINE, 45 * MS)).isEqualTo(10 * MS);
    }

    @Test
    void aSuspendedVmWhoseFileIsDamagedStaysOnDisk() {
        Vm vm = vms.vm("web", src, vcpu());
        vm.start();
        vm.memory().guestStore64(VmBench.RAM, 7);
        bench.at(10 * MS, () -> vm.suspend(DOWNTIME, new byte[] {7}));
        bench.until(50 * MS);
        VmFile whole = vm.disk().orElseThrow();
        assertThat(whole.open(GuestSystem.NOTHING).beside()).containsExactly(7);
        vm.damageDisk(whole.truncated(100));
        bench.at(60 * MS, () -> assertThat(vm.resume(dst, anywhere(vm)))
                .extracting(Refusal::reason)
                .containsExactly("snapshot_truncated"));
        assertThat(vm.state()).isEqualTo(Vm.State.SUSPENDED);
        assertThat(vm.host()).isEmpty();
        vm.damageDisk(whole);

        bench.at(70 * MS, () -> assertThat(vm.resume(dst, anywhere(vm))).isEmpty());
        bench.until(80 * MS);
        assertThat(vm.memory().load64(VmBench.RAM)).isEqualTo(7);
        assertThat(vm.disk()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> vm.damageDisk(whole));
    }

    @Test
    void aRefusedRestoreLeavesTheVmAlone() {
        Vm vm = vms.vm("web", src, vcpu());
        vm.start();
        List<SavedVm> written = new ArrayList<>();
        bench.at(MS, () -> vm.snapshot(Duration.ZERO, written::add));
        vms.shape = refusing -> refusing.refuses = IncompatibleStateException.SAVED_STATE;
        bench.at(5 * MS, () -> assertThat(vm.restore(written.get(0), dst, anywhere(vm)))
                .extracting(Refusal::reason)
                .containsExactly("saved_state"));
        bench.until(10 * MS);
        assertThat(vm.vcpus().get(0).time(RUNNING, 10 * MS)).isEqualTo(10 * MS);
    }

    @Test
    void aSuspendedVmIsOnNoHostUntilItIsResumed() {
        Vm vm = vms.vm("web", src, vcpu());
        vm.start();
        bench.at(10 * MS, () -> vm.suspend(DOWNTIME, new byte[] {7}));
        bench.until(50 * MS);
        assertThat(vm.state()).isEqualTo(Vm.State.SUSPENDED);
        assertThat(vm.host()).isEmpty();
        assertThat(vm.device()).isEmpty();
        bench.at(60 * MS, () -> src.upgrade(Bench.facts("src", 2, false), port -> new FifoRunQueues(port, SLICE)));

        vms.shape = refusing -> refusing.refuses = IncompatibleStateException.PV_TIME;
        bench.at(70 * MS, () -> assertThat(vm.resume(src, anywhere(vm))).hasSize(1));
        assertThat(vm.state()).isEqualTo(Vm.State.SUSPENDED);
        vms.shape = willing -> {};
        bench.at(80 * MS, () -> assertThat(vm.resume(src, anywhere(vm))).isEmpty());
        bench.until(100 * MS);
        assertThat(vm.vcpus().get(0).time(PAUSED, 100 * MS)).isEqualTo(70 * MS);
        assertThat(vm.vcpus().get(0).time(RUNNING, 100 * MS)).isEqualTo(30 * MS);
        assertThat(vm.paused(100 * MS)).isEqualTo(70 * MS);
    }

    @Test
    void aHostWithAGuestCannotBootAnotherKernel() {
        Vm vm = vms.vm("web", src, vcpu());
        vm.start();
        assertThatIllegalStateException()
                .isThrownBy(() -> src.upgrade(Bench.facts("src", 2), port -> new FifoRunQueues(port, SLICE)));
    }

    @Test
    void overlappingMemoryIsAnObstacleAndNothingHappens() {
        MemoryRegion ram =
                new MemoryRegion("ram", new Address(0), ByteSize.ofMebibytes(1), MemoryRegion.Kind.RAM, true);
        MemoryRegion flash =
                new MemoryRegion("flash", new Address(4096), ByteSize.ofKibibytes(4), MemoryRegion.Kind.FLASH, false);
        VmSpec spec = new VmSpec("bad", List.of(vcpu()), List.of(ram, flash), VmCosts.NONE);
        Vm vm = bench.machine.addVm(spec, src, (host, port, restored) -> null, ScriptedGuest::new);
        assertThat(vm.obstacles()).extracting(Refusal::reason).containsExactly("memory");
        assertThat(vm.start().get(0).message()).contains("flash").contains("ram");
        assertThat(vm.memory().regions()).isEmpty();
    }
}
