package org.foliot.run.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.foliot.admission.Booting;
import org.foliot.admission.GuestNeeds;
import org.foliot.admission.HostOffer;
import org.foliot.admission.NeedsBytes;
import org.foliot.admission.Obstacle;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.timeline.Events;
import org.foliot.engine.EventLoop;
import org.foliot.machine.MissingPages;
import org.foliot.machine.PreCopy;
import org.foliot.machine.Refusal;
import org.foliot.machine.SavedVm;
import org.foliot.machine.ThreadSpec;
import org.foliot.machine.Transfer;
import org.foliot.machine.Vm;
import org.foliot.machine.VmFile;
import org.foliot.run.RefusalReason;
import org.foliot.run.RefusedEvent.Reason;
import org.foliot.run.world.GuestUnit;
import org.foliot.run.world.HostUnit;
import org.foliot.run.world.World;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;

/** What a timeline can do to a guest as a whole. */
final class GuestVerbs {
    /** The file of a snapshot, and what ran in the guest, which is in no file. */
    private record Snapshot(VmFile file, GuestSystem.Saved software) {}

    /** A file that has been read: the VM, and what the guest held when it was saved. */
    private record Opened(SavedVm vm, GuestNeeds needs) {
        static Opened of(VmFile file, GuestSystem.Saved software) {
            VmFile.Contents contents = file.open(software);
            try {
                return new Opened(contents.vm(), NeedsBytes.read(contents.beside()));
            } catch (IllegalArgumentException e) {
                throw new IncompatibleStateException(
                        VmFile.TAMPERED, "the snapshot makes no sense: " + e.getMessage(), e);
            }
        }
    }

    /** Name of the file that a suspended guest is in; no snapshot has this name, which is no word. */
    private static final String SUSPENDED = "suspended-to-disk";

    private final World world;
    private final EventLoop loop;
    private final Endings endings;
    private final Map<String, Alarm> resumptions = new HashMap<>();
    private final Map<String, Alarm> continuations = new HashMap<>();
    private final Map<String, Alarm> suspensions = new HashMap<>();
    private final Map<String, Alarm> awakenings = new HashMap<>();
    /** Of the VMM's real-time clocks, for guests that have suspended themselves. */
    private final Map<String, Alarm> alarms = new HashMap<>();
    /** Guests whose VMM is stopped by SIGSTOP, and those of them whose pause ended meanwhile. */
    private final Set<String> signalled = new HashSet<>();

    private final Set<String> overdue = new HashSet<>();
    private final Map<String, Map<String, Snapshot>> snapshots = new HashMap<>();

    GuestVerbs(World world, EventLoop loop, Endings endings) {
        this.world = world;
        this.loop = loop;
        this.endings = endings;
    }

    /** Makes what a deed will need, in the order of the program, which is part of the order of events. */
    void prepare(String verb, String guest) {
        switch (verb) {
            case "pause" -> resumptions.computeIfAbsent(guest, g -> new Alarm(loop));
            case "sigstop" -> continuations.computeIfAbsent(guest, g -> new Alarm(loop));
            case "sleep" -> alarms.computeIfAbsent(guest, g -> new Alarm(loop));
            case "suspend" -> {
                suspensions.computeIfAbsent(guest, g -> new Alarm(loop));
                awakenings.computeIfAbsent(guest, g -> new Alarm(loop));
            }
            default -> {}
        }
    }

    Reply play(Deed deed) {
        GuestUnit unit = world.guest(deed.target());
        return switch (deed.verb()) {
            case "start" -> start(unit);
            case "stop" -> stop(unit, deed);
            case "pause" -> pause(unit, deed);
            case "resume" -> resume(unit, deed);
            case "sigstop" -> sigstop(unit, deed);
            case "sigcont" -> sigcont(unit);
            case "migrate" -> migrate(unit, deed);
            case "snapshot" -> snapshot(unit, deed);
            case "restore" -> restore(unit, deed);
            case "suspend" -> suspend(unit, deed);
            case "damage" -> damage(unit, deed);
            case "kexec", "crash", "reboot" -> takeOver(unit, deed);
            case "sleep" -> sleep(unit, deed);
            case "step" -> step(unit, deed);
            default -> throw new IllegalArgumentException("no guest can " + deed.verb());
        };
    }

    // ---- why not ----

    private static Reply not(GuestUnit unit, RefusalReason reason, String what) {
        return Reply.refused(reason, "guest " + unit.description().name() + " " + what);
    }

