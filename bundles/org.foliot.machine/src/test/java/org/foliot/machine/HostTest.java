package org.foliot.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.foliot.machine.Bench.BUSY;
import static org.foliot.machine.Bench.MS;
import static org.foliot.machine.Bench.SLICE;
import static org.foliot.machine.Bench.run;
import static org.foliot.machine.Bench.task;
import static org.foliot.machine.ThreadState.IDLE;
import static org.foliot.machine.ThreadState.OFFLINE;
import static org.foliot.machine.ThreadState.PAUSED;
import static org.foliot.machine.ThreadState.RUNNING;
import static org.foliot.machine.ThreadState.WAITING;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.api.observation.Observations;
import org.foliot.api.observation.Subject;
import org.foliot.api.scheduler.SchedulerHost;
import org.junit.jupiter.api.Test;

/** Threads on processors, and the accounts of both. */
class HostTest {
    private final Bench bench = new Bench();

    @Test
    void aLoneThreadRunsAllTheTime() {
        Host host = bench.host("src", 2);
        Task hog = run(host, task("hog", BUSY, 1));
        bench.until(100 * MS);

        assertThat(hog.time(RUNNING, 100 * MS)).isEqualTo(100 * MS);
        assertThat(hog.runDelay()).isZero();
        assertThat(hog.slices()).isEqualTo(1);
        assertThat(host.busy(1, 100 * MS)).isEqualTo(100 * MS);
        assertThat(host.idle(0, 100 * MS)).isEqualTo(100 * MS);
        assertThat(host.switches()).isEqualTo(1);
    }

    /** kernel/sched/stats.h: sched_info_depart stamps, sched_info_arrive books. */
    @Test
    void aWaitIsBookedWhenTheThreadRunsAgainButAccruesAtOnce() {
        Host host = bench.host("src", 1);
        Task a = run(host, task("a", BUSY));
        Task b = run(host, task("b", BUSY));
        bench.until(3 * SLICE + MS);

        assertThat(b.state()).isEqualTo(RUNNING);
        assertThat(a.runDelay()).isEqualTo(SLICE);
        assertThat(a.time(WAITING, 3 * SLICE + MS)).isEqualTo(SLICE + MS);
        assertThat(b.runDelay()).isEqualTo(2 * SLICE).isEqualTo(b.time(WAITING, 3 * SLICE + MS));
        assertThat(a.ran(3 * SLICE + MS)).isEqualTo(2 * SLICE);
        assertThat(b.ran(3 * SLICE + MS)).isEqualTo(SLICE + MS);
        assertThat(a.slices()).isEqualTo(2);
    }

    /** kernel/sched/stats.h: sched_info_dequeue books what was waited before a move. */
    @Test
    void aWaitIsBookedWhenTheThreadMovesToAnotherQueue() {
        Host host = bench.host("src", 2);
        run(host, task("a", BUSY, 0));
        Task b = run(host, task("b", BUSY, 0));
        bench.at(MS, () -> b.pin(List.of(0, 1)));
        assertThat(b.runDelay()).isZero();

        Task c = run(host, task("c", Bench.duty(MS, 100 * MS), 1));
        bench.until(2 * MS);
        assertThat(c.state()).isEqualTo(IDLE);
        assertThat(b.processor()).hasValue(1);
        assertThat(b.runDelay()).isEqualTo(2 * MS);
        assertThat(bench.calls()).contains("move 1 to 1");
    }

    @Test
    void withoutSchedInfoRunDelayStaysZero() {
        Host host = bench.host(new HostSpec(Bench.facts("src", 1, false), List.of()));
        Task a = run(host, task("a", BUSY));
        run(host, task("b", BUSY));
        bench.until(40 * MS);
        assertThat(a.runDelay()).isZero();
        assertThat(a.time(WAITING, 40 * MS)).isEqualTo(20 * MS);
    }

    /** Finding 2 of the oracle: SIGSTOP is neither running nor waiting; the waits before and after it count. */
    @Test
    void sigstopIsNotWaiting() {
        Host host = bench.host("src", 1);
        Task a = run(host, task("a", BUSY));
        Task b = run(host, task("b", BUSY));
        bench.at(MS, b::sigstop);
        assertThat(b.runDelay()).isEqualTo(MS);
        bench.at(21 * MS, b::sigcont);
        bench.until(30 * MS);

        assertThat(b.time(PAUSED, 30 * MS)).isEqualTo(20 * MS);
        assertThat(b.time(WAITING, 30 * MS) + b.ran(30 * MS)).isEqualTo(10 * MS);
        assertThat(a.ran(30 * MS) + b.ran(30 * MS)).isEqualTo(30 * MS);
    }

