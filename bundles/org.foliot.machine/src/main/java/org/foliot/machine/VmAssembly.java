package org.foliot.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.api.memory.OverlapException;
import org.foliot.api.memory.PlacementException;
import org.foliot.machine.memory.MemoryImage;
import org.foliot.machine.memory.SparseGuestMemory;

/** Makes one VM on a host, anew or from saved state, or finds out why it cannot be made there. */
final class VmAssembly {
    /**
     * What came of it: a VM, or why there is none.
     *
     * @param device the VM as the hypervisor runs it; null if refused
     * @param port what it knows of the machine; null if refused
     * @param refusals empty if there is a VM
     */
    record Result(VmDevice device, VmPort port, List<Refusal> refusals) {}

    private final Vm vm;
    private final VmFactory factory;
    private boolean rehearsing;

    VmAssembly(Vm vm, VmFactory factory) {
        this.vm = vm;
        this.factory = factory;
    }

    /** Whether what happens to the VM's memory at this instant is undone in the end. */
    boolean isRehearsing() {
        return rehearsing;
    }

    /** Why the threads of the vCPUs cannot be on a host. */
    List<Refusal> misplaced(Host host, List<ThreadSpec> traits) {
        if (traits.size() != vm.spec().vcpus().size()) {
            throw new IllegalArgumentException("guest " + vm.name() + " has "
                    + vm.spec().vcpus().size() + " vCPUs, but traits are given for " + traits.size());
        }
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < vm.present(); i++) {
            String name = vm.name() + ".vcpu[" + i + "]: ";
            host.obstacle(traits.get(i)).ifPresent(why -> refusals.add(new Refusal(Refusal.PROCESSORS, name + why)));
        }
        return refusals;
    }

    /** Why a VM cannot be made on a host; nothing has changed afterwards. */
    List<Refusal> rehearse(Host host, Optional<SavedVm> saved) {
        MemoryImage before = vm.memory().image();
        rehearsing = true;
        try {
            build(host, saved, false);
            return List.of();
        } catch (PlacementException | OverlapException | IncompatibleStateException e) {
            return List.of(Refusal.of(e));
        } finally {
            vm.memory().revert(before);
            rehearsing = false;
        }
    }

    /** Makes the VM; if it is refused, its memory is as it was. */
    Result make(Host host, Optional<SavedVm> saved, boolean force) {
        MemoryImage before = vm.memory().image();
        try {
            return build(host, saved, force);
        } catch (PlacementException | OverlapException | IncompatibleStateException e) {
            vm.memory().revert(before);
            return new Result(null, null, List.of(Refusal.of(e)));
        }
    }

    private Result build(Host host, Optional<SavedVm> saved, boolean force) {
        SparseGuestMemory memory = vm.memory();
        VmPort port = new VmPort(vm, rehearsing);
        VmDevice device;
        if (saved.isPresent()) {
            memory.arrive(saved.get().memory(), host.facts().pageSize());
            device = factory.create(host, port, true);
            try {
                restore(device, saved.get());
            } catch (IncompatibleStateException | PlacementException e) {
                if (!force) {
                    throw e;
                }
                device = factory.create(host, port, true);
                device.machine().configure();
            }
        } else {
            memory.clear(host.facts().pageSize());
            for (MemoryRegion region : vm.spec().memory()) {
                memory.add(region);
            }
            device = factory.create(host, port, false);
            int error = device.machine().configure();
            if (error != Errno.OK) {
                throw new IncompatibleStateException(
                        Refusal.SETUP, "the VMM gives up while it sets the vCPUs up: " + Errno.name(error));
            }
        }
        return new Result(device, port, List.of());
    }

    private static void restore(VmDevice device, SavedVm saved) {
        device.steal().ifPresent(memory -> saved.steal().ifPresent(memory::restore));
        device.machine().restore(saved.state());
    }
}
