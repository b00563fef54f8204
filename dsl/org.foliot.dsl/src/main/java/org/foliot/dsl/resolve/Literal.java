package org.foliot.dsl.resolve;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.time.Dimension;
import org.foliot.time.Unit;

/**
 * A value with parameters replaced, as text.
 *
 * @param kind what it is
 * @param text as a scenario writes it; a {@link Kind#TEXT} without its quotes
 * @param through the parameter that it came through, absent where it is written in place
 */
public record Literal(Kind kind, String text, Optional<Parameter> through) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9_]*(?:\\.[0-9][0-9_]*)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX]_*[0-9a-fA-F][0-9a-fA-F_]*");
    private static final Pattern BEGINS_HEXADECIMAL = Pattern.compile("-?0[xX]");
    private static final Pattern NUMBER_AND_UNIT =
            Pattern.compile("(-?0[xX][0-9a-fA-F_]+|" + NUMBER.pattern() + ")\\s*([^\\s0-9._]*)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What a value can be. */
    public enum Kind {
        NUMBER("a number"),
        SWITCH("on or off"),
        TEXT("a text"),
        WORD("a word"),
        HOST("a host");

        private final String phrase;

        Kind(String phrase) {
            this.phrase = phrase;
        }

        /** What messages call it. */
        public String phrase() {
            return phrase;
        }
    }

    /**
     * Reads a value as a command line gives it; absent when it is none. Quotes around a text may be left out where a text is
     * expected.
     */
    static Optional<Literal> parse(String given, Kind expected) {
        String text = given.strip();
        Matcher number = NUMBER_AND_UNIT.matcher(text);
        if (expected == Kind.TEXT) {
            boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
            return Optional.of(
                    new Literal(Kind.TEXT, quoted ? text.substring(1, text.length() - 1) : text, Optional.empty()));
        } else if (text.equals("on") || text.equals("off")) {
            return Optional.of(new Literal(Kind.SWITCH, text, Optional.empty()));
        } else if (number.matches()) {
            String unit = number.group(2);
            String full = unit.isEmpty() ? number.group(1) : number.group(1) + " " + unit;
            return Optional.of(new Literal(Kind.NUMBER, full, Optional.empty()));
        } else if (WORD.matcher(text).matches()) {
            return Optional.of(new Literal(Kind.WORD, text, Optional.empty()));
        }
        return Optional.empty();
    }

    /** The same value, having come through a parameter. */
    Literal through(Parameter parameter) {
        return new Literal(kind, text, Optional.of(parameter));
    }

    /** Whether it is a number without a unit. */
    public boolean isBare() {
        return kind == Kind.NUMBER && NUMBER.matcher(text).matches();
    }

    /** Whether it is a hexadecimal number, with nothing behind it. */
    public boolean isHexadecimal() {
        return kind == Kind.NUMBER && HEXADECIMAL.matcher(text).matches();
    }

    /** Whether it begins as a hexadecimal number and is none: it has a unit, a sign, or no digits. */
    boolean isNoHexadecimal() {
        return kind == Kind.NUMBER
                && !isHexadecimal()
                && BEGINS_HEXADECIMAL.matcher(text).lookingAt();
    }

    /** What it measures, if it is a number with a known unit, or an address. */
    public Optional<Dimension> dimension() {
        if (kind != Kind.NUMBER) {
            return Optional.empty();
        } else if (isHexadecimal()) {
            return Optional.of(Dimension.ADDRESS);
        }
        return Unit.of(text.substring(text.indexOf(' ') + 1)).map(Unit::dimension);
    }

    /** What it is, for messages: {@code a duration}, {@code a number}, {@code on or off}. */
    public String phrase() {
        return dimension().map(Dimension::phrase).orElse(kind.phrase());
    }

    /** As a scenario would write it, quotes included. */
    public String source() {
        return kind == Kind.TEXT ? '"' + text + '"' : text;
    }

    /** How a message begins: the value itself, or the parameter and its value. */
    String subject() {
        return through.map(p -> "the parameter " + p.getName() + ", " + source() + ",")
                .orElse(source());
    }
}
