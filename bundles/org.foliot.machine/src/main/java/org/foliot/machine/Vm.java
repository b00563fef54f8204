package org.foliot.machine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.api.observation.Subject;
import org.foliot.engine.EventLoop;
import org.foliot.machine.memory.SparseGuestMemory;
import org.foliot.time.Duration;

/**
 * One VM: its vCPUs and memory, the guest that runs in it, the host and hypervisor that run it at present, and what its VMM
 * can do to it.
 *
 * <p>The guest is one object for ever; the hypervisor's side is made anew at every start, arrival and restore. While its VMM
 * has stopped a VM, saves it or moves it, or has it on disk, its vCPUs are {@link ThreadState#PAUSED}, which is not waiting.
 * What is done to a VM takes effect at the present instant; what is not possible in its state is an {@link
 * IllegalStateException}.
 */
public final class Vm {
    /** Where a VM is in its life. */
    public enum State {
        /** Not started, or ended. */
        DOWN,
        /** Its vCPUs may run. */
        RUNNING,
        /** Stopped by its VMM. */
        PAUSED,
        /** Stopped by its VMM, which saves or moves it. */
        BUSY,
        /** On disk; no host knows it. */
        SUSPENDED
    }

    private final VmSpec spec;
    private final Host home;
    private final VmAssembly assembly;
    private final EventLoop loop;
    private final ObservationSink sink;
    private final int subject;
    private final Vcpu[] vcpus;
    private final SparseGuestMemory memory;
    private final GuestPlatform platform = new VmPlatform(this);

    private GuestSystem guest;
    private State state = State.DOWN;
    private boolean signalled;
    private int present;
    private final VmResidence residence = new VmResidence(this);
    private final VmMoves moves;

    private long started = HostThread.NEVER;
    /** How often the threads of a paused VM look whether they may go on; zero if they are told. */
    private Duration polling = Duration.ZERO;

    private long paused;
    private long pausedSince = HostThread.NEVER;

    Vm(VmSpec spec, Host home, VmFactory factory, EventLoop loop, Subjects subjects, ObservationSink sink) {
        this.spec = spec;
        this.home = home;
        this.loop = loop;
        this.sink = sink;
        this.subject = subjects.add(Subject.GUEST, spec.name());
        this.present = initiallyPresent();
        this.vcpus = new Vcpu[spec.vcpus().size()];
        for (int i = 0; i < vcpus.length; i++) {
            int number = subjects.add(Subject.VCPU, spec.name() + ".vcpu[" + i + "]");
            vcpus[i] = new Vcpu(this, i, number, spec.costs(), loop, sink);
        }
        this.memory = new SparseGuestMemory(home.facts().pageSize(), this::corrupted);
        this.assembly = new VmAssembly(this, factory);
        this.moves = new VmMoves(this, assembly, residence, loop);
    }

    private int initiallyPresent() {
        return (int) spec.vcpus().stream().filter(VcpuSpec::present).count();
    }

    /** Says what runs inside; once, before the first start. */
    void install(GuestSystem system) {
        guest = system;
    }

    // ---- what it is ----

    /** Name of the guest. */
    public String name() {
        return spec.name();
    }

    /** How it was declared. */
    public VmSpec spec() {
        return spec;
    }

    /** Number of the guest among {@link Subjects}. */
    public int subject() {
        return subject;
    }

    /** Where it is in its life. */
    public State state() {
        return state;
    }

    /** The host that it is on, if any. */
    public Optional<Host> host() {
        return Optional.ofNullable(residence.host());
    }

    /** Every vCPU that it can ever have. */
    public List<Vcpu> vcpus() {
        return Collections.unmodifiableList(Arrays.asList(vcpus));
    }

    /** vCPUs that are there: 0 to this number − 1. */
    public int present() {
        return present;
    }

    /** Its memory, which stays one object wherever the VM goes. */
    public SparseGuestMemory memory() {
        return memory;
    }

    /** What runs inside. */
    public GuestSystem guest() {
        return guest;
    }

