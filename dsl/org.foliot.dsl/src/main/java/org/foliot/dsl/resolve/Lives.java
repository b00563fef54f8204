package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.observation.Subject;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Argument;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Rejected;
import org.foliot.dsl.resolve.GuestLife.Phase;
import org.foliot.dsl.resolve.ResolvedHost.ResolvedGroup;
import org.foliot.time.Duration;

/**
 * Plays the timeline without time: every event at a fixed instant must find its target in a state in which it can take place.
 *
 * <p>A guest with an event that depends on a condition or repeats is left alone from then on, since nobody can tell its state.
 */
final class Lives {
    private static final Set<String> PHASES =
            Set.of("start", "stop", "pause", "resume", "migrate", "restore", "suspend", "snapshot");

    private final Subjects subjects;
    private final Findings findings;
    private final Map<Guest, GuestLife> guests = new HashMap<>();
    private final Map<String, Boolean> started = new HashMap<>();
    private final Map<String, Set<Integer>> unplugged = new HashMap<>();
    private final Set<String> uncertain = new HashSet<>();
    // Groups that have had a quota, and so have a period.
    private final Set<String> limited = new HashSet<>();
    // Until when groups are frozen.
    private final Map<String, Duration> frozen = new HashMap<>();

    Lives(Subjects subjects, Findings findings) {
        this.subjects = subjects;
        this.findings = findings;
    }

    /**
     * Plays all events.
     *
     * @param expectations those that expect an event to be refused leave its guest's state open
     */
    void play(List<ResolvedEvent> events, List<ResolvedExpectation> expectations) {
        Starts starts = new Starts(events);
        for (ResolvedGuest guest : subjects.guests()) {
            boolean atOnce = starts.atOnce(guest.name(), guest.stopped());
            guests.put(guest.declaration(), new GuestLife(guest, atOnce));
            guest.processes().forEach(p -> {
                String path = guest.name() + "." + p.name();
                started.put(path, starts.atOnce(path, p.stopped()));
            });
        }
        for (ResolvedHost host : subjects.hosts()) {
            host.tasks().forEach(t -> {
                String path = host.name() + "." + t.name();
                started.put(path, starts.atOnce(path, t.stopped()));
            });
        }
        List<ResolvedEvent> fixed = new ArrayList<>();
        for (ResolvedEvent event : events) {
            if (event.trigger().isFixed()) {
                fixed.add(event);
            } else {
                event.targets().forEach(t -> uncertain.add(key(event, t)));
            }
        }
        fixed.sort(Comparator.comparing(e -> e.trigger().earliest()));
        Set<Refusal> refusals = refusals(expectations);
        for (ResolvedEvent event : fixed) {
            for (SubjectPath target : event.targets()) {
                play(event, target);
                if (refusals.contains(new Refusal(event.verb(), target))) {
                    uncertain.add(key(event, target));
                }
            }
        }
    }

    private record Refusal(String verb, SubjectPath target) {}

    private static Set<Refusal> refusals(List<ResolvedExpectation> expectations) {
        Set<Refusal> refusals = new HashSet<>();
        for (ResolvedExpectation expectation : expectations) {
            if (expectation.declaration() instanceof Rejected
                    && expectation.kind().isPresent()) {
                String verb = expectation.kind().get().verb();
                expectation.targets().forEach(t -> refusals.add(new Refusal(verb, t)));
            }
        }
        return refusals;
    }

    /** What an event leaves uncertain: a guest as a whole, if its phase changes, and otherwise the one thing. */
    private static String key(ResolvedEvent event, SubjectPath target) {
        return PHASES.contains(event.verb()) || target.kind() == Subject.VCPU
                ? Name.of(target.root())
                : target.toString();
    }

    private void play(ResolvedEvent event, SubjectPath target) {
        if (uncertain.contains(Name.of(target.root())) || uncertain.contains(target.toString())) {
            return;
        }
        Duration now = event.trigger().earliest();
        guests.values().forEach(g -> g.advance(now));
        switch (target.kind()) {
            case GUEST -> guest(event, guests.get((Guest) target.root()), now);
            case VCPU -> vcpu(event, target, guests.get((Guest) target.root()), now);
            case PROCESS -> {
                if (require(event, guests.get((Guest) target.root()), now, Phase.RUNNING)) {
                    startOrStop(event, target);
                }
            }
            case TASK -> task(event, target);
            case CPU -> cpu(event, target);
            case HOST -> host(event, target, now);
            case GROUP -> group(event, target, now);
        }
    }

