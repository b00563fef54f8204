package org.foliot.hypervisor.kvmlpt;

import org.foliot.api.guest.Clocksource;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.SystemCounter;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.memory.GuestMemory;
import org.foliot.time.Frequency;
import org.foliot.time.counter.LptScale;

/**
 * The virtual counter as a kernel reads it with Live Physical Time: the native count times a multiplier that it finds in the
 * structure, and deadlines back by another. The loop around the sequence number has nothing to do here, since no vCPU runs while the
 * host writes.
 */
final class LptClocksource implements Clocksource {
    private static final long NONE = -1;
    private static final long UNSIGNED_INT = 0xffff_ffffL;

    private final GuestPlatform platform;
    private final long scaledRead;
    private final long userRead;
    private long address = NONE;
    private long sequence;
    private LptScale scale;
    private boolean roundsUp;

    LptClocksource(GuestPlatform platform, long scaledRead, long userRead) {
        this.platform = platform;
        this.scaledRead = scaledRead;
        this.userRead = userRead;
    }

    /** One that knows what this one knows, and reads the structure again, which may be another when it goes on. */
    LptClocksource copy() {
        LptClocksource copy = new LptClocksource(platform, scaledRead, userRead);
        copy.address = address;
        return copy;
    }

    /** Reads by a structure from now on. */
    void scaleBy(long structure) {
        address = structure;
        scale = null;
    }

    /** Whether it reads by a structure. */
    boolean isScaled() {
        return address != NONE;
    }

    /**
     * The coefficients as the structure has them now; read once per sequence number. A structure that is empty, as after a move by
     * force until the VM runs, changes nothing: a choice, where a kernel would find a counter of 0.
     */
    private LptScale scale() {
        GuestMemory memory = platform.memory();
        long present = memory.load64(address + LptStructure.SEQUENCE);
        if (present == 0) {
            return scale == null
                    ? LptScale.of(platform.clock().frequency(), platform.clock().frequency())
                    : scale;
        }
        if (scale == null || present != sequence) {
            sequence = present;
            roundsUp = (memory.load32(address + LptStructure.ATTRIBUTES) & LptStructure.ROUND_UP) != 0;
            scale = new LptScale(
                    new Frequency(memory.load32(address + LptStructure.PV_FREQUENCY) & UNSIGNED_INT),
                    new Frequency(memory.load32(address + LptStructure.NATIVE_FREQUENCY) & UNSIGNED_INT),
                    memory.load64(address + LptStructure.SCALE_MULT),
                    memory.load32(address + LptStructure.FRACBITS),
                    memory.load64(address + LptStructure.RSCALE_MULT),
                    memory.load32(address + LptStructure.RFRACBITS));
        }
        return scale;
    }

    @Override
    public String name() {
        return SystemCounter.ARCH_NAME;
    }

    @Override
    public int rating() {
        return SystemCounter.ARCH_RATING;
    }

    /** CNTFRQ_EL0 as the kernel reads it: the constant frequency, once there is one. */
    @Override
    public Frequency frequency() {
        return isScaled() ? scale().paravirtualised() : platform.clock().frequency();
    }

    @Override
    public long read(int cpu, long instant) {
        long count = platform.clock().virtualCounter(cpu, instant);
        return isScaled() ? scale().toParavirtualised(count) : count;
    }

    @Override
    public long instantOf(int cpu, long value) {
        long now = platform.now();
        if (value - read(cpu, now) <= 0) {
            return now;
        }
        if (!isScaled()) {
            return platform.clock().instantOfVirtual(cpu, value);
        }
        return reachable(value)
                ? platform.clock().instantOfVirtual(cpu, scale().firstNativeShowing(value))
                : VirtualClock.NEVER;
    }

    /** Whether some native count of 64 bits shows a value. */
    private boolean reachable(long value) {
        return Long.compareUnsigned(value, scale().toParavirtualised(-1)) <= 0;
    }

    /** The native count that the kernel writes for a deadline. */
    private long compareValue(long value) {
        LptScale present = scale();
        return roundsUp ? present.firstNativeShowing(value) : present.toNative(value);
    }

    @Override
    public long timerInstant(int cpu, long value) {
        if (!isScaled()) {
            return instantOf(cpu, value);
        }
        return reachable(value) ? platform.clock().instantOfVirtual(cpu, compareValue(value)) : VirtualClock.NEVER;
    }

    @Override
    public boolean timersMayBeEarly() {
        return isScaled();
    }

    @Override
    public void arm(int cpu, long value) {
        if (isScaled() && reachable(value)) {
            platform.clock().armVirtualTimer(cpu, compareValue(value));
        }
    }

    /** As the timer's register says, which a host may have rewritten. */
    @Override
    public long armedInstant(int cpu, long value) {
        long written = isScaled() ? platform.clock().virtualTimerInstant(cpu) : VirtualClock.NEVER;
        return written == VirtualClock.NEVER ? timerInstant(cpu, value) : written;
    }

    @Override
    public long readCost() {
        return platform.clock().virtualReadCost() + (isScaled() ? scaledRead : 0);
    }

    @Override
    public long userReadCost() {
        return readCost() + (isScaled() ? userRead : 0);
    }

    @Override
    public boolean vdso() {
        return !isScaled();
    }
}
