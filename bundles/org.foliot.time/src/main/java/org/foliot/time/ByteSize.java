package org.foliot.time;

/**
 * An amount of memory.
 *
 * @param bytes the number of bytes, zero or more
 */
public record ByteSize(long bytes) implements Quantity, Comparable<ByteSize> {
    /** Nothing. */
    public static final ByteSize ZERO = new ByteSize(0);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size of " + bytes + " B is negative");
        }
    }

    /** A size of whole kibibytes, 1,024 bytes each. */
    public static ByteSize ofKibibytes(long kibibytes) {
        return new ByteSize(Math.multiplyExact(kibibytes, Unit.KIBIBYTE.scale()));
    }

    /** A size of whole mebibytes, 1,048,576 bytes each. */
    public static ByteSize ofMebibytes(long mebibytes) {
        return new ByteSize(Math.multiplyExact(mebibytes, Unit.MEBIBYTE.scale()));
    }

    /**
     * Reads a size such as {@code 64 KiB}, {@code 1.5 GiB} or {@code 48 B}; units are B, KiB, MiB, GiB.
     *
     * @throws QuantityFormatException if the text is not a size of zero or more whole bytes
     */
    public static ByteSize parse(String text) {
        return of(QuantityText.read(text, Dimension.SIZE));
    }

    static ByteSize of(QuantityText text) {
        if (text.amount() < 0) {
            throw text.outOfRange("is negative, and a size cannot be");
        }
        return new ByteSize(text.amount());
    }

    @Override
    public Dimension dimension() {
        return Dimension.SIZE;
    }

    /**
     * This size and another.
     *
     * @throws ArithmeticException if the sum does not fit a {@code long}
     */
    public ByteSize plus(ByteSize other) {
        if (bytes + other.bytes < 0) {
            throw new ArithmeticException(this + " + " + other + " is out of range");
        }
        return new ByteSize(bytes + other.bytes);
    }

    /**
     * This size, a number of times.
     *
     * @param factor zero or more
     * @throws ArithmeticException if the product does not fit a {@code long}
     */
    public ByteSize times(long factor) {
        long low = bytes * factor;
        if (factor < 0 || low < 0 || Math.multiplyHigh(bytes, factor) != 0) {
            throw new ArithmeticException(this + " × " + factor + " is out of range");
        }
        return new ByteSize(low);
    }

    /**
     * The smallest multiple of a granule, such as a page, that holds this size.
     *
     * @throws ArithmeticException if the granule is zero or the result does not fit a {@code long}
     */
    public ByteSize roundedUpTo(ByteSize granule) {
        if (granule.bytes == 0) {
            throw new ArithmeticException("a size cannot be rounded up to multiples of zero");
        }
        long granules = bytes / granule.bytes + (bytes % granule.bytes == 0 ? 0 : 1);
        return granule.times(granules);
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** This size in the largest unit that gives a whole number: {@code 64 KiB}, {@code 1000 B}. */
    @Override
    public String toString() {
        return QuantityText.whole(bytes, Dimension.SIZE, Unit.BYTE);
    }
}