    /** Why the VMM of a guest cannot do anything, if it cannot. */
    Optional<Reply> vmmObstacle(GuestUnit unit) {
        Optional<Reply> obstacle = obstacle(unit);
        return obstacle.isEmpty() && unit.vm().isCopying()
                ? Optional.of(not(unit, RefusalReason.BUSY, "is being copied to another host"))
                : obstacle;
    }

    private Optional<Reply> obstacle(GuestUnit unit) {
        Vm.State state = unit.vm().state();
        if (state == Vm.State.DOWN) {
            return Optional.of(not(unit, RefusalReason.NOT_RUNNING, "is not running"));
        } else if (state == Vm.State.SUSPENDED) {
            return Optional.of(not(unit, RefusalReason.NOT_RUNNING, "is suspended to disk"));
        } else if (unit.vm().host().map(h -> h.isSuspended()).orElse(false)) {
            return Optional.of(not(unit, RefusalReason.HOST_SUSPENDED, "is on a host that is suspended"));
        } else if (state == Vm.State.BUSY) {
            return Optional.of(not(unit, RefusalReason.BUSY, "is being migrated or saved"));
        } else if (isFrozen(unit)) {
            return Optional.of(not(unit, RefusalReason.FROZEN, "is frozen with its group, its VMM included"));
        } else if (signalled.contains(unit.description().name())) {
            return Optional.of(not(unit, RefusalReason.SIGSTOPPED, "is stopped by SIGSTOP, its VMM included"));
        }
        return Optional.empty();
    }

    /** Whether the group that a guest is in on its host, if any, is frozen. */
    private static boolean isFrozen(GuestUnit unit) {
        return unit.vm().host().isPresent()
                && unit.traits()
                        .get(0)
                        .group()
                        .map(unit.vm().host().get()::isFrozen)
                        .orElse(false);
    }

    /** Why nothing inside a guest can act, if it cannot. */
    Optional<Reply> insideObstacle(GuestUnit unit) {
        Optional<Reply> obstacle = obstacle(unit);
        return obstacle.isEmpty() && unit.vm().state() == Vm.State.PAUSED
                ? Optional.of(not(unit, RefusalReason.PAUSED, "is paused"))
                : obstacle;
    }

