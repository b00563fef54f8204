package org.foliot.api.guest;

import org.foliot.api.extension.Option;
import org.foliot.time.Duration;

/**
 * Settings of guest firmware: {@code firmware uefi { pvtime on }}.
 *
 * @param pvtime whether the firmware itself asks for stolen time
 * @param release whether it gives donated memory back before it starts the kernel
 * @param cntfrq whether it reads CNTFRQ_EL0 once or whenever it needs it
 * @param runTime how long it runs on the boot CPU
 */
public record FirmwareOptions(
        @Option(doc = "Whether the firmware asks for stolen time itself.", value = "off")
        boolean pvtime,

        @Option(
                doc = "Whether it disables stolen time before it starts the kernel; only matters for donated memory.",
                value = "on")
        boolean release,

        @Option(
                doc =
                        "How it knows the counter's frequency, also in its runtime services: cached, from when it started, as boot"
                                + " loaders keep it; or read from CNTFRQ_EL0 for every delay. Both are found; the default is a choice.",
                value = "cached")
        Cntfrq cntfrq,

        @Option(doc = "Guest CPU time that the firmware runs; a choice.", value = "50 ms", max = "1 h")
        Duration runTime) {

    /** How firmware knows the counter's frequency. */
    public enum Cntfrq {
        CACHED,
        READ
    }
}