    private void guest(ResolvedEvent event, GuestLife life, Duration now) {
        Optional<Duration> length =
                Optional.ofNullable((Duration) event.arguments().get("for"));
        switch (event.verb()) {
            case "start" -> {
                if (require(event, life, now, Phase.ABSENT)) {
                    life.become(Phase.RUNNING, now, Optional.empty());
                    life.bootAll();
                }
            }
            case "stop" -> {
                if (require(event, life, now, Phase.RUNNING, Phase.PAUSED, Phase.SUSPENDED)) {
                    life.become(Phase.ABSENT, now, Optional.empty());
                }
            }
            case "pause" -> {
                if (require(event, life, now, Phase.RUNNING)) {
                    life.become(Phase.PAUSED, now, length);
                }
            }
            case "resume" -> {
                if (require(event, life, now, Phase.PAUSED, Phase.SUSPENDED)) {
                    resume(event, life, now);
                }
            }
            case "migrate" -> {
                if (require(event, life, now, Phase.RUNNING, Phase.PAUSED)) {
                    move(event, life, "to", true);
                }
            }
            case "suspend" -> {
                if (require(event, life, now, Phase.RUNNING, Phase.PAUSED)) {
                    life.become(Phase.SUSPENDED, now, length);
                }
            }
            case "snapshot" -> {
                if (require(event, life, now, Phase.RUNNING, Phase.PAUSED)) {
                    life.snapshots.add(String.valueOf(event.arguments().get("as")));
                }
            }
            case "restore" -> restore(event, life, now);
            case "damage" -> damage(event, life, now);
            case "sigstop" -> {
                if (require(event, life, now, Phase.RUNNING, Phase.PAUSED) && signalled(event, life, false)) {
                    life.sigstop(now, length);
                }
            }
            case "sigcont" -> {
                if (signalled(event, life, true)) {
                    life.sigstopped = false;
                }
            }
            case "kexec", "crash", "reboot" -> {
                if (require(event, life, now, Phase.RUNNING)) {
                    life.bootAll();
                }
            }
            default -> require(event, life, now, Phase.RUNNING, Phase.PAUSED);
        }
    }

    private boolean signalled(ResolvedEvent event, GuestLife life, boolean wanted) {
        if (life.sigstopped != wanted) {
            state(
                    event,
                    life.guest.name() + (wanted ? " is not stopped by a signal" : " is stopped by a signal already"),
                    "");
        }
        return life.sigstopped == wanted;
    }

    private void resume(ResolvedEvent event, GuestLife life, Duration now) {
        if (event.arguments().containsKey("on")) {
            if (life.phase() == Phase.PAUSED) {
                state(
                        event,
                        life.guest.name() + " is paused, and a paused guest stays where it is",
                        "only a suspended guest can be resumed on another host");
                return;
            }
            move(event, life, "on", false);
        }
        life.become(Phase.RUNNING, now, Optional.empty());
    }

    private void restore(ResolvedEvent event, GuestLife life, Duration now) {
        if (!hasSnapshot(event, life, "from", now)) {
            return;
        }
        if (event.arguments().containsKey("on")) {
            move(event, life, "on", false);
        }
        life.become(Phase.RUNNING, now, Optional.empty());
    }

    private void damage(ResolvedEvent event, GuestLife life, Duration now) {
        if (event.arguments().containsKey("as")) {
            hasSnapshot(event, life, "as", now);
        } else {
            require(event, life, now, Phase.SUSPENDED);
        }
    }

    private boolean hasSnapshot(ResolvedEvent event, GuestLife life, String preposition, Duration now) {
        String name = String.valueOf(event.arguments().get(preposition));
        boolean known = !event.arguments().containsKey(preposition) || life.snapshots.contains(name);
        if (!known) {
            state(
                    event,
                    "there is no snapshot " + name + " of " + life.guest.name() + " yet at " + now,
                    life.snapshots.isEmpty()
                            ? "take one before: snapshot " + life.guest.name() + " as " + name
                            : "so far there are the snapshots "
                                    + String.join(
                                            ", ",
                                            life.snapshots.stream().sorted().toList()));
        }
        return known;
    }

