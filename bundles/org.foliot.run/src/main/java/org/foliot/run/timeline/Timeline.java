package org.foliot.run.timeline;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.foliot.api.observation.Subject;
import org.foliot.engine.EventLoop;
import org.foliot.guest.GuestStage;
import org.foliot.machine.EventKinds;
import org.foliot.program.Action;
import org.foliot.program.GuestDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.Program;
import org.foliot.program.Source;
import org.foliot.program.SubjectRef;
import org.foliot.program.TaskDescription;
import org.foliot.program.Trigger;
import org.foliot.run.formula.Binding;
import org.foliot.run.formula.Check;
import org.foliot.run.formula.FormulaCompiler;
import org.foliot.run.judge.Occurrence;
import org.foliot.run.world.InvalidProgramException;
import org.foliot.run.world.World;
import org.foliot.time.Duration;

/** Plays the timeline of a program in a world. */
public final class Timeline {
    /** An event that waits for a condition. */
    private static final class Pending {
        private final Check check;
        private final boolean functionOfTime;
        private final int source;

        Pending(Check check, boolean functionOfTime, int source) {
            this.check = check;
            this.functionOfTime = functionOfTime;
            this.source = source;
        }
    }

    private final World world;
    private final EventLoop loop;
    private final TimelineListener listener;
    private final Endings endings;
    private final GuestVerbs guests;
    private final VcpuVerbs vcpus;
    private final ProcessVerbs processes;
    private final HostVerbs hosts;
    private final ActionChecks checks;
    private final Map<Action, Record> settings = new IdentityHashMap<>();
    private final List<Pending> pending = new ArrayList<>();

    /**
     * Prepares everything and schedules what starts by itself, and every event whose instant is known.
     *
     * @param loop at instant 0, with the events of the machine
     */
    public Timeline(Program program, World world, EventLoop loop, FormulaCompiler compiler, TimelineListener listener) {
        this.world = world;
        this.loop = loop;
        this.listener = listener;
        this.endings = new Endings(listener);
        this.guests = new GuestVerbs(world, loop, endings);
        this.vcpus = new VcpuVerbs(world, guests.obstacles(), endings);
        this.processes = new ProcessVerbs(world, guests.obstacles());
        this.hosts = new HostVerbs(world, loop, listener);
        this.checks = new ActionChecks(world);
        List<Action> starts = starts(program);
        starts.forEach(this::prepare);
        int beginning = loop.addSource((source, kind, now) -> starts.forEach(a -> play(a, now)));
        loop.schedule(beginning, 0, EventKinds.TIMELINE);
        for (Action action : program.timeline()) {
            prepare(action);
            schedule(action, program.end().picoseconds(), compiler);
        }
    }

    private static List<Action> starts(Program program) {
        List<Action> starts = new ArrayList<>();
        for (HostDescription host : program.hosts()) {
            for (TaskDescription task : host.tasks()) {
                if (task.started()) {
                    starts.add(start(new SubjectRef(Subject.TASK, host.name(), task.name()), host.source()));
                }
            }
        }
        for (GuestDescription guest : program.guests()) {
            if (guest.started()) {
                starts.add(start(new SubjectRef(Subject.GUEST, guest.name(), ""), guest.source()));
            }
        }
        return starts;
    }

    private static Action start(SubjectRef target, Source where) {
        return new Action(
                new Trigger.At(Duration.ZERO), "start", List.of(target), new TreeMap<>(), new TreeMap<>(), where);
    }

    private void prepare(Action action) {
        settings.put(action, checks.settings(action));
        for (SubjectRef target : action.targets()) {
            switch (target.kind()) {
                case GUEST -> guests.prepare(action.verb(), target.owner());
                case HOST -> hosts.prepareHost(target.owner());
                case GROUP -> hosts.prepareGroup(target);
                case TASK -> hosts.prepareTask(world.host(target).tasks().get(target.name()));
                default -> {}
            }
        }
    }

    private void schedule(Action action, long end, FormulaCompiler compiler) {
        Trigger trigger = action.trigger();
        if (trigger instanceof Trigger.At at) {
            int source = loop.addSource((fired, kind, now) -> play(action, now));
            scheduleWithin(source, at.time().picoseconds(), end);
        } else if (trigger instanceof Trigger.Every every) {
            long last = every.until().map(Duration::picoseconds).orElse(end);
            long period = every.period().picoseconds();
            int source = loop.addSource((fired, kind, now) -> {
                scheduleWithin(fired, now + period, last);
                play(action, now);
            });
            scheduleWithin(source, every.from().picoseconds(), last);
        } else if (trigger instanceof Trigger.When when) {
            Binding binding = new Binding();
            Check check = InvalidProgramException.at(action.source(), () -> compiler.check(when.condition(), binding));
            int source = loop.addSource((fired, kind, now) -> play(action, now));
            pending.add(new Pending(check, binding.isFunctionOfTime(), source));
        }
    }

    private void scheduleWithin(int source, long instant, long last) {
        if (instant <= last) {
            loop.schedule(source, instant, EventKinds.TIMELINE);
        }
    }

    // ---- events that wait for a condition ----

    /** Whether some event waits for a condition. */
    public boolean isWaiting() {
        return !pending.isEmpty();
    }

    /** Whether some event waits for a condition that has to be looked at now and then. */
    public boolean needsSampling() {
        return pending.stream().anyMatch(p -> !p.functionOfTime);
    }

    /**
     * Lets events happen whose condition holds at an instant that is approached or has settled.
     *
     * @return whether there are any, at this instant
     */
    public boolean trigger(long now) {
        boolean any = false;
        for (int i = 0; i < pending.size(); i++) {
            Pending each = pending.get(i);
            if (each.check.at(now)) {
                loop.schedule(each.source, now, EventKinds.TIMELINE);
                pending.remove(i);
                i--;
                any = true;
            }
        }
        return any;
    }

    /**
     * The first instant in an interval without events at which a condition that does not hold now begins to hold; {@link
     * Long#MAX_VALUE} for none.
     */
    public long foresee(long now, long next) {
        long first = Long.MAX_VALUE;
        for (Pending each : pending) {
            if (each.functionOfTime && next > now && each.check.at(next)) {
                first = Math.min(first, each.check.change(now, next));
            }
        }
        return first;
    }

    // ---- playing ----

    private void play(Action action, long now) {
        for (SubjectRef target : action.targets()) {
            Occurrence event = new Occurrence(action.verb(), target);
            Deed deed = new Deed(action, target, settings.get(action), event, now);
            listener.begun(action, event, now);
            Reply reply =
                    switch (target.kind()) {
                        case GUEST -> guests.play(deed);
                        case VCPU -> vcpus.play(deed);
                        case PROCESS -> processes.play(deed);
                        case HOST, CPU, GROUP, TASK -> hosts.play(deed);
                    };
            if (reply instanceof Reply.Refused refused) {
                endings.refused(deed, refused.reasons(), now);
            } else if (reply instanceof Reply.Done) {
                endings.completed(deed, now);
            }
        }
    }

    /** Guest software reached a stage of its life. */
    public void reached(String guest, GuestStage stage, long detail, long now) {
        if (stage == GuestStage.KERNEL) {
            world.guests().get(guest).holdings().kernelEntered();
        }
        endings.reached(guest, stage, detail, now);
    }
}
