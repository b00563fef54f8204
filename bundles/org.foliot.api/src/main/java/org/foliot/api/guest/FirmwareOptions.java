package org.foliot.api.guest;

import org.foliot.api.extension.Option;
import org.foliot.time.Duration;

/**
 * Settings of guest firmware: {@code firmware uefi { pvtime on }}.
 *
 * @param pvtime whether the firmware itself asks for stolen time
 * @param release whether it gives donated memory back before it starts the kernel
 * @param runTime how long it runs on the boot CPU
 */
public record FirmwareOptions(
        @Option(doc = "Whether the firmware asks for stolen time itself.", value = "off")
        boolean pvtime,

        @Option(
                doc = "Whether it disables stolen time before it starts the kernel; only matters for donated memory.",
                value = "on")
        boolean release,

        @Option(doc = "Guest CPU time that the firmware runs; a choice.", value = "50 ms", max = "1 h")
        Duration runTime) {}
