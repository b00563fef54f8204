package org.foliot.guest.discipline;

import org.foliot.api.workload.Discipline.Ntp;

/**
 * ntpd with the kernel's loop (local_clock of ntp_loopfilter.c in ntp 4.2.8; RFC 5905, appendix A.5.5.6): steps what is too far off
 * for too long, measures the frequency at first, then lets the kernel work off phase after phase.
 *
 * <p>Choices of ours: one server, every answer of which counts, where ntpd selects and filters; a poll interval that stays as it is;
 * no drift file, so that it always begins with a measurement; and a first sample that sets the clock even if it is near.
 */
final class NtpServo implements Servo {
    private static final long SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private final long stepThreshold;
    private final long stepout;
    private final long panic;
    private final int timeConstant;
    /** When the measurement of the frequency began; {@link #NEVER} before the first sample and after a disruption. */
    private long measuredFrom = NEVER;

    private boolean locked;
    private boolean everSet;
    private long lastGood = NEVER;
    private long steps;
    private boolean gaveUp;

    NtpServo(Ntp program) {
        this.stepThreshold = program.stepThreshold().toNanos();
        this.stepout = program.stepout().toNanos();
        this.panic = program.panicThreshold().toNanos();
        long seconds = Math.max(1, program.every().toNanos() / SECOND);
        this.timeConstant = Long.SIZE - 1 - Long.numberOfLeadingZeros(seconds);
    }

    private NtpServo(NtpServo other) {
        stepThreshold = other.stepThreshold;
        stepout = other.stepout;
        panic = other.panic;
        timeConstant = other.timeConstant;
        measuredFrom = other.measuredFrom;
        locked = other.locked;
        everSet = other.everSet;
        lastGood = other.lastGood;
        steps = other.steps;
        gaveUp = other.gaveUp;
    }

    @Override
    public void sample(long offset, long at, AdjustableClock clock) {
        if (gaveUp) {
            return;
        }
        if (everSet && Math.abs(offset) > panic) {
            gaveUp = true;
        } else if (measuredFrom == NEVER) {
            begin(offset, at, clock);
        } else if (!locked) {
            measure(offset, at, clock);
        } else if (Math.abs(offset) > stepThreshold) {
            awaitStepout(offset, at, clock);
        } else {
            long seconds = (at - lastGood) / SECOND;
            clock.setPhase(offset, timeConstant, seconds);
            lastGood = at;
        }
    }

    /** The first sample sets the clock, however far off that is (-g), and begins a measurement of the frequency. */
    private void begin(long offset, long at, AdjustableClock clock) {
        step(offset, clock);
        everSet = true;
        measuredFrom = at;
        lastGood = at;
    }

    /** State FREQ: nothing is corrected until the frequency is known. */
    private void measure(long offset, long at, AdjustableClock clock) {
        long passed = at - measuredFrom;
        if (passed < stepout) {
            return;
        }
        clock.setFrequency(clock.frequency() + Scaled.rate(offset, passed));
        if (Math.abs(offset) > stepThreshold) {
            step(offset, clock);
        } else {
            clock.setPhase(offset, timeConstant, 0);
        }
        locked = true;
        lastGood = at;
    }

    /** State SPIK: what is far off once may be a spike, what stays far off is stepped. */
    private void awaitStepout(long offset, long at, AdjustableClock clock) {
        if (at - lastGood >= stepout) {
            step(offset, clock);
            lastGood = at;
        }
    }

    private void step(long offset, AdjustableClock clock) {
        clock.step(offset);
        steps++;
    }

    @Override
    public void disrupted() {
        measuredFrom = NEVER;
        locked = false;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public boolean hasGivenUp() {
        return gaveUp;
    }

    @Override
    public Servo copy() {
        return new NtpServo(this);
    }
}
