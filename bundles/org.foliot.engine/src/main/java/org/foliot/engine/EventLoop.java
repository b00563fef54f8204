package org.foliot.engine;

import java.util.Arrays;
import java.util.Objects;

/**
 * Advances simulated time from event to event and lets each happen.
 *
 * <p>Times are picoseconds from the start of the simulation. Events happen in the order of time, then kind, then
 * source, as the package description says. In steady state the loop allocates nothing.
 *
 * <p>A loop and everything it calls belong to one thread; only {@link #requestCancellation} may come from another.
 */
public final class EventLoop {
    /** The time of a source that has no event, and a horizon that is never reached. */
    public static final long NEVER = EventQueue.NEVER;

    /** How many events happen between two looks at cancellation and reports of progress. */
    public static final int EVENTS_PER_CHECKPOINT = 4_096;

    /** After how many events without any progress of time a run counts as stalled. */
    public static final long STALL_EVENTS = 1L << 24;

    private static final int NONE = -1;

    private final EventQueue queue = new EventQueue();
    private final FingerprintRecorder fingerprint;
    private final ProgressListener progress;
    private EventHandler[] handlers = new EventHandler[8];
    private EventHandler latestHandler;

    private long now;

    /**
     * The source whose event is happening, as long as it has not been given its next one. Its past event stays in the
     * queue meanwhile, so that the usual case, a source that schedules its next event, is one change of the queue and
     * not two.
     */
    private int firing = NONE;

    private boolean running;

    /** Until when the current run goes; less than any time once it has been stopped. */
    private long horizon;

    private StopReason stopReason;
    private int untilCheckpoint = EVENTS_PER_CHECKPOINT;
    private long eventsAtNextCheckpoint = EVENTS_PER_CHECKPOINT;
    private long checkpointTime;
    private long eventsAtCheckpointTime;
    private volatile boolean cancellationRequested;

    /** Creates a loop that takes no fingerprint and reports no progress. */
    public EventLoop() {
        this(FingerprintRecorder.none(), (time, count) -> {});
    }

