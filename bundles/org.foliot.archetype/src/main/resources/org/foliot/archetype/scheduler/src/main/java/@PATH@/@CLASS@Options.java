package @PACKAGE@;

import org.foliot.api.extension.Option;
import org.foliot.time.Duration;

/**
 * Settings of {@code scheduler @ID@ { … }}: what is declared here, validation, content assist, hover, {@code foliot bundles} and the
 * help pages know.
 *
 * @param timeSlice how long a thread runs while others wait
 */
public record @CLASS@Options(
        @Option(
                doc = "How long a thread runs while others wait. A choice.",
                value = "4 ms",
                min = "100 us",
                max = "1 s")
        Duration timeSlice) {}
