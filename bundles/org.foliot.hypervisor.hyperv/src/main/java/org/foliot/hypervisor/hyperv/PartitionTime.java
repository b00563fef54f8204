package org.foliot.hypervisor.hyperv;

import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.host.HostFacts;
import org.foliot.api.hypervisor.OffsetCounter;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.hypervisor.VmHost;
import org.foliot.time.Frequency;
import org.foliot.time.counter.CounterView;
import org.foliot.time.counter.ReferenceTscScale;

/**
 * Counters and reference time of one partition. The virtual counter is the host's less an offset, the physical one the host's, and
 * reference time is worked out from the virtual one: by scale and offset, or where the counter is too slow for a scale by exact
 * division.
 */
final class PartitionTime implements VirtualClock {
    /** Units of reference time: 100 ns. */
    static final Frequency UNITS = new Frequency(ReferenceTscScale.UNITS_PER_SECOND);

    private final VmHost vm;
    private final Frequency nominal;
    private final OffsetCounter virtual;
    private final CounterView physical;
    private final long hypercall;
    /** CNTFRQ_EL0. */
    private Frequency told;

    private ReferenceTscScale scale;

    /**
     * Time of a new partition, which begins now.
     *
     * @param hypercall what it takes to ask for reference time, in picoseconds
     */
    PartitionTime(VmHost vm, HostFacts host, long hypercall) {
        this.vm = vm;
        this.nominal = host.counter();
        this.virtual = new OffsetCounter(vm, nominal, host.oscillator());
        this.physical = CounterView.of(host.oscillator());
        this.hypercall = hypercall;
        goOnFrom(0, 0, nominal);
    }

    /** The time of the partition that guest software runs in. */
    static PartitionTime of(GuestPlatform platform) {
        return platform.clock().unwrap(PartitionTime.class);
    }

    /** Both run on from these values now, whatever the frequency of the counter was. */
    void goOnFrom(long counter, long reference, Frequency frequency) {
        virtual.write(counter);
        told = frequency;
        ReferenceTscScale from = isScaled() ? ReferenceTscScale.of(nominal) : new ReferenceTscScale(0, 0);
        scale = from;
        scale = new ReferenceTscScale(from.scale(), reference - referenceOf(counter));
    }

    /** Whether the counter is fast enough for a scale, and so for a page. */
    boolean isScaled() {
        return nominal.hertz() > ReferenceTscScale.UNITS_PER_SECOND;
    }

    /** Scale and offset as the page has them. */
    ReferenceTscScale scale() {
        return scale;
    }

    private long referenceOf(long counter) {
        return isScaled() ? scale.at(counter) : CounterView.rescale(counter, nominal, UNITS) + scale.offset();
    }

    /** Time stands from now on; once held it stays as it was. */
    void hold() {
        virtual.hold();
    }

    /** Time goes on from where it was held. */
    void goOn() {
        virtual.goOn();
    }

    /** HV_REGISTER_TIME_REF_COUNT at an instant not before now. */
    long reference(long instant) {
        return referenceOf(virtualCounter(0, instant));
    }

    /** First instant from now on at which reference time is at least so much: when a STIMER set for it goes off. */
    long instantOfReference(long reference) {
        if (reference - reference(vm.now()) <= 0) {
            return vm.now();
        }
        long count = isScaled() ? scale.leastCount(reference) : slowCount(reference - scale.offset());
        return count == Long.MAX_VALUE ? NEVER : instantOfVirtual(0, count);
    }

    private long slowCount(long units) {
        if (units > Long.MAX_VALUE / 2) {
            return Long.MAX_VALUE;
        }
        long count = CounterView.rescale(units, UNITS, nominal);
        return CounterView.rescale(count, nominal, UNITS) < units ? count + 1 : count;
    }

    /** What it takes to ask for reference time by hypercall, in picoseconds. */
    long hypercallCost() {
        return hypercall;
    }

    @Override
    public Frequency frequency() {
        return told;
    }

    @Override
    public long virtualCounter(int vcpu, long instant) {
        return virtual.virtualCounter(vcpu, instant);
    }

    @Override
    public long physicalCounter(int vcpu, long instant) {
        return physical.at(instant);
    }

    @Override
    public long instantOfVirtual(int vcpu, long value) {
        return virtual.instantOfVirtual(vcpu, value);
    }

    @Override
    public long instantOfPhysical(int vcpu, long value) {
        return physical.instantOf(value, vm.now());
    }
}
