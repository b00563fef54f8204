package org.foliot.dsl.ide.meaning;

import java.math.BigInteger;
import java.util.Optional;
import org.foliot.dsl.resolve.Literal;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Cycles;
import org.foliot.time.Dimension;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.time.QuantityFormatException;

/** Works a quantity out for people, exactly: what a frequency means for its ticks, how much a size is, what cycles take. */
public final class QuantityText {
    private static final BigInteger SECONDS_OF_A_YEAR = BigInteger.valueOf(31_557_600);
    private static final BigInteger SECONDS_OF_A_DAY = BigInteger.valueOf(86_400);
    private static final int COUNTER_BITS = 64;
    private static final long WIDEST_ALIGNMENT = 1L << 30;

    private QuantityText() {}

    /**
     * What a quantity comes to.
     *
     * @param text as a scenario writes it
     * @param dimension what it measures
     * @param clock the clock in which cycles are counted
     * @return absent when it is not such a quantity, or there is nothing to add to it
     */
    public static Optional<String> of(String text, Dimension dimension, Frequency clock) {
        try {
            return Optional.of(
                            switch (dimension) {
                                case FREQUENCY -> text + " → " + period(Frequency.parse(text)) + " per tick";
                                case DURATION -> duration(text, Duration.parse(text));
                                case SIZE ->
                                    text + " → " + grouped(ByteSize.parse(text).bytes()) + " bytes";
                                case ADDRESS -> address(text, Address.parse(text));
                                case CYCLES -> cycles(text, Cycles.parse(text), clock);
                                case RATIO -> "";
                            })
                    .filter(t -> !t.isEmpty());
        } catch (QuantityFormatException e) {
            return Optional.empty();
        }
    }

    /** The time from tick to tick, exactly: {@code 10 ns}, or {@code 41666 and 2/3 ps}. */
    public static String period(Frequency frequency) {
        if (frequency.hasExactPeriod()) {
            return frequency.period().toString();
        }
        long whole = Duration.PS_PER_SECOND / frequency.hertz();
        long rest = Duration.PS_PER_SECOND % frequency.hertz();
        long divisor = BigInteger.valueOf(rest)
                .gcd(BigInteger.valueOf(frequency.hertz()))
                .longValueExact();
        return whole + " and " + rest / divisor + "/" + frequency.hertz() / divisor + " ps";
    }

    /** When a counter of 64 bits that began at 0 begins again: 2⁶⁴ ticks. */
    public static String wrap(Frequency counter) {
        BigInteger seconds = BigInteger.ONE.shiftLeft(COUNTER_BITS).divide(BigInteger.valueOf(counter.hertz()));
        BigInteger years = seconds.divide(SECONDS_OF_A_YEAR);
        return years.signum() > 0
                ? years + (years.equals(BigInteger.ONE) ? " year" : " years")
                : seconds.divide(SECONDS_OF_A_DAY) + " days";
    }

    private static String duration(String text, Duration duration) {
        return duration.toString().equals(text) ? "" : text + " → " + duration;
    }

    private static String address(String text, Address address) {
        if (address.value() == 0) {
            return "";
        }
        long alignment = Math.min(Long.lowestOneBit(address.value()), WIDEST_ALIGNMENT);
        boolean most = alignment < 0 || alignment == WIDEST_ALIGNMENT;
        return text + " → aligned to " + (most ? new ByteSize(WIDEST_ALIGNMENT) + " or more" : new ByteSize(alignment));
    }

    private static String cycles(String text, Cycles cycles, Frequency clock) {
        return text + " → " + new Duration(clock.elapsedPicoseconds(cycles.count())) + " at " + clock;
    }

    private static String grouped(long number) {
        return Long.toString(number).replaceAll("(?<=\\d)(?=(\\d{3})+$)", " ");
    }

    /** The dimension of a number as it is written; absent for a bare one. */
    public static Optional<Dimension> dimension(String text) {
        return new Literal(Literal.Kind.NUMBER, text, Optional.empty()).dimension();
    }
}