    @Test
    void aRunningThreadCanBeStopped() {
        Host host = bench.host("src", 1);
        Task a = run(host, task("a", BUSY));
        bench.at(5 * MS, a::sigstop);
        bench.until(9 * MS);
        assertThat(a.state()).isEqualTo(PAUSED);
        assertThat(a.ran(9 * MS)).isEqualTo(5 * MS);
        assertThat(host.idle(0, 9 * MS)).isEqualTo(4 * MS);
        assertThat(bench.calls()).contains("dequeue 0 BLOCKED");
    }

    @Test
    void niceAndWeightReachTheSchedulerWhenTheyChange() {
        Host host = bench.host("src", 1, new GroupSpec("tenants"));
        Task a = run(host, task("a", "tenants", BUSY));
        Task idle = host.addTask(task("idle", BUSY));
        bench.calls();
        a.setNice(5);
        idle.setNice(7);
        host.groups().setWeight("tenants", 102);
        assertThat(bench.calls()).containsExactly("changed 0 nice 5", "group 1 weight 1044");
        assertThatIllegalArgumentException().isThrownBy(() -> a.setNice(20));
        assertThatIllegalArgumentException().isThrownBy(() -> host.groups().setWeight("tenants", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> host.groups().setWeight("other", 1));
    }

    @Test
    void pinningMovesARunningThreadThatMayNotStay() {
        Host host = bench.host("src", 2);
        Task a = run(host, task("a", BUSY, 0));
        bench.at(MS, () -> a.pin(List.of(1)));
        bench.until(3 * MS);
        assertThat(a.processor()).hasValue(1);
        assertThat(host.busy(0, 3 * MS)).isEqualTo(MS);
        assertThat(host.busy(1, 3 * MS)).isEqualTo(2 * MS);
        assertThatIllegalArgumentException().isThrownBy(() -> a.pin(List.of(2))).withMessageContaining("no CPU 2");
    }

    /** kernel/sched/core.c, select_fallback_rq: a thread pinned to nothing but offline processors may run anywhere. */
    @Test
    void unplugMovesThreadsAndBreaksAffinityWhereItMust() {
        Host host = bench.host("src", 3);
        Task free = run(host, task("free", BUSY));
        Task pinned = run(host, task("pinned", BUSY, 0));
        Task other = run(host, task("other", BUSY, 0, 2));
        assertThat(free.processor()).hasValue(0);
        bench.calls();
        bench.at(MS, () -> host.unplug(0));

        assertThat(host.isOnline(0)).isFalse();
        assertThat(bench.calls()).startsWith("dequeue 0 SUSPENDED", "dequeue 1 SUSPENDED", "offline 0");
        assertThat(pinned.processor().orElseThrow()).isNotZero();
        assertThat(other.processor()).hasValue(2);
        bench.until(10 * MS);
        assertThat(host.busy(0, 10 * MS)).isEqualTo(MS);
        assertThat(host.idle(0, 10 * MS)).isZero();
        assertThat(host.busy(1, 10 * MS) + host.busy(2, 10 * MS)).isBetween(18 * MS, 20 * MS);

        bench.at(10 * MS, () -> host.replug(0));
        bench.until(20 * MS);
        assertThat(host.busy(0, 20 * MS)).isEqualTo(11 * MS);
        assertThatIllegalStateException().isThrownBy(() -> host.replug(0)).withMessageContaining("src.cpu[0]");
    }

    @Test
    void theLastProcessorCannotBeUnplugged() {
        Host host = bench.host("src", 2);
        host.unplug(1);
        assertThatIllegalStateException().isThrownBy(() -> host.unplug(1));
        assertThatIllegalStateException().isThrownBy(() -> host.unplug(0)).withMessageContaining("last one");
        assertThatIllegalArgumentException().isThrownBy(() -> host.unplug(2));
    }

    @Test
    void aSleeperPinnedToAnOfflineProcessorWakesElsewhere() {
        Host host = bench.host("src", 2);
        Task sleeper = run(host, task("sleeper", Bench.duty(MS, 10 * MS), 0));
        bench.at(5 * MS, () -> host.unplug(0));
        bench.until(12 * MS);
        assertThat(sleeper.processor()).hasValue(1);
    }

    @Test
    void suspendOfTheHostIsNeitherRunningNorWaitingNorIdle() {
        Host host = bench.host("src", 1);
        Task a = run(host, task("a", BUSY));
        Task b = run(host, task("b", BUSY));
        Task sleeper = run(host, task("sleeper", Bench.duty(MS, 6 * MS)));
        bench.at(10 * MS, host::suspend);
        bench.at(60 * MS, host::resume);
        bench.until(70 * MS);

        assertThat(a.time(PAUSED, 70 * MS)).isEqualTo(50 * MS);
        assertThat(b.time(PAUSED, 70 * MS)).isEqualTo(50 * MS);
        assertThat(sleeper.time(PAUSED, 70 * MS)).isEqualTo(50 * MS);
        assertThat(host.busy(0, 70 * MS)).isEqualTo(20 * MS);
        assertThat(host.idle(0, 70 * MS)).isZero();
        assertThat(a.ran(70 * MS) + b.ran(70 * MS) + sleeper.ran(70 * MS)).isEqualTo(20 * MS);
        assertThatIllegalStateException().isThrownBy(host::resume);
    }

    @Test
    void aTaskStartedOnASuspendedHostRunsWhenTheHostDoes() {
        Host host = bench.host("src", 1);
        Task late = host.addTask(task("late", BUSY));
        Task later = run(host, task("first", BUSY));
        bench.at(MS, host::suspend);
        bench.at(2 * MS, late::start);
        bench.at(3 * MS, later::stop);
        assertThat(late.state()).isEqualTo(PAUSED);
        bench.at(4 * MS, host::resume);
        bench.until(10 * MS);
        assertThat(late.ran(10 * MS)).isEqualTo(6 * MS);
        assertThat(later.state()).isEqualTo(OFFLINE);
        later.start();
        assertThat(later.state()).isEqualTo(WAITING);
    }

    @Test
    void anotherKernelStartsTheTasksAnew() {
        Host host = bench.host("src", 1);
        Task a = run(host, task("a", Bench.periodic(MS, 10 * MS)));
        Task b = host.addTask(task("b", BUSY));
        bench.at(15 * MS, () -> host.upgrade(Bench.facts("src", 1, false), port -> new FifoRunQueues(port, MS)));
        assertThat(host.facts().kernel().schedInfo()).isFalse();
        assertThat(b.isStarted()).isFalse();
        bench.until(16 * MS);
        assertThat(a.jobs()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.upgrade(Bench.facts("src", 2), port -> new FifoRunQueues(port, MS)));
    }

    @Test
    void groupsSumUpTheirThreadsAndThoseOfTheirDescendants() {
        Host host = bench.host("src", 2, new GroupSpec("tenants"), inside("web", "tenants"));
        run(host, task("a", "tenants", BUSY, 0));
        run(host, task("b", "web", BUSY, 0));
        run(host, task("c", BUSY, 1));
        bench.until(16 * MS);
        assertThat(host.groups().ran("tenants", 16 * MS)).isEqualTo(16 * MS);
        assertThat(host.groups().ran("web", 16 * MS)).isEqualTo(8 * MS);
        assertThat(host.groups().names()).containsExactly("tenants", "web");
    }

    private static GroupSpec inside(String name, String parent) {
        return new GroupSpec(name, Optional.of(parent), 100, Optional.empty(), false);
    }

    /** kernel/sched/autogroup.h, autogroup_task_group. */
    @Test
    void theGroupOfASessionIsThereIfTheKernelMakesSuch() {
        assertThat(groupOfSession("on")).isEqualTo(1);
        assertThat(groupOfSession("off")).isEqualTo(SchedulerHost.ROOT_GROUP);
    }

    private int groupOfSession(String autogroup) {
        SchedulerHost[] seen = new SchedulerHost[1];
        HostSpec spec = new HostSpec(
                Bench.facts("with_autogroup_" + autogroup, 1, Bench.kernel(Map.of("autogroup", autogroup))),
                List.of(GroupSpec.session("shell")));
        Host host = bench.machine.addHost(spec, port -> {
            seen[0] = port;
            return new FifoRunQueues(port, SLICE);
        });
        run(host, task("a", "shell", BUSY));
        bench.until(bench.loop.now() + MS);
        assertThat(host.groups().ran("shell", bench.loop.now())).isEqualTo(MS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.groups().setWeight("shell", 200))
                .withMessageContaining("no control group");
        assertThatIllegalArgumentException().isThrownBy(() -> host.groups().clearQuota("shell"));
        return seen[0].group(0);
    }

    /** Finding 2 of the oracle: the time in which a cgroup is frozen is not waiting. */
    @Test
    void whatIsFrozenNeitherRunsNorWaits() {
        Host host = bench.host("src", 1, new GroupSpec("outer"), inside("inner", "outer"));
        Task out = run(host, task("a", BUSY));
        Task in = run(host, task("b", "inner", BUSY));
        bench.until(8 * MS);
        bench.at(8 * MS, () -> host.groups().freeze("outer"));
        Task late = run(host, task("c", "outer", BUSY));
        bench.until(20 * MS);
        assertThat(host.groups().isFrozen("inner")).isTrue();
        assertThat(host.groups().isFrozenItself("inner")).isFalse();
        assertThat(in.state()).isEqualTo(ThreadState.PAUSED);
        assertThat(in.time(ThreadState.PAUSED, 20 * MS)).isEqualTo(12 * MS);
        assertThat(late.state()).isEqualTo(ThreadState.PAUSED);
        assertThat(out.ran(20 * MS)).isEqualTo(16 * MS);
        bench.at(20 * MS, () -> host.groups().thaw("outer"));
        bench.until(32 * MS);
        assertThat(in.ran(32 * MS)).isEqualTo(8 * MS);
        assertThat(late.ran(32 * MS)).isEqualTo(4 * MS);
        assertThat(in.time(ThreadState.PAUSED, 32 * MS)).isEqualTo(12 * MS);
    }

    @Test
    void aGroupInAFrozenOneStaysFrozen() {
        Host host = bench.host("src", 1, new GroupSpec("outer"), inside("inner", "outer"));
        Task in = run(host, task("b", "inner", BUSY));
        bench.at(MS, () -> host.groups().freeze("inner"));
        bench.at(2 * MS, () -> host.groups().freeze("outer"));
        bench.at(3 * MS, () -> host.groups().thaw("inner"));
        bench.until(4 * MS);
        assertThat(in.ran(4 * MS)).isEqualTo(MS);
        bench.at(5 * MS, () -> host.groups().thaw("outer"));
        bench.until(6 * MS);
        assertThat(in.ran(6 * MS)).isEqualTo(2 * MS);
        assertThatIllegalStateException()
                .isThrownBy(() -> host.groups().thaw("outer"))
                .withMessage("src.outer is not frozen");
        host.groups().freeze("outer");
        assertThatIllegalStateException()
                .isThrownBy(() -> host.groups().freeze("outer"))
                .withMessage("src.outer is frozen already");
    }

    @Test
    void switchesAreObserved() {
        Host host = bench.host("src", 1);
        run(host, task("a", BUSY));
        run(host, task("b", Bench.duty(MS, 10 * MS)));
        bench.until(6 * MS);
        assertThat(bench.seen)
                .filteredOn(s -> s.kind() != Observations.JOB)
                .containsExactly(
                        new Bench.Seen(Observations.SWITCH_IN, "src.cpu[0]", 0, 0, 0),
                        new Bench.Seen(Observations.SWITCH_OUT, "src.cpu[0]", SLICE, 0, 1),
                        new Bench.Seen(Observations.SWITCH_IN, "src.cpu[0]", SLICE, 1, 0),
                        new Bench.Seen(Observations.SWITCH_OUT, "src.cpu[0]", SLICE + MS, 1, 0),
                        new Bench.Seen(Observations.SWITCH_IN, "src.cpu[0]", SLICE + MS, 0, 0));
        assertThat(host.switches(0)).isEqualTo(3);
    }

    @Test
    void subjectsAreNumberedAsTheyAreMade() {
        Host host = bench.host("src", 2, new GroupSpec("tenants"));
        Task a = host.addTask(task("hog[0]", BUSY));
        Subjects subjects = bench.machine.subjects();
        assertThat(host.subject()).isZero();
        assertThat(subjects.path(host.cpuSubject(1))).isEqualTo("src.cpu[1]");
        assertThat(subjects.path(host.groups().subject("tenants"))).isEqualTo("src.tenants");
        assertThat(subjects.find(Subject.TASK, "src.hog[0]")).hasValue(a.subject());
        assertThat(subjects.kind(a.subject())).isEqualTo(Subject.TASK);
        assertThat(subjects.count()).isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.addTask(task("hog[0]", BUSY)))
                .withMessageContaining("src.hog[0]");
    }

    @Test
    void aHostIsRefusedWithWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.host("big", 4097))
                .withMessageContaining("4097 CPUs");
        Host host = bench.host("src", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.addTask(task("a", "nobody", BUSY)))
                .withMessageContaining("no group nobody");
        assertThatIllegalArgumentException().isThrownBy(() -> host.addTask(task("b", BUSY, 1)));
    }
}
