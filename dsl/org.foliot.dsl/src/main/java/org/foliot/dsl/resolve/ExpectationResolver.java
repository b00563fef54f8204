package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.foliot.api.timeline.EventKind;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.AfterEvent;
import org.foliot.dsl.foliot.Always;
import org.foliot.dsl.foliot.AtInstant;
import org.foliot.dsl.foliot.Eventually;
import org.foliot.dsl.foliot.Expectation;
import org.foliot.dsl.foliot.Expectations;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Never;
import org.foliot.dsl.foliot.Rejected;
import org.foliot.dsl.foliot.Target;
import org.foliot.dsl.foliot.Value;
import org.foliot.time.Duration;

/** Checks what is expected, and that it can be checked at all. */
final class ExpectationResolver {
    private final Values values;
    private final TimelineResolver timeline;
    private final Expressions expressions;
    private final Findings findings;

    ExpectationResolver(Values values, TimelineResolver timeline, Expressions expressions, Findings findings) {
        this.values = values;
        this.timeline = timeline;
        this.expressions = expressions;
        this.findings = findings;
    }

    /** All expectations of a file. */
    List<ResolvedExpectation> resolve(List<Expectations> blocks, List<ResolvedEvent> events) {
        List<ResolvedExpectation> resolved = new ArrayList<>();
        for (Expectations block : blocks) {
            for (Expectation item : block.getItems()) {
                resolve(item, events).ifPresent(resolved::add);
            }
        }
        return List.copyOf(resolved);
    }

    private Optional<ResolvedExpectation> resolve(Expectation item, List<ResolvedEvent> events) {
        if (item instanceof Always always) {
            expressions.requireCondition(always.getClaim());
            return plain(item, Optional.empty(), Optional.empty());
        } else if (item instanceof Never never) {
            expressions.requireCondition(never.getClaim());
            return plain(item, Optional.empty(), Optional.empty());
        } else if (item instanceof Eventually eventually) {
            expressions.requireCondition(eventually.getClaim());
            return plain(item, Optional.empty(), limit(eventually.getWithin()));
        } else if (item instanceof AtInstant at) {
            expressions.requireCondition(at.getClaim());
            Optional<Duration> time = at.isEnd() ? Optional.empty() : values.duration(at.getTime(), "an instant");
            return at.isEnd() || time.isPresent() ? plain(item, time, Optional.empty()) : Optional.empty();
        } else if (item instanceof AfterEvent after) {
            expressions.requireCondition(after.getClaim());
            return event(
                    item,
                    after.getVerb(),
                    FoliotPackage.Literals.AFTER_EVENT__VERB,
                    after.getTarget(),
                    limit(after.getWithin()),
                    events);
        }
        Rejected rejected = (Rejected) item;
        return event(
                item,
                rejected.getVerb(),
                FoliotPackage.Literals.REJECTED__VERB,
                rejected.getTarget(),
                Optional.empty(),
                events);
    }

    private Optional<Duration> limit(Value within) {
        return within == null ? Optional.empty() : values.duration(within, "the limit");
    }

    private static Optional<ResolvedExpectation> plain(
            Expectation item, Optional<Duration> time, Optional<Duration> within) {
        return Optional.of(new ResolvedExpectation(item, time, within, Optional.empty(), List.of()));
    }

    private Optional<ResolvedExpectation> event(
            Expectation item,
            String verb,
            EStructuralFeature at,
            Target target,
            Optional<Duration> within,
            List<ResolvedEvent> events) {
        Optional<EventKind> kind = timeline.kind(verb, item, at);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        List<SubjectPath> targets = target == null ? List.of() : timeline.targets(kind.get(), target);
        boolean happens = events.stream()
                .anyMatch(e -> e.verb().equals(verb)
                        && (targets.isEmpty() || e.targets().stream().anyMatch(targets::contains)));
        if (!happens && (target == null || !targets.isEmpty())) {
            String whose = targets.isEmpty() ? "" : " " + targets.get(0);
            findings.error(
                    Codes.EXPECTATION_NEVER,
                    item,
                    at,
                    "there is no " + verb + whose + " in the timeline, so this is never checked",
                    "add the event, or take the expectation out");
        }
        return target != null && targets.isEmpty()
                ? Optional.empty()
                : Optional.of(new ResolvedExpectation(item, Optional.empty(), within, kind, targets));
    }

    /** Reports expectations about instants that a run does not reach. */
    void checkReached(List<ResolvedExpectation> expectations, Duration end) {
        for (ResolvedExpectation expectation : expectations) {
            if (expectation.time().isPresent() && expectation.time().get().compareTo(end) > 0) {
                EObject place = ((AtInstant) expectation.declaration()).getTime();
                findings.error(
                        Codes.EXPECTATION_NEVER,
                        place,
                        "the run ends at " + end + ", so " + expectation.time().get() + " is never reached",
                        "move the end, or the expectation");
            }
        }
    }
}
