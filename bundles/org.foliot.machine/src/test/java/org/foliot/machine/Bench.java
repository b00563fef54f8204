package org.foliot.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.host.HostFacts;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.workload.Behaviour;
import org.foliot.engine.EventLoop;
import org.foliot.engine.RandomStreams;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/** A machine on the laboratory bench: hosts with the plain scheduler, and a record of what was observed. */
final class Bench {
    static final long MS = Duration.PS_PER_MILLI;
    static final long US = Duration.PS_PER_MICRO;
    static final long SLICE = 4 * MS;
    private static final KernelRelease RELEASE = new KernelRelease(6, 12);
    static final Behaviour BUSY = new Behaviour.Busy();

    /** One observation. */
    record Seen(ObservationKind kind, String path, long now, long a, long b) {}

    final EventLoop loop = new EventLoop();
    final List<Seen> seen = new ArrayList<>();
    final Machine machine;
    private final int script;
    private Runnable scripted;
    private FifoRunQueues queues;

    Bench() {
        List<Machine> self = new ArrayList<>();
        machine = new Machine(
                loop,
                new RandomStreams(1),
                (kind, subject, now, a, b) ->
                        seen.add(new Seen(kind, self.get(0).subjects().path(subject), now, a, b)));
        self.add(machine);
        script = loop.addSource((source, kind, now) -> scripted.run());
    }

    static HostFacts facts(String name, int cpus) {
        return facts(name, cpus, true);
    }

    static HostFacts facts(String name, int cpus, boolean schedInfo) {
        return facts(name, cpus, kernel(Map.of("sched_info", schedInfo ? "on" : "off")));
    }

    /** Settings of a kernel, defaults where nothing is said. */
    static HostKernelOptions kernel(Map<String, String> settings) {
        return OptionSchema.of(HostKernelOptions.class).instantiate(settings, RELEASE);
    }

    static HostFacts facts(String name, int cpus, HostKernelOptions kernel) {
        return new HostFacts(
                name,
                RELEASE,
                kernel,
                cpus,
                Frequency.ofMegahertz(100),
                Frequency.ofMegahertz(2000),
                ByteSize.ofKibibytes(4));
    }

    Host host(String name, int cpus, GroupSpec... groups) {
        return host(new HostSpec(facts(name, cpus), List.of(groups)));
    }

    Host host(HostSpec spec) {
        return machine.addHost(spec, port -> {
            queues = new FifoRunQueues(port, SLICE);
            return queues;
        });
    }

    /** Times that the scheduler of the host made last was asked to pick. */
    int picks() {
        return queues.picks;
    }

    /** What the machine told the scheduler of the host made last; forgets it. */
    List<String> calls() {
        List<String> told = List.copyOf(queues.calls);
        queues.calls.clear();
        return told;
    }

    static TaskSpec task(String name, Behaviour behaviour, Integer... cpus) {
        return new TaskSpec(name, ThreadSpec.DEFAULT.on(cpus), behaviour);
    }

    static TaskSpec task(String name, String group, Behaviour behaviour, Integer... cpus) {
        return new TaskSpec(name, ThreadSpec.DEFAULT.on(cpus).in(group), behaviour);
    }

    /** Makes and starts a task. */
    static Task run(Host host, TaskSpec spec) {
        Task task = host.addTask(spec);
        task.start();
        return task;
    }

    /** Lets time go on to an instant. */
    void until(long instant) {
        loop.run(instant);
    }

    /** Does something at an instant as an event of the timeline, with everything that follows from it. */
    void at(long instant, Runnable action) {
        scripted = action;
        loop.schedule(script, instant, EventKinds.TIMELINE);
        loop.run(instant);
    }

    static Behaviour periodic(long run, long period) {
        return new Behaviour.Periodic(new Duration(run), new Duration(period));
    }

    static Behaviour duty(long run, long sleep) {
        return new Behaviour.Duty(new Duration(run), new Duration(sleep));
    }
}
