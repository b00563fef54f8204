package org.foliot.scheduler.linux;

import org.foliot.api.scheduler.SchedulerHost;

/**
 * Chooses the processor for a thread that becomes runnable (select_task_rq_fair and select_task_rq_rt).
 *
 * <p>A woken fair thread returns to the processor that it used last if that one idles or does only SCHED_IDLE work, else goes
 * to the next such one, else returns nevertheless (select_idle_sibling, kernel/sched/fair.c, 6.6 to 6.18). Who woke it is
 * not known here, so there is no wake_affine. A new thread goes to an idle processor or else to the least loaded one
 * (sched_balance_find_dst_group_cpu). A real-time thread stays where it was, unless that one runs a real-time thread of at
 * least its priority and another runs a lower one (select_task_rq_rt and find_lowest_rq, kernel/sched/rt.c).
 */
final class Placement {
    private final SchedulerHost host;
    private final Domain domain;

    Placement(SchedulerHost host, Domain domain) {
        this.host = host;
        this.domain = domain;
    }

    /**
     * The processor that a thread is to join.
     *
     * @throws IllegalStateException if no processor is online that it may use
     */
    Cpu select(Task task) {
        Cpu last = task.cpu;
        if (last == null || !permits(task, last.number)) {
            return leastLoaded(task);
        }
        return task.isRealTime() ? selectRealTime(task, last) : selectFair(task, last);
    }

    private boolean permits(Task task, int cpu) {
        return host.online(cpu) && host.allowed(task.thread, cpu);
    }

    private Cpu selectFair(Task task, Cpu last) {
        if (domain.isFree(last.number)) {
            return last;
        }
        for (int i = domain.nextFree(last.number + 1); i >= 0; i = domain.nextFree(i + 1)) {
            if (permits(task, i)) {
                return domain.cpu(i);
            }
        }
        for (int i = domain.nextFree(0); i >= 0 && i < last.number; i = domain.nextFree(i + 1)) {
            if (permits(task, i)) {
                return domain.cpu(i);
            }
        }
        return last;
    }

    private Cpu selectRealTime(Task task, Cpu last) {
        if (priority(last) < task.rtPriority) {
            return last;
        }
        Cpu lowest = last;
        for (int i = 0; i < domain.size(); i++) {
            Cpu cpu = domain.cpu(i);
            if (priority(cpu) < Math.min(priority(lowest), task.rtPriority) && permits(task, i)) {
                lowest = cpu;
            }
        }
        return lowest;
    }

    /** Priority of what a processor runs or will run: −1 idle, 0 fair, 1 to 99 real-time (cpupri). */
    private static int priority(Cpu cpu) {
        int waiting = cpu.realTime.highestPriority();
        return waiting > 0 ? waiting : cpu.runnable() > 0 ? 0 : -1;
    }

    private Cpu leastLoaded(Task task) {
        Cpu best = null;
        for (int i = 0; i < domain.size(); i++) {
            Cpu cpu = domain.cpu(i);
            if (permits(task, i) && (best == null || isLessLoaded(cpu, best))) {
                best = cpu;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no processor is online that thread " + task.thread + " may use");
        }
        return best;
    }

    private boolean isLessLoaded(Cpu a, Cpu b) {
        if (domain.isIdle(a.number) != domain.isIdle(b.number)) {
            return domain.isIdle(a.number);
        }
        if (a.realTime.queued() != b.realTime.queued()) {
            return a.realTime.queued() < b.realTime.queued();
        }
        return a.fair.load() < b.fair.load();
    }
}
