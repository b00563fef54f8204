package org.foliot.machine;

import org.foliot.api.guest.GuestSystem;
import org.foliot.api.host.HostKernelOptions;
import org.foliot.api.scheduler.RunQueues.Arrival;
import org.foliot.engine.EventLoop;
import org.foliot.time.Duration;

/**
 * A vCPU: the host thread that runs guest code, and all that happens between the two.
 *
 * <p>Put on a processor, the thread is loaded, finishes host work that it was taken from, lets the hypervisor handle pending
 * requests, which may take host time, and enters the guest. If it is preempted between the requests and the guest, it begins
 * anew (arch/arm64/kvm/arm.c, kvm_arch_vcpu_ioctl_run). It leaves the guest when the processor is taken from it, when a
 * hypercall or WFI takes host time, and when the guest halts or turns the vCPU off. It also leaves it for the VMM, where the
 * thread sleeps for a while: because guest software asked for something that takes that long, or because the VMM has paused the
 * VM and its threads look now and then whether they may go on.
 */
public final class Vcpu extends HostThread {
    /** Phases of one vCPU at one instant after which its guest is taken to go round in circles. */
    private static final int PATIENCE = 100_000;
    /** The phase has changed and takes no time. */
    private static final long CONTINUES = Long.MIN_VALUE;

    private final Vm vm;
    private final int index;
    private final EventLoop loop;
    private final int timer;
    private final long entryCost;
    private final long exitCost;
    private final long haltPoll;

    private VcpuPhase phase = VcpuPhase.ENTERING;
    /** The instant that was named last: end of host work, or what the guest does next. */
    private long until;
    /** Host work left when the processor was taken away. */
    private long hostLeft;
    /** Host time that the hypervisor spent and that has not passed yet. */
    private long spent;

    /** How long the thread will sleep in the VMM after the present exit; 0 for no exit. */
    private long asleep;
    /** When the thread that sleeps in the VMM has slept enough; {@link #NEVER} while it does not. */
    private long sleepsUntil = NEVER;
    /** How often the thread looks whether the VM is still paused; 0 if that is not its business. */
    private long poll;

    private final PageFaults faults = new PageFaults();

    private boolean trapped;
    private boolean kicked;
    private boolean polled;

    private final InjectedPreemption injected = new InjectedPreemption();

    private final StealCounts counts;

    Vcpu(Vm vm, int index, int subject, VmCosts costs, EventLoop loop, ObservationSink sink) {
        super(subject, sink);
        this.vm = vm;
        this.index = index;
        this.loop = loop;
        this.timer = loop.addSource((source, kind, now) -> dispatcher.expire(this, now));
        this.entryCost = costs.entry().picoseconds();
        this.counts = new StealCounts(vm, index);
        this.exitCost = costs.exit().picoseconds();
        this.haltPoll = costs.haltPoll().picoseconds();
    }

    /** Its number in the guest. */
    public int index() {
        return index;
    }

    /** The VM that it belongs to. */
    public Vm vm() {
        return vm;
    }

    /** vcpu_load: times that its thread was put on a processor. */
    public long loads() {
        return slices();
    }

    /** Updates of its stolen-time structure, and what they took. */
    public StealCounts stealCounts() {
        return counts;
    }

    /**
     * Preempts the thread once, between the hypervisor's reads of run_delay when it next handles requests before guest entry.
     * The wait is booked in run_delay before the hypervisor goes on.
     *
     * @param wait how long it is kept from the processor at least, more than 0
     */
    public void injectPreemption(Duration wait) {
        injected.beforeEntry(wait);
    }

    /**
     * Preempts the thread once while the guest executes: now if it does, else when it next has been entered. An exit that
     * happens of itself before that is the one.
     *
     * @param wait how long it is kept from the processor at least, from its next entry on; more than 0
     */
    public void injectPreemptionOfGuest(Duration wait) {
        injected.duringGuest(wait);
        if (dispatcher != null
                && phase == VcpuPhase.GUEST
                && dispatcher.roster().runs(this)) {
            dispatcher.interrupt(this);
        }
    }

    // ---- what the thread does ----

