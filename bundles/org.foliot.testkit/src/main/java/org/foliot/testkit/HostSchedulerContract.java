package org.foliot.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.foliot.api.observation.Observations;
import org.foliot.api.scheduler.HostScheduler;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.workload.Behaviour;
import org.foliot.engine.EventLoop;
import org.foliot.engine.RandomStreams;
import org.foliot.machine.GroupSpec;
import org.foliot.machine.Host;
import org.foliot.machine.HostSpec;
import org.foliot.machine.Machine;
import org.foliot.machine.Quota;
import org.foliot.machine.Task;
import org.foliot.machine.TaskSpec;
import org.foliot.machine.ThreadSpec;
import org.foliot.machine.ThreadState;
import org.foliot.time.Duration;

/**
 * What every host scheduler has to do whatever its policy: the contract of {@link org.foliot.api.scheduler.RunQueues}, with
 * the machine deciding everything else.
 */
final class HostSchedulerContract implements Contract<HostScheduler<?>> {
    private static final String RULE = "org.foliot.api.scheduler.RunQueues";
    private static final long SECOND = Duration.PS_PER_SECOND;
    private static final long MILLISECOND = Duration.PS_PER_MILLI;
    private static final Behaviour BUSY = new Behaviour.Busy();

    @Override
    public List<Check> checks(Candidate<? extends HostScheduler<?>> candidate) {
        Cases cases = new Cases(candidate);
        return List.of(
                check("what threads ran is what processors were busy", cases::conservation),
                check("no processor idles while a thread waits that may run there", cases::workConserving),
                check("equal threads get equal parts of a processor", cases::fairness),
                check("no ordinary thread starves another", cases::starvation),
                check("a thread runs only where it may", cases::affinity),
                check("a thread that wakes up runs on an idle processor", cases::wakeUp),
                check("threads leave a processor that goes offline", cases::unplug),
                check("a group keeps to its quota, and uses it", cases::quota),
                check("the same threads give the same run", cases::determinism),
                check("a decision allocates nothing", cases::allocation),
                check("a decision waits for nothing", cases::blocking));
    }

    private static Check check(String name, Check.Body body) {
        return new Check(name, RULE, body);
    }

    /** One scheduler, with a new host for each case. */
    private record Cases(Candidate<? extends HostScheduler<?>> candidate) {

        private Workshop workshop(int cpus, GroupSpec... groups) {
            return new Workshop(candidate, cpus, List.of(groups));
        }

        void conservation() {
            Workshop workshop = workshop(2);
            for (int i = 0; i < 3; i++) {
                workshop.start("busy" + i, BUSY, ThreadSpec.DEFAULT);
                workshop.start("duty" + i, duty(2, 3), ThreadSpec.DEFAULT);
            }
            long now = workshop.until(2 * SECOND);
            long ran = workshop.tasks().stream().mapToLong(t -> t.ran(now)).sum();
            Host host = workshop.host;
            Expect.equal("what all threads ran in ps", host.busy(0, now) + host.busy(1, now), ran);
            for (int cpu = 0; cpu < 2; cpu++) {
                Expect.equal("busy and idle time of CPU " + cpu, now, host.busy(cpu, now) + host.idle(cpu, now));
            }
        }

        void workConserving() {
            Workshop workshop = workshop(4);
            for (int i = 0; i < 8; i++) {
                workshop.start("busy" + i, BUSY, ThreadSpec.DEFAULT);
            }
            long now = workshop.until(2 * SECOND);
            for (int cpu = 0; cpu < 4; cpu++) {
                long idle = workshop.host.idle(cpu, now);
                Expect.that(idle <= now / 100, "CPU " + cpu + " idles for " + idle + " ps beside eight busy threads");
            }
        }

        void fairness() {
            Workshop workshop = workshop(1);
            for (int i = 0; i < 4; i++) {
                workshop.start("busy" + i, BUSY, ThreadSpec.DEFAULT);
            }
            long now = workshop.until(8 * SECOND);
            for (Task task : workshop.tasks()) {
                long ran = task.ran(now);
                Expect.that(
                        Math.abs(ran - now / 4) <= now / 40,
                        task.name() + " ran for " + ran + " of " + now + " ps, which is not a quarter");
            }
        }

        void starvation() {
            Workshop workshop = workshop(1);
            for (int nice : new int[] {-20, 0, 19}) {
                ThreadSpec thread =
                        new ThreadSpec(List.of(), Optional.empty(), nice, Policy.OTHER, 0, Optional.empty());
                workshop.start("nice" + nice, BUSY, thread);
            }
            long now = workshop.until(60 * SECOND);
            for (Task task : workshop.tasks()) {
                Expect.that(task.ran(now) > 0, task.name() + " has not run in a minute");
            }
        }

        void affinity() {
            Workshop workshop = workshop(4);
            Task pinned = workshop.start("pinned", BUSY, ThreadSpec.DEFAULT.on(1));
            Task between = workshop.start("between", duty(1, 1), ThreadSpec.DEFAULT.on(2, 3));
            for (int i = 0; i < 4; i++) {
                workshop.start("any" + i, BUSY, ThreadSpec.DEFAULT);
            }
            workshop.until(SECOND);
            Expect.equal("the processors of a thread on CPU 1", Set.of(1), workshop.processorsOf(pinned));
            Expect.that(
                    Set.of(2, 3).containsAll(workshop.processorsOf(between)),
                    "a thread on CPU 2 and 3 ran on " + workshop.processorsOf(between));
            workshop.forgetProcessors();
            pinned.pin(List.of(0));
            workshop.until(2 * SECOND);
            Expect.equal(
                    "the processors of a thread that was pinned to CPU 0", Set.of(0), workshop.processorsOf(pinned));
        }

