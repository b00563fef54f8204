package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.workload.Behaviour;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Busy;
import org.foliot.dsl.foliot.Disciplining;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.GroupUse;
import org.foliot.dsl.foliot.Locking;
import org.foliot.dsl.foliot.Monitoring;
import org.foliot.dsl.foliot.Nice;
import org.foliot.dsl.foliot.PolicyUse;
import org.foliot.dsl.foliot.Priority;
import org.foliot.dsl.foliot.Running;
import org.foliot.dsl.foliot.SliceRequest;
import org.foliot.dsl.foliot.ThreadTrait;
import org.foliot.dsl.foliot.Yielding;
import org.foliot.dsl.messages.Spelling;
import org.foliot.time.Duration;

/** Reads how threads are scheduled and what they do. */
final class Threads {
    private static final List<String> POLICIES = List.of("other", "batch", "idle", "fifo", "rr");
    // sched_setattr(2): the kernel clamps a requested slice to 0.1 to 100 ms (kernel/sched/syscalls.c).
    private static final Duration SMALLEST_SLICE = Duration.ofMicros(100);
    private static final Duration LARGEST_SLICE = Duration.ofMillis(100);

    private final Values values;
    private final ProgramResolver programs;
    private final Findings findings;

    Threads(Values values, ProgramResolver programs, Findings findings) {
        this.values = values;
        this.programs = programs;
        this.findings = findings;
    }

    /**
     * Applies traits to rules.
     *
     * @param groups names of the groups that the host has
     * @param host name of the host, for messages
     */
    ThreadRules apply(ThreadRules rules, List<ThreadTrait> traits, List<String> groups, String host) {
        int nice = rules.nice();
        Policy policy = rules.policy();
        int priority = rules.priority();
        Optional<Duration> slice = rules.slice();
        Optional<String> group = rules.group();
        for (ThreadTrait trait : traits) {
            if (trait instanceof Nice n) {
                nice = nice(n).orElse(nice);
            } else if (trait instanceof PolicyUse p) {
                policy = policy(p).orElse(policy);
            } else if (trait instanceof Priority p) {
                OptionalLong number = values.integer(p.getPriority(), "a real-time priority", 1, 99);
                priority = (int) number.orElse(priority);
            } else if (trait instanceof SliceRequest s) {
                slice = values.duration(s.getSlice(), "a slice request", SMALLEST_SLICE, LARGEST_SLICE)
                        .or(() -> rules.slice());
            } else if (trait instanceof GroupUse use) {
                group = group(use, groups, host);
            }
        }
        checkPriority(traits, policy, priority);
        boolean priorityDefault = policy.isRealTime() && priority == 0;
        return new ThreadRules(rules.cpus(), group, nice, policy, priorityDefault ? 1 : priority, slice);
    }

    /** The nice value of a trait. */
    Optional<Integer> nice(Nice trait) {
        OptionalLong nice = values.integer(trait.getNice(), "a nice value", -20, 19);
        return nice.isPresent() ? Optional.of((int) nice.getAsLong()) : Optional.empty();
    }

