package org.foliot.run.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.observation.Metric;
import org.foliot.api.observation.Metrics;
import org.foliot.api.observation.Subject;
import org.foliot.guest.GuestMetrics;
import org.foliot.guest.monitor.Monitored;
import org.foliot.machine.Host;
import org.foliot.machine.Task;
import org.foliot.machine.ThreadState;
import org.foliot.machine.Vcpu;
import org.foliot.machine.Vm;
import org.foliot.program.GroupDescription;
import org.foliot.program.ProcessDescription;
import org.foliot.program.SubjectRef;
import org.foliot.run.RunSink;
import org.foliot.run.formula.MetricReader;
import org.foliot.run.formula.MetricSource;
import org.foliot.time.Duration;

/** Reads the metrics of a world. */
public final class WorldMetrics implements MetricSource {
    private final World world;

    public WorldMetrics(World world) {
        this.world = world;
    }

    /** Every metric of everything, in the order of the program. */
    public List<RunSink.Column> all() {
        List<RunSink.Column> all = new ArrayList<>();
        for (SubjectRef subject : subjects()) {
            for (Metric metric : Metrics.all()) {
                if (metric.subject() == subject.kind()) {
                    all.add(new RunSink.Column(subject, metric));
                }
            }
        }
        return all;
    }

    private List<SubjectRef> subjects() {
        List<SubjectRef> subjects = new ArrayList<>();
        world.hosts().forEach((name, unit) -> {
            subjects.add(new SubjectRef(Subject.HOST, name, ""));
            for (int cpu = 0; cpu < unit.host().cpus(); cpu++) {
                subjects.add(SubjectRef.numbered(Subject.CPU, name, cpu));
            }
            for (GroupDescription group : unit.description().groups()) {
                subjects.add(new SubjectRef(Subject.GROUP, name, group.name()));
            }
            unit.tasks().keySet().forEach(task -> subjects.add(new SubjectRef(Subject.TASK, name, task)));
        });
        world.guests().forEach((name, unit) -> {
            subjects.add(new SubjectRef(Subject.GUEST, name, ""));
            for (int vcpu = 0; vcpu < unit.vm().vcpus().size(); vcpu++) {
                subjects.add(SubjectRef.numbered(Subject.VCPU, name, vcpu));
            }
            for (ProcessDescription process : unit.description().processes()) {
                subjects.add(new SubjectRef(Subject.PROCESS, name, process.name()));
            }
        });
        return subjects;
    }

    @Override
    public MetricReader reader(SubjectRef subject, Metric metric) {
        if (subject.kind() != metric.subject()) {
            throw new IllegalArgumentException(
                    subject + " is no " + metric.subject().title());
        }
        Optional<MetricReader> reader =
                switch (subject.kind()) {
                    case HOST -> host(metric.name(), world.host(subject).host());
                    case CPU -> cpu(metric.name(), world.host(subject).host(), subject.number());
                    case GROUP -> group(metric.name(), world.host(subject).host(), subject.name());
                    case TASK -> task(metric.name(), world.host(subject).tasks().get(subject.name()));
                    case GUEST -> guest(metric.name(), world.guest(subject));
                    case VCPU -> vcpu(metric.name(), world.guest(subject), subject.number());
                    case PROCESS ->
                        process(
                                metric.name(),
                                world.guest(subject),
                                world.guest(subject).process(subject.name()));
                };
        return reader.orElseThrow(
                () -> new IllegalArgumentException(subject + " has no metric " + metric.name() + " in this simulator"));
    }

    private static Optional<MetricReader> host(String name, Host host) {
        return name.equals("switches") ? Optional.of(now -> host.switches()) : Optional.empty();
    }

    private static Optional<MetricReader> cpu(String name, Host host, int cpu) {
        return Optional.ofNullable(
                switch (name) {
                    case "busy" -> now -> host.busy(cpu, now);
                    case "idle" -> now -> host.idle(cpu, now);
                    case "switches" -> now -> host.switches(cpu);
                    default -> null;
                });
    }

    private static Optional<MetricReader> group(String name, Host host, String group) {
        return Optional.ofNullable(
                switch (name) {
                    case "ran" -> now -> host.groups().ran(group, now);
                    case "throttled" -> now -> host.groups().throttledTime(group, now);
                    case "throttles" -> now -> host.groups().throttles(group);
                    default -> null;
                });
    }

    private static Optional<MetricReader> task(String name, Task task) {
        return Optional.ofNullable(
                switch (name) {
                    case "ran" -> task::ran;
                    case "waiting" -> now -> task.time(ThreadState.WAITING, now);
                    case "run_delay" -> now -> task.totalRunDelay();
                    case "slices" -> now -> task.slices();
                    case "jobs" -> now -> task.jobs();
                    case "skipped" -> now -> task.skipped();
                    case "response" -> now -> task.longestResponse();
                    default -> null;
                });
    }

    private static Optional<MetricReader> guest(String name, GuestUnit unit) {
        Vm vm = unit.vm();
        Vcpu[] vcpus = vm.vcpus().toArray(Vcpu[]::new);
        GuestMetrics inside = unit.guest().metrics();
        return Optional.ofNullable(
                switch (name) {
                    case "elapsed" -> vm::elapsed;
                    case "paused" -> vm::paused;
                    case "corruptions" -> now -> vm.memory().corruptions();
                    case "footprint" ->
                        hosted(unit, now -> vm.steal()
                                .map(StealMemory::hostFootprint)
                                .orElse(0L));
                    case "update_cost" -> now -> sum(vcpus, v -> v.stealCounts().cost());
                    case "steal_updates" ->
                        now -> sum(vcpus, v -> v.stealCounts().updates());
                    case "pvtime_cpus" -> now -> inside.pvtimeCpus();
                    case "pvtime_probed" -> now -> inside.pvtimeProbed();
                    case "unguarded_errata" ->
                        hosted(unit, now -> unit.holdings().unguardedErrata());
                    case "vanished_features" ->
                        hosted(unit, now -> unit.holdings().vanishedFeatures());
                    case "booted" -> now -> inside.booted();
                    case "clock" -> hosted(unit, inside::clock);
                    case "clock_gettime" -> hosted(unit, now -> inside.clockGettime());
                    case "vdso_clock" -> hosted(unit, inside::vdsoClock);
                    case "firmware_stall" -> hosted(unit, inside::firmwareStall);
                    case "clock_error" -> hosted(unit, inside::clockError);
                    case "clock_frequency" -> hosted(unit, now -> inside.clockFrequency());
                    default -> null;
                });
    }

