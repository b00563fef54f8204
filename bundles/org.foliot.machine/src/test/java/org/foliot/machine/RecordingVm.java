package org.foliot.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.Errno;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.SavedState;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.timeline.Events;
import org.foliot.time.Frequency;

/** A hypervisor's side of a VM that writes down how it is called and takes the time it is told to. */
final class RecordingVm implements VirtualMachine, VirtualClock {
    final String host;
    final VmHost port;
    final List<String> calls = new ArrayList<>();

    long requestCost;
    long callCost;
    int configureResult = Errno.OK;
    String refuses = "";
    private long entries;

    RecordingVm(String host, VmHost port) {
        this.host = host;
        this.port = port;
    }

    private void record(String call) {
        calls.add(port.now() / Bench.US + " " + call);
    }

    @Override
    public int configure() {
        record("configure");
        return configureResult;
    }

    @Override
    public void vcpuAdded(int vcpu) {
        record("added " + vcpu);
    }

    @Override
    public void hypercall(int vcpu, Registers registers) {
        record("call " + vcpu);
        registers.x(0, 0);
        port.spend(vcpu, callCost);
    }

    @Override
    public void vcpuLoad(int vcpu) {
        record("load " + vcpu);
    }

    @Override
    public void enter(int vcpu, long preempted) {
        record("enter " + vcpu + " delay " + port.runDelay(vcpu) + (preempted == 0 ? "" : " preempted " + preempted));
        port.spend(vcpu, requestCost);
        entries++;
    }

    @Override
    public void vcpuPut(int vcpu, boolean preempted) {
        record("put " + vcpu + (preempted ? " preempted" : ""));
    }

    @Override
    public void stopped() {
        record("stopped");
    }

    @Override
    public void resumed() {
        record("resumed");
    }

    @Override
    public VirtualClock clock() {
        return this;
    }

    @Override
    public PvTimeDriver driver(GuestPlatform platform, PvTimeDriver.Setup setup) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SavedState save() {
        record("save");
        SortedMap<String, long[]> values = new TreeMap<>();
        values.put("counter", new long[] {port.now()});
        return new SavedState("recording", 1, values);
    }

    @Override
    public void restore(SavedState state) {
        record("restore " + state.vector("counter")[0] / Bench.US);
        if (!refuses.isEmpty()) {
            throw new IncompatibleStateException(refuses, "no " + refuses + " on " + host);
        }
    }

    @Override
    public void reset() {
        record("reset");
    }

    @Override
    public long structureAddress(int vcpu) {
        return StealMemory.NO_ADDRESS;
    }

    @Override
    public long stolenTime(int vcpu) {
        return 0;
    }

    @Override
    public long stealUpdates(int vcpu) {
        return entries;
    }

    @Override
    public long updateCost(int vcpu) {
        return entries * requestCost;
    }

    @Override
    public boolean overwrite(int vcpu, Events.Corrupt.Field field, long value) {
        return false;
    }

    @Override
    public Frequency frequency() {
        return Frequency.ofMegahertz(100);
    }

    @Override
    public long virtualCounter(int vcpu, long instant) {
        return frequency().ticksAt(instant);
    }

    @Override
    public long physicalCounter(int vcpu, long instant) {
        return frequency().ticksAt(instant);
    }

    @Override
    public long instantOfVirtual(int vcpu, long value) {
        return frequency().picosecondsAt(value);
    }

    @Override
    public long instantOfPhysical(int vcpu, long value) {
        return frequency().picosecondsAt(value);
    }
}