    private Optional<Policy> policy(PolicyUse use) {
        Optional<Literal> word = values.literal(use.getPolicy());
        if (word.isEmpty()) {
            return Optional.empty();
        }
        String text = word.get().text();
        if (!POLICIES.contains(text)) {
            findings.error(
                    Codes.WORD_UNKNOWN,
                    use.getPolicy(),
                    null,
                    "there is no scheduling policy " + word.get().source(),
                    Spelling.remedy(text, POLICIES, "policies"),
                    Spelling.nearest(text, POLICIES));
            return Optional.empty();
        }
        return Optional.of(Policy.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private void checkPriority(List<ThreadTrait> traits, Policy policy, int priority) {
        for (ThreadTrait trait : traits) {
            if (trait instanceof Priority && priority > 0 && !policy.isRealTime()) {
                findings.error(
                        Codes.POLICY,
                        trait,
                        "the policy " + policy.name().toLowerCase(Locale.ROOT) + " has no priorities",
                        "a priority belongs to the policies fifo and rr");
            }
        }
    }

    private Optional<String> group(GroupUse use, List<String> groups, String host) {
        if (use.getGroup() == null || use.getGroup().eIsProxy()) {
            return Optional.empty();
        }
        String name = use.getGroup().getName();
        if (!groups.contains(name)) {
            findings.error(
                    Codes.GROUP_ELSEWHERE,
                    use,
                    FoliotPackage.Literals.GROUP_USE__GROUP,
                    "there is no group " + name + " on host " + host,
                    Spelling.remedy(name, groups, "groups of " + host));
            return Optional.empty();
        }
        return Optional.of(name);
    }

    /** The traits among the statements of a task or guest. */
    static List<ThreadTrait> traits(List<? extends EObject> statements) {
        List<ThreadTrait> traits = new ArrayList<>();
        for (EObject statement : statements) {
            if (statement instanceof ThreadTrait trait) {
                traits.add(trait);
            }
        }
        return traits;
    }

    /** What a task or process does: exactly one statement must say it. */
    Behaviour behaviour(EList<? extends EObject> statements, EObject owner, String name) {
        Optional<Behaviour> behaviour = Optional.empty();
        boolean said = false;
        for (EObject statement : statements) {
            if (statement instanceof org.foliot.dsl.foliot.Behaviour b) {
                if (said) {
                    findings.error(
                            Codes.STATEMENT_TWICE, b, name + " already does something else", "one task does one thing");
                } else {
                    behaviour = behaviour(b);
                }
                said = true;
            }
        }
        if (!said) {
            findings.error(
                    Codes.STATEMENT_MISSING,
                    owner,
                    Name.feature(owner),
                    name + " does nothing",
                    "write busy, yield, run … every …, run … sleep …, run … exit …, lock held … every …, monitor … or discipline … into its block");
        }
        return behaviour.orElseGet(Behaviour.Busy::new);
    }

    private Optional<Behaviour> behaviour(org.foliot.dsl.foliot.Behaviour statement) {
        if (statement instanceof Busy) {
            return Optional.of(new Behaviour.Busy());
        } else if (statement instanceof Yielding) {
            return Optional.of(new Behaviour.Yielding());
        } else if (statement instanceof Running running) {
            return running(running);
        } else if (statement instanceof Monitoring monitoring) {
            return programs.monitor(monitoring).map(Behaviour.Sampling::new);
        } else if (statement instanceof Disciplining disciplining) {
            return programs.discipline(disciplining).map(Behaviour.Sampling::new);
        }
        Locking locking = (Locking) statement;
        Optional<Duration> held = values.positiveDuration(locking.getHeld(), "the time with the lock");
        Optional<Duration> cycle = values.positiveDuration(locking.getCycle(), "the cycle");
        if (held.isEmpty() || cycle.isEmpty()) {
            return Optional.empty();
        } else if (held.get().compareTo(cycle.get()) > 0) {
            findings.error(
                    Codes.BEHAVIOUR,
                    locking,
                    "the lock cannot be held " + held.get() + " of every " + cycle.get(),
                    "the cycle is CPU time as well and includes the time with the lock");
            return Optional.empty();
        }
        return Optional.of(new Behaviour.Locking(held.get(), cycle.get()));
    }

    private Optional<Behaviour> running(Running running) {
        Optional<Duration> run = values.positiveDuration(running.getRun(), "the CPU time of one job");
        if (running.getAsleep() != null) {
            Optional<Duration> asleep = values.positiveDuration(running.getAsleep(), "the time in the VMM");
            return run.isEmpty() || asleep.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Behaviour.Exiting(run.get(), asleep.get()));
        } else if (running.isAbout()) {
            Optional<Duration> sleep = values.duration(
                    running.getSleep(), "a random sleep", new Duration(1), Behaviour.Sporadic.LONGEST_SLEEP);
            return run.isEmpty() || sleep.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Behaviour.Sporadic(run.get(), sleep.get()));
        } else if (running.getSleep() != null) {
            Optional<Duration> sleep = values.positiveDuration(running.getSleep(), "the sleep");
            return run.isEmpty() || sleep.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Behaviour.Duty(run.get(), sleep.get(), running.isBurns()));
        }
        Optional<Duration> period = values.positiveDuration(running.getPeriod(), "the period");
        if (run.isEmpty() || period.isEmpty()) {
            return Optional.empty();
        } else if (run.get().compareTo(period.get()) > 0) {
            findings.error(
                    Codes.BEHAVIOUR,
                    running,
                    run.get() + " of CPU time do not fit into every " + period.get(),
                    "make the period longer, or write busy");
            return Optional.empty();
        }
        return Optional.of(new Behaviour.Periodic(run.get(), period.get(), running.isBurns()));
    }
}
