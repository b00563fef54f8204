package org.foliot.guest.discipline;

import org.foliot.api.workload.Discipline.Rtc;

/** hwclock --hctosys again and again: sets the clock by another that it is too far from, and knows nothing of frequencies. */
final class StepServo implements Servo {
    private final long threshold;
    private long steps;

    StepServo(Rtc program) {
        this(program.threshold().toNanos(), 0);
    }

    private StepServo(long threshold, long steps) {
        this.threshold = threshold;
        this.steps = steps;
    }

    @Override
    public void sample(long offset, long at, AdjustableClock clock) {
        if (Math.abs(offset) >= threshold) {
            clock.step(offset);
            steps++;
        }
    }

    @Override
    public void disrupted() {
        // It knows nothing that could be wrong.
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public Servo copy() {
        return new StepServo(threshold, steps);
    }
}
