package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** rq->clock_task, as in update_rq_clock_task. */
class RunQueueClockTest {
    private static final boolean CARRY = true;
    private static final boolean DROP = false;

    private final RunQueueClock clock = new RunQueueClock();

    @Test
    void leavesStolenTimeOut() {
        clock.update(1_000, 0, DROP);
        clock.update(3_000, 500, DROP);

        assertThat(clock.clock()).isEqualTo(3_000);
        assertThat(clock.clockTask()).isEqualTo(2_500);
    }

    @Test
    void excessWasCarriedAndFrozeTheClock() {
        clock.update(1_000, 0, CARRY);
        clock.update(1_100, 5_000, CARRY);
        clock.update(3_000, 5_000, CARRY);
        assertThat(clock.clockTask()).isEqualTo(1_000);

        clock.update(7_000, 5_000, CARRY);
        assertThat(clock.clockTask()).isEqualTo(7_000 - 5_000);
    }

    @Test
    void excessIsDroppedSince108ad0999085() {
        clock.update(1_000, 0, DROP);
        clock.update(1_100, 5_000, DROP);
        assertThat(clock.clockTask()).isEqualTo(1_000);

        clock.update(7_000, 5_000, DROP);
        assertThat(clock.clockTask()).isEqualTo(6_900);
    }

    @Test
    void stealThatGoesBackwardsPushesTheClockForwardOnce() {
        clock.update(10_000, 4_000, DROP);
        clock.update(11_000, 0, DROP);
        assertThat(clock.clockTask()).isEqualTo(6_000 + 1_000 + 4_000);

        clock.update(12_000, 0, DROP);
        assertThat(clock.clockTask()).isEqualTo(12_000);
    }

    @Test
    void aCounterThatGoesBackIsIgnored() {
        clock.update(10_000);
        clock.update(9_000);
        assertThat(clock.clock()).isEqualTo(10_000);

        clock.update(9_500, 100, DROP);
        assertThat(clock.clockTask()).isEqualTo(10_000);
    }
}
