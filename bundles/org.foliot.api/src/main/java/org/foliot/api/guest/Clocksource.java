package org.foliot.api.guest;

import org.foliot.time.Frequency;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A free-running clock that a kernel can keep time by, as its driver reads it: {@code struct clocksource} of Linux.
 *
 * <p>Called on the CPU that reads; readings are exact to the tick, and nothing may be allocated for one. Values are 64 bits
 * wide and wrap.
 */
@ConsumerType
public interface Clocksource {
    /** The name by which a kernel is told to use it, as in {@code /sys/devices/system/clocksource}. */
    String name();

    /** How good its driver says that it is; a kernel takes the best. 300 is good, 400 perfect (linux/clocksource.h). */
    int rating();

    /** Ticks in a second as the driver registers them. A kernel asks once, and believes it for ever. */
    Frequency frequency();

    /** What a CPU reads at an instant not before now. */
    long read(int cpu, long instant);

    /**
     * First instant from now on at which a CPU reads at least a value, or {@link
     * org.foliot.api.hypervisor.VirtualClock#NEVER}: when a timer goes off that the kernel has set for that value.
     */
    long instantOf(int cpu, long value);

    /**
     * When a timer goes off that is set for a value now: as a rule at {@link #instantOf}. A driver whose arithmetic loses
     * something may set it for too early, which is for its kernel to find.
     */
    default long timerInstant(int cpu, long value) {
        return instantOf(cpu, value);
    }

    /** Whether {@link #timerInstant} may be before {@link #instantOf}. */
    default boolean timersMayBeEarly() {
        return false;
    }

    /**
     * A CPU that is about to sleep sets its timer for a value, where that is written to hardware that a host may change before it
     * goes off.
     */
    default void arm(int cpu, long value) {}

    /** When the timer of a CPU goes off that was {@linkplain #arm armed} for a value, not before now. */
    default long armedInstant(int cpu, long value) {
        return timerInstant(cpu, value);
    }

    /**
     * What one read by the kernel takes beyond the instructions of its driver, in picoseconds: the trap, where the hypervisor
     * traps the register. 0 where the read is a plain instruction. A migration may change it, so it is asked for at every use.
     */
    default long readCost() {
        return 0;
    }

    /**
     * The same for one read by a process, in picoseconds: what the vDSO pays, or what the kernel pays when the instruction traps
     * from user space. What a system call takes is not in it; where {@link #vdso} is false, that comes on top.
     */
    default long userReadCost() {
        return readCost();
    }

    /**
     * Whether processes read it by the vDSO ({@code vdso_clock_mode}); otherwise every {@code clock_gettime} is a system call, and
     * the kernel reads.
     */
    default boolean vdso() {
        return true;
    }
}
