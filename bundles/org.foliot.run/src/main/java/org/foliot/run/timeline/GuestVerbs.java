package org.foliot.run.timeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.foliot.admission.Booting;
import org.foliot.admission.GuestNeeds;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.timeline.Events;
import org.foliot.engine.EventLoop;
import org.foliot.machine.MissingPages;
import org.foliot.machine.PreCopy;
import org.foliot.machine.Refusal;
import org.foliot.machine.ThreadSpec;
import org.foliot.machine.Transfer;
import org.foliot.machine.Vm;
import org.foliot.run.RefusalReason;
import org.foliot.run.world.GuestUnit;
import org.foliot.run.world.HostUnit;
import org.foliot.run.world.World;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;

/** What a timeline can do to a guest as a whole. */
final class GuestVerbs {
    private final World world;
    private final EventLoop loop;
    private final Endings endings;
    private final GuestObstacles obstacles;
    private final RealTimeClocks clocks;
    private final SavedGuests saved;
    private final Map<String, Alarm> resumptions = new HashMap<>();
    private final Map<String, Alarm> continuations = new HashMap<>();
    /** Guests whose VMM is stopped by SIGSTOP, and those of them whose pause ended meanwhile. */
    private final Set<String> signalled = new HashSet<>();

    private final Set<String> overdue = new HashSet<>();

    GuestVerbs(World world, EventLoop loop, Endings endings) {
        this.world = world;
        this.loop = loop;
        this.endings = endings;
        this.obstacles = new GuestObstacles(world, signalled::contains);
        this.clocks = new RealTimeClocks(loop);
        this.saved = new SavedGuests(world, loop, endings, obstacles, clocks);
    }

    /** Why a guest cannot do what is asked of it. */
    GuestObstacles obstacles() {
        return obstacles;
    }

    /** Makes what a deed will need, in the order of the program, which is part of the order of events. */
    void prepare(String verb, String guest) {
        switch (verb) {
            case "pause" -> resumptions.computeIfAbsent(guest, g -> new Alarm(loop));
            case "sigstop" -> continuations.computeIfAbsent(guest, g -> new Alarm(loop));
            case "sleep" -> clocks.prepare(guest);
            case "suspend" -> saved.prepare(guest);
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
            case "snapshot" -> saved.snapshot(unit, deed);
            case "restore" -> saved.restore(unit, deed);
            case "suspend" -> saved.suspend(unit, deed);
            case "damage" -> saved.damage(unit, deed);
            case "kexec", "crash", "reboot" -> takeOver(unit, deed);
            case "sleep" -> sleep(unit, deed);
            case "step" -> step(unit, deed);
            default -> throw new IllegalArgumentException("no guest can " + deed.verb());
        };
    }

    // ---- life and death ----

    Reply start(GuestUnit unit) {
        if (unit.vm().state() != Vm.State.DOWN) {
            return GuestObstacles.not(unit, RefusalReason.ALREADY_RUNNING, "is running already");
        }
        HostUnit home = world.hosts().get(unit.description().host());
        GuestNeeds needs = unit.holdings().startingOn(home);
        return obstacles.ofAdmission(unit, needs, home, false).orElseGet(() -> {
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
            return GuestObstacles.not(unit, RefusalReason.NOT_RUNNING, "is not running");
        }
        String name = unit.description().name();
        Alarm.callOff(resumptions.get(name));
        Alarm.callOff(continuations.get(name));
        saved.forget(name);
        signalled.remove(name);
        overdue.remove(name);
        unit.vm().stop();
        unit.guest().powerOff(deed.now());
        unit.bootsDeclaredKernel();
        endings.guestEnded(name);
        return Reply.DONE;
    }

    // ---- stopping and going on ----

    private Reply pause(GuestUnit unit, Deed deed) {
        return obstacles.ofVmm(unit).or(() -> obstacles.inside(unit)).orElseGet(() -> {
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
            return saved.resumeOn(unit, deed.host(world, "on").orElse(unit.lastHost()));
        }
        return obstacles.ofVmm(unit).orElseGet(() -> {
            if (unit.vm().state() != Vm.State.PAUSED) {
                return GuestObstacles.not(unit, RefusalReason.NOT_PAUSED, "is neither paused nor suspended");
            }
            Alarm.callOff(resumptions.get(unit.description().name()));
            unit.vm().resume();
            return Reply.DONE;
        });
    }

    private Reply sigstop(GuestUnit unit, Deed deed) {
        String name = unit.description().name();
        if (unit.vm().host().isEmpty()) {
            return GuestObstacles.not(unit, RefusalReason.NOT_RUNNING, "is not running");
        } else if (unit.vm().state() == Vm.State.BUSY || unit.vm().isCopying()) {
            return GuestObstacles.not(unit, RefusalReason.BUSY, "is being migrated or saved");
        } else if (!signalled.add(name)) {
            return GuestObstacles.not(unit, RefusalReason.SIGSTOPPED, "is stopped by SIGSTOP already");
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
            return GuestObstacles.not(unit, RefusalReason.NOT_SIGSTOPPED, "is not stopped by SIGSTOP");
        }
        Alarm.callOff(continuations.get(name));
        unit.vm().sigcont();
        if (overdue.remove(name)) {
            goOn(unit);
        }
        return Reply.DONE;
    }

    // ---- moving ----

    private Reply migrate(GuestUnit unit, Deed deed) {
        Events.Migrate settings = (Events.Migrate) deed.settings();
        HostUnit destination = deed.host(world, "to").orElseThrow();
        Optional<Reply> obstacle = obstacles.ofVmm(unit);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        HostUnit source = unit.lastHost();
        if (destination == source) {
            return GuestObstacles.not(
                    unit,
                    RefusalReason.SAME_HOST,
                    "is on host " + source.description().name() + " already");
        }
        return obstacles
                .ofAdmission(unit, unit.holdings().needs(), destination, settings.force())
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

    // ---- inside ----

    private Reply takeOver(GuestUnit unit, Deed deed) {
        return obstacles.inside(unit).orElseGet(() -> {
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
        return obstacles.inside(unit).orElseGet(() -> {
            long alarm = deed.now() + deed.lasts();
            unit.guest().sleep(alarm);
            clocks.wake(unit, alarm);
            return Reply.DONE;
        });
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
        return obstacles.inside(unit).orElseGet(() -> {
            unit.guest().stepRealTime(by, deed.now());
            return Reply.DONE;
        });
    }
}
