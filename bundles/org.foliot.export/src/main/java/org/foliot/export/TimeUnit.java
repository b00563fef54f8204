package org.foliot.export;

import java.util.Locale;

/** A unit in which a column of times is shown. */
enum TimeUnit {
    PS(1),
    NS(1_000L),
    US(1_000_000L),
    MS(1_000_000_000L),
    S(1_000_000_000_000L);

    private final long picoseconds;

    TimeUnit(long picoseconds) {
        this.picoseconds = picoseconds;
    }

    /** The largest unit of which a value holds at least one; seconds for nothing at all. */
    static TimeUnit fitting(long magnitude) {
        for (int i = values().length - 1; i > 0; i--) {
            if (magnitude >= values()[i].picoseconds) {
                return values()[i];
            }
        }
        return magnitude == 0 ? S : PS;
    }

    String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A value with three decimals, halves rounded away from zero; whole picoseconds without decimals. */
    String rounded(long value) {
        if (this == PS) {
            return Long.toString(value);
        }
        long step = picoseconds / 1000;
        long thousandths = (Math.abs(value) + step / 2) / step;
        return (value < 0 && thousandths != 0 ? "-" : "") + thousandths / 1000 + "."
                + Long.toString(1000 + thousandths % 1000).substring(1);
    }
}