    private void move(ResolvedEvent event, GuestLife life, String preposition, boolean elsewhere) {
        Optional<ResolvedHost> to =
                subjects.host(String.valueOf(event.arguments().get(preposition)));
        if (to.isEmpty()) {
            return;
        }
        String guest = life.guest.name();
        if (elsewhere && to.get().name().equals(life.host.name())) {
            state(event, guest + " is on " + life.host.name() + " already", "a guest migrates to another host");
            return;
        }
        for (int vcpu = 0; vcpu < life.guest.vcpus().size(); vcpu++) {
            for (int cpu : life.cpus(vcpu)) {
                if (cpu >= to.get().cpus()) {
                    findings.error(
                            Codes.CPU_UNKNOWN,
                            place(event, preposition),
                            to.get().name() + " has no CPU " + cpu + ", which vCPU " + vcpu + " of " + guest
                                    + " may use",
                            to.get().name() + " has " + to.get().cpus() + "; pin the vCPU elsewhere first");
                    return;
                }
            }
        }
        Set<String> groups = new HashSet<>();
        life.guest.vcpus().forEach(v -> v.rules().group().ifPresent(groups::add));
        groups.removeAll(to.get().groups().stream().map(ResolvedGroup::name).toList());
        groups.stream()
                .sorted()
                .forEach(g -> findings.warning(
                        Codes.GROUP_ELSEWHERE,
                        place(event, preposition),
                        null,
                        to.get().name() + " has no group " + g + ", which " + guest + " belongs to",
                        "there it will belong to none; declare the group on "
                                + to.get().name()));
        life.host = to.get();
    }

    private void vcpu(ResolvedEvent event, SubjectPath target, GuestLife life, Duration now) {
        int vcpu = target.number();
        switch (event.verb()) {
            case "pin" -> pin(event, target, life);
            case "nice" -> {
                // A thread has a nice value as long as its guest is declared.
            }
            case "add" -> {
                if (require(event, life, now, Phase.RUNNING, Phase.PAUSED)) {
                    if (life.isPresent(vcpu)) {
                        state(
                                event,
                                target + " is there already",
                                "vcpus 1 of 2 declares a vCPU that is absent at first");
                    } else {
                        life.online(vcpu, false);
                    }
                }
            }
            case "online", "offline" -> {
                boolean online = event.verb().equals("online");
                if (require(event, life, now, Phase.RUNNING) && present(event, target, life)) {
                    if (life.isOnline(vcpu) == online) {
                        state(event, target + " is " + event.verb() + " already", "");
                    }
                    life.online(vcpu, online);
                }
            }
            default -> {
                if (require(event, life, now, Phase.RUNNING, Phase.PAUSED)) {
                    present(event, target, life);
                }
            }
        }
    }

    private boolean present(ResolvedEvent event, SubjectPath target, GuestLife life) {
        if (!life.isPresent(target.number())) {
            state(event, target + " is not there yet", "add it first");
        }
        return life.isPresent(target.number());
    }

    private void pin(ResolvedEvent event, SubjectPath target, GuestLife life) {
        List<Integer> cpus = checkedCpus(event, life.host);
        if (!cpus.isEmpty()) {
            life.pin(target.number(), cpus);
        }
    }

    private List<Integer> checkedCpus(ResolvedEvent event, ResolvedHost host) {
        List<Integer> cpus = new ArrayList<>();
        if (event.arguments().get("on") instanceof List<?> list) {
            for (Object cpu : list) {
                if ((Integer) cpu < host.cpus()) {
                    cpus.add((Integer) cpu);
                } else {
                    findings.error(
                            Codes.CPU_UNKNOWN,
                            place(event, "on"),
                            "host " + host.name() + " has no CPU " + cpu,
                            host.cpus() == 1
                                    ? "it has one CPU, number 0"
                                    : "it has " + host.cpus() + ", 0 to " + (host.cpus() - 1));
                    return List.of();
                }
            }
        }
        return cpus;
    }

