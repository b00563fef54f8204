package org.foliot.guest.discipline;

import org.foliot.api.workload.Discipline.Ptp;

/**
 * phc2sys of linuxptp with its proportional-integral servo (pi.c): two samples give the frequency, a jump the phase, and from
 * then on every sample corrects both.
 *
 * <p>A choice of ours: weights are what {@code -P} and {@code -I} say, whatever the interval.
 */
final class PiServo implements Servo {
    private static final long LARGEST_OFFSET = 2_000_000_000L;

    private final long proportional;
    private final long integral;
    private final long firstStep;
    private final long stepThreshold;
    /** Samples since it began: 0, 1, or 2 for any more. */
    private int samples;

    private long firstOffset;
    private long firstAt;
    private long drift;
    private long steps;

    PiServo(Ptp program) {
        this.proportional = program.proportional().partsPerBillion();
        this.integral = program.integral().partsPerBillion();
        this.firstStep = program.firstStepThreshold().toNanos();
        this.stepThreshold = program.stepThreshold().toNanos();
    }

    private PiServo(PiServo other) {
        proportional = other.proportional;
        integral = other.integral;
        firstStep = other.firstStep;
        stepThreshold = other.stepThreshold;
        samples = other.samples;
        firstOffset = other.firstOffset;
        firstAt = other.firstAt;
        drift = other.drift;
        steps = other.steps;
    }

    @Override
    public void sample(long offset, long at, AdjustableClock clock) {
        if (samples == 2 && stepThreshold > 0 && Math.abs(offset) > stepThreshold) {
            samples = 0;
        }
        switch (samples) {
            case 0 -> {
                firstOffset = offset;
                firstAt = at;
                samples = 1;
            }
            case 1 -> {
                if (at > firstAt) {
                    begin(offset, at, clock);
                }
            }
            default -> correct(offset, clock);
        }
    }

    private void begin(long offset, long at, AdjustableClock clock) {
        drift = Scaled.limited(clock.frequency() + Scaled.rate(offset - firstOffset, at - firstAt));
        clock.setFrequency(drift);
        if (Math.abs(offset) > firstStep) {
            clock.step(offset);
            steps++;
        }
        samples = 2;
    }

    private void correct(long offset, AdjustableClock clock) {
        long bounded = Math.max(-LARGEST_OFFSET, Math.min(offset, LARGEST_OFFSET));
        long integralPart = Scaled.part(bounded, integral);
        clock.setFrequency(Scaled.limited(Scaled.part(bounded, proportional) + drift + integralPart));
        drift = Scaled.limited(drift + integralPart);
    }

    @Override
    public void disrupted() {
        samples = 0;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public Servo copy() {
        return new PiServo(this);
    }
}