        void wakeUp() {
            Workshop workshop = workshop(1);
            Task task = workshop.start("duty", duty(1, 9), ThreadSpec.DEFAULT);
            long now = workshop.until(SECOND);
            Expect.that(task.jobs() >= 95, "a thread alone completed " + task.jobs() + " of 100 jobs");
            Expect.that(
                    task.time(ThreadState.WAITING, now) <= MILLISECOND,
                    "a thread alone waited for " + task.time(ThreadState.WAITING, now) + " ps");
        }

        void unplug() {
            Workshop workshop = workshop(2);
            for (int i = 0; i < 4; i++) {
                workshop.start("busy" + i, BUSY, ThreadSpec.DEFAULT);
            }
            long unplugged = workshop.until(SECOND);
            workshop.host.unplug(1);
            long busy = workshop.host.busy(1, unplugged);
            long[] ran =
                    workshop.tasks().stream().mapToLong(t -> t.ran(unplugged)).toArray();
            long now = workshop.until(3 * SECOND);
            Expect.equal("what CPU 1 was busy while it was offline", 0L, workshop.host.busy(1, now) - busy);
            for (int i = 0; i < ran.length; i++) {
                Task task = workshop.tasks().get(i);
                Expect.that(task.ran(now) > ran[i], task.name() + " has not run since CPU 1 went offline");
            }
            workshop.host.replug(1);
            long end = workshop.until(5 * SECOND);
            long back = workshop.host.busy(1, end) - busy;
            Expect.that(back >= 19 * (end - now) / 20, "CPU 1 was busy for " + back + " ps after it came back");
        }

        void quota() {
            Quota quota = new Quota(Duration.ofMillis(30), Duration.ofMillis(100));
            Workshop workshop = workshop(
                    1, new GroupSpec("bounded", Optional.empty(), GroupSpec.DEFAULT_WEIGHT, Optional.of(quota), false));
            workshop.start("busy", BUSY, ThreadSpec.DEFAULT.in("bounded"));
            long now = workshop.until(4 * SECOND);
            long ran = workshop.host.groups().ran("bounded", now);
            Expect.that(ran <= now * 35 / 100, "a group with 30 ms per 100 ms ran for " + ran + " of " + now + " ps");
            Expect.that(ran >= now * 25 / 100, "a group with 30 ms per 100 ms ran only for " + ran + " ps");
        }

        void determinism() {
            Expect.equalLists("what the second run does", history(), history());
        }

        private List<Switch> history() {
            Workshop workshop = workshop(2);
            for (int i = 0; i < 3; i++) {
                workshop.start("busy" + i, BUSY, ThreadSpec.DEFAULT);
                workshop.start("duty" + i, duty(1 + i, 2), ThreadSpec.DEFAULT);
            }
            workshop.until(SECOND);
            return workshop.switches;
        }

        void allocation() {
            Allocation.expectNone("a decision", decisions());
        }

        void blocking() {
            Blocking.expectNone("a decision", decisions());
        }

        private Runnable decisions() {
            Workshop workshop = workshop(2);
            for (int i = 0; i < 6; i++) {
                workshop.start("busy" + i, BUSY, ThreadSpec.DEFAULT);
                workshop.start("duty" + i, duty(1, 3), ThreadSpec.DEFAULT);
            }
            workshop.watching = false;
            return () -> workshop.until(workshop.loop.now() + 10 * MILLISECOND);
        }

        private static Behaviour duty(long run, long sleep) {
            return new Behaviour.Duty(Duration.ofMillis(run), Duration.ofMillis(sleep));
        }
    }

    /** A thread starts to run on a processor. */
    private record Switch(long now, int cpu, long thread) {}

    /** A host of the machine's under one scheduler, and who ran where on it. */
    private static final class Workshop {
        private final EventLoop loop = new EventLoop();
        private final List<Switch> switches = new ArrayList<>();
        private final Machine machine;
        private final Host host;
        private boolean watching = true;

        Workshop(Candidate<? extends HostScheduler<?>> candidate, int cpus, List<GroupSpec> groups) {
            machine = new Machine(loop, new RandomStreams(1), (kind, subject, now, a, b) -> {
                if (watching && kind.equals(Observations.SWITCH_IN)) {
                    switches.add(new Switch(now, cpu(subject), a));
                }
            });
            host = host(candidate, candidate.service(), cpus, groups);
        }

        private <O extends Record> Host host(
                Candidate<?> candidate, HostScheduler<O> scheduler, int cpus, List<GroupSpec> groups) {
            HostSpec spec = new HostSpec(Bench.facts(Bench.Setup.DEFAULT, cpus), groups);
            O options = candidate.options(scheduler, spec.facts().release());
            return machine.addHost(spec, port -> scheduler.create(options, port));
        }

        private int cpu(int subject) {
            for (int cpu = 0; cpu < host.cpus(); cpu++) {
                if (host.cpuSubject(cpu) == subject) {
                    return cpu;
                }
            }
            throw new IllegalStateException("subject " + subject + " is no processor");
        }

        Task start(String name, Behaviour behaviour, ThreadSpec thread) {
            Task task = host.addTask(new TaskSpec(name, thread, behaviour));
            task.start();
            return task;
        }

        List<Task> tasks() {
            return host.tasks();
        }

        /** Lets time go on to an instant, which is returned. */
        long until(long instant) {
            loop.run(instant);
            return instant;
        }

        Set<Integer> processorsOf(Task task) {
            Set<Integer> processors = new HashSet<>();
            for (Switch in : switches) {
                if (in.thread() == task.number().orElseThrow()) {
                    processors.add(in.cpu());
                }
            }
            return processors;
        }

        void forgetProcessors() {
            switches.clear();
        }
    }
}
