package org.foliot.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.foliot.time.QuantityFormatException.Problem;

/**
 * Reads and writes the notation shared by all quantities: a decimal number and a unit, or a hexadecimal address.
 *
 * @param text what was written, shortened for messages
 * @param dimension what the unit measures
 * @param amount the value in the smallest unit of the dimension
 */
record QuantityText(String text, Dimension dimension, long amount) {
    /** Far more digits than any value in range has; a guard against megabytes of digits. */
    private static final int MAX_NUMBER_LENGTH = 64;

    private static final int MAX_SHOWN_LENGTH = 40;
    private static final int MAX_SUGGESTIONS = 3;

    /** Reads a quantity of the given dimension. */
    static QuantityText read(String text, Dimension expected) {
        QuantityText quantity = read(text, expected, text.strip());
        if (quantity.dimension != expected) {
            throw new QuantityFormatException(
                    Problem.WRONG_DIMENSION,
                    quote(text) + " is " + quantity.dimension.phrase() + ", but " + expected.phrase()
                            + " is expected, such as " + expected.example(),
                    List.of());
        }
        return quantity;
    }

    /** Reads a quantity of whatever dimension its unit has. */
    static QuantityText read(String text) {
        return read(text, null, text.strip());
    }

    private static QuantityText read(String text, Dimension expected, String stripped) {
        if (stripped.startsWith("0x") || stripped.startsWith("0X")) {
            return readAddress(text, stripped.substring(2));
        }
        int end = numberEnd(stripped);
        String number = stripped.substring(0, end);
        String symbol = stripped.substring(end).strip();
        if (!isNumber(number) || isExponent(symbol)) {
            String example = expected == null ? "10 ms" : expected.example();
            throw new QuantityFormatException(
                    Problem.NOT_A_NUMBER,
                    quote(text) + " is not a number with a unit; write it like " + example,
                    List.of());
        }
        if (symbol.isEmpty()) {
            throw unitMissing(text, number, expected);
        }
        Unit unit = Unit.of(symbol).orElseThrow(() -> unitUnknown(text, number, symbol, expected));
        return new QuantityText(shorten(text), unit.dimension(), scaled(text, number, unit));
    }