    @Override
    long switchedIn(long now) {
        until = now;
        vm.machine().vcpuLoad(index);
        long work = hostLeft + takeSpent();
        hostLeft = 0;
        return work > 0 ? inHost(work, now) : proceed(now);
    }

    @Override
    long due(long now) {
        if (phase == VcpuPhase.GUEST && faults.at() <= now) {
            exitGuest(now);
            phase = VcpuPhase.FAULTING;
            return proceed(now);
        }
        return phase == VcpuPhase.GUEST ? afterGuest(vm.guest().step(index, now), now) : proceed(now);
    }

    @Override
    long interrupted(long now) {
        if ((poll > 0 || injected.isAwaitingExit()) && phase == VcpuPhase.GUEST) {
            exitGuest(now);
            return proceed(now);
        }
        if (kicked && phase == VcpuPhase.GUEST) {
            kicked = false;
            return afterGuest(vm.guest().interrupt(index, now), now);
        }
        return kicked && phase == VcpuPhase.POLLING ? proceed(now) : until;
    }

    /** Another thread has joined the queue: polling ends (virt/kvm/kvm_main.c, kvm_vcpu_can_poll). */
    @Override
    long crowded(long now) {
        until = now;
        return now;
    }

    @Override
    void switchedOut(long now, boolean preempted) {
        switch (phase) {
            case GUEST -> exitGuest(now);
            case REQUESTS -> {
                hostLeft = until - now;
                phase = VcpuPhase.ENTERING;
            }
            case POLLING -> stopPolling();
            default -> hostLeft = Math.max(0, until - now);
        }
        vm.machine().vcpuPut(index, preempted);
    }

    /** Polling looks whether anybody else wants to run, and what the VMM does is no kernel code. */
    @Override
    boolean inKernel() {
        return is(ThreadState.IN_HOST) && phase != VcpuPhase.POLLING && phase != VcpuPhase.EXITING;
    }

