package org.foliot.api.workload;

import org.foliot.api.extension.Option;
import org.foliot.time.Duration;

/**
 * The soft-lockup detector of a kernel on the CPU that its process is bound to (kernel/watchdog.c): a timer that looks for how long
 * the thread has not run that it wakes.
 *
 * <p>A choice of ours: the detector is a process of its own instead of part of every kernel, which it would wake on every idle CPU.
 *
 * @param every how often it looks
 * @param takes CPU time of one look and of the thread
 * @param threshold watchdog_thresh: twice that without the thread is a soft lockup
 */
public record Watchdog(
        @Option(
                doc = "How often it looks; a fifth of twice the threshold in Linux.",
                value = "4 s",
                min = "10 ms",
                max = "24 s")
        Duration every,

        @Option(
                doc = "CPU time of one look and of the thread that it wakes; a choice.",
                value = "5 us",
                min = "1 us",
                max = "1 ms")
        Duration takes,

        @Option(
                doc = "kernel.watchdog_thresh: a soft lockup is twice that without the thread.",
                value = "10 s",
                min = "1 s",
                max = "60 s")
        Duration threshold)
        implements Program {
    public Watchdog {
        Program.requireTimes(every, takes);
    }
}
