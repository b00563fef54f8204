package org.foliot.scheduler.eevdf;

/**
 * The deadline reservation that keeps real-time threads from starving the fair class of a processor (fair_server,
 * kernel/sched/deadline.c and fair.c, 6.12 to 6.18).
 *
 * <p>It is deferred: as long as fair threads get its budget within its period by themselves it does nothing. If the time
 * left in the period is just enough for the budget left, the fair class is put above the real-time class until the budget is
 * used up; from then on the budget is granted at the begin of each period, until the fair threads got a budget's worth
 * without it.
 */
final class FairServer {
    private enum State {
        /** No fair thread is queued. */
        STOPPED,
        /** Waits until the time left is as long as the budget left. */
        DEFERRED,
        /** Puts the fair class above the real-time class. */
        SERVING,
        /** Used its budget up; waits for the next period. */
        EXHAUSTED
    }

    private final Cpu cpu;
    private final boolean enabled;
    private final long runtime;
    private final long period;
    private State state = State.STOPPED;
    private long budget;
    private long deadline;

    FairServer(Cpu cpu) {
        this.cpu = cpu;
        Tunables tunables = cpu.tunables;
        this.enabled = tunables.options.fairServer();
        this.runtime = tunables.serverRuntime;
        this.period = tunables.serverPeriod;
    }

    /** The first fair thread joins (dl_server_start). */
    void start(long now) {
        if (now >= deadline || budget <= 0) {
            beginPeriod(now);
        }
        state = State.DEFERRED;
    }

    private void beginPeriod(long now) {
        deadline = now + period;
        budget = runtime;
    }

    /** The last fair thread leaves (dl_server_stop). */
    void stop() {
        state = State.STOPPED;
    }

    /** A fair thread ran (dl_server_update and update_curr_dl_se). */
    void charge(long ran, long now) {
        if (!enabled || state == State.STOPPED) {
            return;
        }
        budget -= ran;
        if (budget > 0) {
            return;
        }
        if (state == State.SERVING) {
            state = State.EXHAUSTED;
            replenish(now);
            cpu.requestReschedule();
        } else {
            state = State.DEFERRED;
            beginPeriod(now);
        }
    }

    private void replenish(long now) {
        if (now >= deadline) {
            deadline += period;
            budget += runtime;
            state = budget > 0 ? State.SERVING : State.EXHAUSTED;
        }
    }

    /** Whether fair threads go before real-time threads now. */
    boolean isServing() {
        return state == State.SERVING;
    }

    /** When the state changes by itself, or {@link Long#MAX_VALUE}; only of interest while real-time threads want to run. */
    long nextChange() {
        if (enabled && state == State.DEFERRED) {
            return deadline - budget;
        } else if (enabled && state == State.EXHAUSTED) {
            return deadline;
        }
        return Long.MAX_VALUE;
    }

    /** While the server serves: when its budget is used up. */
    long budgetEnd(long now) {
        return state == State.SERVING ? now + Math.max(0, budget) : Long.MAX_VALUE;
    }

    /** Changes the state if it is time to (dl_server_timer). */
    void advance(long now) {
        State before = state;
        if (state == State.DEFERRED && now >= deadline - budget) {
            state = State.SERVING;
        } else if (state == State.EXHAUSTED) {
            replenish(now);
        }
        if (state != before) {
            cpu.requestReschedule();
        }
    }
}
