package org.foliot.time;

/**
 * A rate of ticks, and the exact relation between simulated time and the number of ticks seen.
 *
 * <p>A counter that starts at zero together with simulated time shows <i>⌊t·f⌋</i>. The conversions are exact over
 * their whole domain, although a product of time and frequency has up to 103 bits: from time to ticks the quotient is
 * estimated by a multiplication and corrected by its remainder; from ticks to time it is divided digit by digit in base
 * 10⁶, which keeps every intermediate value in 64 bits.
 *
 * @param hertz ticks per second, 1 to 10¹²
 */
public record Frequency(long hertz) implements Quantity, Comparable<Frequency> {
    /** One tick per picosecond: no clock is finer than simulated time itself. */
    public static final Frequency MAX = new Frequency(Duration.PS_PER_SECOND);

    /** The base in which products are divided; its square is the number of picoseconds in a second. */
    private static final long MILLION = 1_000_000L;

    /** The whole part of 2⁶⁴ / 10¹². */
    private static final long SCALE = 18_446_744L;

    /** The fraction of 2⁶⁴ / 10¹², in units of 2⁻⁶⁴. */
    private static final long SCALE_FRACTION = 1359701234448236303L;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the frequency is not between 1 Hz and 1 THz
     */
    public Frequency {
        if (hertz < 1 || hertz > Duration.PS_PER_SECOND) {
            throw new IllegalArgumentException("a frequency of " + hertz + " Hz is out of range: 1 Hz to 1000 GHz");
        }
    }

    /** A frequency of whole megahertz. */
    public static Frequency ofMegahertz(long megahertz) {
        return new Frequency(Math.multiplyExact(megahertz, Unit.MEGAHERTZ.scale()));
    }

    /**
     * Reads a frequency such as {@code 100 MHz}, {@code 19.2 MHz} or {@code 250 Hz}; units are Hz, kHz, MHz, GHz.
     *
     * @throws QuantityFormatException if the text is not a frequency between 1 Hz and 1000 GHz
     */
    public static Frequency parse(String text) {
        return of(QuantityText.read(text, Dimension.FREQUENCY));
    }

    static Frequency of(QuantityText text) {
        if (text.amount() < 1 || text.amount() > Duration.PS_PER_SECOND) {
            throw text.outOfRange("is out of range: a frequency is 1 Hz to 1000 GHz");
        }
        return new Frequency(text.amount());
    }

    @Override
    public Dimension dimension() {
        return Dimension.FREQUENCY;
    }

    /** The time from one tick to the next, rounded down to whole picoseconds; see {@link #hasExactPeriod()}. */
    public Duration period() {
        return new Duration(Duration.PS_PER_SECOND / hertz);
    }

    /** Whether a period is a whole number of picoseconds, as for 62.5 MHz (16 ns) but not for 24 MHz. */
    public boolean hasExactPeriod() {
        return Duration.PS_PER_SECOND % hertz == 0;
    }

    /**
     * The number of ticks seen at an instant: <i>⌊t·f / 10¹²⌋</i>. Exact for every argument, never overflows, and
     * counts downwards for negative times.
     *
     * @param picoseconds the instant, or the length of an interval that begins with a tick
     */
    public long ticksAt(long picoseconds) {
        // ⌊f·2⁶⁴/10¹²⌋ or one less: the ticks of 2⁶⁴ ps. Unsigned, which matters from 500 GHz on.
        long scale = hertz * SCALE + Math.multiplyHigh(hertz, SCALE_FRACTION);
        long estimate = Math.multiplyHigh(picoseconds, scale) + (picoseconds & (scale >> 63));
        // The estimate is off by one at most, so the remainder fits into 64 bits whatever the products overflow.
        long remainder = picoseconds * hertz - estimate * Duration.PS_PER_SECOND;
        if (remainder < 0) {
            return estimate - 1;
        }
        return remainder < Duration.PS_PER_SECOND ? estimate : estimate + 1;
    }

    /**
     * The first instant at which {@link #ticksAt} gives the value: <i>⌈n·10¹² / f⌉</i>. This is when a timer compared
     * with the counter fires.
     *
     * @param ticks the number of ticks
     * @return the instant in picoseconds
     * @throws ArithmeticException if the instant is out of the range of simulated time
     */
    public long picosecondsAt(long ticks) {
        long floor = elapsedPicoseconds(ticks);
        if (ticksAt(floor) == ticks) {
            return floor;
        }
        if (floor == Long.MAX_VALUE) {
            throw outOfRange(ticks);
        }
        return floor + 1;
    }

    /**
     * The length of a number of tick periods in whole picoseconds, rounded down: <i>⌊n·10¹² / f⌋</i>.
     *
     * @param ticks the number of ticks
     * @return the length in picoseconds
     * @throws ArithmeticException if the length is out of the range of simulated time
     */
    public long elapsedPicoseconds(long ticks) {
        // Division towards zero keeps all parts of one sign, so that no sum of parts overflows unless the result does.
        long seconds = ticks / hertz;
        long micros = ticks % hertz * MILLION;
        long fraction = micros % hertz * MILLION;
        long belowSecond = micros / hertz * MILLION + fraction / hertz;
        long high = seconds * Duration.PS_PER_SECOND;
        long sum = high + belowSecond;
        boolean overflow = Math.multiplyHigh(seconds, Duration.PS_PER_SECOND) != high >> 63
                || ((high ^ sum) & (belowSecond ^ sum)) < 0;
        boolean roundDown = ticks < 0 && fraction % hertz != 0;
        if (overflow || (roundDown && sum == Long.MIN_VALUE)) {
            throw outOfRange(ticks);
        }
        return roundDown ? sum - 1 : sum;
    }

    private ArithmeticException outOfRange(long ticks) {
        return new ArithmeticException(
                ticks + " ticks at " + this + " are out of the range of simulated time, ±106 days");
    }

    @Override
    public int compareTo(Frequency other) {
        return Long.compare(hertz, other.hertz);
    }

    /** This frequency, exact, in the largest unit not above it: {@code 62.5 MHz}, {@code 1 GHz}, {@code 250 Hz}. */
    @Override
    public String toString() {
        Unit best = Unit.HERTZ;
        for (Unit unit : Dimension.FREQUENCY.units()) {
            if (unit.scale() <= hertz) {
                best = unit;
            }
        }
        return QuantityText.decimal(hertz, best);
    }
}
