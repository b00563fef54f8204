package org.foliot.scheduler.linux;

/** What load balancing remembers of a processor (the fields of struct sched_domain that change). */
final class BalanceState {
    /** When it tries next, in nanoseconds (last_balance + interval). */
    long next;

    /** Interval in milliseconds before it is stretched for busy processors (balance_interval). */
    int intervalMillis;

    /** Attempts in a row that found an imbalance and moved nothing (nr_balance_failed). */
    int failed;
}