    /**
     * Creates a loop.
     *
     * @param fingerprint takes the ingredients {@code t}, {@code k} and {@code s}: the time, kind and source of every
     *     event
     * @param progress is told how far a run has come
     */
    public EventLoop(FingerprintRecorder fingerprint, ProgressListener progress) {
        this.fingerprint = Objects.requireNonNull(fingerprint, "fingerprint");
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    /**
     * Adds a source without an event; this may happen during a run. Adding may allocate.
     *
     * @param handler what happens when its events are due
     * @return the index of the source; indices count from zero, and decide the order of otherwise equal events
     */
    public int addSource(EventHandler handler) {
        Objects.requireNonNull(handler, "handler");
        int source = queue.addSource();
        if (source == handlers.length) {
            handlers = Arrays.copyOf(handlers, 2 * source);
        }
        handlers[source] = handler;
        return source;
    }

    /** How many sources there are. */
    public int sources() {
        return queue.sources();
    }

    /** The current time: that of the event that happens or happened last, or the horizon of the last run. */
    public long now() {
        return now;
    }

    /** How many events have happened; from within a handler, without the one that is happening. */
    public long events() {
        return eventsAtNextCheckpoint - untilCheckpoint;
    }

    /**
     * Gives a source its next event, in place of the one it has, if any.
     *
     * @param source which one
     * @param time when, not before now and less than {@link #NEVER}
     * @param kind 0 to {@link EventQueue#MAX_KIND}; at equal times lower kinds come first
     * @throws IllegalArgumentException if the time is in the past, or time or kind is out of range
     * @throws IndexOutOfBoundsException if there is no such source
     */
    public void schedule(int source, long time, int kind) {
        if (time < now) {
            throw new IllegalArgumentException("source " + source + " cannot have an event of kind " + kind + " at "
                    + time + " ps, as it is " + now + " ps already");
        }
        queue.schedule(source, time, kind);
        if (source == firing) {
            firing = NONE;
        }
    }

    /**
     * Takes a source's next event away, if it has one.
     *
     * @throws IndexOutOfBoundsException if there is no such source
     */
    public void cancel(int source) {
        if (source == firing) {
            firing = NONE;
        }
        queue.cancel(source);
    }

    /**
     * When a source's next event is due, or {@link #NEVER}.
     *
     * @throws IndexOutOfBoundsException if there is no such source
     */
    public long time(int source) {
        return source == firing ? NEVER : queue.time(source);
    }

    /** When the next event of all is due, or {@link #NEVER}; from within a handler, the one after the current. */
    public long nextTime() {
        dropFired();
        return queue.nextTime();
    }

    /**
     * Lets events happen until there are none up to a time, or something stops the run. A run can be followed by
     * another one.
     *
     * @param until the horizon; events at this very time still happen. With {@link #NEVER} the run ends when no source
     *     has an event, at the time of the last
     * @return why the run ended
     * @throws IllegalArgumentException if the horizon is in the past
     * @throws IllegalStateException if called from within a handler
     */
    public StopReason run(long until) {
        if (running) {
            throw new IllegalStateException("the event loop is running already");
        }
        if (until < now) {
            throw new IllegalArgumentException("cannot run until " + until + " ps, as it is " + now + " ps already");
        }
        running = true;
        stopReason = null;
        horizon = Math.min(until, NEVER - 1);
        if (cancellationRequested) {
            stop(StopReason.CANCELLED);
        }
        try {
            runEvents();
        } finally {
            dropFired();
            running = false;
        }
        if (stopReason != null) {
            return stopReason;
        }
        if (until == NEVER) {
            return StopReason.EXHAUSTED;
        }
        now = until;
        return StopReason.HORIZON;
    }

    private void runEvents() {
        while (queue.nextTime() <= horizon) {
            long time = queue.nextTime();
            int source = queue.nextSource();
            int kind = queue.nextKind();
            now = time;
            firing = source;
            fingerprint.addEvent(time, kind, source);
            handlerOf(source).fire(source, kind, time);
            dropFired();
            untilCheckpoint--;
            if (untilCheckpoint == 0) {
                checkpoint();
            }
        }
    }

    /**
     * The handler of a source. One handler mostly has many sources, so it is mostly the one of the last event, and the
     * processor, which guesses the comparison, goes on with that one before the array has been read. That is a third of
     * an event when there are few sources, and half of one when there are a million.
     */
    private EventHandler handlerOf(int source) {
        EventHandler handler = handlers[source];
        if (handler != latestHandler) {
            latestHandler = handler;
        }
        return latestHandler;
    }

    /** Takes out of the queue the event that has happened, unless its source has a new one. */
    private void dropFired() {
        if (firing != NONE) {
            queue.cancel(firing);
            firing = NONE;
        }
    }

    private void checkpoint() {
        long events = eventsAtNextCheckpoint;
        eventsAtNextCheckpoint += EVENTS_PER_CHECKPOINT;
        untilCheckpoint = EVENTS_PER_CHECKPOINT;
        if (now > checkpointTime) {
            checkpointTime = now;
            eventsAtCheckpointTime = events;
        }
        if (cancellationRequested) {
            stop(StopReason.CANCELLED);
        } else if (events - eventsAtCheckpointTime >= STALL_EVENTS) {
            stop(StopReason.STALLED);
        }
        progress.progress(now, events);
    }

    /**
     * Ends the run after the event that is happening. The first reason given counts.
     *
     * @throws IllegalStateException if the loop is not running
     */
    public void stop(StopReason reason) {
        Objects.requireNonNull(reason, "reason");
        if (!running) {
            throw new IllegalStateException("the event loop is not running");
        }
        if (stopReason == null) {
            stopReason = reason;
            horizon = -1;
        }
    }

    /**
     * Asks the loop to return with {@link StopReason#CANCELLED} within {@link #EVENTS_PER_CHECKPOINT} events; it does
     * so in every later run too. May be called from any thread, at any time.
     */
    public void requestCancellation() {
        cancellationRequested = true;
    }
}
