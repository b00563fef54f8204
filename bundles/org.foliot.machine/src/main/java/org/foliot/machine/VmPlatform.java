package org.foliot.machine;

import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.observation.ObservationKind;

/** The virtual hardware of one VM as its guest sees it, wherever the VM is. */
final class VmPlatform implements GuestPlatform {
    private final Vm vm;

    VmPlatform(Vm vm) {
        this.vm = vm;
    }

    @Override
    public int vcpus() {
        return vm.present();
    }

    @Override
    public GuestMemory memory() {
        return vm.memory();
    }

    @Override
    public VirtualClock clock() {
        return vm.machine().clock();
    }

    @Override
    public long now() {
        return vm.now();
    }

    @Override
    public void hypercall(int vcpu, Registers registers) {
        vm.machine().hypercall(vcpu, registers);
        vm.vcpu(vcpu).trap();
    }

    @Override
    public void exitToVmm(int vcpu, long asleep) {
        vm.vcpu(vcpu).exitToVmm(asleep);
    }

    @Override
    public void systemReset() {
        vm.machine().reset();
    }

    @Override
    public void kick(int vcpu) {
        vm.vcpu(vcpu).kick(vm.now());
    }

    @Override
    public void powerOn(int vcpu) {
        if (vm.vcpu(vcpu).powerOn(vm.now())) {
            vm.machine().vcpuReset(vcpu);
        }
    }

    @Override
    public void observe(ObservationKind kind, int vcpu, long a, long b) {
        vm.observe(kind, vcpu, a, b);
    }
}