    /** Goes on from where no host work is left, until guest code runs, time passes, or the thread gives its processor up. */
    private long proceed(long now) {
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            long next =
                    switch (phase) {
                        case ENTERING ->
                            poll > 0 ? lookAgain(now) : injected.isDue() ? giveWay(now) : handleRequests(now);
                        case REQUESTS -> enterGuest(now);
                        case HALTING -> halt(now);
                        case POLLING -> stopPolling();
                        case EXITING -> sleepInVmm(now);
                        case FAULTING -> awaitPage(now);
                        case GOING_OFF -> goOff();
                        case GUEST -> throw new IllegalStateException("the guest is entered already");
                    };
            if (next != CONTINUES) {
                return next;
            }
        }
        throw new IllegalStateException(vm.name() + ".vcpu[" + index + "] makes no progress at " + now + " ps");
    }

    private long handleRequests(long now) {
        vm.machine().enter(index, injected.takeWait(totalRunDelay()) / Duration.PS_PER_NANO);
        phase = VcpuPhase.REQUESTS;
        long cost = takeSpent() + entryCost;
        return cost > 0 ? inHost(cost, now) : CONTINUES;
    }

    private long enterGuest(long now) {
        if (poll > 0) {
            phase = VcpuPhase.ENTERING;
            return CONTINUES;
        }
        phase = VcpuPhase.GUEST;
        kicked = false;
        polled = false;
        account(ThreadState.RUNNING, now);
        faults.entered(now);
        long next = leaveGuest(vm.guest().enter(index, now), now);
        if (injected.isAwaitingExit() && phase == VcpuPhase.GUEST) {
            exitGuest(now);
            return CONTINUES;
        }
        return next;
    }

    /** Leaves the guest in the middle of what it does. */
    private void exitGuest(long now) {
        vm.guest().exit(index, now);
        faults.left(now);
        phase = VcpuPhase.ENTERING;
        until = now;
        injected.left();
    }

    private long afterGuest(long result, long now) {
        long next = leaveGuest(result, now);
        return next == CONTINUES ? proceed(now) : next;
    }

    /** Leaves the guest if that is what came out of it, or what a hypercall costs. */
    private long leaveGuest(long result, long now) {
        long cost = takeSpent() + (trapped ? exitCost : 0);
        boolean reenters = cost > 0 || trapped && entryCost > 0;
        trapped = false;
        if (result == GuestSystem.OFF) {
            phase = VcpuPhase.GOING_OFF;
            asleep = 0;
            cost += exitCost;
        } else if (asleep > 0) {
            phase = VcpuPhase.EXITING;
            cost += exitCost + kernel().sleepCost().picoseconds();
        } else if (result == GuestSystem.HALTED) {
            phase = VcpuPhase.HALTING;
            cost += exitCost;
        } else if (reenters) {
            phase = VcpuPhase.ENTERING;
        } else {
            until = Math.min(result, faults.at());
            return until;
        }
        vm.guest().exit(index, now);
        faults.left(now);
        until = now;
        return cost > 0 ? inHost(cost, now) : CONTINUES;
    }

    private long halt(long now) {
        long wake = kicked ? now : vm.guest().wakeUp(index, now);
        if (wake <= now) {
            phase = VcpuPhase.ENTERING;
            return CONTINUES;
        }
        if (haltPoll > 0 && !polled && dispatcher.roster().isAlone(this)) {
            polled = true;
            solitary = true;
            phase = VcpuPhase.POLLING;
            return inHost(Math.min(haltPoll, wake - now), now);
        }
        arm(wake, now);
        phase = VcpuPhase.ENTERING;
        return BLOCKS;
    }

    /** A thread of a paused VM looks whether it may go on, which it may not, and sleeps again. */
    private long lookAgain(long now) {
        asleep = poll;
        phase = VcpuPhase.EXITING;
        long cost = kernel().sleepCost().picoseconds();
        return cost > 0 ? inHost(cost, now) : CONTINUES;
    }

    /** The VMM's code on this thread sleeps, as any program does with clock_nanosleep. */
    private long sleepInVmm(long now) {
        long slack = policy.isRealTime() ? 0 : kernel().timerSlack().picoseconds();
        sleepsUntil = now + asleep + slack + kernel().timerLatency().picoseconds();
        asleep = 0;
        phase = VcpuPhase.ENTERING;
        set(sleepsUntil, now);
        return BLOCKS;
    }

    /** The vCPU arrives on a host before its VM's memory. */
    void missPages(MissingPages pages, long now) {
        faults.arrive(pages, now);
    }

    /** Times that it touched a page that was still on its way after a post-copy migration. */
    public long pageFaults() {
        return faults.count();
    }

    private long awaitPage(long now) {
        sleepsUntil = faults.take(now);
        phase = VcpuPhase.ENTERING;
        set(sleepsUntil, now);
        return BLOCKS;
    }

    @Override
    ThreadState asleep() {
        return poll > 0 ? ThreadState.PAUSED : ThreadState.IDLE;
    }

    private HostKernelOptions kernel() {
        return dispatcher.facts().kernel();
    }

    private long stopPolling() {
        solitary = false;
        phase = VcpuPhase.HALTING;
        return CONTINUES;
    }

    private long goOff() {
        phase = VcpuPhase.ENTERING;
        return ENDS;
    }

    private long giveWay(long now) {
        set(now + injected.begin(totalRunDelay()), now);
        return STRUCK;
    }

    private long inHost(long time, long now) {
        account(ThreadState.IN_HOST, now);
        until = now + time;
        return until;
    }

    private long takeSpent() {
        long taken = spent;
        spent = 0;
        return taken;
    }

    // ---- timers and interrupts ----

    private void set(long instant, long now) {
        timerSetAt = now;
        loop.schedule(timer, instant, EventKinds.TIMER);
    }

    private void arm(long wake, long now) {
        if (wake != GuestSystem.NEVER) {
            set(wake + kernel().timerLatency().picoseconds(), now);
        }
    }

    @Override
    void timerExpired(long now) {
        if (struck) {
            dispatcher.recover(this, now);
        } else if (condition == Condition.BLOCKED) {
            sleepsUntil = NEVER;
            dispatcher.wake(this, Arrival.WAKEUP, now);
        }
    }

    /**
     * An interrupt for the vCPU; one that is not there, or on no host, does not get it, and one whose thread sleeps in the VMM
     * finds it when it enters the guest again.
     */
    void kick(long now) {
        if (dispatcher == null || sleepsUntil != NEVER) {
            return;
        }
        if (condition == Condition.BLOCKED) {
            loop.cancel(timer);
            dispatcher.wake(this, Arrival.WAKEUP, now);
            dispatcher.settleSoon();
        } else if (condition == Condition.RUNNABLE) {
            kicked = true;
            if (dispatcher.roster().runs(this) && (phase == VcpuPhase.GUEST || phase == VcpuPhase.POLLING)) {
                dispatcher.interrupt(this);
            }
        }
    }

    /** The counters are others now: if guest code executes, it says anew what it does next. */
    void lookAtClock() {
        if (dispatcher != null
                && condition == Condition.RUNNABLE
                && phase == VcpuPhase.GUEST
                && dispatcher.roster().runs(this)) {
            kicked = true;
            dispatcher.interrupt(this);
        }
    }

    /** PSCI CPU_ON, or power-on of the VM; false for one that is not there, or on already, where the call fails. */
    boolean powerOn(long now) {
        if (dispatcher == null || condition != Condition.OFF) {
            return false;
        }
        dispatcher.wake(this, known ? Arrival.WAKEUP : Arrival.NEW, now);
        dispatcher.settleSoon();
        return true;
    }

    /** A halted vCPU asks for its timer again: the clock may be another one now. What the VMM does takes as long as it takes. */
    @Override
    boolean wakesAfterHold(long now) {
        if (sleepsUntil != NEVER) {
            boolean enough = sleepsUntil <= now;
            if (enough) {
                sleepsUntil = NEVER;
            } else {
                set(sleepsUntil, now);
            }
            return enough;
        }
        long wake = vm.guest().wakeUp(index, now);
        if (wake <= now) {
            return true;
        }
        arm(wake, now);
        return false;
    }

    void cancelTimer() {
        loop.cancel(timer);
    }

    /** The VMM keeps it out of the guest until {@link #letIn}; its thread looks now and then whether that is over. */
    void keepOut(long period, long now) {
        poll = period;
        if (condition == Condition.BLOCKED && sleepsUntil == NEVER) {
            loop.cancel(timer);
            dispatcher.wake(this, Arrival.WAKEUP, now);
        } else if (condition == Condition.RUNNABLE && dispatcher.roster().runs(this)) {
            dispatcher.interrupt(this);
        }
    }

    void letIn() {
        poll = 0;
    }

    // ---- what the hypervisor and the guest do to it ----

    /** Guest software makes the VMM do something for which the thread sleeps. */
    void exitToVmm(long time) {
        asleep = time;
    }

    void spend(long picoseconds) {
        spent += picoseconds;
    }

    void trap() {
        trapped = true;
    }

    // ---- saving ----

    SavedVm.VcpuActivity activity() {
        if (condition == Condition.OFF || phase == VcpuPhase.GOING_OFF) {
            return SavedVm.VcpuActivity.OFF;
        }
        if (sleepsUntil != NEVER || phase == VcpuPhase.EXITING) {
            return SavedVm.VcpuActivity.RUNNABLE;
        }
        boolean halting = !kicked && (phase == VcpuPhase.HALTING || phase == VcpuPhase.POLLING);
        return condition == Condition.BLOCKED || halting ? SavedVm.VcpuActivity.HALTED : SavedVm.VcpuActivity.RUNNABLE;
    }

    /** Is about to do what it did when it was saved; it is on no host, and held. */
    void restore(SavedVm.VcpuActivity activity, long now) {
        phase = VcpuPhase.ENTERING;
        until = 0;
        hostLeft = 0;
        spent = 0;
        asleep = 0;
        sleepsUntil = NEVER;
        poll = 0;
        faults.forget();
        trapped = false;
        kicked = false;
        polled = false;
        injected.forgetWait();
        condition = switch (activity) {
            case RUNNABLE -> Condition.RUNNABLE;
            case HALTED -> Condition.BLOCKED;
            case OFF -> Condition.OFF;
        };
        account(condition == Condition.OFF ? ThreadState.OFFLINE : ThreadState.PAUSED, now);
    }
}
