package org.foliot.broken.hypervisor;

import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.AttributeValue;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.timeline.Events.Corrupt;

/** A VM that does what another does; a subclass gets one thing wrong. */
class ForwardingMachine implements VirtualMachine {
    final VirtualMachine sound;
    final VmHost host;

    ForwardingMachine(VirtualMachine sound, VmHost host) {
        this.sound = sound;
        this.host = host;
    }

    /** Adds to what the structure of a vCPU shows, if there is one. */
    void addToStolen(int vcpu, long nanoseconds) {
        if (sound.structureAddress(vcpu) != -1) {
            long address = sound.structureAddress(vcpu) + 8;
            host.memory().store64(address, host.memory().load64(address) + nanoseconds);
        }
    }

    @Override
    public int configure() {
        return sound.configure();
    }

    @Override
    public int setVcpuAttribute(int vcpu, int group, long attribute, long value) {
        return sound.setVcpuAttribute(vcpu, group, attribute, value);
    }

    @Override
    public AttributeValue getVcpuAttribute(int vcpu, int group, long attribute) {
        return sound.getVcpuAttribute(vcpu, group, attribute);
    }

    @Override
    public int hasVcpuAttribute(int vcpu, int group, long attribute) {
        return sound.hasVcpuAttribute(vcpu, group, attribute);
    }

    @Override
    public int setOneRegister(int vcpu, long register, long value) {
        return sound.setOneRegister(vcpu, register, value);
    }

    @Override
    public AttributeValue getOneRegister(int vcpu, long register) {
        return sound.getOneRegister(vcpu, register);
    }

    @Override
    public int setFirmwareRegister(long register, long value) {
        return sound.setFirmwareRegister(register, value);
    }

    @Override
    public AttributeValue getFirmwareRegister(long register) {
        return sound.getFirmwareRegister(register);
    }

    @Override
    public void vcpuAdded(int vcpu) {
        sound.vcpuAdded(vcpu);
    }

    @Override
    public void hypercall(int vcpu, Registers registers) {
        sound.hypercall(vcpu, registers);
    }

    @Override
    public void vcpuLoad(int vcpu) {
        sound.vcpuLoad(vcpu);
    }

    @Override
    public void enter(int vcpu, long preempted) {
        sound.enter(vcpu, preempted);
    }

    @Override
    public void vcpuPut(int vcpu, boolean preempted) {
        sound.vcpuPut(vcpu, preempted);
    }

    @Override
    public void stopped() {
        sound.stopped();
    }

    @Override
    public void resumed() {
        sound.resumed();
    }

    @Override
    public long structureAddress(int vcpu) {
        return sound.structureAddress(vcpu);
    }

    @Override
    public long stolenTime(int vcpu) {
        return sound.stolenTime(vcpu);
    }

    @Override
    public long stealUpdates(int vcpu) {
        return sound.stealUpdates(vcpu);
    }

    @Override
    public long updateCost(int vcpu) {
        return sound.updateCost(vcpu);
    }

    @Override
    public boolean overwrite(int vcpu, Corrupt.Field field, long value) {
        return sound.overwrite(vcpu, field, value);
    }

    @Override
    public VirtualClock clock() {
        return sound.clock();
    }

    @Override
    public PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup) {
        return sound.driver(platform, setup);
    }

    @Override
    public SavedState save() {
        return sound.save();
    }

    @Override
    public void restore(SavedState state) {
        sound.restore(state);
    }

    @Override
    public void vcpuReset(int vcpu) {
        sound.vcpuReset(vcpu);
    }

    @Override
    public int setCounterOffset(long counterOffset, long reserved) {
        return sound.setCounterOffset(counterOffset, reserved);
    }

    @Override
    public ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return sound.clocks(platform, setup);
    }

    @Override
    public void reset() {
        sound.reset();
    }
}
