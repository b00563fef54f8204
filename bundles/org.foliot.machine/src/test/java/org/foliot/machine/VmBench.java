package org.foliot.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.foliot.api.memory.MemoryRegion;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;

/** VMs on the bench, with the recording hypervisor and scripted guests. */
final class VmBench {
    static final long RAM = 0x4000_0000L;

    final Bench bench = new Bench();
    /** Every VM that a hypervisor was asked for, rehearsals included, in order. */
    final List<RecordingVm> made = new ArrayList<>();
    /** Done to every VM that a hypervisor makes. */
    Consumer<RecordingVm> shape = vm -> {};

    VmCosts costs = VmCosts.NONE;

    Vm vm(String name, Host home, VcpuSpec... vcpus) {
        MemoryRegion ram =
                new MemoryRegion("ram", new Address(RAM), ByteSize.ofMebibytes(64), MemoryRegion.Kind.RAM, true);
        VmSpec spec = new VmSpec(name, List.of(vcpus), List.of(ram), costs);
        return bench.machine.addVm(
                spec,
                home,
                (host, port, restored) -> {
                    RecordingVm vm = new RecordingVm(host.name(), port);
                    shape.accept(vm);
                    made.add(vm);
                    return new VmDevice(vm, Optional.empty());
                },
                ScriptedGuest::new);
    }

    static VcpuSpec vcpu(Integer... cpus) {
        return new VcpuSpec(ThreadSpec.DEFAULT.on(cpus), true);
    }

    static VcpuSpec absent(Integer... cpus) {
        return new VcpuSpec(ThreadSpec.DEFAULT.on(cpus), false);
    }

    static ScriptedGuest guest(Vm vm) {
        return (ScriptedGuest) vm.guest();
    }

    /** What the hypervisor's side of a VM was called with since it was last asked. */
    static List<String> calls(Vm vm) {
        List<String> calls = ((RecordingVm) vm.device().orElseThrow()).calls;
        List<String> copy = List.copyOf(calls);
        calls.clear();
        return copy;
    }

    static List<ThreadSpec> anywhere(Vm vm) {
        return vm.vcpus().stream().map(vcpu -> ThreadSpec.DEFAULT).toList();
    }
}
