package org.foliot.run.timeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.foliot.api.extension.KernelRelease;
import org.foliot.engine.EventLoop;
import org.foliot.machine.Host;
import org.foliot.machine.Quota;
import org.foliot.machine.Task;
import org.foliot.program.SubjectRef;
import org.foliot.run.RefusalReason;
import org.foliot.run.world.HostUnit;
import org.foliot.run.world.World;
import org.foliot.time.Duration;

/** What a timeline can do to a host, its processors, its groups and its tasks. */
final class HostVerbs {
    private static final Duration DEFAULT_PERIOD = Duration.ofMillis(100);

    private final World world;
    private final EventLoop loop;
    private final TimelineListener listener;
    private final Map<String, Alarm> resumptions = new HashMap<>();
    private final Map<Task, Alarm> continuations = new HashMap<>();
    private final Map<SubjectRef, Alarm> thaws = new HashMap<>();
    private final Set<Task> signalled = new HashSet<>();

    HostVerbs(World world, EventLoop loop, TimelineListener listener) {
        this.world = world;
        this.loop = loop;
        this.listener = listener;
    }

    /** Makes what a deed on a host will need. */
    void prepareHost(String host) {
        resumptions.computeIfAbsent(host, h -> new Alarm(loop));
    }

    /** Makes what freezing a group will need. */
    void prepareGroup(SubjectRef group) {
        thaws.computeIfAbsent(group, g -> new Alarm(loop));
    }

    /** Makes what stopping a task by a signal will need. */
    void prepareTask(Task task) {
        continuations.computeIfAbsent(task, t -> new Alarm(loop));
    }

    Reply play(Deed deed) {
        HostUnit unit = world.host(deed.target());
        return switch (deed.target().kind()) {
            case HOST -> host(unit, deed);
            case CPU -> cpu(unit.host(), deed);
            case GROUP -> group(unit, deed);
            case TASK -> task(unit, deed);
            default -> throw new IllegalArgumentException(deed.target() + " is not on a host");
        };
    }

    // ---- host ----

    private Reply host(HostUnit unit, Deed deed) {
        return switch (deed.verb()) {
            case "suspend" -> suspend(unit.host(), deed);
            case "resume" -> resume(unit.host(), deed);
            case "upgrade" -> upgrade(unit, deed);
            default -> throw new IllegalArgumentException("no host can " + deed.verb());
        };
    }

    private Reply suspend(Host host, Deed deed) {
        if (host.isSuspended()) {
            return Reply.refused(RefusalReason.HOST_SUSPENDED, "host " + host.name() + " is suspended already");
        }
        host.suspend();
        listener.processorsChanged(host, deed.now());
        if (deed.lasts() > 0) {
            resumptions.get(host.name()).set(deed.now() + deed.lasts(), now -> wake(host, now));
        }
        return Reply.DONE;
    }

    private Reply resume(Host host, Deed deed) {
        if (!host.isSuspended()) {
            return Reply.refused(RefusalReason.NOT_SUSPENDED, "host " + host.name() + " is not suspended");
        }
        resumptions.get(host.name()).cancel();
        wake(host, deed.now());
        return Reply.DONE;
    }

    private void wake(Host host, long now) {
        host.resume();
        listener.processorsChanged(host, now);
    }

    private Reply upgrade(HostUnit unit, Deed deed) {
        Host host = unit.host();
        if (host.isSuspended()) {
            return Reply.refused(RefusalReason.HOST_SUSPENDED, "host " + host.name() + " is suspended");
        }
        List<String> present = world.guests().values().stream()
                .filter(g -> g.vm().host().filter(h -> h == host).isPresent())
                .map(g -> g.description().name())
                .toList();
        if (!present.isEmpty()) {
            return Reply.refused(
                    RefusalReason.GUESTS_ON_HOST, "host " + host.name() + " still runs " + String.join(", ", present));
        }
        unit.upgrade(deed.required("to", KernelRelease.class));
        return Reply.DONE;
    }

    // ---- processors ----

    private Reply cpu(Host host, Deed deed) {
        int cpu = deed.target().number();
        boolean online = host.isOnline(cpu);
        return switch (deed.verb()) {
            case "unplug" -> {
                if (!online) {
                    yield Reply.refused(RefusalReason.ALREADY_OFFLINE, deed.target() + " is offline already");
                } else if (onlineCpus(host) == 1) {
                    yield Reply.refused(RefusalReason.LAST_ONLINE, deed.target() + " is the last one that is online");
                }
                host.unplug(cpu);
                listener.processorsChanged(host, deed.now());
                yield Reply.DONE;
            }
            case "replug" -> {
                if (online) {
                    yield Reply.refused(RefusalReason.ALREADY_ONLINE, deed.target() + " is online already");
                }
                host.replug(cpu);
                listener.processorsChanged(host, deed.now());
                yield Reply.DONE;
            }
            default -> throw new IllegalArgumentException("no processor can " + deed.verb());
        };
    }

    private static int onlineCpus(Host host) {
        int online = 0;
        for (int cpu = 0; cpu < host.cpus(); cpu++) {
            if (host.isOnline(cpu)) {
                online++;
            }
        }
        return online;
    }

