package org.foliot.export;

import java.util.Locale;
import org.foliot.time.Duration;

/** A unit in which times are shown. */
public enum TimeUnit {
    /** Picoseconds. */
    PS(1),
    /** Nanoseconds. */
    NS(Duration.PS_PER_NANO),
    /** Microseconds. */
    US(Duration.PS_PER_MICRO),
    /** Milliseconds. */
    MS(Duration.PS_PER_MILLI),
    /** Seconds. */
    S(Duration.PS_PER_SECOND);

    private final long picoseconds;

    TimeUnit(long picoseconds) {
        this.picoseconds = picoseconds;
    }

    /**
     * The largest unit of which a time holds at least one; seconds for nothing at all.
     *
     * @param magnitude in picoseconds, not below 0
     */
    public static TimeUnit fitting(long magnitude) {
        for (int i = values().length - 1; i > 0; i--) {
            if (magnitude >= values()[i].picoseconds) {
                return values()[i];
            }
        }
        return magnitude == 0 ? S : PS;
    }

    /** How long it is, in picoseconds. */
    public long picoseconds() {
        return picoseconds;
    }

    /** How it is written: {@code us}. */
    public String symbol() {
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
