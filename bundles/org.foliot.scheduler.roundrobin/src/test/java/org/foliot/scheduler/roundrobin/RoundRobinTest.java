package org.foliot.scheduler.roundrobin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.foliot.scheduler.roundrobin.FakeHost.MS;

import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
    private static RunQueues queues(FakeHost host, Map<String, String> settings) {
        RoundRobinScheduler scheduler = new RoundRobinScheduler();
        return scheduler.create(
                OptionSchema.of(scheduler.optionsType()).instantiate(settings, KernelRelease.DEFAULT), host);
    }

    private static int[] add(RunQueues queues, FakeHost host, int threads, int... cpus) {
        int[] added = new int[threads];
        for (int i = 0; i < threads; i++) {
            added[i] = host.thread(cpus);
            queues.enqueue(added[i], Arrival.NEW, 0);
        }
        return added;
    }

    @Test
    void threadsRunInTurnForOneSliceEach() {
        FakeHost host = new FakeHost(1);
        RunQueues queues = queues(host, Map.of());
        add(queues, host, 3);
        assertThat(queues.pick(0, 0)).isEqualTo(0);
        for (int turn = 1; turn < 10; turn++) {
            long now = turn * 4L * MS;
            assertThat(host.callAt[0]).isEqualTo(now);
            host.reschedule[0] = false;
            queues.timer(0, now);
            assertThat(host.reschedule[0]).isTrue();
            assertThat(queues.pick(0, now)).isEqualTo(turn % 3);
        }
    }

    @Test
    void aLoneThreadIsNotInterrupted() {
        FakeHost host = new FakeHost(1);
        RunQueues queues = queues(host, Map.of());
        add(queues, host, 1);
        queues.pick(0, 0);
        assertThat(host.callAt[0]).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theSliceOfAThreadThatWasAloneStartsWhenAnotherArrives() {
        FakeHost host = new FakeHost(1);
        RunQueues queues = queues(host, Map.of());
        add(queues, host, 1);
        queues.pick(0, 0);
        host.reschedule[0] = false;
        queues.enqueue(host.thread(), Arrival.WAKEUP, 9 * MS);
        assertThat(host.callAt[0]).isEqualTo(13 * MS);
        assertThat(host.reschedule[0]).as("nobody is preempted on wake-up").isFalse();
    }

    @Test
    void tickCutMovesTheEndOfASliceToTheNextTick() {
        FakeHost host = new FakeHost(1);
        RunQueues queues = queues(host, Map.of("tick_cut", "on", "time_slice", "1500 us"));
        add(queues, host, 2);
        queues.pick(0, 0);
        assertThat(host.callAt[0]).isEqualTo(4 * MS);
    }

    @Test
    void aWokenThreadJoinsTheTail() {
        FakeHost host = new FakeHost(1);
        RunQueues queues = queues(host, Map.of());
        add(queues, host, 3);
        queues.pick(0, 0);
        queues.dequeue(0, Departure.BLOCKED, MS);
        assertThat(queues.pick(0, MS)).isEqualTo(1);
        queues.enqueue(0, Arrival.WAKEUP, 2 * MS);
        queues.timer(0, 5 * MS);
        assertThat(queues.pick(0, 5 * MS)).isEqualTo(2);
        queues.timer(0, 9 * MS);
        assertThat(queues.pick(0, 9 * MS)).isEqualTo(0);
    }

    @Test
    void yieldGivesTheRestOfTheSliceAway() {
        FakeHost host = new FakeHost(1);
        RunQueues queues = queues(host, Map.of());
        add(queues, host, 2);
        queues.pick(0, 0);
        queues.yield(0, MS);
        assertThat(queues.pick(0, MS)).isEqualTo(1);
        assertThat(host.callAt[0]).isEqualTo(5 * MS);
    }

    @Test
    void aPickThatNobodyAskedForKeepsTheThreadAndItsSlice() {
        FakeHost host = new FakeHost(1);
        RunQueues queues = queues(host, Map.of());
        add(queues, host, 2);
        queues.pick(0, 0);
        assertThat(queues.pick(0, MS)).isEqualTo(0);
        assertThat(host.callAt[0]).isEqualTo(4 * MS);
    }

    @Test
    void anIdleProcessorIsPreferred() {
        FakeHost host = new FakeHost(2);
        RunQueues queues = queues(host, Map.of());
        add(queues, host, 1);
        queues.pick(0, 0);
        int second = host.thread();
        assertThat(queues.enqueue(second, Arrival.NEW, 0)).isEqualTo(1);
        assertThat(host.reschedule[1]).isTrue();
        assertThat(queues.pick(1, 0)).isEqualTo(second);
    }

    @Test
    void anEmptyProcessorStealsFromTheLongestQueue() {
        FakeHost host = new FakeHost(3);
        RunQueues queues = queues(host, Map.of());
        add(queues, host, 2, 0);
        add(queues, host, 1, 1);
        int free = host.thread(1, 2);
        queues.pick(0, 0);
        queues.pick(1, 0);
        host.offline.set(2);
        assertThat(queues.enqueue(free, Arrival.NEW, 0)).isEqualTo(1);
        host.offline.clear(2);
        queues.cpuOnline(2, MS);
        assertThat(host.reschedule[2]).isTrue();
        assertThat(queues.pick(2, MS))
                .as("thread 1 waits longer but may not run here")
                .isEqualTo(free);
        assertThat(host.moves).containsExactly("3 to 2");
        assertThat(host.callAt[1]).as("nobody waits there any more").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aProcessorWithoutThreadsIdles() {
        FakeHost host = new FakeHost(1);
        RunQueues queues = queues(host, Map.of());
        add(queues, host, 1);
        queues.pick(0, 0);
        queues.dequeue(0, Departure.EXITED, MS);
        assertThat(queues.pick(0, MS)).isEqualTo(RunQueues.NONE);
    }

    @Test
    void aThreadThatLeavesAndReturnsBeforeThePickKeepsItsProcessor() {
        FakeHost host = new FakeHost(1);
        RunQueues queues = queues(host, Map.of());
        add(queues, host, 2);
        queues.pick(0, 0);
        queues.dequeue(0, Departure.SUSPENDED, MS);
        queues.enqueue(0, Arrival.RESUMED, MS);
        assertThat(queues.pick(0, MS)).isEqualTo(0);
    }

    @Test
    void aThreadThatMayRunNowhereIsRefused() {
        FakeHost host = new FakeHost(2);
        RunQueues queues = queues(host, Map.of());
        int pinned = host.thread(1);
        host.offline.set(1);
        assertThatIllegalStateException().isThrownBy(() -> queues.enqueue(pinned, Arrival.NEW, 0));
    }
}