    /** The processors that a pinning names. */
    static List<Integer> processors(Deed deed) {
        return ((List<?>) deed.required("on", List.class))
                .stream().map(Integer.class::cast).toList();
    }

    /** Why threads cannot be pinned to processors, if they cannot. */
    static Optional<Reply> processorObstacle(HostUnit unit, List<Integer> cpus) {
        Host host = unit.host();
        for (int cpu : cpus) {
            if (cpu < 0 || cpu >= host.cpus()) {
                return Optional.of(Reply.refused(
                        RefusalReason.PROCESSORS,
                        "host " + host.name() + " has no CPU " + cpu + "; there are 0 to " + (host.cpus() - 1)));
            }
        }
        return cpus.isEmpty() || cpus.stream().anyMatch(host::isOnline)
                ? Optional.empty()
                : Optional.of(Reply.refused(
                        RefusalReason.PROCESSORS, "none of the processors is online on host " + host.name()));
    }

    // ---- groups ----

    private Reply group(HostUnit unit, Deed deed) {
        String group = deed.target().name();
        try {
            switch (deed.verb()) {
                case "quota" -> {
                    Optional<Quota> before = unit.quota(group);
                    Duration period = deed.action()
                            .argument("per", Duration.class)
                            .orElseGet(() -> before.map(Quota::period).orElse(DEFAULT_PERIOD));
                    Duration burst = before.map(Quota::burst).orElse(Duration.ZERO);
                    unit.limit(group, new Quota(deed.required("to", Duration.class), period, burst));
                }
                case "unlimit" -> unit.unlimit(group);
                case "weight" -> unit.host().groups().setWeight(group, deed.required("to", Long.class));
                case "freeze" -> {
                    return freeze(unit.host(), deed);
                }
                case "thaw" -> {
                    return thaw(unit.host(), deed);
                }
                default -> throw new IllegalArgumentException("no group can " + deed.verb());
            }
            return Reply.DONE;
        } catch (IllegalArgumentException e) {
            return Reply.refused(RefusalReason.RANGE, e.getMessage());
        }
    }

    private Reply freeze(Host host, Deed deed) {
        if (host.groups().isFrozenItself(deed.target().name())) {
            return Reply.refused(RefusalReason.FROZEN, deed.target() + " is frozen already");
        }
        host.groups().freeze(deed.target().name());
        if (deed.lasts() > 0) {
            thaws.get(deed.target()).set(deed.now() + deed.lasts(), now -> host.groups()
                    .thaw(deed.target().name()));
        }
        return Reply.DONE;
    }

    private Reply thaw(Host host, Deed deed) {
        if (!host.groups().isFrozenItself(deed.target().name())) {
            return Reply.refused(RefusalReason.NOT_FROZEN, deed.target() + " is not frozen");
        }
        Alarm alarm = thaws.get(deed.target());
        if (alarm != null) {
            alarm.cancel();
        }
        host.groups().thaw(deed.target().name());
        return Reply.DONE;
    }

    // ---- tasks ----

    private Reply task(HostUnit unit, Deed deed) {
        Task task = unit.tasks().get(deed.target().name());
        return switch (deed.verb()) {
            case "start" -> {
                if (task.isStarted()) {
                    yield Reply.refused(RefusalReason.ALREADY_RUNNING, deed.target() + " is running already");
                }
                task.start();
                yield Reply.DONE;
            }
            case "stop" ->
                ifStarted(task, deed, () -> {
                    signalled.remove(task);
                    task.stop();
                    return Reply.DONE;
                });
            case "sigstop" -> ifStarted(task, deed, () -> sigstop(task, deed));
            case "sigcont" -> ifStarted(task, deed, () -> sigcont(task, deed));
            case "nice" -> {
                long value = deed.required("to", Long.class);
                if (value < -20 || value > 19) {
                    yield Reply.refused(RefusalReason.RANGE, "nice " + value + " is not between -20 and 19");
                }
                task.setNice((int) value);
                yield Reply.DONE;
            }
            case "pin" ->
                processorObstacle(unit, processors(deed)).orElseGet(() -> {
                    task.pin(processors(deed));
                    return Reply.DONE;
                });
            default -> throw new IllegalArgumentException("no host task can " + deed.verb());
        };
    }

    private interface Attempt {
        Reply make();
    }

    private static Reply ifStarted(Task task, Deed deed, Attempt attempt) {
        return task.isStarted()
                ? attempt.make()
                : Reply.refused(RefusalReason.NOT_RUNNING, deed.target() + " is not running");
    }

    private Reply sigstop(Task task, Deed deed) {
        if (!signalled.add(task)) {
            return Reply.refused(RefusalReason.SIGSTOPPED, deed.target() + " is stopped by SIGSTOP already");
        }
        task.sigstop();
        if (deed.lasts() > 0) {
            continuations.get(task).set(deed.now() + deed.lasts(), now -> sigcont(task, deed));
        }
        return Reply.DONE;
    }

    private Reply sigcont(Task task, Deed deed) {
        if (!signalled.remove(task)) {
            return Reply.refused(RefusalReason.NOT_SIGSTOPPED, deed.target() + " is not stopped by SIGSTOP");
        }
        Alarm alarm = continuations.get(task);
        if (alarm != null) {
            alarm.cancel();
        }
        task.sigcont();
        return Reply.DONE;
    }
}