    private void group(ResolvedEvent event, SubjectPath target, Duration now) {
        if (event.verb().equals("freeze") || event.verb().equals("thaw")) {
            freezeOrThaw(event, target.toString(), now);
        } else if (event.verb().equals("quota")) {
            boolean before = limited.contains(target.toString())
                    || subjects.host(target.root())
                            .group(target.name())
                            .flatMap(ResolvedGroup::period)
                            .isPresent();
            if (!before && !event.arguments().containsKey("per")) {
                state(event, target + " has no quota whose period could stay", "say it: per 100 ms");
            }
            limited.add(target.toString());
        }
    }

    private void freezeOrThaw(ResolvedEvent event, String group, Duration now) {
        boolean freeze = event.verb().equals("freeze");
        Duration until = frozen.get(group);
        boolean isFrozen = until != null && until.compareTo(now) > 0;
        if (isFrozen == freeze) {
            state(event, group + (freeze ? " is frozen already" : " is not frozen"), "");
        }
        if (freeze) {
            Duration length = (Duration) event.arguments().getOrDefault("for", Duration.MAX);
            frozen.put(group, length.compareTo(Duration.MAX.minus(now)) > 0 ? Duration.MAX : now.plus(length));
        } else {
            frozen.remove(group);
        }
    }

    private void task(ResolvedEvent event, SubjectPath target) {
        if (event.verb().equals("pin")) {
            checkedCpus(event, subjects.host(target.root()));
        } else {
            startOrStop(event, target);
        }
    }

    private void startOrStop(ResolvedEvent event, SubjectPath target) {
        boolean start = event.verb().equals("start");
        if (start || event.verb().equals("stop")) {
            if (started.getOrDefault(target.toString(), false) == start) {
                state(event, target + (start ? " is running already" : " is not running"), "");
            }
            started.put(target.toString(), start);
        }
    }

    private void cpu(ResolvedEvent event, SubjectPath target) {
        ResolvedHost host = subjects.host(target.root());
        Set<Integer> gone = unplugged.computeIfAbsent(host.name(), n -> new HashSet<>());
        boolean unplug = event.verb().equals("unplug");
        if (gone.contains(target.number()) == unplug) {
            state(event, target + (unplug ? " is unplugged already" : " is not unplugged"), "");
        } else if (unplug && gone.size() == host.cpus() - 1) {
            state(event, target + " is the last CPU of " + host.name(), "a host needs at least one");
        } else if (unplug) {
            gone.add(target.number());
        } else {
            gone.remove(target.number());
        }
    }

    private void host(ResolvedEvent event, SubjectPath target, Duration now) {
        if (event.verb().equals("resume") && event.arguments().containsKey("on")) {
            state(event, "a host is resumed where it is", "only a suspended guest can be resumed on another host");
        }
        if (!event.verb().equals("upgrade")) {
            return;
        }
        for (ResolvedGuest guest : subjects.guests()) {
            GuestLife life = guests.get(guest.declaration());
            boolean inTheWay = life.host.name().equals(Name.of(target.root()))
                    && !uncertain.contains(guest.name())
                    && (life.phase() == Phase.RUNNING || life.phase() == Phase.PAUSED);
            if (inTheWay) {
                state(
                        event,
                        guest.name() + " " + life.describe() + " on " + target + " at " + now,
                        "suspend it, move it or stop it before the host is upgraded");
            }
        }
    }

    private boolean require(ResolvedEvent event, GuestLife life, Duration now, Phase... allowed) {
        for (Phase phase : allowed) {
            if (life.phase() == phase) {
                return true;
            }
        }
        String needs = String.join(
                " or ",
                List.of(allowed).stream()
                        .map(p -> p == Phase.ABSENT ? "stopped" : p.toString())
                        .toList());
        state(
                event,
                life.guest.name() + " " + life.describe() + ", so there is nothing to " + event.verb() + " at " + now,
                event.verb() + " needs a guest that is " + needs);
        return false;
    }

    private void state(ResolvedEvent event, String message, String remedy) {
        findings.error(Codes.EVENT_STATE, event.act(), FoliotPackage.Literals.ACT__VERB, message, remedy);
    }

    private static EObject place(ResolvedEvent event, String preposition) {
        for (Argument argument : event.act().getArguments()) {
            if (preposition.equals(argument.getPreposition())) {
                return argument;
            }
        }
        return event.act();
    }
}
