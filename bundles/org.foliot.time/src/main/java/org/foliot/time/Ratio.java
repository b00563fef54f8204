package org.foliot.time;

/**
 * A part of a whole, or a relative deviation such as the drift of an oscillator.
 *
 * @param partsPerBillion the ratio in units of 10⁻⁹; 10⁹ is one, negative values are deviations downwards
 */
public record Ratio(long partsPerBillion) implements Quantity, Comparable<Ratio> {
    private static final long BILLION = 1_000_000_000L;

    /** Nothing of it. */
    public static final Ratio ZERO = new Ratio(0);

    /** The whole, 100 %. */
    public static final Ratio ONE = new Ratio(BILLION);

    /**
     * Reads a ratio such as {@code 12.5 %}, {@code 50 ppm} or {@code -3 ppb}.
     *
     * @throws QuantityFormatException if the text is not a ratio, or finer than 1 ppb
     */
    public static Ratio parse(String text) {
        return new Ratio(QuantityText.read(text, Dimension.RATIO).amount());
    }

    /** A ratio of whole percent. */
    public static Ratio ofPercent(long percent) {
        return new Ratio(Math.multiplyExact(percent, Unit.PERCENT.scale()));
    }

    /** A ratio of whole parts per million. */
    public static Ratio ofPartsPerMillion(long partsPerMillion) {
        return new Ratio(Math.multiplyExact(partsPerMillion, Unit.PARTS_PER_MILLION.scale()));
    }

    @Override
    public Dimension dimension() {
        return Dimension.RATIO;
    }

    /**
     * This part of an amount, rounded down: <i>⌊amount · ratio⌋</i>.
     *
     * @throws ArithmeticException if the result does not fit a {@code long}
     */
    public long of(long amount) {
        // Division towards zero keeps all parts of one sign, so that no sum of parts overflows unless the result does.
        long parts = partsPerBillion % BILLION;
        long rest = amount % BILLION * parts;
        boolean roundDown = rest < 0 && rest % BILLION != 0;
        try {
            long part = Math.addExact(amount / BILLION * parts, rest / BILLION);
            long sum = Math.addExact(Math.multiplyExact(amount, partsPerBillion / BILLION), part);
            return roundDown ? Math.subtractExact(sum, 1) : sum;
        } catch (ArithmeticException e) {
            throw new ArithmeticException(this + " of " + amount + " is out of range");
        }
    }

    /**
     * This part of a duration, rounded down to whole picoseconds.
     *
     * @throws ArithmeticException if the result is out of the range of simulated time
     */
    public Duration of(Duration duration) {
        return new Duration(of(duration.picoseconds()));
    }

    @Override
    public int compareTo(Ratio other) {
        return Long.compare(partsPerBillion, other.partsPerBillion);
    }

    /** This ratio, exact: in percent from 0.1 % on, below that in ppm, below 1 ppm in ppb; {@code 0 %}. */
    @Override
    public String toString() {
        Unit unit;
        if (partsPerBillion == 0 || partsPerBillion <= -BILLION / 1_000 || partsPerBillion >= BILLION / 1_000) {
            unit = Unit.PERCENT;
        } else if (partsPerBillion <= -1_000 || partsPerBillion >= 1_000) {
            unit = Unit.PARTS_PER_MILLION;
        } else {
            unit = Unit.PARTS_PER_BILLION;
        }
        return QuantityText.decimal(partsPerBillion, unit);
    }
}
