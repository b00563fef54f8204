package org.example.mirror;

import org.foliot.api.extension.Option;
import org.foliot.time.Cycles;

/**
 * Settings of {@code hypervisor mirror { … }}: what is declared here, validation, content assist, hover, {@code foliot bundles} and the
 * help pages know.
 *
 * @param stolenTime whether guests are offered stolen time
 * @param hypercall cost of a hypercall
 */
public record MirrorOptions(
        @Option(doc = "Whether guests are offered stolen time. A choice.", value = "on")
        boolean stolenTime,

        @Option(
                doc = "What a hypercall costs the host: exit, handling and entry. A choice.",
                value = "1500 cycles",
                max = "1000000 cycles")
        Cycles hypercall) {}
