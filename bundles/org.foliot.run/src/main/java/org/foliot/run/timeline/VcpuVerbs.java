package org.foliot.run.timeline;

import java.util.List;
import java.util.Optional;
import org.foliot.api.hypervisor.VirtualMachine;
import org.foliot.api.memory.StealMemory;
import org.foliot.api.timeline.Events;
import org.foliot.machine.ThreadSpec;
import org.foliot.machine.Vcpu;
import org.foliot.machine.Vm;
import org.foliot.run.RefusalReason;
import org.foliot.run.world.GuestUnit;
import org.foliot.run.world.World;
import org.foliot.time.Duration;

/** What a timeline can do to one vCPU, from inside and from outside. */
final class VcpuVerbs {
    private final World world;
    private final GuestObstacles obstacles;
    private final Endings endings;

    VcpuVerbs(World world, GuestObstacles obstacles, Endings endings) {
        this.world = world;
        this.obstacles = obstacles;
        this.endings = endings;
    }

    Reply play(Deed deed) {
        GuestUnit unit = world.guest(deed.target());
        int vcpu = deed.target().number();
        return switch (deed.verb()) {
            case "offline" -> offline(unit, vcpu, deed);
            case "online" -> online(unit, vcpu, deed);
            case "add" -> add(unit, vcpu, deed);
            case "nice" -> nice(unit, vcpu, deed);
            case "pin" -> pin(unit, vcpu, deed);
            case "swap_out" -> swapOut(unit, vcpu, deed);
            case "corrupt" -> corrupt(unit, vcpu, deed);
            case "preempt" -> preempt(unit, vcpu, deed);
            default -> throw new IllegalArgumentException("no vCPU can " + deed.verb());
        };
    }

    private static Reply refused(Deed deed, RefusalReason reason, String what) {
        return Reply.refused(reason, deed.target() + " " + what);
    }

    private Optional<Reply> obstacle(GuestUnit unit, int vcpu, Deed deed) {
        return obstacles
                .inside(unit)
                .or(() -> vcpu < unit.vm().present()
                        ? Optional.empty()
                        : Optional.of(refused(deed, RefusalReason.NOT_PRESENT, "has not been added")));
    }

    // ---- hotplug ----

    private Reply offline(GuestUnit unit, int vcpu, Deed deed) {
        return obstacle(unit, vcpu, deed).orElseGet(() -> {
            if (!unit.guest().metrics().online(vcpu)) {
                return refused(deed, RefusalReason.ALREADY_OFFLINE, "is offline already");
            } else if (onlineCpus(unit) == 1) {
                return refused(deed, RefusalReason.LAST_ONLINE, "is the last one that is online");
            }
            endings.awaitHotplug(unit, deed, false);
            unit.guest().offlineCpu(vcpu);
            return Reply.BEGUN;
        });
    }

    private static int onlineCpus(GuestUnit unit) {
        int online = 0;
        for (int vcpu = 0; vcpu < unit.vm().present(); vcpu++) {
            if (unit.guest().metrics().online(vcpu)) {
                online++;
            }
        }
        return online;
    }

    private Reply online(GuestUnit unit, int vcpu, Deed deed) {
        return obstacle(unit, vcpu, deed).orElseGet(() -> {
            if (unit.guest().metrics().online(vcpu)) {
                return refused(deed, RefusalReason.ALREADY_ONLINE, "is online already");
            }
            endings.awaitHotplug(unit, deed, true);
            unit.guest().onlineCpu(vcpu);
            return Reply.BEGUN;
        });
    }

    private Reply add(GuestUnit unit, int vcpu, Deed deed) {
        return obstacles.ofVmm(unit).orElseGet(() -> {
            int present = unit.vm().present();
            if (vcpu < present) {
                return refused(deed, RefusalReason.ALREADY_PRESENT, "is there already");
            } else if (vcpu > present) {
                return refused(
                        deed,
                        RefusalReason.NOT_NEXT,
                        "cannot be added before " + deed.target().owner() + ".vcpu[" + present + "]");
            }
            unit.vm().addVcpu(vcpu);
            endings.awaitHotplug(unit, deed, true);
            unit.guest().addCpu();
            return Reply.BEGUN;
        });
    }

