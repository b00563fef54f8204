package org.foliot.api.host;

import org.foliot.api.extension.KernelRelease;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;
import org.foliot.time.Ratio;

/**
 * What does not change about a host while a scenario runs.
 *
 * @param name the host's name in the scenario
 * @param release its kernel release
 * @param kernel its kernel settings
 * @param cpus number of physical CPUs, at least 1
 * @param counter frequency of the system counter as its registers say it (CNTFRQ)
 * @param counterError how much faster than that the counter's oscillator really is; below 0 for slower. Software does not know
 *     it, the host's own clocks are assumed to be corrected for it
 * @param clock processor clock, which turns cycles into time
 * @param pageSize size of a host page
 * @param features what all of its processors have
 */
public record HostFacts(
        String name,
        KernelRelease release,
        HostKernelOptions kernel,
        int cpus,
        Frequency counter,
        Ratio counterError,
        Frequency clock,
        ByteSize pageSize,
        ProcessorFeatures features) {
    /** The most that an oscillator is off: twice what a kernel can correct (MAXFREQ, include/linux/timex.h). */
    public static final Ratio LARGEST_COUNTER_ERROR = Ratio.ofPartsPerMillion(1000);

    private static final long BILLION = 1_000_000_000L;

    /**
     * Checks the error of the counter.
     *
     * @throws IllegalArgumentException for an error beyond {@link #LARGEST_COUNTER_ERROR}
     */
    public HostFacts {
        if (Math.abs(counterError.partsPerBillion()) > LARGEST_COUNTER_ERROR.partsPerBillion()) {
            throw new IllegalArgumentException(
                    "a counter is off by " + LARGEST_COUNTER_ERROR + " at most, not by " + counterError);
        }
    }

    /** A host whose counter is right. */
    public HostFacts(
            String name,
            KernelRelease release,
            HostKernelOptions kernel,
            int cpus,
            Frequency counter,
            Frequency clock,
            ByteSize pageSize) {
        this(name, release, kernel, cpus, counter, Ratio.ZERO, clock, pageSize);
    }

    /** A host with processors of the default features. */
    public HostFacts(
            String name,
            KernelRelease release,
            HostKernelOptions kernel,
            int cpus,
            Frequency counter,
            Ratio counterError,
            Frequency clock,
            ByteSize pageSize) {
        this(name, release, kernel, cpus, counter, counterError, clock, pageSize, ProcessorFeatures.DEFAULT);
    }

    /** Ticks that the counter really makes in a second, to the nearest whole one. */
    public Frequency oscillator() {
        long scaled = Math.multiplyExact(counter.hertz(), counterError.partsPerBillion());
        return counterError.equals(Ratio.ZERO)
                ? counter
                : new Frequency(counter.hertz() + Math.floorDiv(scaled + BILLION / 2, BILLION));
    }

    /** The same hardware with another kernel. */
    public HostFacts withKernel(KernelRelease otherRelease, HostKernelOptions otherKernel) {
        return new HostFacts(name, otherRelease, otherKernel, cpus, counter, counterError, clock, pageSize, features);
    }
}
