package org.foliot.run.timeline;

import java.util.stream.Collectors;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionException;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.observation.Subject;
import org.foliot.api.timeline.Clause;
import org.foliot.api.timeline.EventKind;
import org.foliot.api.timeline.Events;
import org.foliot.program.Action;
import org.foliot.program.SubjectRef;
import org.foliot.run.world.InvalidProgramException;
import org.foliot.run.world.World;

/** Checks before a run that an event can be asked for at all; the compiler has, but a program may come from elsewhere. */
final class ActionChecks {
    private final World world;

    ActionChecks(World world) {
        this.world = world;
    }

    /**
     * Checks an event and makes its settings.
     *
     * @throws InvalidProgramException when there is no such event, target, host or setting, or a clause is missing
     */
    Record settings(Action action) {
        EventKind kind =
                Events.find(action.verb()).orElseThrow(() -> invalid(action, "there is no event " + action.verb()));
        for (SubjectRef target : action.targets()) {
            if (!kind.targets().contains(target.kind())) {
                throw invalid(
                        action,
                        "no " + target.kind().title() + " can " + action.verb() + "; what can: "
                                + kind.targets().stream()
                                        .sorted()
                                        .map(Subject::title)
                                        .collect(Collectors.joining(", ")));
            } else if (!exists(target)) {
                throw invalid(action, "there is no " + target.kind().title() + " " + target);
            }
        }
        for (Clause clause : kind.clauses()) {
            check(action, clause);
        }
        if (action.verb().equals("upgrade")) {
            KernelRelease release = action.argument("to", KernelRelease.class).orElseThrow();
            action.targets().forEach(t -> world.host(t).requireBootable(release, action.source()));
        }
        try {
            return OptionSchema.of(kind.options()).instantiate(action.settings(), KernelRelease.DEFAULT);
        } catch (OptionException e) {
            throw new InvalidProgramException(action.source(), e.getMessage(), e);
        }
    }

    private void check(Action action, Clause clause) {
        Object value = action.arguments().get(clause.preposition());
        if (value == null && clause.required()) {
            throw invalid(
                    action,
                    action.verb() + " needs " + clause.preposition() + " and "
                            + clause.value().expectation());
        } else if (value != null
                && clause.value() == Clause.Value.HOST
                && !world.hosts().containsKey(value)) {
            throw invalid(action, "there is no host " + value);
        }
    }

    private boolean exists(SubjectRef target) {
        return switch (target.kind()) {
            case HOST -> world.hosts().containsKey(target.owner());
            case CPU ->
                world.hosts().containsKey(target.owner())
                        && target.number() < world.host(target).host().cpus();
            case GROUP ->
                world.hosts().containsKey(target.owner())
                        && world.host(target).host().groups().names().contains(target.name());
            case TASK ->
                world.hosts().containsKey(target.owner())
                        && world.host(target).tasks().containsKey(target.name());
            case GUEST -> world.guests().containsKey(target.owner());
            case VCPU ->
                world.guests().containsKey(target.owner())
                        && target.number() < world.guest(target).vm().vcpus().size();
            case PROCESS ->
                world.guests().containsKey(target.owner())
                        && world.guest(target).hasProcess(target.name());
        };
    }

    private static InvalidProgramException invalid(Action action, String message) {
        return new InvalidProgramException(action.source(), message);
    }
}
