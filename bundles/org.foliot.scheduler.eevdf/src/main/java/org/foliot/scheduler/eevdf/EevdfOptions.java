package org.foliot.scheduler.eevdf;

import org.foliot.api.extension.Option;
import org.foliot.api.extension.Option.ByRelease;
import org.foliot.api.extension.OptionGroup;
import org.foliot.scheduler.linux.LinuxOptions;
import org.foliot.time.Duration;

/**
 * Settings of the EEVDF scheduler; every default is what mainline does in the release of the host's kernel.
 *
 * @param baseSlice slice of a thread that asked for none, before scaling
 * @param placeLag whether lag survives sleep
 * @param placeDeadlineInitial whether a new thread gets half a slice first
 * @param placeRelDeadline whether a thread that is moved keeps its deadline
 * @param runToParity whether the current thread is protected from preemption
 * @param parity how long run-to-parity protects
 * @param preemptShort whether a shorter slice breaks the protection
 * @param delayDequeue whether an ineligible sleeper stays queued until its lag is worn off
 * @param delayZero whether such a sleeper loses positive lag
 * @param wakeupPreemption whether a woken thread can preempt at once
 * @param cancelIdleProtection whether SCHED_IDLE loses its protection when preempted
 * @param pickBuddy whether a group is favoured while its thread sleeps
 * @param requestedSlices whether sched_setattr can ask for a slice
 * @param yieldRule what sched_yield costs
 * @param common what it shares with other schedulers of Linux
 */
public record EevdfOptions(
        @Option(
                doc = "Slice of a thread that asked for none, before scaling: normalized_sysctl_sched_base_slice in"
                        + " kernel/sched/fair.c.",
                value = "750 us",
                min = "100 us",
                max = "1 s",
                byRelease =
                        @ByRelease(from = "6.15", value = "700 us", commit = "2ae891b82695, to end one tick earlier"))
        Duration baseSlice,

        @Option(
                doc = "PLACE_LAG: a thread keeps its lag while it sleeps (place_entity, kernel/sched/fair.c).",
                value = "on")
        boolean placeLag,

        @Option(
                doc = "PLACE_DEADLINE_INITIAL: a new thread starts with half a slice (place_entity,"
                        + " kernel/sched/fair.c).",
                value = "on")
        boolean placeDeadlineInitial,

        @Option(
                doc = "PLACE_REL_DEADLINE: a thread that is moved or changed keeps what was left until its deadline"
                        + " (dequeue_entity, kernel/sched/fair.c).",
                value = "off",
                byRelease = @ByRelease(from = "6.12", value = "on", commit = "82e9d0456e06"))
        boolean placeRelDeadline,

        @Option(
                doc = "RUN_TO_PARITY: once picked, an eligible thread is protected from preemption for a while"
                        + " (pick_eevdf, kernel/sched/fair.c).",
                value = "on")
        boolean runToParity,

        @Option(
                doc = "How long run_to_parity protects: until the deadline that the thread had when it was picked,"
                        + " or for the shortest slice of the queue if that is less (set_protect_slice,"
                        + " kernel/sched/fair.c).",
                value = "deadline",
                byRelease = @ByRelease(from = "6.17", value = "shortest_slice", commit = "74eec63661d4"))
        Parity parity,

        @Option(
                doc = "PREEMPT_SHORT: a woken thread with a shorter slice breaks run_to_parity (check_preempt_"
                        + "wakeup_fair, kernel/sched/fair.c).",
                value = "off",
                byRelease = @ByRelease(from = "6.12", value = "on", commit = "85e511df3cec"))
        boolean preemptShort,

        @Option(
                doc = "DELAY_DEQUEUE: a thread that blocks while it is not eligible stays queued until it is picked,"
                        + " so that it cannot sleep its debt away (dequeue_entity, kernel/sched/fair.c).",
                value = "off",
                byRelease = @ByRelease(from = "6.12", value = "on", commit = "152e11f6df29"))
        boolean delayDequeue,

        @Option(
                doc = "DELAY_ZERO: lag that a delayed thread gained while it slept is taken away (requeue_delayed_"
                        + "entity, kernel/sched/fair.c).",
                value = "off",
                byRelease = @ByRelease(from = "6.12", value = "on", commit = "54a58a787791"))
        boolean delayZero,

        @Option(
                doc = "WAKEUP_PREEMPTION: a woken thread may preempt at once; otherwise the next tick decides"
                        + " (check_preempt_wakeup_fair, kernel/sched/fair.c).",
                value = "on")
        boolean wakeupPreemption,

        @Option(
                doc = "Whether a SCHED_IDLE thread, or a cpu.idle group, loses the protection of run_to_parity when"
                        + " a thread that is not idle wakes up (check_preempt_wakeup_fair, kernel/sched/fair.c).",
                value = "off",
                byRelease = @ByRelease(from = "6.15", value = "on", commit = "f553741ac8c0"))
        boolean cancelIdleProtection,

        @Option(
                doc = "PICK_BUDDY: while a thread of a group sleeps, the group is preferred if it is eligible"
                        + " (dequeue_entities and pick_eevdf, kernel/sched/fair.c). Before it depended on"
                        + " NEXT_BUDDY, which is off.",
                value = "off",
                byRelease = @ByRelease(from = "6.14", value = "on", commit = "2a77e4be12cb"))
        boolean pickBuddy,

        @Option(
                doc = "Whether sched_setattr can ask for a slice of 0.1 to 100 ms, and a group has the shortest slice"
                        + " of its threads (kernel/sched/fair.c).",
                value = "off",
                byRelease = @ByRelease(from = "6.12", value = "on", commit = "857b158dc5e8 and aef6987d8954"))
        boolean requestedSlices,

        @Option(
                doc = "What sched_yield costs: the deadline is put off by a slice, or the thread is also charged as if"
                        + " it had run up to its deadline (yield_task_fair, kernel/sched/fair.c).",
                value = "put_off",
                byRelease = @ByRelease(from = "6.18", value = "forfeit", commit = "79104becf42b"))
        YieldRule yieldRule,

        @OptionGroup LinuxOptions common) {

    /** Up to where run-to-parity protects the current thread. */
    public enum Parity {
        /** Until its deadline, which is a whole slice. */
        DEADLINE,
        /** For the shortest slice that anybody on the queue asks for. */
        SHORTEST_SLICE
    }

    /** What a yield does to the yielding thread. */
    public enum YieldRule {
        /** Its deadline moves one slice on. */
        PUT_OFF,
        /** It is charged up to its deadline, which then moves one slice on. */
        FORFEIT
    }
}
