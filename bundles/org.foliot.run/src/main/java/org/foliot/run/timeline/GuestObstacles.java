package org.foliot.run.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.foliot.admission.GuestNeeds;
import org.foliot.admission.HostOffer;
import org.foliot.admission.Obstacle;
import org.foliot.machine.Vm;
import org.foliot.run.RefusalReason;
import org.foliot.run.RefusedEvent.Reason;
import org.foliot.run.world.GuestUnit;
import org.foliot.run.world.HostUnit;
import org.foliot.run.world.World;

/** Says why a guest, its VMM, or a host that is to have it, cannot do what a timeline asks for. */
final class GuestObstacles {
    private final World world;
    private final Predicate<String> signalled;

    /**
     * The obstacles in one world.
     *
     * @param signalled whether the VMM of a guest is stopped by SIGSTOP
     */
    GuestObstacles(World world, Predicate<String> signalled) {
        this.world = world;
        this.signalled = signalled;
    }

    /** A refusal that is about a guest. */
    static Reply not(GuestUnit unit, RefusalReason reason, String what) {
        return Reply.refused(reason, "guest " + unit.description().name() + " " + what);
    }

    /** Why the VMM of a guest cannot do anything, if it cannot. */
    Optional<Reply> ofVmm(GuestUnit unit) {
        Optional<Reply> obstacle = common(unit);
        return obstacle.isEmpty() && unit.vm().isCopying()
                ? Optional.of(not(unit, RefusalReason.BUSY, "is being copied to another host"))
                : obstacle;
    }

    private Optional<Reply> common(GuestUnit unit) {
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
        } else if (signalled.test(unit.description().name())) {
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
                        .map(unit.vm().host().get().groups()::isFrozen)
                        .orElse(false);
    }

    /** Why nothing inside a guest can act, if it cannot. */
    Optional<Reply> inside(GuestUnit unit) {
        Optional<Reply> obstacle = common(unit);
        return obstacle.isEmpty() && unit.vm().state() == Vm.State.PAUSED
                ? Optional.of(not(unit, RefusalReason.PAUSED, "is paused"))
                : obstacle;
    }

    /**
     * Why a host cannot take a guest: all reasons, those of the machine last.
     *
     * @param force whether only that counts without which there is no place for it at all
     */
    Optional<Reply> ofAdmission(GuestUnit unit, GuestNeeds needs, HostUnit host, boolean force) {
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
}
