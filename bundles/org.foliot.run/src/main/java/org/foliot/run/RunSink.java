package org.foliot.run;

import java.util.List;
import java.util.Optional;
import org.foliot.api.observation.Metric;
import org.foliot.api.observation.ObservationKind;
import org.foliot.program.Action;
import org.foliot.program.SubjectRef;

/**
 * Is told what happens while a run goes on, so that nothing long has to be kept in memory.
 *
 * <p>Instants are picoseconds since the start of the run; calls come from the thread that runs, at instants that never
 * decrease but for segments, which are told when they end. A sink that cannot go on throws {@link
 * java.io.UncheckedIOException}, which ends the run and is passed on unchanged.
 */
public interface RunSink {
    /** Nobody looks. */
    RunSink NONE = new RunSink() {};

    /** Says which thread a scheduling observation speaks of; good only while the run goes on, in calls of its sink. */
    @FunctionalInterface
    interface ThreadNames {
        /**
         * A thread by its number on its host.
         *
         * @param host the host's name
         * @param number what {@code switch_in} and {@code switch_out} have as their first number
         * @return a task or a vCPU; absent for a number that was never in use
         */
        Optional<SubjectRef> thread(String host, long number);
    }

    /** How threads can be named from now on; called once, before anything else. */
    default void threads(ThreadNames names) {}

    /**
     * A vCPU or processor was in one state for a while.
     *
     * @param subject a vCPU or a processor
     * @param start first instant
     * @param end first instant after it, more than {@code start}
     * @param state of a vCPU {@code running}, {@code waiting}, {@code idle}, {@code in_host}, {@code paused} or {@code
     *     offline}; of a processor the path of the thread that it ran, {@code idle}, or
     *     {@code offline}, which a processor is while its host is suspended too
     */
    default void segment(SubjectRef subject, long start, long end, String state) {}

    /** Whether {@link #segment} does anything. */
    default boolean wantsSegments() {
        return false;
    }

    /** The values of the metrics of {@link Sampling#wanted} at an instant, in the order of {@link #columns}. */
    default void sample(long instant, long[] values) {}

    /** The metrics that {@link #sample} will have values of; called once, before the first sample. */
    default void columns(List<Column> columns) {}

    /**
     * One metric of one thing.
     *
     * @param subject whose metric it is
     * @param metric which one
     */
    record Column(SubjectRef subject, Metric metric) {}

    /** An event of the timeline took place on one of its targets. */
    default void event(long instant, Action action, SubjectRef target) {}

    /**
     * A guest was saved to a file.
     *
     * @param guest its name
     * @param name of the snapshot, or {@code suspended-to-disk}
     * @param file the bytes of the file; see {@code org.foliot.machine.VmFile}
     */
    default void saved(String guest, String name, byte[] file) {}

    /** An event of the timeline was refused. */
    default void refused(RefusedEvent event) {}

    /**
     * Guest software reached a stage of its life.
     *
     * @param guest the guest
     * @param stage in {@code snake_case}: {@code firmware}, {@code kernel}, {@code userspace}, {@code kexec} …; see {@code
     *     org.foliot.guest.GuestStage}
     * @param detail what that stage says of it
     */
    default void stage(long instant, SubjectRef guest, String stage, long detail) {}

    /**
     * A guest is on another host than before, as an event of the timeline has moved it.
     *
     * @param guest the guest
     * @param from name of the host that had it last
     * @param to name of the host that has it now
     */
    default void moved(long instant, SubjectRef guest, String from, String to) {}

    /** Something was observed; see {@link ObservationKind} for the two numbers. */
    default void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {}

    /** Whether {@link #observation} does anything. */
    default boolean wantsObservations() {
        return false;
    }
}
