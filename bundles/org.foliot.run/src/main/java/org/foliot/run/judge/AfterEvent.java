package org.foliot.run.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.foliot.program.Expectation;
import org.foliot.run.Measure;

/** {@code after EVENT: …}, at once and from then on, or within a limit. */
final class AfterEvent extends Monitor {
    private static final long NONE = Long.MAX_VALUE;

    /** One event with what was remembered when it began, and when it must have come true. */
    private static final class Instance {
        private final Occurrence event;
        private final long[] remembered;
        private long deadline;
        private boolean active;

        Instance(Occurrence event, long[] remembered) {
            this.event = event;
            this.remembered = remembered;
        }
    }

    private final Expectation.After after;
    private final Watch watch;
    private final LongConsumer wake;
    private final long limit;
    private final List<Instance> instances = new ArrayList<>();
    private boolean everCompleted;

    AfterEvent(Expectation.After after, Watch watch, LongConsumer wake) {
        super(after);
        this.after = after;
        this.watch = watch;
        this.wake = wake;
        this.limit = after.within().map(d -> d.picoseconds()).orElse(NONE);
    }

    @Override
    boolean isFunctionOfTime() {
        return watch.binding().isFunctionOfTime();
    }

    @Override
    void begun(Occurrence event, long now) {
        if (event.matches(after.verb(), after.target())) {
            instances.add(new Instance(event, watch.binding().take(now)));
        }
    }

    @Override
    void refused(Occurrence event, List<String> reasons, long now) {
        instances.removeIf(i -> i.event == event);
    }

    @Override
    void completed(Occurrence event, long now) {
        Instance instance =
                instances.stream().filter(i -> i.event == event).findFirst().orElse(null);
        if (instance == null) {
            return;
        }
        // Without anything remembered all instances of "from then on" say the same.
        boolean redundant = limit == NONE
                && !watch.binding().remembers()
                && instances.stream().anyMatch(i -> i.active);
        if (redundant) {
            instances.remove(instance);
            return;
        }
        everCompleted = true;
        instance.active = true;
        if (limit != NONE) {
            instance.deadline = Math.addExact(now, limit);
            wake.accept(instance.deadline);
        }
    }

    @Override
    void approaching(long now) {
        for (int i = instances.size() - 1; i >= 0 && isOpen(); i--) {
            Instance instance = instances.get(i);
            if (!instance.active) {
                continue;
            }
            watch.binding().open(instance.remembered);
            boolean holds = watch.holdsAt(now);
            if (limit == NONE && !holds) {
                fail(watch.turned(now));
            } else if (limit != NONE && holds) {
                instances.remove(i);
            }
        }
    }

    @Override
    void settled(long now) {
        for (int i = instances.size() - 1; i >= 0 && isOpen(); i--) {
            Instance instance = instances.get(i);
            if (!instance.active) {
                continue;
            }
            watch.binding().open(instance.remembered);
            boolean holds = watch.holds(now);
            if (limit == NONE && !holds) {
                fail(now);
            } else if (limit != NONE && holds) {
                instances.remove(i);
            } else if (limit != NONE && now >= instance.deadline) {
                failed(
                        now,
                        watch.text() + " has not held within " + Measure.time(limit) + " after " + instance.event,
                        watch.sides(now));
            }
        }
    }

    private void fail(long instant) {
        failed(instant, watch.text() + " does not hold after " + after.verb(), watch.sides(instant));
    }

    @Override
    void finish(long end) {
        boolean waiting = limit != NONE && instances.stream().anyMatch(i -> i.active);
        if (!everCompleted) {
            failed(end, "there was no " + eventText(), List.of());
        } else if (waiting) {
            Instance instance =
                    instances.stream().filter(i -> i.active).findFirst().orElseThrow();
            watch.binding().open(instance.remembered);
            failed(end, watch.text() + " has not held until the end of the run", watch.sides(end));
        } else {
            held();
        }
    }

    private String eventText() {
        return after.verb() + after.target().map(t -> " " + t).orElse("") + " that took place";
    }
}
