package org.foliot.scheduler.roundrobin;

import org.foliot.api.extension.Option;
import org.foliot.time.Duration;

/**
 * Settings of the round robin scheduler.
 *
 * @param timeSlice how long a thread runs while others wait
 * @param tickCut whether a slice ends at a scheduler tick only
 */
public record RoundRobinOptions(
        @Option(
                doc = "How long a thread runs while others wait for its processor. The default is one tick at"
                        + " 250 Hz; a choice.",
                value = "4 ms",
                min = "1 us",
                max = "10 s")
        Duration timeSlice,

        @Option(
                doc = "Whether a slice ends at the first scheduler tick at or after its end, as in a kernel without"
                        + " high resolution preemption, or exactly. Exactly is a choice.",
                value = "off")
        boolean tickCut) {}
