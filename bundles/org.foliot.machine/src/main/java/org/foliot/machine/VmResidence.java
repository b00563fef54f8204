package org.foliot.machine;

import java.util.List;
import java.util.Optional;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.Duration;

/** Where a VM is at present: its host, its hypervisor's side, and the threads of its vCPUs there. */
final class VmResidence {
    private final Vm vm;
    private Host host;
    private VirtualMachine machine;
    private Optional<StealMemory> steal = Optional.empty();
    private List<ThreadSpec> traits = List.of();
    /** How many of the vCPUs have a thread. */
    private int threads;

    VmResidence(Vm vm) {
        this.vm = vm;
    }

    boolean isSomewhere() {
        return host != null;
    }

    Host host() {
        return host;
    }

    /** The hypervisor's side, or null. */
    VirtualMachine machine() {
        return machine;
    }

    Optional<StealMemory> steal() {
        return steal;
    }

    /** The VM is on a host from now on. */
    void enter(Host where, VmAssembly.Result made, List<ThreadSpec> threadTraits) {
        host = where;
        machine = made.device().machine();
        steal = made.device().steal();
        traits = List.copyOf(threadTraits);
        threads = 0;
        while (threads < vm.present()) {
            addThread();
        }
        made.port().attach();
    }

    /** Creates the thread of the next vCPU. */
    void addThread() {
        host.adopt(vm.vcpu(threads), traits.get(threads));
        threads++;
    }

    /** The VM goes away; its threads are held or have ended. */
    void leave() {
        for (int i = 0; i < threads; i++) {
            Vcpu vcpu = vm.vcpu(i);
            vcpu.cancelTimer();
            vcpu.stealCounts().keep(machine);
            host.dispatcher().abandon(vcpu);
        }
        host = null;
        machine = null;
        steal = Optional.empty();
    }

    /** The VMM keeps all vCPUs out of the guest, whose threads look now and then, and tells the hypervisor. */
    void keepOut(Duration poll) {
        Dispatcher dispatcher = host.dispatcher();
        long now = dispatcher.open();
        for (int i = 0; i < threads; i++) {
            vm.vcpu(i).keepOut(poll.picoseconds(), now);
        }
        machine.stopped();
        dispatcher.settle(now);
    }

    /** Ends {@link #keepOut}: the threads find out when they next look. */
    void letIn() {
        Dispatcher dispatcher = host.dispatcher();
        long now = dispatcher.open();
        machine.resumed();
        vm.guest().clockChanged(now);
        for (int i = 0; i < threads; i++) {
            vm.vcpu(i).letIn();
        }
        dispatcher.settle(now);
    }

    /** The VMM keeps all vCPUs out of the guest, and tells the hypervisor. */
    void freeze() {
        Dispatcher dispatcher = host.dispatcher();
        long now = dispatcher.open();
        for (int i = 0; i < threads; i++) {
            vm.vcpu(i).letIn();
            dispatcher.holds().hold(vm.vcpu(i), HostThread.HELD_BY_VMM, now);
            vm.vcpu(i).cancelTimer();
        }
        machine.stopped();
        dispatcher.settle(now);
    }

    /** Ends {@link #freeze}. */
    void thaw() {
        Dispatcher dispatcher = host.dispatcher();
        long now = dispatcher.open();
        machine.resumed();
        vm.guest().clockChanged(now);
        for (int i = 0; i < threads; i++) {
            dispatcher.holds().release(vm.vcpu(i), HostThread.HELD_BY_VMM, now);
        }
        dispatcher.settle(now);
    }

    /** All threads end. */
    void end() {
        Dispatcher dispatcher = host.dispatcher();
        long now = dispatcher.open();
        for (int i = 0; i < threads; i++) {
            dispatcher.end(vm.vcpu(i), now);
        }
        dispatcher.settle(now);
        leave();
    }

    /** A signal stops or continues all threads. */
    void signal(boolean stop) {
        for (int i = 0; i < threads; i++) {
            if (stop) {
                vm.vcpu(i).holdFromOutside(HostThread.HELD_BY_SIGNAL);
            } else {
                vm.vcpu(i).releaseFromOutside(HostThread.HELD_BY_SIGNAL);
            }
        }
    }
}
