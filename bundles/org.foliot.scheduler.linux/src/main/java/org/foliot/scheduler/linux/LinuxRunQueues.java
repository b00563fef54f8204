package org.foliot.scheduler.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.RunQueues;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.linux.FairQueue.Joining;

/**
 * The run queues of a Linux host under a fair policy: translates the calls of the machine, in picoseconds, to the processors
 * concerned.
 */
public final class LinuxRunQueues implements RunQueues {
    private final LinuxSettings settings;
    private final FairPolicy policy;
    private final SchedulerHost host;
    private final Clock clock = new Clock();
    private final Domain domain;
    private final Placement placement;
    private final List<TaskGroup> groups = new ArrayList<>();
    private Task[] tasks = new Task[0];

    /** The run queues of one run. */
    public LinuxRunQueues(LinuxOptions options, FairPolicy policy, SchedulerHost host) {
        this.settings = new LinuxSettings(options, host.facts());
        this.policy = policy;
        this.host = host;
        TaskGroup root =
                new TaskGroup(SchedulerHost.ROOT_GROUP, null, host.facts().cpus());
        groups.add(root);
        this.domain = new Domain(settings, policy, host, clock, root);
        this.placement = new Placement(host, domain);
        policy.scale(settings.scaling(domain.onlineCpus()));
    }

    @Override
    public int enqueue(int thread, Arrival arrival, long nowPicos) {
        long now = clock.set(nowPicos);
        Task task = task(thread);
        Entity entity = task.entity;
        Cpu cpu = task.cpu;
        if (entity.delayed && arrival == Arrival.WAKEUP && host.allowed(thread, cpu.number)) {
            task.queued = true;
            cpu.fair.revive(task);
        } else {
            if (entity.delayed) {
                cpu.fair.finishDelayed(task, now);
            }
            cpu = placement.select(task);
            if (task.cpu != null && task.cpu != cpu && task.cpu.running() == task) {
                task.cpu.release(now);
                settle(task.cpu);
            }
            task.queued = true;
            cpu.enqueue(task, joining(arrival), now);
        }
        if (arrival != Arrival.UNTHROTTLED || cpu.running() == null) {
            cpu.preemptFor(task, now);
        }
        settle(cpu);
        return cpu.number;
    }

    private static Joining joining(Arrival arrival) {
        return switch (arrival) {
            case NEW -> Joining.NEW;
            case WAKEUP -> Joining.WOKEN;
            case UNTHROTTLED, RESUMED -> Joining.RETURNED;
        };
    }

    @Override
    public void dequeue(int thread, Departure departure, long nowPicos) {
        long now = clock.set(nowPicos);
        Task task = tasks[thread];
        Cpu cpu = task.cpu;
        cpu.dequeue(task, departure != Departure.SUSPENDED, departure == Departure.BLOCKED, now);
        task.queued = false;
        settle(cpu);
    }

    @Override
    public int pick(int cpuNumber, long nowPicos) {
        long now = clock.set(nowPicos);
        Cpu cpu = domain.cpu(cpuNumber);
        Task task = cpu.pick(now);
        settle(cpu);
        return Task.number(task);
    }

    @Override
    public void timer(int cpuNumber, long nowPicos) {
        clock.set(nowPicos);
        Cpu cpu = domain.cpu(cpuNumber);
        cpu.timer();
        settle(cpu);
    }

    @Override
    public void yield(int thread, long nowPicos) {
        long now = clock.set(nowPicos);
        Cpu cpu = tasks[thread].cpu;
        cpu.yield(now);
        settle(cpu);
    }