    private static int numberEnd(String text) {
        int end = 0;
        while (end < text.length() && "0123456789_.+-".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /** Whether the text is a sign, then digits with single underscores between them, then a fraction if any. */
    private static boolean isNumber(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        boolean fraction = false;
        char before = ' ';
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean afterDigit = before >= '0' && before <= '9';
            if (!digit && (!afterDigit || (c != '_' && (c != '.' || fraction)))) {
                return false;
            }
            fraction |= c == '.';
            before = c;
        }
        return before >= '0' && before <= '9';
    }

    private static boolean isExponent(String symbol) {
        return symbol.length() > 1
                && Character.toLowerCase(symbol.charAt(0)) == 'e'
                && "0123456789+-".indexOf(symbol.charAt(1)) >= 0;
    }

    private static long scaled(String text, String number, Unit unit) {
        Dimension dimension = unit.dimension();
        if (number.length() > MAX_NUMBER_LENGTH) {
            throw outOfRange(text, "has more than " + MAX_NUMBER_LENGTH + " digits");
        }
        BigDecimal value = new BigDecimal(number.replace("_", "")).multiply(BigDecimal.valueOf(unit.scale()));
        BigDecimal whole = value.stripTrailingZeros();
        if (whole.scale() > 0) {
            throw new QuantityFormatException(
                    Problem.TOO_PRECISE,
                    quote(text) + " is not a whole number of "
                            + dimension.units().get(0).symbol() + ", the finest resolution of "
                            + dimension.phrase(),
                    List.of());
        }
        BigInteger amount = whole.toBigInteger();
        if (amount.bitLength() > Long.SIZE - 1) {
            throw outOfRange(text, "is out of range: " + dimension.phrase() + " is at most " + limit(dimension));
        }
        return amount.longValue();
    }

    private static String limit(Dimension dimension) {
        return switch (dimension) {
            case DURATION -> "±106 days";
            case FREQUENCY -> Frequency.MAX.toString();
            default -> Long.MAX_VALUE + " " + dimension.units().get(0).symbol();
        };
    }

    private static QuantityText readAddress(String text, String digits) {
        String hex = digits.replace("_", "");
        boolean valid = !hex.isEmpty() && !digits.startsWith("_") && !digits.endsWith("_");
        for (int i = 0; i < hex.length() && valid; i++) {
            valid = Character.digit(hex.charAt(i), 16) >= 0 && hex.charAt(i) < 0x80;
        }
        if (!valid) {
            throw new QuantityFormatException(
                    Problem.NOT_A_NUMBER,
                    quote(text) + " is not a hexadecimal address such as " + Dimension.ADDRESS.example(),
                    List.of());
        }
        String significant = hex.replaceFirst("^0+(?=.)", "");
        if (significant.length() > Long.SIZE / 4) {
            throw outOfRange(text, "is out of range: an address has 64 bits, at most 16 hexadecimal digits");
        }
        return new QuantityText(shorten(text), Dimension.ADDRESS, Long.parseUnsignedLong(significant, 16));
    }

    private static QuantityFormatException unitMissing(String text, String number, Dimension expected) {
        List<String> replacements = new ArrayList<>();
        String hint;
        if (expected == null) {
            hint = "write for example " + number + " ms, " + number + " MHz or " + number + " KiB";
        } else if (expected == Dimension.ADDRESS) {
            hint = "an address is written in hexadecimal, such as " + expected.example();
        } else {
            for (Unit unit : expected.units()) {
                replacements.add(number + " " + unit.symbol());
            }
            hint = "units of " + expected.phrase() + " are " + expected.symbols();
        }
        return new QuantityFormatException(Problem.UNIT_MISSING, quote(text) + " has no unit; " + hint, replacements);
    }

    private static QuantityFormatException unitUnknown(String text, String number, String symbol, Dimension expected) {
        List<Unit> nearest = nearest(symbol, expected);
        StringBuilder message =
                new StringBuilder(quote(text)).append(": unknown unit ").append(quote(symbol));
        List<String> replacements = new ArrayList<>();
        for (Unit unit : nearest) {
            message.append(replacements.isEmpty() ? "; did you mean " : " or ").append(unit.symbol());
            replacements.add(number + " " + unit.symbol());
        }
        message.append(nearest.isEmpty() ? "; " : "? ");
        if (expected == null) {
            message.append("known units are ").append(Dimension.symbols(List.of(Unit.values())));
        } else {
            message.append("units of ")
                    .append(expected.phrase())
                    .append(" are ")
                    .append(expected.symbols());
        }
        return new QuantityFormatException(Problem.UNIT_UNKNOWN, message.toString(), replacements);
    }

    /** The units that were probably meant: the same word in another spelling, else one slip of the finger away. */
    private static List<Unit> nearest(String symbol, Dimension expected) {
        if (symbol.length() > MAX_SHOWN_LENGTH) {
            return List.of();
        }
        String written = symbol.replace('\u00b5', 'u').replace('\u03bc', 'u').toLowerCase(Locale.ROOT);
        List<Unit> candidates = expected == null ? List.of(Unit.values()) : expected.units();
        List<Unit> same = new ArrayList<>(otherSpellings(written));
        same.retainAll(candidates);
        List<Unit> close = new ArrayList<>();
        for (Unit unit : candidates) {
            int distance = distance(written, unit.symbol().toLowerCase(Locale.ROOT));
            if (distance == 0 && !same.contains(unit)) {
                same.add(unit);
            } else if (distance == 1 && written.length() > 1) {
                close.add(unit);
            }
        }
        List<Unit> nearest = same.isEmpty() ? close : same;
        return nearest.subList(0, Math.min(nearest.size(), MAX_SUGGESTIONS));
    }

    private static List<Unit> otherSpellings(String word) {
        return switch (word) {
            case "psec", "picosecond", "picoseconds" -> List.of(Unit.PICOSECOND);
            case "nsec", "nanosecond", "nanoseconds" -> List.of(Unit.NANOSECOND);
            case "usec", "microsecond", "microseconds" -> List.of(Unit.MICROSECOND);
            case "msec", "millisecond", "milliseconds" -> List.of(Unit.MILLISECOND);
            case "sec", "secs", "second", "seconds" -> List.of(Unit.SECOND);
            case "mins", "minute", "minutes" -> List.of(Unit.MINUTE);
            case "hr", "hrs", "hour", "hours" -> List.of(Unit.HOUR);
            case "hertz" -> List.of(Unit.HERTZ);
            case "k" -> List.of(Unit.KILOHERTZ, Unit.KIBIBYTE);
            case "m" -> List.of(Unit.MINUTE, Unit.MILLISECOND, Unit.MEGAHERTZ, Unit.MEBIBYTE);
            case "g" -> List.of(Unit.GIGAHERTZ, Unit.GIBIBYTE);
            case "byte", "bytes" -> List.of(Unit.BYTE);
            case "kb" -> List.of(Unit.KIBIBYTE);
            case "mb" -> List.of(Unit.MEBIBYTE);
            case "gb" -> List.of(Unit.GIBIBYTE);
            case "percent" -> List.of(Unit.PERCENT);
            case "cycle", "cyc", "clk" -> List.of(Unit.CYCLE);
            default -> List.of();
        };
    }

    /** The edit distance of Levenshtein. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** Refuses this text because its value makes no sense for its dimension. */
    QuantityFormatException outOfRange(String reason) {
        return outOfRange(text, reason);
    }

    private static QuantityFormatException outOfRange(String text, String reason) {
        return new QuantityFormatException(Problem.OUT_OF_RANGE, quote(text) + " " + reason, List.of());
    }

    private static String quote(String text) {
        return '"' + shorten(text) + '"';
    }

    private static String shorten(String text) {
        return text.length() <= MAX_SHOWN_LENGTH ? text : text.substring(0, MAX_SHOWN_LENGTH - 1) + "…";
    }

    /** Writes an amount as a whole number of the largest unit that divides it; zero in the given unit. */
    static String whole(long amount, Dimension dimension, Unit unitOfZero) {
        Unit best = dimension.units().get(0);
        for (Unit unit : dimension.units()) {
            if (amount % unit.scale() == 0) {
                best = unit;
            }
        }
        Unit unit = amount == 0 ? unitOfZero : best;
        return amount / unit.scale() + " " + unit.symbol();
    }

    /** Writes an amount exactly, with decimals, in the given unit. */
    static String decimal(long amount, Unit unit) {
        BigDecimal value = BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(unit.scale()));
        return value.stripTrailingZeros().toPlainString() + " " + unit.symbol();
    }
}
