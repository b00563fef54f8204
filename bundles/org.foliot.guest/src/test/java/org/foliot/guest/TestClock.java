package org.foliot.guest;

import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;

/** A counter that a test can set, stop and give another frequency; the same for all vCPUs. */
final class TestClock implements VirtualClock {
    /** What a read traps for, in picoseconds. */
    long readCost;

    private CounterView view;
    private boolean frozen;
    private long frozenAt;
    private long now;

    TestClock(Frequency frequency) {
        view = CounterView.of(frequency);
    }

    /** The present: nobody may ask for an earlier instant. */
    void now(long instant) {
        now = instant;
    }

    void show(Frequency frequency, long value) {
        view = CounterView.showing(frequency, now, value);
        frozen = false;
    }

    void freeze() {
        frozenAt = view.at(now);
        frozen = true;
    }

    void thaw() {
        show(view.frequency(), frozenAt);
    }

    @Override
    public Frequency frequency() {
        return view.frequency();
    }

    @Override
    public long virtualCounter(int vcpu, long instant) {
        if (instant < now) {
            throw new IllegalArgumentException("asked at " + now + " for the counter at " + instant);
        }
        return frozen ? frozenAt : view.at(instant);
    }

    @Override
    public long physicalCounter(int vcpu, long instant) {
        return view.frequency().ticksAt(instant);
    }

    @Override
    public long instantOfVirtual(int vcpu, long value) {
        if (frozen) {
            return value <= frozenAt ? now : NEVER;
        }
        return view.instantOf(value, now);
    }

    @Override
    public long instantOfPhysical(int vcpu, long value) {
        return Math.max(now, view.frequency().picosecondsAt(value));
    }

    @Override
    public long virtualReadCost() {
        return readCost;
    }
}
