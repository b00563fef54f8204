package org.foliot.guest.discipline;

/** A clock on a counter that is off: true time in nanoseconds, and what has been done to the clock. */
final class FakeClock implements AdjustableClock {
    private static final double SECOND = 1e9;

    /** What the counter gains in a second, in nanoseconds. */
    double drift;

    private long now;
    private double error;
    private long frequency;
    private double phase;
    private double phasePart;

    FakeClock(double drift, double error) {
        this.drift = drift;
        this.error = error;
    }

    /** True time goes on by whole seconds. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            double worked = phase * phasePart;
            phase -= worked;
            error += drift + (double) frequency / (1L << SCALE_SHIFT) + worked;
            now += (long) SECOND;
        }
    }

    /** What an outside clock shows more. */
    long offset() {
        return Math.round(-error);
    }

    long now() {
        return now;
    }

    double error() {
        return error;
    }

    /** Something else than a program has set it. */
    void jump(double nanos) {
        error += nanos;
    }

    @Override
    public void step(long nanos) {
        error += nanos;
        phase = 0;
    }

    @Override
    public void setFrequency(long scaled) {
        frequency = Math.max(-Scaled.LARGEST, Math.min(Scaled.LARGEST, scaled));
    }

    @Override
    public long frequency() {
        return frequency;
    }

    @Override
    public void setPhase(long nanos, int timeConstant, long seconds) {
        phase = nanos;
        phasePart = Math.pow(2, -2 - timeConstant);
        double change = nanos * (double) Math.min(seconds, 8L << timeConstant) / Math.pow(2, 2 * (4 + timeConstant));
        setFrequency(frequency + Math.round(change * (1L << SCALE_SHIFT)));
    }
}
