package org.foliot.guest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.foliot.api.guest.ClockDriver;
import org.foliot.api.guest.GuestPlatform;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.guest.PvTimeDriver;
import org.foliot.api.guest.SystemCounter;
import org.foliot.api.hypervisor.Registers;
import org.foliot.api.hypervisor.VirtualClock;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Observations;
import org.foliot.engine.RandomStreams;
import org.foliot.time.Frequency;

/**
 * The smallest machine that can run a guest: each vCPU executes whenever it wants to and a processor is granted to it; waiting
 * while it wants to is stolen, and shown when it executes again.
 */
final class TestMachine implements GuestPlatform, Drivers {
    /** How much may happen at one instant. */
    private static final int PATIENCE = 1_000;

    /** What a vCPU is doing. */
    enum State {
        OFF,
        HALTED,
        WAITING,
        EXECUTING
    }

    /** Something that was observed. */
    record Seen(long at, ObservationKind kind, int vcpu, long a, long b) {}

    private record Event(long at, long order, Runnable action) {}

    final TestClock clock;
    final TestMemory memory = new TestMemory();
    final List<Seen> seen = new ArrayList<>();
    final List<TestDriver> drivers = new ArrayList<>();
    /** Exits to the VMM, with the time asleep. */
    final List<Long> exits = new ArrayList<>();

    Consumer<TestDriver> onDriver = d -> {};
    /** The clocks that kernels find. */
    Function<ClockDriver.Setup, ClockDriver> clocks = setup -> new SystemCounter(this);

    int resets;
    /** Whether observations are let pass. */
    boolean blind;

    private final int cpus;
    private final State[] state;
    private final boolean[] granted;
    private final long[] since;
    private final long[] next;
    private final long[] executed;
    private final long[] waited;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Deque<Integer> kicks = new ArrayDeque<>();
    private Guest guest;
    private long order;
    private long now;

    TestMachine(int cpus, Frequency frequency) {
        this.cpus = cpus;
        this.clock = new TestClock(frequency);
        this.state = new State[cpus];
        this.granted = new boolean[cpus];
        this.since = new long[cpus];
        this.next = new long[cpus];
        this.executed = new long[cpus];
        this.waited = new long[cpus];
        java.util.Arrays.fill(state, State.OFF);
        java.util.Arrays.fill(granted, true);
    }

    /** A guest on a machine with a 100 MHz counter, switched on. */
    static TestMachine with(GuestSpec spec) {
        TestMachine machine = new TestMachine(spec.vcpus(), Frequency.ofMegahertz(100));
        machine.start(spec);
        return machine;
    }

    /** Switches a guest on. */
    Guest start(GuestSpec spec) {
        guest = new Guest(spec, this, this, new RandomStreams(1));
        guest.powerOn(now);
        powerOn(0);
        return guest;
    }

    Guest guest() {
        return guest;
    }

    @Override
    public ClockDriver clocks(GuestPlatform platform, ClockDriver.Setup setup) {
        return clocks.apply(setup);
    }

    @Override
    public TestDriver stolenTime(PvTimeDriver.Setup setup) {
        TestDriver driver = new TestDriver(setup, cpus);
        drivers.add(driver);
        onDriver.accept(driver);
        return driver;
    }

    TestDriver driver() {
        return drivers.get(drivers.size() - 1);
    }

    /** Does something at an instant. */
    void at(long instant, Runnable action) {
        events.add(new Event(instant, order++, action));
    }

    /** Gives a vCPU a processor or takes it away. */
    void grant(int vcpu, boolean on) {
        granted[vcpu] = on;
        if (!on && state[vcpu] == State.EXECUTING) {
            guest.exit(vcpu, now);
            become(vcpu, State.WAITING);
        } else if (on && state[vcpu] == State.WAITING) {
            enter(vcpu);
        }
    }

    /** Takes the processor of a vCPU away for a while. */
    void preempt(int vcpu, long from, long length) {
        at(from, () -> grant(vcpu, false));
        at(from + length, () -> grant(vcpu, true));
    }

    /** A competitor that runs every other slice, beginning at an instant. */
    void share(int vcpu, long slice, long from, long to) {
        for (long t = from; t < to; t += 2 * slice) {
            preempt(vcpu, t, slice);
        }
    }

    /** The VMM stops all vCPUs for a while, and the counter if asked; nothing is stolen. */
    void pause(long from, long length, boolean stopsCounter) {
        List<Integer> paused = new ArrayList<>();
        at(from, () -> {
            for (int i = 0; i < cpus; i++) {
                if (state[i] == State.EXECUTING) {
                    guest.exit(i, now);
                    become(i, State.WAITING);
                }
                granted[i] = false;
                paused.add(i);
            }
            if (stopsCounter) {
                clock.freeze();
                guest.clockChanged(now);
            }
        });
        at(from + length, () -> {
            if (stopsCounter) {
                clock.thaw();
                guest.clockChanged(now);
            }
            for (int i : paused) {
                since[i] = now;
                granted[i] = true;
            }
            for (int i : paused) {
                if (state[i] == State.WAITING) {
                    enter(i);
                }
            }
        });
    }

