package org.foliot.run.world;

import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.timeline.Events;

/** A hypervisor's VM whose answers are checked where nonsense would lead the simulator astray. */
final class CheckedVirtualMachine implements VirtualMachine {
    private final VirtualMachine of;
    private final VmHost vm;
    private final InstalledExtension hypervisor;
    private CheckedClock clock;

    CheckedVirtualMachine(VirtualMachine of, VmHost vm, InstalledExtension hypervisor) {
        this.of = of;
        this.vm = vm;
        this.hypervisor = hypervisor;
    }

    @Override
    public int configure() {
        return of.configure();
    }

    @Override
    public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
        return of.setVcpuAttribute(vcpu, group, attribute, value);
    }

    @Override
    public AttributeValue getVcpuAttribute(int vcpu, int group, long attribute) {
        return present(of.getVcpuAttribute(vcpu, group, attribute), "getVcpuAttribute");
    }

    @Override
    public int hasVcpuAttribute(int vcpu, int group, long attribute) {
        return of.hasVcpuAttribute(vcpu, group, attribute);
    }

    @Override
    public int setFirmwareRegister(long register, long value) {
        return of.setFirmwareRegister(register, value);
    }

    @Override
    public AttributeValue getFirmwareRegister(long register) {
        return present(of.getFirmwareRegister(register), "getFirmwareRegister");
    }

    @Override
    public int setOneRegister(int vcpu, long register, long value) {
        return of.setOneRegister(vcpu, register, value);
    }

    @Override
    public AttributeValue getOneRegister(int vcpu, long register) {
        return present(of.getOneRegister(vcpu, register), "getOneRegister");
    }

    @Override
    public int setCounterOffset(long counterOffset, long reserved) {
        return of.setCounterOffset(counterOffset, reserved);
    }

    @Override
    public void vcpuAdded(int vcpu) {
        of.vcpuAdded(vcpu);
    }

    @Override
    public void vcpuReset(int vcpu) {
        of.vcpuReset(vcpu);
    }

    @Override
    public void hypercall(int vcpu, Registers registers) {
        of.hypercall(vcpu, registers);
    }

    @Override
    public void vcpuLoad(int vcpu) {
        of.vcpuLoad(vcpu);
    }

    @Override
    public void enter(int vcpu, long preempted) {
        of.enter(vcpu, preempted);
    }

    @Override
    public void vcpuPut(int vcpu, boolean preempted) {
        of.vcpuPut(vcpu, preempted);
    }

    @Override
    public void stopped() {
        of.stopped();
    }

    @Override
    public void resumed() {
        of.resumed();
    }

    @Override
    public long structureAddress(int vcpu) {
        return of.structureAddress(vcpu);
    }

    @Override
    public long stolenTime(int vcpu) {
        return of.stolenTime(vcpu);
    }

    @Override
    public long stealUpdates(int vcpu) {
        return of.stealUpdates(vcpu);
    }

    @Override
    public long updateCost(int vcpu) {
        return Contracts.nonNegative(of.updateCost(vcpu), hypervisor, "VirtualMachine.updateCost");
    }

    @Override
    public boolean overwrite(int vcpu, Events.Corrupt.Field field, long value) {
        return of.overwrite(vcpu, field, value);
    }

    @Override
    public VirtualClock clock() {
        VirtualClock present = present(of.clock(), "clock");
        if (clock == null || clock.of() != present) {
            clock = new CheckedClock(present, vm, hypervisor);
        }
        return clock;
    }

    @Override
    public PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup) {
        return present(of.driver(platform, setup), "driver");
    }

    @Override
    public ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return present(of.clocks(platform, setup), "clocks");
    }

    @Override
    public SavedState save() {
        return present(of.save(), "save");
    }

    @Override
    public void restore(SavedState state) {
        of.restore(state);
    }

    @Override
    public void reset() {
        of.reset();
    }

    private <T> T present(T result, String call) {
        return Contracts.present(result, hypervisor, "VirtualMachine." + call);
    }
}
