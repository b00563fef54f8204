package org.foliot.dsl.resolve;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionException;
import org.foliot.time.Address;
import org.foliot.time.ByteSize;
import org.foliot.time.Cycles;
import org.foliot.time.Dimension;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.time.QuantityFormatException;
import org.foliot.time.Ratio;
import org.foliot.time.Unit;

/** What the values of an axis, or the terms of a study's conditions, are. */
public enum StudyKind {
    WORD("a word", null),
    RELEASE("a kernel release", null),
    COUNT("a count", null),
    TIME("a time", Dimension.DURATION),
    FREQUENCY("a frequency", Dimension.FREQUENCY),
    BYTES("a size", Dimension.SIZE),
    RATIO("a ratio", Dimension.RATIO),
    CYCLES("a cycle count", Dimension.CYCLES),
    ADDRESS("an address", Dimension.ADDRESS);

    private static final long MINORS = 10_000;

    private final String phrase;
    private final Dimension dimension;

    StudyKind(String phrase, Dimension dimension) {
        this.phrase = phrase;
        this.dimension = dimension;
    }

    /** What messages call it. */
    public String phrase() {
        return phrase;
    }

    /** What the numbers of metrics are. */
    static StudyKind of(NumberKind kind) {
        return switch (kind) {
            case TIME -> TIME;
            case BYTES -> BYTES;
            case RATIO -> RATIO;
            case COUNT, FLAG, TICKS, CONDITION -> COUNT;
        };
    }

    /** What a literal is; a bare number with a point is a kernel release, since counts are whole. */
    static StudyKind of(Literal literal) {
        if (literal.kind() != Literal.Kind.NUMBER) {
            return WORD;
        } else if (literal.isBare()) {
            return literal.text().contains(".") ? RELEASE : COUNT;
        }
        Optional<Dimension> dimension = literal.dimension();
        for (StudyKind kind : values()) {
            if (dimension.isPresent() && kind.dimension == dimension.get()) {
                return kind;
            }
        }
        return COUNT;
    }

    /** Whether the values can be counted on from one to the next. */
    boolean isNumber() {
        return this != WORD && this != RELEASE && this != ADDRESS;
    }

    /** A literal of this kind in the smallest unit; releases in an order that is theirs; empty for what has no order. */
    OptionalLong amount(Literal literal) {
        try {
            String text = literal.text();
            return switch (this) {
                case WORD -> OptionalLong.empty();
                case RELEASE -> {
                    KernelRelease release = KernelRelease.parse(text);
                    yield OptionalLong.of(release.major() * MINORS + release.minor());
                }
                case COUNT -> OptionalLong.of(Long.parseLong(text.replace("_", "")));
                case TIME -> OptionalLong.of(Duration.parse(text).picoseconds());
                case FREQUENCY -> OptionalLong.of(Frequency.parse(text).hertz());
                case BYTES -> OptionalLong.of(ByteSize.parse(text).bytes());
                case RATIO -> OptionalLong.of(Ratio.parse(text).partsPerBillion());
                case CYCLES -> OptionalLong.of(Cycles.parse(text).count());
                case ADDRESS -> OptionalLong.of(Address.parse(text).value());
            };
        } catch (QuantityFormatException | OptionException | NumberFormatException wrong) {
            return OptionalLong.empty();
        }
    }

    /** A number that lacks a unit, with each that it can have; empty for what has no units. */
    List<String> withUnits(String number) {
        return dimension == null || this == ADDRESS
                ? List.of()
                : dimension.units().stream().map(u -> number + " " + u.symbol()).toList();
    }

    /** An amount as a scenario writes it, in the largest decimal unit that it reaches: {@code 31.6 ms}. */
    String text(long amount) {
        if (dimension == null || this == ADDRESS) {
            return Long.toString(amount);
        }
        Unit best = dimension.units().get(0);
        for (Unit unit : dimension.units()) {
            boolean decimal = unit != Unit.MINUTE && unit != Unit.HOUR;
            if (decimal && unit.scale() <= Math.abs(amount) && unit.scale() >= best.scale()) {
                best = unit;
            }
        }
        BigDecimal number = BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(best.scale()));
        return number.stripTrailingZeros().toPlainString() + " " + best.symbol();
    }
}