    /** The virtual hardware as the guest sees it. */
    public GuestPlatform platform() {
        return platform;
    }

    /** The guest side of the present hypervisor's PV-time ABI, for a guest kernel that starts. */
    public PvTimeDriver driver(PvTimeDriver.Setup setup) {
        return machine().driver(platform, setup);
    }

    /** The clocks that the present hypervisor offers to a guest kernel that starts. */
    public ClockDriver clocks(ClockDriver.Setup setup) {
        return machine().clocks(platform, setup);
    }

    /** The VM as the present host's hypervisor runs it, if it is on a host. */
    public Optional<VirtualMachine> device() {
        return Optional.ofNullable(residence.machine());
    }

    /** The present stolen-time memory; absent for a guest without stolen time, and on no host. */
    public Optional<StealMemory> steal() {
        return residence.steal();
    }

    /** Time since it was first started, in picoseconds; 0 before. */
    public long elapsed(long now) {
        return started == HostThread.NEVER ? 0 : now - started;
    }

    /** Time in which its VMM had stopped it, saved it, moved it, or had it on disk, in picoseconds. */
    public long paused(long now) {
        return pausedSince == HostThread.NEVER ? paused : paused + (now - pausedSince);
    }

    boolean isSomewhere() {
        return residence.isSomewhere();
    }

    VirtualMachine machine() {
        VirtualMachine machine = residence.machine();
        if (machine == null) {
            throw new IllegalStateException("guest " + name() + " is on no host");
        }
        return machine;
    }

    Vcpu vcpu(int index) {
        return vcpus[index];
    }

    long now() {
        return loop.now();
    }

    void observe(ObservationKind kind, int vcpu, long a, long b) {
        if (sink != ObservationSink.NONE) {
            boolean ofVcpu = kind.subject() == Subject.VCPU || kind.subject() == Subject.PROCESS;
            sink.observe(kind, ofVcpu ? vcpus[vcpu].subject : subject, now(), a, b);
        }
    }

    private void corrupted(long address, long corruptions) {
        if (!assembly.isRehearsing()) {
            observe(Observations.CORRUPTION, 0, address, corruptions);
        }
    }

    // ---- life and death ----

    /** Why the VM could not start on its home host, in which case {@link #start} refuses; nothing changes. */
    public List<Refusal> obstacles() {
        require(state == State.DOWN, "started");
        List<Refusal> obstacles = assembly.misplaced(home, declaredTraits());
        return obstacles.isEmpty() ? assembly.rehearse(home, Optional.empty()) : obstacles;
    }

    /** Why the threads of its vCPUs could not be on a host; whoever moves it there is refused for that. */
    public List<Refusal> misplacements(Host host, List<ThreadSpec> traits) {
        return assembly.misplaced(host, traits);
    }

    /**
     * Starts the VM on its home host: the VMM makes it, sets it up and powers it on.
     *
     * @return why not, empty if it was started
     */
    public List<Refusal> start() {
        List<Refusal> obstacles = obstacles();
        if (!obstacles.isEmpty()) {
            return obstacles;
        }
        present = initiallyPresent();
        VmAssembly.Result made = assembly.make(home, Optional.empty(), false);
        if (!made.refusals().isEmpty()) {
            return made.refusals();
        }
        long now = now();
        begin(now);
        residence.enter(home, made, declaredTraits());
        state = State.RUNNING;
        home.dispatcher().open();
        guest.powerOn(now);
        vcpus[0].powerOn(now);
        home.dispatcher().settle(now);
        return List.of();
    }

    void begin(long now) {
        if (started == HostThread.NEVER) {
            started = now;
            for (Vcpu vcpu : vcpus) {
                vcpu.begin(now);
            }
        }
    }

    private List<ThreadSpec> declaredTraits() {
        return spec.vcpus().stream().map(VcpuSpec::thread).toList();
    }

