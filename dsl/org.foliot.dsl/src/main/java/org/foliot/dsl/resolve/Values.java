package org.foliot.dsl.resolve;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionException;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Value;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Cycles;
import org.foliot.time.Dimension;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.time.QuantityFormatException;
import org.foliot.time.Ratio;

/** Reads values as what their place asks for, and reports those that are something else. */
final class Values {
    private static final int LONGEST_SHOWN = 40;

    private final Parameters parameters;
    private final Findings findings;

    Values(Parameters parameters, Findings findings) {
        this.parameters = parameters;
        this.findings = findings;
    }

    /** The value with parameters replaced. */
    Optional<Literal> literal(Value value) {
        return parameters.literal(value);
    }

    /** A length of time, 0 or more. */
    Optional<Duration> duration(Value value, String what) {
        return duration(value, what, Duration.ZERO, Duration.MAX);
    }

    /** A length of time, more than 0. */
    Optional<Duration> positiveDuration(Value value, String what) {
        return duration(value, what, new Duration(1), Duration.MAX);
    }

    /** A length of time between limits. */
    Optional<Duration> duration(Value value, String what, Duration min, Duration max) {
        return quantity(value, Dimension.DURATION, Duration::parse).filter(d -> inRange(value, what, d, min, max));
    }

    /** A length of time in either direction. */
    Optional<Duration> signedDuration(Value value) {
        return quantity(value, Dimension.DURATION, Duration::parse);
    }

    /** A frequency. */
    Optional<Frequency> frequency(Value value) {
        return quantity(value, Dimension.FREQUENCY, Frequency::parse);
    }

    /** A frequency that does not stand in the scenario; what is wrong with it is said at a place. */
    Optional<Frequency> frequency(EObject place, Literal literal) {
        return quantity(place, literal, Dimension.FREQUENCY, expectation(Dimension.FREQUENCY), Frequency::parse);
    }

    /** A relative deviation in either direction, up to a largest one. */
    Optional<Ratio> deviation(Value value, String what, Ratio largest) {
        Ratio smallest = new Ratio(-largest.partsPerBillion());
        Optional<Ratio> found = quantity(value, Dimension.RATIO, Ratio::parse);
        if (found.isPresent()
                && (found.get().compareTo(largest) > 0 || found.get().compareTo(smallest) < 0)) {
            outOfRange(value, what, found.get().toString(), smallest.toString(), largest.toString());
            return Optional.empty();
        }
        return found;
    }

    /** A size of memory, a multiple of a granule and at least one. */
    Optional<ByteSize> size(Value value, String what, ByteSize granule) {
        Optional<ByteSize> size = quantity(value, Dimension.SIZE, ByteSize::parse);
        if (size.isPresent() && (size.get().bytes() == 0 || size.get().bytes() % granule.bytes() != 0)) {
            ByteSize larger = size.get().roundedUpTo(granule).plus(size.get().bytes() == 0 ? granule : ByteSize.ZERO);
            findings.error(
                    Codes.VALUE_RANGE,
                    value,
                    null,
                    what + " of " + size.get() + " is not a multiple of " + granule,
                    "the next larger one is " + larger,
                    List.of(larger.toString()));
            return Optional.empty();
        }
        return size;
    }

    /** An address. */
    Optional<Address> address(Value value) {
        return quantity(value, Dimension.ADDRESS, Address::parse);
    }

    /** A whole number between limits. */
    OptionalLong integer(Value value, String what, long min, long max) {
        Optional<Literal> literal = literal(value);
        return literal.isEmpty() ? OptionalLong.empty() : integer(value, literal.get(), what, min, max);
    }

    /** A whole number that does not stand in the scenario; what is wrong with it is said at a place. */
    OptionalLong integer(EObject place, Literal literal, String what, long min, long max) {
        OptionalLong number = integer(place, literal, what);
        if (number.isPresent() && (number.getAsLong() < min || number.getAsLong() > max)) {
            outOfRange(place, what, literal.text(), Long.toString(min), Long.toString(max));
            return OptionalLong.empty();
        }
        return number;
    }

    private OptionalLong integer(EObject value, Literal literal, String what) {
        boolean whole =
                literal.isHexadecimal() || literal.isBare() && !literal.text().contains(".");
        if (!whole) {
            boolean unit = literal.kind() == Literal.Kind.NUMBER && !literal.isBare();
            findings.error(
                    unit ? Codes.UNIT_UNEXPECTED : Codes.VALUE_KIND,
                    value,
                    literal.subject() + " is not a whole number",
                    what + " is a whole number" + (unit ? " without a unit" : ""));
            return OptionalLong.empty();
        }
        String digits = literal.text().replace("_", "");
        BigInteger number = literal.isHexadecimal()
                ? new BigInteger(digits.replaceFirst("0[xX]", ""), 16)
                : digits.length() > LONGEST_SHOWN ? BigInteger.ONE.shiftLeft(Long.SIZE) : new BigInteger(digits);
        if (number.bitLength() > (literal.isHexadecimal() ? Long.SIZE : Long.SIZE - 1)) {
            findings.error(
                    Codes.VALUE_RANGE,
                    value,
                    shortened(literal.text()) + " has more than 64 bits",
                    what + " cannot be so large");
            return OptionalLong.empty();
        }
        return OptionalLong.of(number.longValue());
    }

    /** A kernel release from a value without unit. */
    Optional<KernelRelease> release(Value value, EObject place) {
        Optional<Literal> literal = literal(value);
        return literal.flatMap(l -> release(l.text(), place));
    }

