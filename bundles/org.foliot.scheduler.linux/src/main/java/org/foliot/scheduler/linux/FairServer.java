package org.foliot.scheduler.linux;

/**
 * The deadline reservation that keeps real-time threads from starving the fair class of a processor (fair_server,
 * kernel/sched/deadline.c and fair.c, 6.12 to 6.18).
 *
 * <p>It is deferred: while fair threads get its budget within its period by themselves it does nothing but begin a new
 * period each time that they did. When the time left in the period is just as long as the budget left, the fair class goes
 * above the real-time class until the budget is used up, which ticks notice. The period is over by then, so the next one
 * begins at that moment (update_curr_dl_se: start_dl_timer fails and replenish_dl_new_period follows), and what was used
 * too much is forgotten.
 */
final class FairServer {
    private final Cpu cpu;
    private final boolean enabled;
    private final long runtime;
    private final long period;
    /** Whether fair threads are queued. */
    private boolean started;

    private boolean serving;
    private long budget;
    private long deadline;

    FairServer(Cpu cpu) {
        this.cpu = cpu;
        this.enabled = cpu.settings.fairServer;
        this.runtime = cpu.settings.serverRuntime;
        this.period = cpu.settings.serverPeriod;
    }

    /** The first fair thread joins (dl_server_start). */
    void start(long now) {
        started = enabled;
        if (now >= deadline || budget <= 0) {
            beginPeriod(now);
        }
    }

    private void beginPeriod(long now) {
        serving = false;
        deadline = now + period;
        budget = runtime;
    }

    /** The last fair thread leaves (dl_server_stop). */
    void stop() {
        started = false;
        serving = false;
    }

    /** A fair thread ran (dl_server_update and update_curr_dl_se). */
    void charge(long ran, long now) {
        budget -= ran;
        if (budget <= 0) {
            if (serving) {
                cpu.requestReschedule();
            }
            beginPeriod(now);
        }
    }

    /** Whether fair threads go before real-time threads now. */
    boolean isServing() {
        return serving;
    }

    /** When it begins to serve, or {@link Long#MAX_VALUE}; only of interest while real-time threads want to run. */
    long servesFrom() {
        return started && !serving ? deadline - budget : Long.MAX_VALUE;
    }

    /** When the budget is used up if it serves, or {@link Long#MAX_VALUE}. */
    long servesUntil(long now) {
        return serving ? now + budget : Long.MAX_VALUE;
    }

    /** Begins to serve if it is time to (dl_server_timer). */
    void advance(long now) {
        if (now >= servesFrom()) {
            serving = true;
            cpu.requestReschedule();
        }
    }
}