    /** Ends the VM as by killing its VMM; it can be started again, with empty memory. */
    public void stop() {
        require(state != State.DOWN, "stopped");
        long now = now();
        moves.cancel();
        if (residence.isSomewhere()) {
            residence.end();
        }
        for (Vcpu vcpu : vcpus) {
            vcpu.restore(SavedVm.VcpuActivity.OFF, now);
            vcpu.holds = 0;
        }
        countPause(false, now);
        signalled = false;
        polling = Duration.ZERO;
        state = State.DOWN;
    }

    // ---- stopping and going on ----

    /** QMP stop: the VMM keeps the vCPUs out of the guest and tells the hypervisor. */
    public void pause() {
        requireVmm(state == State.RUNNING && !isCopying(), "paused");
        freeze();
        state = State.PAUSED;
    }

    /**
     * The same by a VMM that does not tell its threads when the pause is over: they look now and then.
     *
     * @param poll how often, more than 0
     */
    public void pause(Duration poll) {
        requireVmm(state == State.RUNNING && !isCopying(), "paused");
        polling = poll;
        residence.keepOut(poll);
        countPause(true, now());
        state = State.PAUSED;
    }

    /** QMP cont: ends {@link #pause}. */
    public void resume() {
        requireVmm(state == State.PAUSED && !isCopying(), "resumed");
        if (polling.isZero()) {
            thaw();
        } else {
            polling = Duration.ZERO;
            residence.letIn();
            countPause(false, now());
            state = State.RUNNING;
        }
    }

    void freeze() {
        residence.freeze();
        countPause(true, now());
    }

    void thaw() {
        residence.thaw();
        countPause(false, now());
        state = State.RUNNING;
    }

    void countPause(boolean pausing, long now) {
        if (pausing == (pausedSince == HostThread.NEVER)) {
            paused = paused(now);
            pausedSince = pausing ? now : HostThread.NEVER;
        }
    }

    /** Stops all threads as SIGSTOP of the VMM does: neither the VMM nor the hypervisor knows, so clocks run on. */
    public void sigstop() {
        require(isUpAndIdle() && !signalled, "stopped by SIGSTOP");
        signalled = true;
        residence.signal(true);
    }

    /** Lets them go on as SIGCONT does. */
    public void sigcont() {
        require(signalled, "continued by SIGCONT");
        signalled = false;
        residence.signal(false);
    }

    /**
     * Hot-adds a vCPU, which is off until the guest powers it on.
     *
     * @param index number of the next absent vCPU
     */
    public void addVcpu(int index) {
        requireVmm(isUpAndIdle(), "given another vCPU");
        if (index != present || index >= vcpus.length) {
            throw new IllegalStateException("guest " + name() + " has " + present + " of at most " + vcpus.length
                    + " vCPUs: vCPU " + index + " is not the next");
        }
        residence.addThread();
        present++;
        if (state == State.PAUSED) {
            if (polling.isZero()) {
                vcpus[index].holdFromOutside(HostThread.HELD_BY_VMM);
            } else {
                vcpus[index].keepOut(polling.picoseconds(), now());
            }
        }
        machine().vcpuAdded(index);
    }

    /** The guest software is replaced without notice to the host, by kexec or a crash kernel. */
    public void guestReplaced() {
        steal().ifPresent(StealMemory::guestReplaced);
    }

    // ---- saving and moving ----

    /**
     * Writes a snapshot, for which the VM is stopped; it goes on as before.
     *
     * @param takes how long that takes
     * @param whenDone is given the snapshot when it is written
     */
    public void snapshot(Duration takes, Consumer<SavedVm> whenDone) {
        moves.snapshot(takes, whenDone);
    }

    /**
     * Suspends the VM to disk: it is stopped, saved, and then ended.
     *
     * @param takes how long saving takes
     * @param beside what is to be kept in the file with it
     */
    public void suspend(Duration takes, byte[] beside) {
        moves.suspend(takes, beside);
    }

    /** The file that it is in while it is suspended to disk. */
    public Optional<VmFile> disk() {
        return moves.disk();
    }

    /**
     * Something has happened to the file that it is in.
     *
     * @throws IllegalStateException while it is not suspended to disk
     */
    public void damageDisk(VmFile changed) {
        require(state == State.SUSPENDED, "damaged on disk");
        moves.disk(changed);
    }

