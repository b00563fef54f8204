package org.foliot.scheduler.eevdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.scheduler.eevdf.EevdfOptions.Parity;
import org.foliot.scheduler.eevdf.EevdfOptions.YieldRule;
import org.foliot.scheduler.linux.bench.BenchHost;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

class EevdfOptionsTest {
    private static EevdfOptions of(int minor) {
        return BenchHost.options(new EevdfScheduler(), Map.of(), new KernelRelease(6, minor));
    }

    @Test
    void theFirstReleaseHasTheBasicRules() {
        EevdfOptions options = of(6);
        assertThat(options.baseSlice()).isEqualTo(Duration.ofMicros(750));
        assertThat(options.runToParity()).isTrue();
        assertThat(options.parity()).isEqualTo(Parity.DEADLINE);
        assertThat(options.delayDequeue()).isFalse();
        assertThat(options.preemptShort()).isFalse();
        assertThat(options.requestedSlices()).isFalse();
        assertThat(options.common().rtThrottling()).isTrue();
        assertThat(options.common().fairServer()).isFalse();
        assertThat(options.yieldRule()).isEqualTo(YieldRule.PUT_OFF);
    }

    @Test
    void rulesOf612() {
        EevdfOptions options = of(12);
        assertThat(options.delayDequeue()).isTrue();
        assertThat(options.delayZero()).isTrue();
        assertThat(options.placeRelDeadline()).isTrue();
        assertThat(options.preemptShort()).isTrue();
        assertThat(options.requestedSlices()).isTrue();
        assertThat(options.common().rtThrottling()).isFalse();
        assertThat(options.common().fairServer()).isTrue();
        assertThat(options.pickBuddy()).isFalse();
    }

    @Test
    void rulesOfLaterReleases() {
        assertThat(of(14).pickBuddy()).isTrue();
        assertThat(of(15).baseSlice()).isEqualTo(Duration.ofMicros(700));
        assertThat(of(15).cancelIdleProtection()).isTrue();
        assertThat(of(16).parity()).isEqualTo(Parity.DEADLINE);
        assertThat(of(17).parity()).isEqualTo(Parity.SHORTEST_SLICE);
        assertThat(of(17).yieldRule()).isEqualTo(YieldRule.PUT_OFF);
        assertThat(of(18).yieldRule()).isEqualTo(YieldRule.FORFEIT);
    }
}
