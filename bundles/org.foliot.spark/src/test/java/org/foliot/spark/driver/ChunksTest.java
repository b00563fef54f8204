package org.foliot.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many runs go into a task. */
class ChunksTest {
    private static final long MILLISECOND = 1_000_000;

    @Test
    void theFirstTaskHasOneRun() {
        assertThat(new Chunks().next(1000, 2)).isEqualTo(1);
    }

    @Test
    void shortRunsShareATaskOfTwoSeconds() {
        Chunks chunks = new Chunks();
        chunks.ended(1, 10 * MILLISECOND);

        assertThat(chunks.next(8000, 2)).isEqualTo(200);
    }

    @Test
    void longRunsHaveATaskEach() {
        Chunks chunks = new Chunks();
        chunks.ended(1, 60_000 * MILLISECOND);

        assertThat(chunks.next(8000, 2)).isEqualTo(1);
    }

    @Test
    void towardsTheEndThereIsWorkForAllProcessors() {
        Chunks chunks = new Chunks();
        chunks.ended(1, 10 * MILLISECOND);

        assertThat(chunks.next(80, 4)).isEqualTo(10);
        assertThat(chunks.next(3, 4)).isEqualTo(1);
    }

    @Test
    void timesOfAllTasksCount() {
        Chunks chunks = new Chunks();
        chunks.ended(1, 100 * MILLISECOND);
        chunks.ended(99, 900 * MILLISECOND);

        assertThat(chunks.next(8000, 1)).isEqualTo(200);
    }
}
