package org.foliot.guest;

import java.util.List;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestKernelOptions;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.host.Implementation;
import org.foliot.api.observation.Observations;
import org.foliot.time.Frequency;

/**
 * One Linux kernel from its first instruction to the software that follows it: decides what every CPU does next.
 */
final class Kernel implements Software {
    final Cpu[] cpus;
    final Task[] tasks;
    final Clocks clocks;
    final Timekeeper timekeeper;
    final StolenTime stolen;
    final Accounting accounting;
    final Scheduler scheduler;
    final Work work;
    final Hotplug hotplug;
    final Suspension suspension;
    private final Departure departure;

    private final GuestPlatform platform;
    private final Stages stages;
    private final Interrupts interrupts;
    private final Cpu boot;
    private final boolean whole;
    private final int number;
    private final OutsideClocks outside;
    private final Requests requests;
    private final Horizon horizon;
    private final GuestKernelOptions options;
    private int present;
    private List<Implementation> targets = List.of();

    Kernel(KernelEntry entry, GuestPlatform platform, Drivers drivers, Stages stages, long now) {
        this.options = entry.spec().options();
        this.platform = platform;
        this.stages = stages;
        this.whole = entry.whole();
        this.number = entry.number();
        this.present = entry.present();
        this.outside = entry.outside();
        this.clocks = new Clocks(platform, drivers.clocks(platform, entry.clocks()), options, entry.boot(), now);
        this.timekeeper = new Timekeeper(clocks.monotonic(), entry.boot(), now);
        int count = entry.guest().vcpus();
        this.cpus = new Cpu[count];
        for (int i = 0; i < count; i++) {
            cpus[i] = new Cpu(i, clocks.monotonic(), Accounting.tickLength(options));
        }
        this.boot = cpus[entry.boot()];
        List<ProcessSpec> processes = entry.guest().processes();
        this.tasks = new Task[processes.size()];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] =
                    new Task(processes.get(i), i, count, entry.random().get(i).orElse(null));
        }
        this.stolen = new StolenTime(entry.stolenTime().map(drivers::stolenTime).orElse(null), options, count);
        this.accounting = new Accounting(platform, clocks, stolen, options, 0);
        this.interrupts = new Interrupts(platform, cpus);
        this.scheduler = new Scheduler(platform, accounting, interrupts, cpus, options);
        this.work =
                new Work(this, platform, accounting, scheduler, interrupts, cpus, stolen, options, Work.locks(tasks));
        this.hotplug = new Hotplug(platform, options, stolen, clocks, accounting, scheduler, interrupts, cpus, boot);
        this.suspension = new Suspension(platform, clocks, timekeeper, stolen, accounting, interrupts, cpus);
        this.departure = new Departure(platform, stages, clocks, stolen, accounting, hotplug, interrupts, cpus);
        this.requests = new Requests(entry.requests(), interrupts, suspension, cpus, boot);
        this.horizon = new Horizon(clocks, stolen, entry.stepAtTicks());
    }

    private Kernel(Kernel other) {
        this.options = other.options;
        this.platform = other.platform;
        this.stages = other.stages;
        this.whole = other.whole;
        this.number = other.number;
        this.present = other.present;
        this.outside = other.outside;
        this.clocks = other.clocks.copy();
        this.timekeeper = new Timekeeper(other.timekeeper, clocks.monotonic());
        this.targets = other.targets;
        this.tasks = new Task[other.tasks.length];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = new Task(other.tasks[i]);
        }
        this.cpus = new Cpu[other.cpus.length];
        for (int i = 0; i < cpus.length; i++) {
            cpus[i] = new Cpu(other.cpus[i], tasks, clocks.monotonic());
        }
        for (Task task : other.tasks) {
            tasks[task.number].cpu = task.cpu == null ? null : cpus[task.cpu.number];
        }
        this.boot = cpus[other.boot.number];
        this.stolen = new StolenTime(other.stolen);
        this.accounting = new Accounting(platform, clocks, stolen, options, other.accounting.jiffies());
        this.interrupts = new Interrupts(platform, cpus);
        this.scheduler = new Scheduler(platform, accounting, interrupts, cpus, options);
        this.work = new Work(
                this, platform, accounting, scheduler, interrupts, cpus, stolen, options, other.work.copyLocks(tasks));
        this.hotplug = new Hotplug(platform, options, stolen, clocks, accounting, scheduler, interrupts, cpus, boot);
        this.suspension = new Suspension(platform, clocks, timekeeper, stolen, accounting, interrupts, cpus);
        this.departure = new Departure(platform, stages, clocks, stolen, accounting, hotplug, interrupts, cpus);
        this.requests = new Requests(other.requests, interrupts, suspension, cpus, boot);
        this.horizon = new Horizon(clocks, stolen, other.horizon.stepsAtTicks());
        hotplug.goOnFrom(other.hotplug);
        suspension.goOnFrom(other.suspension);
        departure.goOnFrom(other.departure);
    }

    @Override
    public Software copy() {
        return new Kernel(this);
    }

    /** The first instructions, on the boot CPU. */
    long start(long now) {
        if (options.targetImplementations()) {
            targets = TargetImplementations.discover(platform, boot.number);
        }
        platform.observe(Observations.GUEST_STAGE, boot.number, GuestStage.KERNEL.code(), number);
        hotplug.boot(now);
        return leave(boot, run(boot, now), now);
    }

    @Override
    public long enter(int vcpu, long now) {
        Cpu cpu = cpus[vcpu];
        cpu.executing = true;
        cpu.mark = now;
        if (isUndisturbed(cpu, now)) {
            return horizon.of(cpu, now);
        }
        if (cpu.phase == Cpu.Phase.OFF) {
            if (!cpu.powered) {
                cpu.executing = false;
                return GuestSystem.OFF;
            }
            hotplug.start(cpu, now);
        }
        cpu.timers.awake(now);
        if (cpu.raceOpen) {
            accounting.closeRace(cpu, now);
        }
        if (cpu.tick.at() <= now && !cpu.interruptsOff()) {
            accounting.lateTick(cpu, now);
        }
        work.readClock(cpu, now);
        return leave(cpu, run(cpu, now), now);
    }

    /** Whether a CPU just goes on with its only process. */
    private boolean isUndisturbed(Cpu cpu, long now) {
        Task current = cpu.current;
        return current != null
                && now < cpu.tick.at()
                && now < cpu.timers.at()
                && cpu.queue.isEmpty()
                && !cpu.needsReschedule
                && !cpu.stopWanted
                && !cpu.raceOpen
                && !current.spinning
                && !current.dying
                && !current.burns()
                && current.left > 0
                && requests.isEmpty()
                && !departure.isUnderWay()
                && !suspension.isUnderWay();
    }

    @Override
    public long step(int vcpu, long now) {
        Cpu cpu = cpus[vcpu];
        if (!cpu.executing) {
            return enter(vcpu, now);
        }
        accounting.settle(cpu, now);
        return leave(cpu, run(cpu, now), now);
    }

    @Override
    public void exit(int vcpu, long now) {
        Cpu cpu = cpus[vcpu];
        if (!cpu.executing) {
            return;
        }
        accounting.settle(cpu, now);
        if (cpu.raceArmed && cpu.current != null) {
            accounting.openRace(cpu, now);
        }
        cpu.executing = false;
        work.left(cpu);
        leave(cpu, GuestSystem.NEVER, now);
    }

    @Override
    public long wakeUp(int vcpu, long now) {
        Cpu cpu = cpus[vcpu];
        if (suspension.isAsleep()) {
            return suspension.isWakeWanted() && suspension.isLast(cpu) ? now : GuestSystem.NEVER;
        }
        return cpu.phase == Cpu.Phase.ONLINE ? Math.max(now, cpu.timers.wakeUp()) : GuestSystem.NEVER;
    }

    @Override
    public void clockChanges(long now) {
        for (Cpu cpu : cpus) {
            if (cpu.executing) {
                accounting.settle(cpu, now);
            }
        }
    }

    @Override
    public void clockChanged(long now) {
        for (Cpu cpu : cpus) {
            if (cpu.executing) {
                accounting.settle(cpu, now);
            }
            cpu.tick.reread();
            cpu.timers.reread();
        }
    }

    /** Interrupts go out and bookings are reported when a CPU's work at an instant is done. */
    private long leave(Cpu cpu, long result, long now) {
        accounting.report(cpu);
        // A machine that delivers interrupts at once may have changed what this CPU does next.
        boolean sent = interrupts.flush();
        return sent && cpu.executing ? horizon.of(cpu, now) : result;
    }

    /** Lets an executing CPU do all that there is to do now; what {@link GuestSystem#enter} returns. */
    private long run(Cpu cpu, long now) {
        while (true) {
            if (cpu.phase != Cpu.Phase.ONLINE) {
                if (cpu.phase == Cpu.Phase.OFF) {
                    return GuestSystem.OFF;
                }
                if (!Hotplug.isPhaseOver(cpu)) {
                    return horizon.of(cpu, now);
                }
                finishPhase(cpu);
                continue;
            }
            if (suspension.isAsleep()) {
                if (!suspension.isWakeWanted()) {
                    return halted(cpu);
                }
                goOn(cpu, now);
            }
            if (cpu.interruptsOff()) {
                return horizon.of(cpu, now);
            }
            if (hotplug.bootGoesOn(cpu) && !hotplug.startNext(whole ? present : 0)) {
                startUserspace(cpu, now);
            }
            requests.serve(this, cpu, now);
            if (departure.isHeir(cpu) && isAlone(cpu)) {
                return departure.complete(now);
            }
            if (suspension.isLast(cpu) && isAlone(cpu)) {
                suspension.fallAsleep(now);
                continue;
            }
            wakeExpired(cpu, now);
            proceed(cpu, now);
            if (cpu.needsReschedule || (cpu.current == null && !cpu.queue.isEmpty())) {
                scheduler.schedule(cpu, now);
            }
            if (cpu.stopWanted) {
                hotplug.stop(cpu, departure.isOrderly(), now);
                continue;
            }
            if (cpu.current == null && requests.areFor(cpu)) {
                continue;
            } else if (cpu.current == null) {
                return idle(cpu, now);
            }
            work.look(cpu);
            if (cpu.current.left > 0 && !requests.areFor(cpu)) {
                return horizon.of(cpu, now);
            }
        }
    }

    private void finishPhase(Cpu cpu) {
        hotplug.finishPhase(cpu);
        if (departure.isUnderWay() && !departure.isHeir(cpu)) {
            departure.cpuReady(cpu);
        } else if (suspension.isUnderWay() && !suspension.isLast(cpu)) {
            suspension.cpuReady(cpu);
        } else if (cpu.phase == Cpu.Phase.OFF && cpu.startWanted) {
            // Another CPU starts it again, once it is really off.
            cpu.startWanted = false;
            requests.add((kernel, server, now) -> kernel.online(cpu.number), cpu);
        }
    }

    private void startUserspace(Cpu cpu, long now) {
        requests.open();
        if (options.lpt() == ClockDriver.LivePhysicalTime.LATE) {
            clockChanges(now);
        }
        if (clocks.userspace()) {
            clockChanged(now);
        }
        platform.observe(Observations.GUEST_STAGE, cpu.number, GuestStage.USERSPACE.code(), 0);
        if (whole) {
            for (Task task : tasks) {
                if (task.spec.started()) {
                    work.start(task, cpu, now);
                }
            }
        }
        requests.callOn(cpu);
    }

    private boolean isAlone(Cpu cpu) {
        for (Cpu other : cpus) {
            if (other != cpu && other.phase != Cpu.Phase.OFF) {
                return false;
            }
        }
        return true;
    }

    private void wakeExpired(Cpu cpu, long now) {
        for (Task task = cpu.timers.takeExpired(now); task != null; task = cpu.timers.takeExpired(now)) {
            scheduler.wakeUp(task, cpu, now);
        }
    }

    /** The current process ends, or has computed as much as it wanted. */
    private void proceed(Cpu cpu, long now) {
        Task current = cpu.current;
        if (current == null) {
            return;
        }
        if (current.dying) {
            work.end(current, cpu, now);
            startOver(current, cpu);
        } else if (current.left <= 0) {
            work.proceed(cpu, now);
        }
        if (current.spinning) {
            work.spin(cpu);
        }
        if (current.state != Task.State.CURRENT) {
            cpu.needsReschedule = true;
        }
    }

    /** A process that was wanted back while it was still dying starts anew. */
    private void startOver(Task task, Cpu cpu) {
        if (task.startWanted) {
            task.startWanted = false;
            requests.add((kernel, server, now) -> kernel.work.startAgain(kernel.tasks[task.number], server, now), cpu);
        }
    }

    private long idle(Cpu cpu, long now) {
        if (!cpu.idle) {
            accounting.enterIdle(cpu, now);
        }
        cpu.timers.sleep(options.timerProgramming() == GuestKernelOptions.TimerProgramming.TVAL, now);
        return halted(cpu);
    }

    private static long halted(Cpu cpu) {
        cpu.executing = false;
        return GuestSystem.HALTED;
    }

    /** The kernel goes on after a suspend. */
    private void goOn(Cpu cpu, long now) {
        suspension.goOn(now).forEach(this::online);
        requests.callOn(cpu);
    }

    /** There is a request: it is served as soon as the CPU that does so executes. */
    void serveSoon() {
        if (requests.areServed()) {
            platform.kick(requests.leader().number);
        }
    }

    // What requests do.

    void offline(int number, Cpu cpu) {
        Cpu target = cpus[number];
        target.startWanted = false;
        int staying = 0;
        for (Cpu other : cpus) {
            staying += other.isOnline() && !other.stopWanted && other != target ? 1 : 0;
        }
        if (staying > 0 && (target.phase == Cpu.Phase.ONLINE || target.phase == Cpu.Phase.STARTING || target.powered)) {
            target.stopWanted = true;
            interrupts.send(target, cpu);
        }
    }

    void online(int number) {
        Cpu target = cpus[number];
        if (target.phase == Cpu.Phase.OFF) {
            target.stopWanted = false;
            hotplug.powerOn(target);
        } else {
            // A CPU on its way down goes all the way before it comes up again (cpu_hotplug_lock).
            target.startWanted = target.stopWanted || target.phase == Cpu.Phase.STOPPING;
        }
    }

    void takeOver(Takeover how, Cpu cpu) {
        departure.begin(how, cpu);
    }

    /** Suspends the kernel; nothing happens to one that is about to end, or to be suspended. */
    void suspend(Cpu cpu, long alarm) {
        if (!departure.isUnderWay() && !suspension.isUnderWay()) {
            suspension.begin(cpu, alarm);
        }
    }

    // What can be seen.

    /** Clocks outside that its programs may ask. */
    OutsideClocks outside() {
        return outside;
    }

    /** A CPU was hot-added. */
    void add() {
        present++;
    }

    boolean isUp() {
        return requests.areServed();
    }

    /** On which implementations it may come to run, as far as it was told and believed it. */
    List<Implementation> targets() {
        return targets;
    }

    /** Ticks that the counter of the machine makes in a second now, whatever the kernel believes or a hypervisor emulates. */
    Frequency counterFrequency() {
        return platform.clock().hardwareFrequency();
    }

    /** Books what a vCPU has executed, so that it can be looked at. */
    Cpu look(int vcpu, long now) {
        Cpu cpu = cpus[vcpu];
        if (cpu.executing) {
            accounting.settle(cpu, now);
        }
        return cpu;
    }

    /** Books what the CPU of a process has executed, so that the process can be looked at. */
    Task lookAt(int process, long now) {
        Task task = tasks[process];
        if (task.cpu != null) {
            look(task.cpu.number, now);
        }
        return task;
    }

    void stepAtTicks(boolean on) {
        horizon.stepAtTicks(on);
    }
}
