package org.foliot.time;

/**
 * An address in a guest's physical address space (an IPA, in Arm's terms: intermediate physical address).
 *
 * @param value the address as an unsigned 64-bit number
 */
public record Address(long value) implements Quantity, Comparable<Address> {

    /**
     * Reads a hexadecimal address such as {@code 0x1020000}; digits may be grouped, as in {@code 0xc500_0020}.
     *
     * @throws QuantityFormatException if the text is not a hexadecimal number of at most 64 bits
     */
    public static Address parse(String text) {
        return new Address(QuantityText.read(text, Dimension.ADDRESS).amount());
    }

    @Override
    public Dimension dimension() {
        return Dimension.ADDRESS;
    }

    /**
     * Whether this address is a multiple of an alignment.
     *
     * @throws IllegalArgumentException if the alignment is not a power of two
     */
    public boolean isAlignedTo(ByteSize alignment) {
        if (Long.bitCount(alignment.bytes()) != 1) {
            throw new IllegalArgumentException("an alignment of " + alignment + " is not a power of two");
        }
        return (value & (alignment.bytes() - 1)) == 0;
    }

    /**
     * The address that lies a distance above this one.
     *
     * @throws ArithmeticException if that is beyond 64 bits
     */
    public Address plus(ByteSize distance) {
        return plus(distance.bytes());
    }

    /**
     * The address that lies a number of bytes above this one.
     *
     * @param bytes zero or more
     * @throws ArithmeticException if that is beyond 64 bits
     * @throws IllegalArgumentException if the distance is negative
     */
    public Address plus(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a distance of " + bytes + " B is negative");
        }
        long sum = value + bytes;
        if (Long.compareUnsigned(sum, value) < 0) {
            throw new ArithmeticException(this + " + " + bytes + " B is beyond the 64-bit address space");
        }
        return new Address(sum);
    }

    /**
     * How far this address lies above another.
     *
     * @throws ArithmeticException if it lies below, or 2⁶³ bytes or more above
     */
    public ByteSize minus(Address other) {
        long distance = value - other.value;
        if (compareTo(other) < 0 || distance < 0) {
            throw new ArithmeticException("the distance from " + other + " to " + this + " is not a size");
        }
        return new ByteSize(distance);
    }

    /** Addresses are ordered as unsigned numbers. */
    @Override
    public int compareTo(Address other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** This address in hexadecimal, {@code 0x1020000}. */
    @Override
    public String toString() {
        return "0x" + Long.toHexString(value);
    }
}
