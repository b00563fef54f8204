package org.foliot.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.memory.StealMemory;
import org.foliot.engine.EventLoop;
import org.foliot.time.Duration;

/** How one VM is saved and moved: to a snapshot, to disk and back, and to another host. */
final class VmMoves {
    private final Vm vm;
    private final VmAssembly assembly;
    private final VmResidence residence;
    private final EventLoop loop;
    private final int source;
    private Runnable next;
    private boolean copying;
    private Optional<VmFile> disk = Optional.empty();

    VmMoves(Vm vm, VmAssembly assembly, VmResidence residence, EventLoop loop) {
        this.vm = vm;
        this.assembly = assembly;
        this.residence = residence;
        this.loop = loop;
        this.source = loop.addSource((fired, kind, now) -> next.run());
    }

    /** Whether memory is copied to another host while the VM runs. */
    boolean isCopying() {
        return copying;
    }

    /** The VM ends, and with it whatever was being done to it. */
    void cancel() {
        loop.cancel(source);
        copying = false;
        disk = Optional.empty();
    }

    void snapshot(Duration takes, Consumer<SavedVm> whenDone) {
        boolean running = vm.stopForSaving("saved");
        SavedVm saved = save(vm.guest().save());
        after(takes, () -> {
            vm.goOn(running);
            whenDone.accept(saved);
        });
    }

    void suspend(Duration takes, byte[] beside) {
        vm.stopForSaving("suspended");
        VmFile saved = VmFile.of(save(GuestSystem.NOTHING), beside);
        after(takes, () -> {
            residence.leave();
            disk = Optional.of(saved);
            vm.onDisk();
        });
    }

    /** The file that it is in while it is suspended. */
    Optional<VmFile> disk() {
        return disk;
    }

    /** Something has happened to that file. */
    void disk(VmFile changed) {
        disk = Optional.of(changed);
    }

    List<Refusal> resume(Host where, List<ThreadSpec> traits) {
        SavedVm saved;
        try {
            saved = disk.orElseThrow().open(GuestSystem.NOTHING).vm();
        } catch (IncompatibleStateException e) {
            return List.of(Refusal.of(e));
        }
        List<Refusal> refusals = enter(where, traits, saved, false);
        if (refusals.isEmpty()) {
            disk = Optional.empty();
            vm.thaw();
        }
        return refusals;
    }

    List<Refusal> restore(SavedVm saved, Host where, List<ThreadSpec> traits) {
        List<Refusal> refusals = assembly.misplaced(where, traits);
        if (refusals.isEmpty()) {
            refusals = assembly.rehearse(where, Optional.of(saved));
        }
        if (!refusals.isEmpty()) {
            return refusals;
        }
        vm.begin(vm.now());
        boolean running = vm.state() == Vm.State.RUNNING;
        boolean wasUp = vm.state() != Vm.State.DOWN;
        vm.holdForSaving();
        vm.countPause(true, vm.now());
        refusals = enter(where, traits, saved, false);
        if (refusals.isEmpty()) {
            vm.guest().restore(saved.software());
            disk = Optional.empty();
            vm.thaw();
        } else if (running) {
            vm.thaw();
        } else {
            vm.countPause(wasUp, vm.now());
        }
        return refusals;
    }

    List<Refusal> migrate(
            Host destination, List<ThreadSpec> traits, Transfer transfer, boolean force, MoveListener whenEnded) {
        if (transfer.copying().isZero()) {
            return stopAndMove(destination, traits, transfer, force, whenEnded);
        }
        List<Refusal> refusals = assembly.misplaced(destination, traits);
        if (refusals.isEmpty() && !force) {
            refusals = assembly.rehearse(destination, Optional.of(save(GuestSystem.NOTHING)));
        }
        if (refusals.isEmpty()) {
            copying = true;
            after(transfer.copying(), () -> {
                copying = false;
                List<Refusal> late = transfer.converges()
                        ? stopAndMove(destination, traits, transfer, force, whenEnded)
                        : List.of(transfer.doesNotConverge(vm.name()));
                if (!late.isEmpty()) {
                    whenEnded.ended(late);
                }
            });
        }
        return refusals;
    }

    /** The part of a migration for which the VM is stopped. */
    private List<Refusal> stopAndMove(
            Host destination, List<ThreadSpec> traits, Transfer transfer, boolean force, MoveListener whenEnded) {
        List<Refusal> refusals = assembly.misplaced(destination, traits);
        if (!refusals.isEmpty()) {
            return refusals;
        }
        boolean running = vm.stopForSaving("migrated");
        SavedVm saved = save(GuestSystem.NOTHING);
        refusals = force ? List.of() : assembly.rehearse(destination, Optional.of(saved));
        if (!refusals.isEmpty()) {
            vm.goOn(running);
            return refusals;
        }
        after(transfer.downtime(), () -> {
            List<Refusal> late = enter(destination, traits, saved, force);
            if (late.isEmpty()) {
                transfer.missing().ifPresent(pages -> vm.vcpus().forEach(vcpu -> vcpu.missPages(pages, vm.now())));
            }
            vm.goOn(running);
            whenEnded.ended(late);
        });
        return List.of();
    }

    private void after(Duration time, Runnable then) {
        next = then;
        loop.schedule(source, vm.now() + time.picoseconds(), EventKinds.VMM);
    }

    private SavedVm save(GuestSystem.Saved software) {
        List<SavedVm.VcpuActivity> activities = new ArrayList<>();
        for (int i = 0; i < vm.present(); i++) {
            activities.add(vm.vcpu(i).activity());
        }
        return new SavedVm(
                vm.memory().image(), vm.machine().save(), vm.steal().map(StealMemory::save), activities, software);
    }

    /** Makes a saved VM on a host, held by its VMM, and leaves the host it was on; changes nothing if it is refused. */
    private List<Refusal> enter(Host where, List<ThreadSpec> traits, SavedVm saved, boolean force) {
        List<Refusal> misplaced = assembly.misplaced(where, traits);
        if (!misplaced.isEmpty()) {
            return misplaced;
        }
        VmAssembly.Result made = assembly.make(where, Optional.of(saved), force);
        if (!made.refusals().isEmpty()) {
            return made.refusals();
        }
        if (residence.isSomewhere()) {
            residence.leave();
        }
        vm.take(saved.vcpus());
        residence.enter(where, made, traits);
        return List.of();
    }
}
