package org.foliot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.guest.Specs.MICRO;
import static org.foliot.guest.Specs.MILLI;
import static org.foliot.guest.Specs.busy;
import static org.foliot.guest.Specs.guest;
import static org.foliot.guest.Specs.kernel;
import static org.foliot.guest.Specs.periodic;
import static org.foliot.guest.Specs.process;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.workload.Behaviour;
import org.foliot.engine.RandomStreams;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.junit.jupiter.api.Test;

/** A guest that is up allocates nothing. */
class AllocationTest {
    private static final int ROUNDS = 2_000;

    private final TestMachine machine = new TestMachine(1, Frequency.ofMegahertz(24));
    private long now;

    @Test
    void aBusyVcpuAllocatesNothing() {
        check(boot(busy("a")));
    }

    @Test
    void norDoesOneWithEventsOfItsOwn() {
        check(boot(
                busy("a"),
                periodic("b", "1 ms", "7 ms"),
                process("c", new Behaviour.Duty(Duration.ofMicros(300), Duration.ofMillis(2)), 5),
                process("d", new Behaviour.Locking(Duration.ofMicros(50), Duration.ofMicros(500)), 0),
                process("e", new Behaviour.Yielding(), 0)));
    }

    private Guest boot(ProcessSpec... processes) {
        Guest guest = new Guest(
                guest(1, kernel("6.12", "steal_accounting", "on"), processes),
                machine,
                machine::stolenTime,
                new RandomStreams(1));
        machine.blind = true;
        guest.powerOn(0);
        return guest;
    }

    private void check(Guest guest) {
        run(guest);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long start = threads.getThreadAllocatedBytes(thread);
        run(guest);

        // The virtual machine may allocate something once; less than a byte per round is nothing of ours.
        assertThat(threads.getThreadAllocatedBytes(thread) - start).isLessThan(ROUNDS);
    }

    private void run(Guest guest) {
        for (int i = 0; i < ROUNDS; i++) {
            long end = now + 5 * MILLI + 137 * MICRO;
            machine.advance(now);
            long next = guest.enter(0, now);
            while (next >= 0 && next <= end) {
                machine.advance(next);
                next = guest.step(0, next);
            }
            if (next == GuestSystem.HALTED) {
                end = Math.max(machine.now(), guest.wakeUp(0, machine.now()));
            }
            machine.advance(end);
            guest.exit(0, end);
            guest.metrics().charged(0, end);
            if (!machine.drivers.isEmpty()) {
                machine.driver().stolen[0] += 3_000_000;
            }
            now = end + 3 * MILLI;
        }
    }
}
