package org.foliot.compiler;

import java.util.List;
import org.foliot.api.observation.Subject;
import org.foliot.compiler.Compiler.Sources;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.resolve.ResolvedEvent;
import org.foliot.dsl.resolve.ResolvedTrigger;
import org.foliot.dsl.resolve.SubjectPath;
import org.foliot.program.Action;
import org.foliot.program.SubjectRef;
import org.foliot.program.Trigger;

/** Translates the timeline. */
final class TimelineTranslation {
    private final Sources sources;
    private final Claims claims;

    TimelineTranslation(Sources sources, Claims claims) {
        this.sources = sources;
        this.claims = claims;
    }

    List<Action> translate(List<ResolvedEvent> events) {
        return events.stream().map(this::action).toList();
    }

    private Action action(ResolvedEvent event) {
        return new Action(
                trigger(event.trigger()),
                event.verb(),
                event.targets().stream().map(TimelineTranslation::subject).toList(),
                event.arguments(),
                event.settings(),
                sources.of(event.act()));
    }

    private Trigger trigger(ResolvedTrigger trigger) {
        if (trigger instanceof ResolvedTrigger.At at) {
            return new Trigger.At(at.time());
        } else if (trigger instanceof ResolvedTrigger.Every every) {
            return new Trigger.Every(every.period(), every.from(), every.until());
        }
        return new Trigger.When(claims.condition(((ResolvedTrigger.When) trigger).condition()));
    }

    static SubjectRef subject(SubjectPath path) {
        return new SubjectRef(path.kind(), name(path.root(), path.kind()), path.name());
    }

    private static String name(Root root, Subject kind) {
        if (root instanceof Host host) {
            return host.getName();
        } else if (root instanceof Guest guest) {
            return guest.getName();
        }
        throw new IllegalArgumentException("a " + kind.title() + " belongs to a host or a guest");
    }
}