    /**
     * Why a host cannot take a guest: all reasons, those of the machine last.
     *
     * @param force whether only that counts without which there is no place for it at all
     */
    private Optional<Reply> admissionObstacle(GuestUnit unit, GuestNeeds needs, HostUnit host, boolean force) {
        String name = host.description().name();
        if (host.host().isSuspended()) {
            return Optional.of(Reply.refused(RefusalReason.HOST_SUSPENDED, "host " + name + " is suspended"));
        }
        HostOffer offer = host.offer(world.room(host, unit));
        List<Reason> reasons = new ArrayList<>();
        for (Obstacle obstacle : world.admission().obstacles(needs, offer)) {
            if (!force || obstacle.kind().isInsurmountable()) {
                String sentence = obstacle.sentence(unit.description().name(), name);
                reasons.add(new Reason(obstacle.kind().word(), sentence));
            }
        }
        reasons.addAll(Reply.reasons(unit.vm().misplacements(host.host(), unit.traits())));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Reply.Refused(reasons));
    }

    private Optional<HostUnit> named(Deed deed, String preposition) {
        return deed.action().argument(preposition, String.class).map(world.hosts()::get);
    }

    // ---- life and death ----

    Reply start(GuestUnit unit) {
        if (unit.vm().state() != Vm.State.DOWN) {
            return not(unit, RefusalReason.ALREADY_RUNNING, "is running already");
        }
        HostUnit home = world.hosts().get(unit.description().host());
        GuestNeeds needs = unit.holdings().startingOn(home);
        return admissionObstacle(unit, needs, home, false).orElseGet(() -> {
            GuestNeeds before = unit.holdings().replaceBy(needs);
            List<Refusal> refusals = unit.vm().start();
            if (!refusals.isEmpty()) {
                unit.holdings().replaceBy(before);
            } else {
                applyTraits(unit);
            }
            return Reply.of(refusals, Reply.DONE);
        });
    }

    /** The machine starts threads as they were declared; what was changed since holds on. */
    private static void applyTraits(GuestUnit unit) {
        for (int vcpu = 0; vcpu < unit.vm().present(); vcpu++) {
            ThreadSpec declared = unit.vm().spec().vcpus().get(vcpu).thread();
            ThreadSpec wanted = unit.traits().get(vcpu);
            if (wanted.nice() != declared.nice()) {
                unit.vm().vcpus().get(vcpu).setNice(wanted.nice());
            }
            if (!wanted.cpus().equals(declared.cpus())) {
                unit.vm().vcpus().get(vcpu).pin(wanted.cpus());
            }
        }
    }

    private Reply stop(GuestUnit unit, Deed deed) {
        if (unit.vm().state() == Vm.State.DOWN) {
            return not(unit, RefusalReason.NOT_RUNNING, "is not running");
        }
        String name = unit.description().name();
        cancel(resumptions.get(name));
        cancel(continuations.get(name));
        cancel(suspensions.get(name));
        cancel(awakenings.get(name));
        signalled.remove(name);
        overdue.remove(name);
        unit.vm().stop();
        unit.guest().powerOff(deed.now());
        unit.bootsDeclaredKernel();
        endings.guestEnded(name);
        return Reply.DONE;
    }

    private static void cancel(Alarm alarm) {
        if (alarm != null) {
            alarm.cancel();
        }
    }

    // ---- stopping and going on ----

    private Reply pause(GuestUnit unit, Deed deed) {
        return vmmObstacle(unit).or(() -> insideObstacle(unit)).orElseGet(() -> {
            Duration poll = ((Events.Pause) deed.settings()).poll();
            if (poll.isZero()) {
                unit.vm().pause();
            } else {
                unit.vm().pause(poll);
            }
            if (deed.lasts() > 0) {
                resumptions.get(unit.description().name()).set(deed.now() + deed.lasts(), now -> goOn(unit));
            }
            return Reply.DONE;
        });
    }

    /** The end of a pause that was to last for a while, unless something else has happened to the guest since. */
    private void goOn(GuestUnit unit) {
        String name = unit.description().name();
        if (signalled.contains(name)) {
            // Its VMM is stopped and resumes it when it goes on itself.
            overdue.add(name);
        } else if (unit.vm().state() == Vm.State.PAUSED) {
            unit.vm().resume();
        }
    }

    private Reply resume(GuestUnit unit, Deed deed) {
        if (unit.vm().state() == Vm.State.SUSPENDED) {
            return resumeOn(unit, named(deed, "on").orElse(unit.lastHost()));
        }
        return vmmObstacle(unit).orElseGet(() -> {
            if (unit.vm().state() != Vm.State.PAUSED) {
                return not(unit, RefusalReason.NOT_PAUSED, "is neither paused nor suspended");
            }
            cancel(resumptions.get(unit.description().name()));
            unit.vm().resume();
            return Reply.DONE;
        });
    }

    /** Goes on from disk. */
    private Reply resumeOn(GuestUnit unit, HostUnit host) {
        Opened opened;
        try {
            opened = Opened.of(unit.vm().disk().orElseThrow(), GuestSystem.NOTHING);
        } catch (IncompatibleStateException e) {
            return unreadable(e);
        }
        return admissionObstacle(unit, opened.needs(), host, false).orElseGet(() -> {
            List<Refusal> refusals = unit.vm().resume(host.host(), unit.traits());
            if (refusals.isEmpty()) {
                cancel(awakenings.get(unit.description().name()));
            }
            return Reply.of(refusals, Reply.DONE);
        });
    }

    private Reply sigstop(GuestUnit unit, Deed deed) {
        String name = unit.description().name();
        if (unit.vm().host().isEmpty()) {
            return not(unit, RefusalReason.NOT_RUNNING, "is not running");
        } else if (unit.vm().state() == Vm.State.BUSY || unit.vm().isCopying()) {
            return not(unit, RefusalReason.BUSY, "is being migrated or saved");
        } else if (!signalled.add(name)) {
            return not(unit, RefusalReason.SIGSTOPPED, "is stopped by SIGSTOP already");
        }
        unit.vm().sigstop();
        if (deed.lasts() > 0) {
            continuations.get(name).set(deed.now() + deed.lasts(), now -> sigcont(unit));
        }
        return Reply.DONE;
    }

    private Reply sigcont(GuestUnit unit) {
        String name = unit.description().name();
        if (!signalled.remove(name)) {
            return not(unit, RefusalReason.NOT_SIGSTOPPED, "is not stopped by SIGSTOP");
        }
        cancel(continuations.get(name));
        unit.vm().sigcont();
        if (overdue.remove(name)) {
            goOn(unit);
        }
        return Reply.DONE;
    }

    // ---- saving and moving ----

    private Reply migrate(GuestUnit unit, Deed deed) {
        Events.Migrate settings = (Events.Migrate) deed.settings();
        HostUnit destination = named(deed, "to").orElseThrow();
        Optional<Reply> obstacle = vmmObstacle(unit);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        HostUnit source = unit.lastHost();
        if (destination == source) {
            return not(
                    unit,
                    RefusalReason.SAME_HOST,
                    "is on host " + source.description().name() + " already");
        }
        return admissionObstacle(unit, unit.holdings().needs(), destination, settings.force())
                .orElseGet(() -> {
                    List<Refusal> refusals = unit.vm()
                            .migrate(
                                    destination.host(),
                                    unit.traits(),
                                    transfer(unit, destination, settings),
                                    settings.force(),
                                    late -> moved(deed, late));
                    return Reply.of(refusals, Reply.BEGUN);
                });
    }

    private static Transfer transfer(GuestUnit unit, HostUnit destination, Events.Migrate settings) {
        ByteSize memory = Booting.memory(unit.description());
        return switch (settings.mode()) {
            case STOPPED -> Transfer.stopped(settings.downtime());
            case PRE_COPY ->
                Transfer.of(new PreCopy(
                        memory,
                        settings.maxBandwidth(),
                        settings.dirtyRate(),
                        settings.workingSet().bytes() == 0 ? memory : settings.workingSet(),
                        settings.downtime(),
                        settings.maxRounds()));
            case POST_COPY ->
                Transfer.postCopy(
                        settings.downtime(),
                        new MissingPages(
                                memory,
                                settings.maxBandwidth(),
                                settings.touchRate(),
                                destination.host().facts().pageSize(),
                                settings.faultLatency()));
        };
    }

    private void moved(Deed deed, List<Refusal> late) {
        if (late.isEmpty()) {
            endings.completed(deed, loop.now());
        } else {
            endings.refused(deed, Reply.reasons(late), loop.now());
        }
    }

    private Reply snapshot(GuestUnit unit, Deed deed) {
        String name = deed.required("as", String.class);
        Duration takes = ((Events.Save) deed.settings()).takes();
        return vmmObstacle(unit).orElseGet(() -> {
            GuestNeeds needs = unit.holdings().needs();
            unit.vm().snapshot(takes, saved -> {
                VmFile file = VmFile.of(saved, NeedsBytes.write(needs));
                snapshots
                        .computeIfAbsent(unit.description().name(), g -> new TreeMap<>())
                        .put(name, new Snapshot(file, saved.software()));
                endings.saved(unit, name, file);
                endings.completed(deed, loop.now());
            });
            return Reply.BEGUN;
        });
    }

    private Reply restore(GuestUnit unit, Deed deed) {
        String name = deed.required("from", String.class);
        Snapshot snapshot =
                snapshots.getOrDefault(unit.description().name(), Map.of()).get(name);
        if (snapshot == null) {
            return not(unit, RefusalReason.NO_SNAPSHOT, "has no snapshot " + name);
        }
        Optional<Reply> obstacle = unit.vm().state() == Vm.State.SUSPENDED ? Optional.empty() : vmmObstacle(unit);
        HostUnit host = named(deed, "on").orElse(unit.lastHost());
        return obstacle.orElseGet(() -> restore(unit, snapshot, host));
    }

    private Reply restore(GuestUnit unit, Snapshot snapshot, HostUnit host) {
        Opened opened;
        try {
            opened = Opened.of(snapshot.file(), snapshot.software());
        } catch (IncompatibleStateException e) {
            return unreadable(e);
        }
        return admissionObstacle(unit, opened.needs(), host, false).orElseGet(() -> {
            List<Refusal> refusals = unit.vm().restore(opened.vm(), host.host(), unit.traits());
            if (refusals.isEmpty()) {
                unit.holdings().replaceBy(opened.needs());
                // The alarm is among what was saved; one that would have gone off meanwhile does so now.
                unit.guest().alarm().ifPresent(alarm -> setAlarm(unit, Math.max(alarm, loop.now())));
            }
            return Reply.of(refusals, Reply.DONE);
        });
    }

    private static Reply unreadable(IncompatibleStateException e) {
        return Reply.of(List.of(new Refusal(e.reason(), e.getMessage())), Reply.DONE);
    }

    /** Something happens to a file on the disk; the guest that it was made of does not notice. */
    private Reply damage(GuestUnit unit, Deed deed) {
        Events.Damage.Kind kind = ((Events.Damage) deed.settings()).by();
        Optional<String> name = deed.action().argument("as", String.class);
        if (name.isEmpty()) {
            return unit.vm()
                    .disk()
                    .filter(file -> unit.vm().state() == Vm.State.SUSPENDED)
                    .map(file -> {
                        unit.vm().damageDisk(damaged(file, kind));
                        return Reply.DONE;
                    })
                    .orElseGet(() -> not(unit, RefusalReason.NO_SNAPSHOT, "is not suspended to disk"));
        }
        Map<String, Snapshot> taken = snapshots.getOrDefault(unit.description().name(), Map.of());
        Snapshot snapshot = taken.get(name.get());
        if (snapshot == null) {
            return not(unit, RefusalReason.NO_SNAPSHOT, "has no snapshot " + name.get());
        }
        taken.put(name.get(), new Snapshot(damaged(snapshot.file(), kind), snapshot.software()));
        return Reply.DONE;
    }

    private static VmFile damaged(VmFile file, Events.Damage.Kind kind) {
        return switch (kind) {
            case TRUNCATION -> file.truncated(file.size() / 2);
            case VERSION -> file.ofLaterVersion();
            case TAMPERING -> file.flipped(file.size() * (long) Byte.SIZE / 2);
        };
    }

    /** The end of a suspension that was to last for a while, unless the guest has been resumed or ended since. */
    private void awake(GuestUnit unit, Deed deed, long now) {
        if (unit.vm().state() == Vm.State.SUSPENDED
                && resumeOn(unit, unit.lastHost()) instanceof Reply.Refused refused) {
            endings.refused(deed, refused.reasons(), now);
        }
    }

    private Reply suspend(GuestUnit unit, Deed deed) {
        Duration takes = ((Events.Save) deed.settings()).takes();
        return vmmObstacle(unit).orElseGet(() -> {
            unit.vm().suspend(takes, NeedsBytes.write(unit.holdings().needs()));
            unit.suspending(deed.now());
            suspensions.get(unit.description().name()).set(deed.now() + takes.picoseconds(), now -> {
                unit.vm().disk().ifPresent(file -> endings.saved(unit, SUSPENDED, file));
                endings.completed(deed, now);
            });
            if (deed.lasts() > 0) {
                // Not before it is on disk, which it is at the end of what saving takes.
                long until = deed.now() + Math.max(deed.lasts(), takes.picoseconds() + 1);
                awakenings.get(unit.description().name()).set(until, now -> awake(unit, deed, now));
            }
            return Reply.BEGUN;
        });
    }

    // ---- inside ----

    private Reply takeOver(GuestUnit unit, Deed deed) {
        return insideObstacle(unit).orElseGet(() -> {
            if (deed.verb().equals("reboot")) {
                unit.guest().reboot();
                unit.bootsDeclaredKernel();
            } else {
                Events.Takeover settings = (Events.Takeover) deed.settings();
                boolean disable = settings.pvtime() == Events.Takeover.PvTime.DISABLED;
                Optional<KernelRelease> release = deed.action().argument("to", KernelRelease.class);
                if (deed.verb().equals("kexec")) {
                    unit.guest().kexec(unit.next(release, settings.aware()), disable);
                } else {
                    unit.guest().crash(unit.next(release, settings.aware()), disable);
                }
            }
            endings.awaitTakeover(unit, deed);
            return Reply.BEGUN;
        });
    }

    private Reply sleep(GuestUnit unit, Deed deed) {
        return insideObstacle(unit).orElseGet(() -> {
            long alarm = deed.now() + deed.lasts();
            unit.guest().sleep(alarm);
            setAlarm(unit, alarm);
            return Reply.DONE;
        });
    }

    /** The VMM's real-time clock wakes a guest that has suspended itself. */
    private void setAlarm(GuestUnit unit, long instant) {
        alarms.get(unit.description().name())
                .set(instant, now -> unit.guest().wake(unit.vm().state() == Vm.State.RUNNING));
    }

    private Reply step(GuestUnit unit, Deed deed) {
        long by = deed.required("by", Duration.class).picoseconds();
        Events.Step settings = (Events.Step) deed.settings();
        if (settings.source() == Events.Step.Source.NTP) {
            unit.guest().stepTimeServer(by);
            return Reply.DONE;
        } else if (settings.source() == Events.Step.Source.RTC) {
            unit.guest().stepRealTimeClock(by);
            return Reply.DONE;
        }
        return insideObstacle(unit).orElseGet(() -> {
            unit.guest().stepRealTime(by, deed.now());
            return Reply.DONE;
        });
    }
}
