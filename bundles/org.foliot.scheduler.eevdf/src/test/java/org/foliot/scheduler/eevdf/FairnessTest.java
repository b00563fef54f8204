package org.foliot.scheduler.eevdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.scheduler.eevdf.bench.BenchHost;
import org.foliot.scheduler.eevdf.bench.BenchThread;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

class FairnessTest {
    private static final long MS = Duration.PS_PER_MILLI;

    private static BenchHost host(int cpus) {
        BenchHost host = new BenchHost(cpus, new KernelRelease(6, 18), 0);
        host.use(new EevdfScheduler(), Map.of());
        return host;
    }

    @Test
    void equalThreadsShareAProcessorTickByTick() {
        BenchHost host = host(1);
        for (int i = 0; i < 4; i++) {
            host.add(BenchThread.busy(0));
        }
        host.runUntil(16_000 * MS);
        for (int i = 0; i < 4; i++) {
            assertThat(host.thread(i).runTime()).isEqualTo(4_000 * MS);
            assertThat(host.thread(i).slices()).as("one per tick").isEqualTo(1_000);
        }
    }

    @Test
    void aLoneThreadCostsNoEvents() {
        BenchHost host = host(1);
        host.add(BenchThread.busy(0));
        host.runUntil(10_000 * MS);
        assertThat(host.picks()).isEqualTo(1);
    }

    @Test
    void threadsSpreadOverIdleProcessors() {
        BenchHost host = host(4);
        for (int i = 0; i < 4; i++) {
            host.add(BenchThread.busy(0, 1, 2, 3));
        }
        host.runUntil(100 * MS);
        for (int i = 0; i < 4; i++) {
            assertThat(host.thread(i).runTime()).isEqualTo(100 * MS);
        }
    }
}