    @Override
    public void threadChanged(int thread, long nowPicos) {
        Task task = known(thread);
        if (task == null) {
            return;
        }
        long now = clock.set(nowPicos);
        Cpu cpu = task.cpu;
        if (task.entity.delayed) {
            cpu.fair.finishDelayed(task, now);
        }
        if (!task.queued) {
            if (cpu != null && cpu.running() == task) {
                cpu.release(now);
            }
            read(task);
            return;
        }
        boolean runs = cpu.running() == task;
        cpu.dequeue(task, false, false, now);
        if (runs) {
            cpu.release(now);
        }
        read(task);
        cpu.enqueue(task, Joining.RETURNED, now);
        if (runs) {
            cpu.resume(task, now);
            cpu.requestReschedule();
        } else if (host.allowed(thread, cpu.number)) {
            cpu.preemptFor(task, now);
        } else {
            domain.balancer().migrate(task, placement.select(task), now);
        }
        settle(cpu);
    }

    @Override
    public void groupChanged(int group, long nowPicos) {
        TaskGroup changed = group < groups.size() ? groups.get(group) : null;
        if (changed == null) {
            return;
        }
        long now = clock.set(nowPicos);
        changed.set(host.groupWeight(group), host.idleGroup(group));
        for (int i = 0; i < domain.size(); i++) {
            FairQueue queue = changed.existing(i);
            if (queue != null && queue.owner() != null) {
                queue.owner().queue.updateShare(queue.owner(), now);
                settle(domain.cpu(i));
            }
        }
    }

    @Override
    public void cpuOnline(int cpuNumber, long nowPicos) {
        clock.set(nowPicos);
        policy.scale(settings.scaling(domain.onlineCpus()));
        Cpu cpu = domain.cpu(cpuNumber);
        cpu.requestReschedule();
        settle(cpu);
    }

    @Override
    public void cpuOffline(int cpuNumber, long nowPicos) {
        long now = clock.set(nowPicos);
        Cpu cpu = domain.cpu(cpuNumber);
        TaskList left = cpu.fair.tasks();
        while (!left.isEmpty()) {
            cpu.fair.finishDelayed(left.first(), now);
        }
        cpu.shutDown(now);
        domain.update(cpu);
        policy.scale(settings.scaling(domain.onlineCpus()));
    }

    /** After every change of a processor: tells the domain and asks for its next timer. */
    private void settle(Cpu cpu) {
        if (domain.update(cpu)) {
            for (int i = 0; i < domain.size(); i++) {
                domain.cpu(i).arm();
            }
        } else {
            cpu.arm();
        }
    }

    // ---- who is who

    /** What is known of a thread, or null if it was never enqueued. */
    private Task known(int thread) {
        return thread < tasks.length ? tasks[thread] : null;
    }

    private Task task(int thread) {
        if (thread >= tasks.length) {
            tasks = Arrays.copyOf(tasks, Math.max(Math.max(thread + 1, host.threads()), tasks.length * 2));
        }
        Task task = tasks[thread];
        if (task == null) {
            task = new Task(thread, policy);
            task.rrTicksLeft = settings.rrTicks;
            tasks[thread] = task;
            read(task);
        }
        return task;
    }

    /** Reads from the host what a thread is; it must not be queued. */
    private void read(Task task) {
        int thread = task.thread;
        task.policy = host.policy(thread);
        task.rtPriority = task.policy.isRealTime() ? Math.max(1, host.realTimePriority(thread)) : 0;
        task.readsClock = host.readsCpuClock(thread);
        task.idlePolicy = task.policy == Policy.IDLE;
        task.group = group(host.group(thread));
        task.entity.setWeight(task.idlePolicy ? Weights.IDLE : Weights.ofNice(host.nice(thread)));
        policy.request(task.entity, host.requestedSlice(thread));
    }

    private TaskGroup group(int number) {
        while (groups.size() <= number) {
            groups.add(null);
        }
        TaskGroup group = groups.get(number);
        if (group == null) {
            TaskGroup parent = group(host.parent(number));
            group = new TaskGroup(number, parent, domain.size());
            group.set(host.groupWeight(number), host.idleGroup(number));
            groups.set(number, group);
        }
        return group;
    }
}