    /**
     * Lets a VM on disk go on.
     *
     * @param where the host
     * @param traits how its vCPUs' threads are scheduled there, one per vCPU that it can have
     * @return why not, empty if it goes on; a refused one stays on disk
     */
    public List<Refusal> resume(Host where, List<ThreadSpec> traits) {
        require(state == State.SUSPENDED, "resumed from disk");
        return moves.resume(where, traits);
    }

    /**
     * Replaces the VM by a snapshot of it, which runs, with the guest's software as it was then.
     *
     * @param saved the snapshot
     * @param where the host
     * @param traits how its vCPUs' threads are scheduled there, one per vCPU that it can have
     * @return why not, empty if it goes on; a refused one is as it was
     */
    public List<Refusal> restore(SavedVm saved, Host where, List<ThreadSpec> traits) {
        require(state != State.BUSY && !signalled && !moves.isCopying(), "restored");
        return moves.restore(saved, where, traits);
    }

    /**
     * Moves the VM to a host: copies its memory while it runs, if that is how it is transferred, then stops and saves it, and
     * lets it go on there after the downtime. Whether the destination can take it is found out before anything moves, when it
     * is stopped, and at the end of the downtime; a VM that is refused goes on where it is, unharmed.
     *
     * @param destination where to
     * @param traits how its vCPUs' threads are scheduled there, one per vCPU that it can have
     * @param transfer how its memory gets there
     * @param force whether to go on although its state is refused: what cannot be restored then begins anew
     * @param whenEnded is told how it ended, unless it is refused at once
     * @return why it is refused at once, empty if it is on its way
     */
    public List<Refusal> migrate(
            Host destination, List<ThreadSpec> traits, Transfer transfer, boolean force, MoveListener whenEnded) {
        requireVmm(isUpAndIdle(), "migrated");
        return moves.migrate(destination, traits, transfer, force, whenEnded);
    }

    /** Whether its memory is being copied to another host while it runs; its VMM does nothing else meanwhile. */
    public boolean isCopying() {
        return moves.isCopying();
    }

    /** The VMM stops it to save it; returns whether it ran. */
    boolean stopForSaving(String participle) {
        requireVmm(isUpAndIdle(), participle);
        boolean running = state == State.RUNNING;
        holdForSaving();
        state = State.BUSY;
        return running;
    }

    /** Its threads are stopped, and told when they may go on: those too that looked now and then. */
    void holdForSaving() {
        if (state == State.RUNNING || !polling.isZero()) {
            polling = Duration.ZERO;
            freeze();
        }
    }

    /** Ends {@link #stopForSaving}. */
    void goOn(boolean running) {
        state = State.PAUSED;
        if (running) {
            thaw();
        }
    }

    void onDisk() {
        state = State.SUSPENDED;
    }

    /** Takes the vCPUs of a saved VM, held by the VMM, whose threads have left the host that it was on. */
    void take(List<SavedVm.VcpuActivity> activities) {
        present = activities.size();
        for (int i = 0; i < vcpus.length; i++) {
            vcpus[i].holds = HostThread.HELD_BY_VMM;
            vcpus[i].restore(i < present ? activities.get(i) : SavedVm.VcpuActivity.OFF, now());
        }
    }

    /** Whether it is on a host, and its VMM has nothing else to do. */
    private boolean isUpAndIdle() {
        return (state == State.RUNNING || state == State.PAUSED) && !moves.isCopying();
    }

    private void requireVmm(boolean possible, String participle) {
        if (signalled) {
            throw new IllegalStateException(
                    "guest " + name() + " cannot be " + participle + ": its VMM is stopped by SIGSTOP");
        }
        require(possible, participle);
    }

    private void require(boolean possible, String participle) {
        if (!possible) {
            throw new IllegalStateException("guest " + name() + " cannot be " + participle + " while it is "
                    + (isCopying() ? "copied" : state.name().toLowerCase(Locale.ROOT)));
        }
    }
}
