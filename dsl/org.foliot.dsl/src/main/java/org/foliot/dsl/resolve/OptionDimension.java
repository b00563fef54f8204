package org.foliot.dsl.resolve;

import java.util.Optional;
import org.foliot.api.extension.OptionType;
import org.foliot.time.Dimension;

/** What the values of options measure. */
public final class OptionDimension {
    private OptionDimension() {}

    /** What options of a type measure; absent for words, switches, counts and texts. */
    public static Optional<Dimension> of(OptionType type) {
        return switch (type) {
            case DURATION -> Optional.of(Dimension.DURATION);
            case FREQUENCY -> Optional.of(Dimension.FREQUENCY);
            case SIZE -> Optional.of(Dimension.SIZE);
            case ADDRESS -> Optional.of(Dimension.ADDRESS);
            case RATIO -> Optional.of(Dimension.RATIO);
            case CYCLES -> Optional.of(Dimension.CYCLES);
            case SWITCH, INTEGER, CHOICE, TEXT -> Optional.empty();
        };
    }
}