    /** A kernel release as it is written. */
    Optional<KernelRelease> release(String text, EObject place) {
        try {
            return Optional.of(KernelRelease.parse(text));
        } catch (OptionException e) {
            findings.error(
                    Codes.RELEASE,
                    place,
                    shortened(text) + " is not a kernel release",
                    "a release is written like 6.12");
            return Optional.empty();
        }
    }

    /** A quantity of the dimension of a place. */
    boolean isQuantity(Value value, Dimension dimension) {
        return isQuantity(value, dimension, expectation(dimension));
    }

    /** A quantity of the dimension of a place, which says itself what it expects. */
    boolean isQuantity(Value value, Dimension dimension, String expected) {
        Function<String, ?> parser =
                switch (dimension) {
                    case DURATION -> Duration::parse;
                    case FREQUENCY -> Frequency::parse;
                    case SIZE -> ByteSize::parse;
                    case ADDRESS -> Address::parse;
                    case RATIO -> Ratio::parse;
                    case CYCLES -> Cycles::parse;
                };
        return quantity(value, dimension, expected, parser).isPresent();
    }

    private static String expectation(Dimension dimension) {
        return dimension.phrase() + " such as " + dimension.example() + " is expected";
    }

    private <T> Optional<T> quantity(Value value, Dimension dimension, Function<String, T> parser) {
        return quantity(value, dimension, expectation(dimension), parser);
    }

    private <T> Optional<T> quantity(Value value, Dimension dimension, String expected, Function<String, T> parser) {
        return literal(value).flatMap(literal -> quantity(value, literal, dimension, expected, parser));
    }

    private <T> Optional<T> quantity(
            EObject place, Literal literal, Dimension dimension, String expected, Function<String, T> parser) {
        if (literal.kind() != Literal.Kind.NUMBER) {
            findings.error(Codes.VALUE_KIND, place, literal.subject() + " is not " + dimension.phrase(), expected);
            return Optional.empty();
        } else if (literal.isNoHexadecimal()) {
            findings.error(
                    Codes.VALUE_KIND,
                    place,
                    literal.subject() + " is not a number",
                    "a number with a unit is decimal; addresses and whole numbers can be hexadecimal");
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(literal.text()));
        } catch (QuantityFormatException e) {
            refuse(place, literal, dimension, expected, e);
            return Optional.empty();
        }
    }

    private void refuse(
            EObject value, Literal literal, Dimension dimension, String expected, QuantityFormatException e) {
        String subject = literal.through().isPresent() ? literal.subject() : shortened(literal.text());
        switch (e.problem()) {
            case UNIT_MISSING ->
                findings.error(
                        dimension == Dimension.ADDRESS ? Codes.VALUE_KIND : Codes.UNIT_MISSING,
                        value,
                        null,
                        dimension == Dimension.ADDRESS ? subject + " is not hexadecimal" : subject + " has no unit",
                        expected,
                        e.replacements());
            case UNIT_UNKNOWN ->
                findings.error(
                        Codes.UNIT_UNKNOWN,
                        value,
                        null,
                        subject + " has an unknown unit",
                        e.replacements().isEmpty()
                                ? expected
                                : "did you mean " + String.join(" or ", e.replacements()) + "?",
                        e.replacements());
            case WRONG_DIMENSION ->
                findings.error(
                        Codes.UNIT_WRONG,
                        value,
                        subject + " is "
                                + literal.dimension().map(Dimension::phrase).orElse("something else"),
                        expected);
            case TOO_PRECISE ->
                findings.error(
                        Codes.VALUE_TOO_FINE,
                        value,
                        subject + " is finer than " + dimension.phrase() + " can be",
                        "the finest unit is " + dimension.units().get(0));
            case OUT_OF_RANGE, NOT_A_NUMBER ->
                findings.error(Codes.VALUE_RANGE, value, subject + " is out of range", range(dimension));
        }
    }

    private static String range(Dimension dimension) {
        return switch (dimension) {
            case DURATION -> "times are less than 106 days";
            case FREQUENCY -> "a frequency is 1 Hz to 1000 GHz";
            case SIZE -> "a size is 0 B to 8589934591 GiB";
            case ADDRESS -> "an address has 64 bits, at most 16 hexadecimal digits";
            case RATIO -> "a ratio is less than 922337203685 %";
            case CYCLES -> "a cycle count is 0 to 2^63 cycles";
        };
    }

    private boolean inRange(Value value, String what, Duration found, Duration min, Duration max) {
        if (found.compareTo(min) >= 0 && found.compareTo(max) <= 0) {
            return true;
        }
        if (found.isNegative() && (min.isZero() || min.picoseconds() == 1)) {
            findings.error(Codes.VALUE_RANGE, value, what + " cannot be negative", "");
        } else if (found.isZero() && min.picoseconds() == 1) {
            findings.error(Codes.VALUE_RANGE, value, what + " cannot be 0", "");
        } else {
            outOfRange(value, what, found.toString(), min.toString(), max.toString());
        }
        return false;
    }

    private void outOfRange(EObject value, String what, String found, String min, String max) {
        findings.error(
                Codes.VALUE_RANGE,
                value,
                null,
                shortened(found) + " is out of range",
                max.equals(Duration.MAX.toString()) ? what + " is at least " + min : what + " is " + min + " to " + max,
                max.equals(Duration.MAX.toString()) ? List.of(min) : List.of(min, max));
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 1) + "…";
    }
}
