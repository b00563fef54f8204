package org.foliot.run.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.foliot.api.hypervisor.Errno;
import org.foliot.guest.GuestStage;
import org.foliot.machine.VmFile;
import org.foliot.run.RefusalReason;
import org.foliot.run.RefusedEvent.Reason;
import org.foliot.run.world.GuestUnit;

/** Waits for events that take time, and says when they have taken place or failed. */
final class Endings {
    private record Waiting(GuestUnit unit, Deed deed, boolean online) {}

    private final TimelineListener listener;
    private final Map<String, ArrayDeque<Waiting>> hotplugs = new HashMap<>();
    private final Map<String, List<Waiting>> takeovers = new HashMap<>();

    Endings(TimelineListener listener) {
        this.listener = listener;
    }

    void completed(Deed deed, long now) {
        listener.completed(deed.action(), deed.occurrence(), now);
    }

    void refused(Deed deed, List<Reason> reasons, long now) {
        listener.refused(deed.action(), deed.occurrence(), reasons, now);
    }

    /** A guest was saved to a file. */
    void saved(GuestUnit unit, String name, VmFile file) {
        listener.saved(unit.description().name(), name, file);
    }

    /** A guest was asked to bring a CPU up or down. */
    void awaitHotplug(GuestUnit unit, Deed deed, boolean online) {
        hotplugs.computeIfAbsent(unit.description().name(), g -> new ArrayDeque<>())
                .add(new Waiting(unit, deed, online));
    }

    /** A guest was asked to hand over to other software. */
    void awaitTakeover(GuestUnit unit, Deed deed) {
        takeovers
                .computeIfAbsent(unit.description().name(), g -> new ArrayList<>())
                .add(new Waiting(unit, deed, false));
    }

    /** A guest ended; nothing that it was asked for will ever be done. */
    void guestEnded(String guest) {
        hotplugs.remove(guest);
        takeovers.remove(guest);
    }

    /** Guest software reached a stage of its life. */
    void reached(String guest, GuestStage stage, long detail, long now) {
        switch (stage) {
            case CPU_ONLINE -> hotplugged(guest, true, now);
            case CPU_OFFLINE -> hotplugged(guest, false, now);
            case CPU_FAILED -> hotplugFailed(guest, detail, now);
            case KEXEC -> handedOver(guest, "kexec", now);
            case CRASH -> handedOver(guest, "crash", now);
            case REBOOT -> handedOver(guest, "reboot", now);
            default -> {}
        }
    }

    private Waiting next(String guest, boolean online) {
        Iterator<Waiting> all = hotplugs.getOrDefault(guest, new ArrayDeque<>()).iterator();
        while (all.hasNext()) {
            Waiting waiting = all.next();
            if (waiting.online() == online && waiting.unit().guest().metrics().booted() == 1) {
                all.remove();
                return waiting;
            }
        }
        return null;
    }

    private void hotplugged(String guest, boolean online, long now) {
        Waiting waiting = next(guest, online);
        if (waiting != null) {
            completed(waiting.deed(), now);
        }
    }

    private void hotplugFailed(String guest, long error, long now) {
        Waiting waiting = next(guest, true);
        if (waiting != null) {
            Reason reason = Reason.of(
                    RefusalReason.ONLINE_FAILED,
                    waiting.deed().target() + " could not be brought online: the callback of stolen time returned "
                            + Errno.name((int) error));
            refused(waiting.deed(), List.of(reason), now);
        }
    }

    private void handedOver(String guest, String verb, long now) {
        Iterator<Waiting> all = takeovers.getOrDefault(guest, new ArrayList<>()).iterator();
        while (all.hasNext()) {
            Waiting waiting = all.next();
            if (waiting.deed().verb().equals(verb)) {
                all.remove();
                if (!verb.equals("reboot")) {
                    waiting.unit().vm().guestReplaced();
                }
                completed(waiting.deed(), now);
                return;
            }
        }
    }
}
