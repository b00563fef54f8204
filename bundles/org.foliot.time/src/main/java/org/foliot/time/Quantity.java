package org.foliot.time;

/**
 * A number with a unit: what a scenario gives wherever a physical value belongs.
 *
 * <p>The implementations are value records; two quantities are equal when they measure the same dimension and the
 * same amount, however they were written ({@code 1 ms} equals {@code 1000 us}).
 */
public sealed interface Quantity permits Address, ByteSize, Cycles, Duration, Frequency, Ratio {

    /** What this quantity measures. */
    Dimension dimension();

    /**
     * Reads a quantity of any dimension; the unit decides which. {@code 10 ms} is a {@link Duration},
     * {@code 62.5 MHz} a {@link Frequency}, {@code 0x1020000} an {@link Address}. Space before the unit is optional,
     * digits may be grouped with underscores.
     *
     * @throws QuantityFormatException if the text is not a quantity, saying why and what would be right
     */
    static Quantity parse(String text) {
        QuantityText number = QuantityText.read(text);
        return switch (number.dimension()) {
            case DURATION -> new Duration(number.amount());
            case FREQUENCY -> Frequency.of(number);
            case SIZE -> ByteSize.of(number);
            case ADDRESS -> new Address(number.amount());
            case RATIO -> new Ratio(number.amount());
            case CYCLES -> Cycles.of(number);
        };
    }
}
