package org.foliot.api.extension;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Cycles;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.time.Ratio;

/** What kind of value an option takes, told from the Java type of its record component. */
public enum OptionType {
    /** {@code on} or {@code off}; {@code boolean}. */
    SWITCH("on or off"),
    /** A whole number; {@code int} or {@code long}. */
    INTEGER("a whole number"),
    /** {@link Duration}, with a unit. */
    DURATION("a duration such as 10 ms"),
    /** {@link Frequency}, with a unit. */
    FREQUENCY("a frequency such as 250 Hz"),
    /** {@link ByteSize}, with a unit. */
    SIZE("a size such as 64 KiB"),
    /** {@link Address}: a guest physical address in hexadecimal. */
    ADDRESS("an address such as 0x1020000"),
    /** {@link Ratio}, in %, ppm or ppb. */
    RATIO("a ratio such as 5 % or 50 ppm"),
    /** {@link Cycles}: processor cycles. */
    CYCLES("a number of cycles such as 180 cycles"),
    /** One word of a list; a Java enum, written in lower case. */
    CHOICE("one of its words"),
    /** Any text, in quotes unless it is one word; {@link String}. */
    TEXT("a word or a text in quotes");

    private final String expectation;

    OptionType(String expectation) {
        this.expectation = expectation;
    }

    /** What a message says was expected. */
    public String expectation() {
        return expectation;
    }

    static OptionType of(Class<?> type) {
        if (type == boolean.class) {
            return SWITCH;
        } else if (type == int.class || type == long.class) {
            return INTEGER;
        } else if (type == Duration.class) {
            return DURATION;
        } else if (type == Frequency.class) {
            return FREQUENCY;
        } else if (type == ByteSize.class) {
            return SIZE;
        } else if (type == Address.class) {
            return ADDRESS;
        } else if (type == Ratio.class) {
            return RATIO;
        } else if (type == Cycles.class) {
            return CYCLES;
        } else if (type == String.class) {
            return TEXT;
        } else if (type.isEnum()) {
            return CHOICE;
        }
        throw new OptionException("an option cannot be of type " + type.getName()
                + "; it can be boolean, int, long, String, an enum, or Duration, Frequency, ByteSize, Address, Ratio or"
                + " Cycles of org.foliot.time");
    }

    static List<String> wordsOf(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableList())
                : List.of();
    }

    /** Reads a value written as in a scenario; the result is of the component's boxed type. */
    Object parse(String text, Class<?> type) {
        switch (this) {
            case SWITCH:
                if (text.equals("on") || text.equals("off")) {
                    return text.equals("on");
                }
                throw new OptionException(text + " is not " + expectation);
            case INTEGER:
                long number = wholeNumber(text.replace("_", ""));
                return type == int.class ? (Object) Math.toIntExact(number) : (Object) number;
            case DURATION:
                return Duration.parse(text);
            case FREQUENCY:
                return Frequency.parse(text);
            case SIZE:
                return ByteSize.parse(text);
            case ADDRESS:
                return Address.parse(text);
            case RATIO:
                return Ratio.parse(text);
            case CYCLES:
                return Cycles.parse(text);
            case TEXT:
                return text;
            case CHOICE:
                return Arrays.stream(type.getEnumConstants())
                        .filter(c -> ((Enum<?>) c).name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(
                                () -> new OptionException(text + " is not one of " + String.join(", ", wordsOf(type))));
        }
        throw new AssertionError(this);
    }

    /** Decimal or, after 0x, hexadecimal; a leading zero does not make it octal. */
    private static long wholeNumber(String text) {
        boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
        return hexadecimal ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
    }
}
