package org.foliot.machine;

import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.api.scheduler.RunQueues.Departure;
import org.foliot.machine.HostThread.Condition;

/**
 * Keeps threads of a host from running, whatever they would do, as long as there is a reason to: SIGSTOP, their VMM, a suspended
 * host, a frozen group. Nothing of that time is waiting. To the scheduler a thread that is held sleeps: a stopped or frozen thread,
 * and one that a VMM keeps out of the guest, has blocked.
 */
final class Holds {
    private final Dispatcher dispatcher;

    Holds(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Adds a reason to hold a thread. */
    void hold(HostThread held, int reason, long now) {
        boolean already = held.holds != 0;
        held.holds |= reason;
        if (already || held.condition == Condition.OFF) {
            return;
        }
        if (held.condition == Condition.RUNNABLE) {
            dispatcher.book(held, now);
            dispatcher.leave(held, Departure.BLOCKED, false, now);
        }
        held.account(ThreadState.PAUSED, now);
    }

    /** Takes a reason away; with the last of them the thread goes on. */
    void release(HostThread held, int reason, long now) {
        boolean was = held.holds != 0;
        held.holds &= ~reason;
        if (!was || held.holds != 0) {
            return;
        }
        switch (held.condition) {
            case RUNNABLE -> {
                held.queue(now);
                dispatcher.join(held, Arrival.WAKEUP, now);
            }
            case BLOCKED -> {
                held.account(held.asleep(), now);
                if (held.wakesAfterHold(now)) {
                    dispatcher.wake(held, Arrival.WAKEUP, now);
                }
            }
            case OFF -> {}
        }
    }

    /** Adds a reason to hold all threads of which something is true, at the present instant. */
    void holdAll(Predicate<HostThread> which, int reason) {
        forAll(which, (thread, now) -> hold(thread, reason, now));
    }

    /** Takes it away from all threads of which something is true, at the present instant. */
    void releaseAll(Predicate<HostThread> which, int reason) {
        forAll(which, (thread, now) -> release(thread, reason, now));
    }

    private void forAll(Predicate<HostThread> which, ObjLongConsumer<HostThread> action) {
        long now = dispatcher.open();
        Roster roster = dispatcher.roster();
        for (int number = 0; number < roster.count(); number++) {
            HostThread thread = roster.thread(number);
            if (which.test(thread)) {
                action.accept(thread, now);
            }
        }
        dispatcher.settle(now);
    }
}
