package org.foliot.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.machine.Bench.MS;
import static org.foliot.machine.Bench.US;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.workload.Behaviour;
import org.foliot.time.Duration;

/** Whatever threads there are and whatever is done to them, no time is lost and none is counted twice. */
class HostPropertiesTest {
    private static final int CPUS = 3;
    private static final int TASKS = 6;

    enum Deed {
        START,
        STOP,
        SIGSTOP,
        SIGCONT,
        PIN,
        NICE,
        QUOTA,
        UNLIMIT,
        UNPLUG,
        REPLUG,
        SUSPEND,
        RESUME
    }

    record Step(long after, Deed deed, int which, int detail) {}

    record Plan(List<Integer> behaviours, List<Integer> groups, List<Step> steps) {}

    @Provide
    Arbitrary<Plan> plans() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.longs().between(0, 40 * MS),
                        Arbitraries.of(Deed.values()),
                        Arbitraries.integers().between(0, TASKS - 1),
                        Arbitraries.integers().between(0, 7))
                .as(Step::new);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5).list().ofSize(TASKS),
                        Arbitraries.integers().between(0, 3).list().ofSize(TASKS),
                        step.list().ofMaxSize(60))
                .as(Plan::new);
    }

    @Property(tries = 150)
    void timeIsConserved(@ForAll("plans") Plan plan) {
        Laboratory laboratory = new Laboratory(plan);
        for (Step step : plan.steps()) {
            laboratory.perform(step);
            laboratory.check();
        }
        laboratory.goOn(200 * MS);
        laboratory.check();
    }

    @Property(tries = 25)
    void theSamePlanGivesTheSameRun(@ForAll("plans") Plan plan) {
        assertThat(observed(plan)).isEqualTo(observed(plan));
    }

    private static List<Bench.Seen> observed(Plan plan) {
        Laboratory laboratory = new Laboratory(plan);
        plan.steps().forEach(laboratory::perform);
        return laboratory.bench.seen;
    }

    /** One host with six tasks that a plan happens to. */
    private static final class Laboratory {
        private final Bench bench = new Bench();
        private final Host host;
        private final List<Task> tasks = new ArrayList<>();
        private long now;

        Laboratory(Plan plan) {
            Quota quota = new Quota(new Duration(7 * MS), new Duration(20 * MS));
            host = bench.host(
                    "src",
                    CPUS,
                    new GroupSpec("g1", Optional.empty(), 100, Optional.of(quota), false),
                    new GroupSpec("g2", Optional.of("g1"), 200, Optional.empty(), false),
                    new GroupSpec("g3"));
            for (int i = 0; i < TASKS; i++) {
                int group = plan.groups().get(i);
                Policy policy = i == TASKS - 1 ? Policy.FIFO : Policy.OTHER;
                ThreadSpec thread = new ThreadSpec(
                        i % 2 == 0 ? List.of() : List.of(i % CPUS),
                        group == 0 ? Optional.empty() : Optional.of("g" + group),
                        0,
                        policy,
                        policy.isRealTime() ? 1 : 0,
                        Optional.empty());
                int behaviour = plan.behaviours().get(i);
                tasks.add(host.addTask(new TaskSpec("t" + i, "b" + behaviour, thread, behaviour(behaviour))));
                if (i < 4) {
                    tasks.get(i).start();
                }
            }
        }

        private static Behaviour behaviour(int number) {
            return switch (number) {
                case 0 -> new Behaviour.Busy();
                case 1 -> Bench.periodic(3 * MS, 10 * MS);
                case 2 -> Bench.periodic(13 * MS, 13 * MS);
                case 3 -> Bench.duty(700 * US, 300 * US);
                case 4 -> new Behaviour.Yielding();
                default -> new Behaviour.Locking(new Duration(MS), new Duration(2 * MS));
            };
        }

        void goOn(long time) {
            now += time;
            bench.until(now);
        }

        void perform(Step step) {
            now += step.after();
            bench.at(now, () -> perform(step.deed(), tasks.get(step.which()), step.detail()));
        }

        private void perform(Deed deed, Task task, int detail) {
            int cpu = detail % CPUS;
            switch (deed) {
                case START -> {
                    if (!task.isStarted()) {
                        task.start();
                    }
                }
                case STOP -> {
                    if (task.isStarted()) {
                        task.stop();
                    }
                }
                case SIGSTOP -> task.sigstop();
                case SIGCONT -> task.sigcont();
                case PIN -> {
                    if (host.isOnline(cpu)) {
                        task.pin(detail > 5 ? List.of() : List.of(cpu));
                    }
                }
                case NICE -> task.setNice(detail);
                case QUOTA ->
                    host.groups()
                            .setQuota(
                                    "g" + (1 + detail % 3),
                                    new Quota(Duration.ofMillis(1 + detail), Duration.ofMillis(10)));
                case UNLIMIT -> host.groups().clearQuota("g" + (1 + detail % 3));
                case UNPLUG -> {
                    if (host.isOnline(cpu) && (host.isOnline((cpu + 1) % CPUS) || host.isOnline((cpu + 2) % CPUS))) {
                        host.unplug(cpu);
                    }
                }
                case REPLUG -> {
                    if (!host.isOnline(cpu)) {
                        host.replug(cpu);
                    }
                }
                case SUSPEND -> {
                    if (!host.isSuspended()) {
                        host.suspend();
                    }
                }
                case RESUME -> {
                    if (host.isSuspended()) {
                        host.resume();
                    }
                }
            }
        }

        void check() {
            long ran = 0;
            for (Task task : tasks) {
                long sum = 0;
                for (ThreadState state : ThreadState.values()) {
                    long time = task.time(state, now);
                    assertThat(time).isNotNegative();
                    sum += time;
                }
                assertThat(sum).as("times of %s", task.name()).isEqualTo(task.elapsed(now));
                long waiting = task.time(ThreadState.WAITING, now);
                assertThat(task.runDelay()).isLessThanOrEqualTo(waiting);
                if (task.state() != ThreadState.WAITING) {
                    assertThat(task.runDelay())
                            .as("run_delay of %s", task.name())
                            .isEqualTo(waiting);
                }
                ran += task.ran(now);
            }
            long busy = 0;
            for (int cpu = 0; cpu < CPUS; cpu++) {
                busy += host.busy(cpu, now);
                assertThat(host.busy(cpu, now) + host.idle(cpu, now)).isLessThanOrEqualTo(now);
            }
            assertThat(busy).isEqualTo(ran);
        }
    }
}
