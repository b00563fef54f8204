package org.foliot.scheduler.cfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.scheduler.linux.bench.BenchHost;
import org.foliot.time.Duration;
import org.junit.jupiter.api.Test;

class CfsOptionsTest {
    private static CfsOptions of(int major, int minor) {
        return BenchHost.options(new CfsScheduler(), Map.of(), new KernelRelease(major, minor));
    }

    @Test
    void rulesOfOldReleases() {
        CfsOptions options = of(4, 19);
        assertThat(options.latency()).isEqualTo(Duration.ofMillis(6));
        assertThat(options.minGranularity()).isEqualTo(Duration.ofMicros(750));
        assertThat(options.wakeupGranularity()).isEqualTo(Duration.ofMillis(1));
        assertThat(options.gentleFairSleepers()).isTrue();
        assertThat(options.altPeriod()).isFalse();
        assertThat(options.sliceFloor()).isFalse();
        assertThat(options.idleSleeperCredit()).isTrue();
        assertThat(options.common().rtThrottling()).isTrue();
        assertThat(options.common().fairServer()).isFalse();
    }

    @Test
    void rulesOfLaterReleases() {
        assertThat(of(5, 13).altPeriod()).isTrue();
        assertThat(of(5, 13).sliceFloor()).isTrue();
        assertThat(of(5, 16).idleSleeperCredit()).isFalse();
        assertThat(of(6, 1).sliceCeiling()).isFalse();
        assertThat(of(6, 3).sliceCeiling()).isTrue();
    }

    @Test
    void eightThreadsFitIntoALatency() {
        CfsPolicy policy = new CfsPolicy(of(6, 1));
        assertThat(policy.threadsInLatency).isEqualTo(8);
        policy.scale(4);
        assertThat(policy.period(8)).isEqualTo(24_000_000);
        assertThat(policy.period(9)).isEqualTo(27_000_000);
        assertThat(policy.wakeupGranularity()).isEqualTo(4_000_000);
        assertThat(policy.idleGranularity()).isEqualTo(750_000);
    }
}
