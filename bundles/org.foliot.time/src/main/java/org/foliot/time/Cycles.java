package org.foliot.time;

/**
 * Work counted in clock cycles of the CPU that does it, as published costs of hypercalls and traps are.
 *
 * @param count the number of cycles, zero or more
 */
public record Cycles(long count) implements Quantity, Comparable<Cycles> {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    public Cycles {
        if (count < 0) {
            throw new IllegalArgumentException(count + " cycles are negative");
        }
    }

    /**
     * Reads a cycle count such as {@code 752 cycles}.
     *
     * @throws QuantityFormatException if the text is not zero or more whole cycles
     */
    public static Cycles parse(String text) {
        return of(QuantityText.read(text, Dimension.CYCLES));
    }

    static Cycles of(QuantityText text) {
        if (text.amount() < 0) {
            throw text.outOfRange("is negative, and a cycle count cannot be");
        }
        return new Cycles(text.amount());
    }

    @Override
    public Dimension dimension() {
        return Dimension.CYCLES;
    }

    /**
     * How long these cycles take on a CPU of the given clock, rounded down to whole picoseconds.
     *
     * @throws ArithmeticException if that is out of the range of simulated time
     */
    public Duration at(Frequency clock) {
        return new Duration(clock.elapsedPicoseconds(count));
    }

    @Override
    public int compareTo(Cycles other) {
        return Long.compare(count, other.count);
    }

    /** {@code 752 cycles}. */
    @Override
    public String toString() {
        return count + " cycles";
    }
}