    private static long sum(Vcpu[] vcpus, ToLongFunction<Vcpu> of) {
        long sum = 0;
        for (Vcpu vcpu : vcpus) {
            sum += of.applyAsLong(vcpu);
        }
        return sum;
    }

    private static Optional<MetricReader> vcpu(String name, GuestUnit unit, int number) {
        Vcpu vcpu = unit.vm().vcpus().get(number);
        GuestMetrics inside = unit.guest().metrics();
        return Optional.ofNullable(
                switch (name) {
                    case "running" -> now -> vcpu.time(ThreadState.RUNNING, now);
                    case "waiting" -> now -> vcpu.time(ThreadState.WAITING, now);
                    case "idle" -> now -> vcpu.time(ThreadState.IDLE, now);
                    case "in_host" -> now -> vcpu.time(ThreadState.IN_HOST, now);
                    case "paused" -> now -> vcpu.time(ThreadState.PAUSED, now);
                    case "offline" -> now -> vcpu.time(ThreadState.OFFLINE, now);
                    case "run_delay" -> now -> vcpu.totalRunDelay();
                    case "stolen" -> hosted(unit, now -> stolen(unit.vm(), number));
                    case "steal_clock" -> hosted(unit, now -> inside.stealClock(number));
                    case "steal_updates" -> now -> vcpu.stealCounts().updates();
                    case "loads" -> now -> vcpu.loads();
                    case "update_cost" -> now -> vcpu.stealCounts().cost();
                    case "user_time" -> booked(unit, now -> inside.userTime(number, now));
                    case "nice_time" -> booked(unit, now -> inside.niceTime(number, now));
                    case "system_time" -> booked(unit, now -> inside.systemTime(number, now));
                    case "idle_time" -> booked(unit, now -> inside.idleTime(number, now));
                    case "steal_time" -> booked(unit, now -> inside.stealTime(number, now));
                    case "clock_task" -> booked(unit, now -> inside.clockTask(number, now));
                    case "page_faults" -> now -> vcpu.pageFaults();
                    case "sched_clock" -> hosted(unit, now -> inside.schedClock(number, now));
                    case "udelay" -> hosted(unit, now -> inside.udelay(number, now));
                    case "profile_clock" -> hosted(unit, now -> inside.profileClock(number, now));
                    case "counter" -> hosted(unit, now -> counter(unit.vm(), number, now));
                    case "physical_counter" -> hosted(unit, now -> physicalCounter(unit.vm(), number, now));
                    case "event_stream" -> hosted(unit, now -> inside.eventStream(number));
                    case "spurious_timers" -> now -> inside.spuriousTimers(number);
                    default -> null;
                });
    }

    private static long counter(Vm vm, int vcpu, long now) {
        VirtualMachine device = vm.device().orElse(null);
        return device == null || vcpu >= vm.present() ? 0 : device.clock().virtualCounter(vcpu, now);
    }

    private static long physicalCounter(Vm vm, int vcpu, long now) {
        VirtualMachine device = vm.device().orElse(null);
        return device == null || vcpu >= vm.present() ? 0 : device.clock().physicalCounter(vcpu, now);
    }

    private static Optional<MetricReader> process(String name, GuestUnit unit, int process) {
        GuestMetrics inside = unit.guest().metrics();
        return Optional.ofNullable(
                switch (name) {
                    case "charged" -> booked(unit, now -> inside.charged(process, now));
                    case "ran" -> booked(unit, now -> inside.ran(process, now));
                    case "run_delay" -> booked(unit, now -> inside.runDelay(process, now));
                    case "jobs" -> booked(unit, now -> inside.jobs(process, now));
                    case "skipped" -> booked(unit, now -> inside.skipped(process, now));
                    case "response" -> booked(unit, now -> inside.response(process, now));
                    case "offset" -> booked(unit, now -> inside.offset(process, now));
                    case "soft_lockups" -> booked(unit, now -> inside.softLockups(process, now));
                    case "steps" -> booked(unit, now -> inside.steps(process, now));
                    case "gave_up" -> booked(unit, now -> inside.gaveUp(process, now));
                    default ->
                        Monitored.find(name)
                                .map(m -> booked(unit, now -> inside.monitored(process, m, now)))
                                .orElse(null);
                });
    }

    /** A metric that a guest's kernel brings up to date when it is looked at. */
    private static MetricReader booked(GuestUnit unit, MetricReader reader) {
        return new HostedReader(unit, reader, false);
    }

    /** A metric that can only be seen while a host has the guest. */
    private static MetricReader hosted(GuestUnit unit, MetricReader reader) {
        return new HostedReader(unit, reader, true);
    }

    private static long stolen(Vm vm, int vcpu) {
        VirtualMachine device = vm.device().orElse(null);
        return device == null || vcpu >= vm.present() ? 0 : device.stolenTime(vcpu) * Duration.PS_PER_NANO;
    }
}
