package org.foliot.time;

/**
 * A length of simulated time, or an instant as the time since the start of a run.
 *
 * <p>The range is that of a {@code long} of picoseconds, a little over ±106 days. Whatever leaves it ends in an
 * {@link ArithmeticException}.
 *
 * @param picoseconds the length in picoseconds; negative for a difference that points backwards
 */
public record Duration(long picoseconds) implements Quantity, Comparable<Duration> {
    /** No time at all. */
    public static final Duration ZERO = new Duration(0);

    /** The longest duration, 106 days 18 hours and some. */
    public static final Duration MAX = new Duration(Long.MAX_VALUE);

    /** Picoseconds in a nanosecond. */
    public static final long PS_PER_NANO = 1_000L;

    /** Picoseconds in a microsecond. */
    public static final long PS_PER_MICRO = 1_000_000L;

    /** Picoseconds in a millisecond. */
    public static final long PS_PER_MILLI = 1_000_000_000L;

    /** Picoseconds in a second. */
    public static final long PS_PER_SECOND = 1_000_000_000_000L;

    /** A duration of whole nanoseconds. */
    public static Duration ofNanos(long nanoseconds) {
        return of(nanoseconds, Unit.NANOSECOND);
    }

    /** A duration of whole microseconds. */
    public static Duration ofMicros(long microseconds) {
        return of(microseconds, Unit.MICROSECOND);
    }

    /** A duration of whole milliseconds. */
    public static Duration ofMillis(long milliseconds) {
        return of(milliseconds, Unit.MILLISECOND);
    }

    /** A duration of whole seconds. */
    public static Duration ofSeconds(long seconds) {
        return of(seconds, Unit.SECOND);
    }

    private static Duration of(long amount, Unit unit) {
        long low = amount * unit.scale();
        if (Math.multiplyHigh(amount, unit.scale()) != low >> 63) {
            throw outOfRange(amount + " " + unit.symbol());
        }
        return new Duration(low);
    }

    /**
     * Reads a duration such as {@code 10 ms}, {@code 1.5 us} or {@code 2 h}; units are ps, ns, us, ms, s, min, h.
     *
     * @throws QuantityFormatException if the text is not a duration in range
     */
    public static Duration parse(String text) {
        return new Duration(QuantityText.read(text, Dimension.DURATION).amount());
    }

    @Override
    public Dimension dimension() {
        return Dimension.DURATION;
    }

    /** This duration and another one after it. */
    public Duration plus(Duration other) {
        long sum = picoseconds + other.picoseconds;
        if (((picoseconds ^ sum) & (other.picoseconds ^ sum)) < 0) {
            throw outOfRange(this + " + " + other);
        }
        return new Duration(sum);
    }

    /** What is left of this duration after another one; negative if the other is longer. */
    public Duration minus(Duration other) {
        long difference = picoseconds - other.picoseconds;
        if (((picoseconds ^ other.picoseconds) & (picoseconds ^ difference)) < 0) {
            throw outOfRange(this + " − " + other);
        }
        return new Duration(difference);
    }

    /** This duration repeated. */
    public Duration times(long factor) {
        long low = picoseconds * factor;
        if (Math.multiplyHigh(picoseconds, factor) != low >> 63) {
            throw outOfRange(this + " × " + factor);
        }
        return new Duration(low);
    }

    /**
     * This duration cut into equal parts, rounded down to whole picoseconds.
     *
     * @throws ArithmeticException if the divisor is zero
     */
    public Duration dividedBy(long divisor) {
        if (divisor == 0) {
            throw new ArithmeticException(this + " divided by zero");
        }
        if (divisor == -1) {
            return ZERO.minus(this);
        }
        return new Duration(Math.floorDiv(picoseconds, divisor));
    }

    /**
     * How often another duration fits into this one, rounded down.
     *
     * @throws ArithmeticException if the other duration is zero
     */
    public long dividedBy(Duration divisor) {
        return dividedBy(divisor.picoseconds).picoseconds;
    }

    /** This duration in whole nanoseconds, rounded down. */
    public long toNanos() {
        return Math.floorDiv(picoseconds, PS_PER_NANO);
    }

    /** Whether this duration points backwards. */
    public boolean isNegative() {
        return picoseconds < 0;
    }

    /** Whether this is no time at all. */
    public boolean isZero() {
        return picoseconds == 0;
    }

    @Override
    public int compareTo(Duration other) {
        return Long.compare(picoseconds, other.picoseconds);
    }

    /** This duration in the largest unit that gives a whole number: {@code 10 ms}, {@code 1500 us}, {@code 0 s}. */
    @Override
    public String toString() {
        return QuantityText.whole(picoseconds, Dimension.DURATION, Unit.SECOND);
    }

    private static ArithmeticException outOfRange(String expression) {
        return new ArithmeticException(expression + " is out of the range of simulated time, ±106 days");
    }
}
