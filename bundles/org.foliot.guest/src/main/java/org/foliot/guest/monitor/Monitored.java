package org.foliot.guest.monitor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be seen of a monitor: the metrics of {@link org.foliot.api.observation.Metrics} that bear these names. */
public enum Monitored {
    SAMPLES,
    INVALID_SAMPLES,
    OUTAGE,
    USER_PERCENT,
    SYSTEM_PERCENT,
    IDLE_PERCENT,
    STEAL_PERCENT,
    TOTAL_PERCENT,
    STEAL_RATE,
    STEAL_TICKS,
    ALERTS;

    /** The one whose metric has a name. */
    public static Optional<Monitored> find(String metric) {
        return Arrays.stream(values())
                .filter(m -> m.name().toLowerCase(Locale.ROOT).equals(metric))
                .findFirst();
    }
}
