package org.foliot.cli;

import org.foliot.time.Duration;
import org.foliot.time.QuantityFormatException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on a command line, where a space would need quotes. */
final class PeriodConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
        try {
            Duration period = Duration.parse(value);
            if (period.picoseconds() <= 0) {
                throw new TypeConversionException(value + " is not more than 0");
            }
            return period;
        } catch (QuantityFormatException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