    /** Changes the counter while nothing executes. */
    void changeClock(Runnable change) {
        List<Integer> interrupted = new ArrayList<>();
        for (int i = 0; i < cpus; i++) {
            if (state[i] == State.EXECUTING) {
                guest.exit(i, now);
                interrupted.add(i);
                become(i, State.WAITING);
            }
        }
        change.run();
        guest.clockChanged(now);
        interrupted.forEach(this::enter);
    }

    /** Saves the guest and lets the copy go on, with no time in between. */
    void replaceByCopy() {
        List<Integer> executing = new ArrayList<>();
        for (int i = 0; i < cpus; i++) {
            if (state[i] == State.EXECUTING) {
                guest.exit(i, now);
                become(i, State.WAITING);
                executing.add(i);
            }
        }
        guest.restore(guest.save());
        guest.clockChanged(now);
        executing.forEach(this::enter);
    }

    /** Lets time pass. */
    void runUntil(long instant) {
        int stalled = 0;
        while (true) {
            interrupts();
            int first = -1;
            long earliest = Long.MAX_VALUE;
            for (int i = 0; i < cpus; i++) {
                long due = due(i);
                if (due < earliest) {
                    earliest = due;
                    first = i;
                }
            }
            boolean scripted = !events.isEmpty() && events.peek().at() < earliest;
            long due = scripted ? events.peek().at() : earliest;
            if (due > instant) {
                advance(instant);
                return;
            }
            stalled = due > now ? 0 : stalled + 1;
            if (stalled > PATIENCE) {
                throw new IllegalStateException("no progress at " + now);
            }
            advance(due);
            if (scripted) {
                events.remove().action().run();
            } else if (state[first] == State.HALTED) {
                become(first, State.WAITING);
                if (granted[first]) {
                    enter(first);
                }
            } else {
                returned(first, guest.step(first, now));
            }
        }
    }

    private long due(int vcpu) {
        return switch (state[vcpu]) {
            case EXECUTING -> next[vcpu];
            case HALTED -> guest.wakeUp(vcpu, now);
            case OFF, WAITING -> Long.MAX_VALUE;
        };
    }

    /** The present is another. */
    void advance(long instant) {
        now = instant;
        clock.now(now);
    }

    private void enter(int vcpu) {
        long wait = now - since[vcpu];
        waited[vcpu] += wait;
        if (!drivers.isEmpty()) {
            driver().stolen[vcpu] += wait / 1000;
        }
        become(vcpu, State.EXECUTING);
        returned(vcpu, guest.enter(vcpu, now));
    }

    private void returned(int vcpu, long result) {
        if (result == GuestSystem.HALTED || result == GuestSystem.OFF) {
            guest.exit(vcpu, now);
            become(vcpu, result == GuestSystem.OFF ? State.OFF : State.HALTED);
        } else if (result < now) {
            throw new IllegalStateException("at " + now + " vCPU " + vcpu + " asks for " + result);
        } else {
            next[vcpu] = result;
        }
    }

    private void become(int vcpu, State what) {
        if (state[vcpu] == State.EXECUTING) {
            executed[vcpu] += now - since[vcpu];
        }
        state[vcpu] = what;
        since[vcpu] = now;
    }

    private void interrupts() {
        for (Integer kicked = kicks.poll(); kicked != null; kicked = kicks.poll()) {
            if (state[kicked] == State.EXECUTING) {
                returned(kicked, guest.interrupt(kicked, now));
            } else if (state[kicked] == State.HALTED) {
                become(kicked, State.WAITING);
                if (granted[kicked]) {
                    enter(kicked);
                }
            }
        }
    }

    State state(int vcpu) {
        return state[vcpu];
    }

    /** Picoseconds that a vCPU has executed. */
    long executed(int vcpu) {
        return executed[vcpu] + (state[vcpu] == State.EXECUTING ? now - since[vcpu] : 0);
    }

    /** Picoseconds that a vCPU has waited, booked when a wait ends. */
    long waited(int vcpu) {
        return waited[vcpu];
    }

    /** What was observed of a kind. */
    List<Seen> seen(ObservationKind kind) {
        return seen.stream().filter(s -> s.kind().equals(kind)).toList();
    }

    /** The stages that the guest reached. */
    List<GuestStage> stages() {
        return seen(Observations.GUEST_STAGE).stream()
                .map(s -> GuestStage.of((int) s.a()))
                .toList();
    }

    @Override
    public int vcpus() {
        return cpus;
    }

    @Override
    public GuestMemory memory() {
        return memory;
    }

    @Override
    public VirtualClock clock() {
        return clock;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void hypercall(int vcpu, Registers registers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void exitToVmm(int vcpu, long asleep) {
        exits.add(asleep);
    }

    @Override
    public void kick(int vcpu) {
        kicks.add(vcpu);
    }

    @Override
    public void powerOn(int vcpu) {
        if (state[vcpu] == State.OFF) {
            become(vcpu, State.WAITING);
            at(now, () -> {
                if (state[vcpu] == State.WAITING && granted[vcpu]) {
                    enter(vcpu);
                }
            });
        }
    }

    @Override
    public void systemReset() {
        resets++;
    }

    @Override
    public void observe(ObservationKind kind, int vcpu, long a, long b) {
        if (!blind) {
            seen.add(new Seen(now, kind, vcpu, a, b));
        }
    }
}