    // ---- the thread ----

    private static Reply nice(GuestUnit unit, int vcpu, Deed deed) {
        long value = deed.required("to", Long.class);
        if (value < -20 || value > 19) {
            return Reply.refused(RefusalReason.RANGE, "nice " + value + " is not between -20 and 19");
        }
        ThreadSpec old = unit.traits().get(vcpu);
        unit.setTraits(
                vcpu, new ThreadSpec(old.cpus(), old.group(), (int) value, old.policy(), old.priority(), old.slice()));
        unit.vm().vcpus().get(vcpu).setNice((int) value);
        return Reply.DONE;
    }

    private static Reply pin(GuestUnit unit, int vcpu, Deed deed) {
        List<Integer> cpus = HostVerbs.processors(deed);
        Optional<Reply> obstacle = HostVerbs.processorObstacle(unit.lastHost(), cpus);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        ThreadSpec old = unit.traits().get(vcpu);
        unit.setTraits(vcpu, new ThreadSpec(cpus, old.group(), old.nice(), old.policy(), old.priority(), old.slice()));
        if (unit.vm().host().isPresent() && vcpu < unit.vm().present()) {
            unit.vm().vcpus().get(vcpu).pin(cpus);
        }
        return Reply.DONE;
    }

    private static Reply preempt(GuestUnit unit, int vcpu, Deed deed) {
        Duration wait = deed.required("for", Duration.class);
        if (wait.picoseconds() <= 0) {
            return Reply.refused(RefusalReason.RANGE, "a wait of " + wait + " is not more than 0");
        } else if (unit.vm().state() == Vm.State.DOWN) {
            return refused(deed, RefusalReason.NOT_RUNNING, "is not running");
        } else if (vcpu >= unit.vm().present()) {
            return refused(deed, RefusalReason.NOT_PRESENT, "has not been added");
        }
        Vcpu thread = unit.vm().vcpus().get(vcpu);
        switch (((Events.Preempt) deed.settings()).during()) {
            case STEAL_UPDATE -> thread.injectPreemption(wait);
            case CLOCK_UPDATE -> {
                unit.guest().raceNextExit(vcpu);
                thread.injectPreemptionOfGuest(wait);
            }
        }
        return Reply.DONE;
    }

    // ---- the structure ----

    private Optional<VirtualMachine> structure(GuestUnit unit, int vcpu) {
        return unit.vm()
                .device()
                .filter(d -> vcpu < unit.vm().present() && d.structureAddress(vcpu) != StealMemory.NO_ADDRESS);
    }

    private Reply swapOut(GuestUnit unit, int vcpu, Deed deed) {
        if (unit.vm().state() == Vm.State.DOWN) {
            return refused(deed, RefusalReason.NOT_RUNNING, "is not running");
        }
        Optional<VirtualMachine> device = structure(unit, vcpu);
        if (device.isEmpty()) {
            return refused(deed, RefusalReason.NO_STRUCTURE, "has no stolen-time structure");
        }
        unit.vm().memory().setResident(device.get().structureAddress(vcpu), false);
        return Reply.DONE;
    }

    private Reply corrupt(GuestUnit unit, int vcpu, Deed deed) {
        Events.Corrupt settings = (Events.Corrupt) deed.settings();
        return obstacle(unit, vcpu, deed).orElseGet(() -> {
            Optional<VirtualMachine> device = structure(unit, vcpu);
            if (device.isEmpty()) {
                return refused(deed, RefusalReason.NO_STRUCTURE, "has no stolen-time structure");
            }
            unit.guest().stolenTimeChanges(vcpu, deed.now());
            return device.get().overwrite(vcpu, settings.field(), settings.value())
                    ? Reply.DONE
                    : refused(deed, RefusalReason.NO_STRUCTURE, "has a structure that the guest cannot write");
        });
    }
}
