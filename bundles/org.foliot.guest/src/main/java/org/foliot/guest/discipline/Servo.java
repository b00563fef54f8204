package org.foliot.guest.discipline;

import org.foliot.api.workload.Discipline;

/** What a program makes of the offsets that it measures. */
public interface Servo {
    /**
     * An offset was measured.
     *
     * @param offset the outside clock less CLOCK_REALTIME, in nanoseconds
     * @param at CLOCK_MONOTONIC of the measurement, in nanoseconds
     */
    void sample(long offset, long at, AdjustableClock clock);

    /** What is known of the frequency is worth nothing any more: the counter underneath is another. */
    void disrupted();

    /** How often it has set the clock. */
    long steps();

    /** Whether it has given up. */
    default boolean hasGivenUp() {
        return false;
    }

    /** What a program makes of its offsets when it starts. */
    static Servo of(Discipline program) {
        if (program instanceof Discipline.Ntp ntp) {
            return new NtpServo(ntp);
        } else if (program instanceof Discipline.Ptp ptp) {
            return new PiServo(ptp);
        }
        return new StepServo((Discipline.Rtc) program);
    }

    /** One that knows what this one knows now and has a life of its own. */
    Servo copy();
}
