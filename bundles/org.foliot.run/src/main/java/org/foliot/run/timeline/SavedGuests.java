package org.foliot.run.timeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.foliot.admission.GuestNeeds;
import org.foliot.admission.NeedsBytes;
import org.foliot.api.guest.GuestSystem;
import org.foliot.api.hypervisor.IncompatibleStateException;
import org.foliot.api.timeline.Events;
import org.foliot.engine.EventLoop;
import org.foliot.machine.Refusal;
import org.foliot.machine.SavedVm;
import org.foliot.machine.Vm;
import org.foliot.machine.VmFile;
import org.foliot.run.RefusalReason;
import org.foliot.run.world.GuestUnit;
import org.foliot.run.world.HostUnit;
import org.foliot.run.world.World;
import org.foliot.time.Duration;

/** Saves guests in files and brings them back: snapshots, and suspension to disk. */
final class SavedGuests {
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
    private final GuestObstacles obstacles;
    private final RealTimeClocks clocks;
    private final Map<String, Alarm> suspensions = new HashMap<>();
    private final Map<String, Alarm> awakenings = new HashMap<>();
    private final Map<String, Map<String, Snapshot>> snapshots = new HashMap<>();

    SavedGuests(World world, EventLoop loop, Endings endings, GuestObstacles obstacles, RealTimeClocks clocks) {
        this.world = world;
        this.loop = loop;
        this.endings = endings;
        this.obstacles = obstacles;
        this.clocks = clocks;
    }

    /** A guest will be suspended. */
    void prepare(String guest) {
        suspensions.computeIfAbsent(guest, g -> new Alarm(loop));
        awakenings.computeIfAbsent(guest, g -> new Alarm(loop));
    }

    /** A guest has ended, and so has what was to be done with it on disk. */
    void forget(String guest) {
        Alarm.callOff(suspensions.get(guest));
        Alarm.callOff(awakenings.get(guest));
    }

    Reply snapshot(GuestUnit unit, Deed deed) {
        String name = deed.required("as", String.class);
        Duration takes = ((Events.Save) deed.settings()).takes();
        return obstacles.ofVmm(unit).orElseGet(() -> {
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

    Reply restore(GuestUnit unit, Deed deed) {
        String name = deed.required("from", String.class);
        Snapshot snapshot =
                snapshots.getOrDefault(unit.description().name(), Map.of()).get(name);
        if (snapshot == null) {
            return GuestObstacles.not(unit, RefusalReason.NO_SNAPSHOT, "has no snapshot " + name);
        }
        Optional<Reply> obstacle = unit.vm().state() == Vm.State.SUSPENDED ? Optional.empty() : obstacles.ofVmm(unit);
        HostUnit host = deed.host(world, "on").orElse(unit.lastHost());
        return obstacle.orElseGet(() -> restore(unit, snapshot, host));
    }

    private Reply restore(GuestUnit unit, Snapshot snapshot, HostUnit host) {
        Opened opened;
        try {
            opened = Opened.of(snapshot.file(), snapshot.software());
        } catch (IncompatibleStateException e) {
            return unreadable(e);
        }
        return obstacles.ofAdmission(unit, opened.needs(), host, false).orElseGet(() -> {
            List<Refusal> refusals = unit.vm().restore(opened.vm(), host.host(), unit.traits());
            if (refusals.isEmpty()) {
                unit.holdings().replaceBy(opened.needs());
                // The alarm is among what was saved; one that would have gone off meanwhile does so now.
                unit.guest().alarm().ifPresent(alarm -> clocks.wake(unit, Math.max(alarm, loop.now())));
            }
            return Reply.of(refusals, Reply.DONE);
        });
    }

    private static Reply unreadable(IncompatibleStateException e) {
        return Reply.of(List.of(new Refusal(e.reason(), e.getMessage())), Reply.DONE);
    }

    /** Something happens to a file on the disk; the guest that it was made of does not notice. */
    Reply damage(GuestUnit unit, Deed deed) {
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
                    .orElseGet(() -> GuestObstacles.not(unit, RefusalReason.NO_SNAPSHOT, "is not suspended to disk"));
        }
        Map<String, Snapshot> taken = snapshots.getOrDefault(unit.description().name(), Map.of());
        Snapshot snapshot = taken.get(name.get());
        if (snapshot == null) {
            return GuestObstacles.not(unit, RefusalReason.NO_SNAPSHOT, "has no snapshot " + name.get());
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

    Reply suspend(GuestUnit unit, Deed deed) {
        Duration takes = ((Events.Save) deed.settings()).takes();
        return obstacles.ofVmm(unit).orElseGet(() -> {
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

    /** Goes on from disk. */
    Reply resumeOn(GuestUnit unit, HostUnit host) {
        Opened opened;
        try {
            opened = Opened.of(unit.vm().disk().orElseThrow(), GuestSystem.NOTHING);
        } catch (IncompatibleStateException e) {
            return unreadable(e);
        }
        return obstacles.ofAdmission(unit, opened.needs(), host, false).orElseGet(() -> {
            List<Refusal> refusals = unit.vm().resume(host.host(), unit.traits());
            if (refusals.isEmpty()) {
                Alarm.callOff(awakenings.get(unit.description().name()));
            }
            return Reply.of(refusals, Reply.DONE);
        });
    }
}
