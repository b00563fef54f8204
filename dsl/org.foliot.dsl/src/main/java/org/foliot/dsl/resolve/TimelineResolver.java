package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.foliot.api.extension.OptionSchema;
import org.foliot.api.observation.Subject;
import org.foliot.api.timeline.Clause;
import org.foliot.api.timeline.EventKind;
import org.foliot.api.timeline.Events;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Act;
import org.foliot.dsl.foliot.Argument;
import org.foliot.dsl.foliot.AtTrigger;
import org.foliot.dsl.foliot.End;
import org.foliot.dsl.foliot.Entry;
import org.foliot.dsl.foliot.Event;
import org.foliot.dsl.foliot.EveryTrigger;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Target;
import org.foliot.dsl.foliot.Timeline;
import org.foliot.dsl.foliot.Trigger;
import org.foliot.dsl.foliot.WhenTrigger;
import org.foliot.dsl.messages.Spelling;
import org.foliot.time.Duration;

/** Checks each event of a timeline against its kind. */
final class TimelineResolver {
    private final Values values;
    private final Options options;
    private final Numbers numbers;
    private final Subjects subjects;
    private final Expressions expressions;
    private final Findings findings;

    /**
     * What a timeline holds.
     *
     * @param events the events in the order of the file
     * @param end where it says when the run ends
     * @param endTime when it ends
     */
    record Contents(List<ResolvedEvent> events, Optional<End> end, Optional<Duration> endTime) {}

    TimelineResolver(
            Values values,
            Options options,
            Numbers numbers,
            Subjects subjects,
            Expressions expressions,
            Findings findings) {
        this.values = values;
        this.options = options;
        this.numbers = numbers;
        this.subjects = subjects;
        this.expressions = expressions;
        this.findings = findings;
    }

    /** All events of a file's timelines. */
    Contents resolve(List<Timeline> timelines) {
        List<ResolvedEvent> events = new ArrayList<>();
        End end = null;
        Duration endTime = null;
        for (Timeline timeline : timelines) {
            for (Entry entry : timeline.getEntries()) {
                Optional<ResolvedTrigger> trigger = trigger(entry.getTrigger());
                for (Event event : entry.getEvents()) {
                    if (event instanceof Act act) {
                        trigger.flatMap(t -> act(act, t)).ifPresent(events::add);
                    } else if (event instanceof End found) {
                        if (end != null) {
                            findings.error(Codes.END, found, "the run ends twice", "keep one end");
                        } else if (!(entry.getTrigger() instanceof AtTrigger)) {
                            findings.error(
                                    Codes.END, found, "a run ends at a fixed time", "write for example: at 10 s end");
                        } else {
                            end = found;
                            endTime = trigger.map(ResolvedTrigger::earliest).orElse(null);
                        }
                    }
                }
            }
        }
        return new Contents(List.copyOf(events), Optional.ofNullable(end), Optional.ofNullable(endTime));
    }

    private Optional<ResolvedTrigger> trigger(Trigger trigger) {
        if (trigger instanceof AtTrigger at) {
            return values.duration(at.getTime(), "the time of an event").map(ResolvedTrigger.At::new);
        } else if (trigger instanceof EveryTrigger every) {
            Optional<Duration> period = values.positiveDuration(every.getPeriod(), "the period");
            Optional<Duration> from = every.getStart() == null
                    ? Optional.of(Duration.ZERO)
                    : values.duration(every.getStart(), "the time of an event");
            Optional<Duration> until = every.getUntil() == null
                    ? Optional.empty()
                    : values.duration(every.getUntil(), "the time of an event");
            if (from.isPresent() && until.isPresent() && until.get().compareTo(from.get()) < 0) {
                findings.error(
                        Codes.EVENT_NEVER, every, "nothing lies between " + from.get() + " and " + until.get(), "");
            }
            return period.isEmpty() || from.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ResolvedTrigger.Every(period.get(), from.get(), until));
        } else if (trigger instanceof WhenTrigger when) {
            expressions.requireCondition(when.getCondition());
            return Optional.of(new ResolvedTrigger.When(when.getCondition()));
        }
        return Optional.empty();
    }

    /** The kind of event that a verb names; an unknown verb is reported. */
    Optional<EventKind> kind(String verb, EObject place, EStructuralFeature at) {
        Optional<EventKind> kind = verb == null ? Optional.empty() : Events.find(verb);
        if (kind.isEmpty() && verb != null) {
            List<String> verbs = Events.all().stream().map(EventKind::verb).toList();
            List<String> nearest = Spelling.nearest(verb, verbs);
            findings.error(
                    Codes.EVENT_UNKNOWN,
                    place,
                    at,
                    "there is no event " + verb,
                    nearest.isEmpty()
                            ? "the events are " + String.join(", ", verbs)
                            : "did you mean " + String.join(" or ", nearest) + "?",
                    nearest);
        }
        return kind;
    }

    /** What an event acts on, checked against its kind. */
    List<SubjectPath> targets(EventKind kind, Target target) {
        List<SubjectPath> targets = subjects.of(target);
        if (!targets.isEmpty() && !kind.targets().contains(targets.get(0).kind())) {
            findings.error(
                    Codes.EVENT_TARGET,
                    target,
                    "a " + targets.get(0).kind().title() + " cannot be the target of " + kind.verb(),
                    kind.verb() + " acts on " + titles(kind.targets()));
            return List.of();
        }
        return targets;
    }

    private static String titles(Set<Subject> kinds) {
        return EnumSet.copyOf(kinds).stream().map(s -> "a " + s.title()).collect(Collectors.joining(" or "));
    }

    private Optional<ResolvedEvent> act(Act act, ResolvedTrigger trigger) {
        Optional<EventKind> kind = kind(act.getVerb(), act, FoliotPackage.Literals.ACT__VERB);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        List<SubjectPath> targets = targets(kind.get(), act.getTarget());
        SortedMap<String, Object> arguments = arguments(act, kind.get(), targets);
        SortedMap<String, String> settings =
                options.read(act.getOptions(), OptionSchema.of(kind.get().options()), act.getVerb());
        return targets.isEmpty()
                ? Optional.empty()
                : Optional.of(new ResolvedEvent(act, kind.get(), trigger, targets, arguments, settings));
    }

    private SortedMap<String, Object> arguments(Act act, EventKind kind, List<SubjectPath> targets) {
        SortedMap<String, Object> arguments = new TreeMap<>();
        for (Argument argument : act.getArguments()) {
            Optional<Clause> clause = kind.clause(argument.getPreposition());
            if (clause.isEmpty()) {
                List<String> known = kind.clauses().stream()
                        .map(c -> c.preposition() + " and " + c.value().expectation())
                        .toList();
                findings.error(
                        Codes.EVENT_CLAUSE,
                        argument,
                        FoliotPackage.Literals.ARGUMENT__PREPOSITION,
                        kind.verb() + " cannot be said with " + argument.getPreposition(),
                        known.isEmpty()
                                ? "nothing follows its target"
                                : "what can follow is " + String.join(", ", known));
            } else if (arguments.containsKey(argument.getPreposition())) {
                findings.error(
                        Codes.STATEMENT_TWICE,
                        argument,
                        FoliotPackage.Literals.ARGUMENT__PREPOSITION,
                        argument.getPreposition() + " stands here twice",
                        "keep one of the two");
            } else {
                argument(argument, clause.get(), kind.verb(), targets)
                        .ifPresent(v -> arguments.put(argument.getPreposition(), v));
            }
        }
        for (Clause clause : kind.clauses()) {
            boolean given = act.getArguments().stream()
                    .anyMatch(a -> clause.preposition().equals(a.getPreposition()));
            if (clause.required() && !given) {
                findings.error(
                        Codes.EVENT_CLAUSE_MISSING,
                        act,
                        FoliotPackage.Literals.ACT__VERB,
                        kind.verb() + " is incomplete without " + clause.preposition(),
                        "after " + clause.preposition() + " stands "
                                + clause.value().expectation());
            }
        }
        return arguments;
    }

    private Optional<Object> argument(Argument argument, Clause clause, String verb, List<SubjectPath> targets) {
        if (clause.value() == Clause.Value.CPUS || argument.getCpus() != null) {
            return cpus(argument, clause, targets);
        }
        return switch (clause.value()) {
            case DURATION -> duration(argument, verb).map(Object.class::cast);
            case NUMBER -> number(argument, verb);
            case RELEASE ->
                values.release(argument.getValue(), argument.getValue()).map(Object.class::cast);
            case HOST -> host(argument);
            case NAME -> name(argument);
            case CPUS -> Optional.empty();
        };
    }

    private Optional<Duration> duration(Argument argument, String verb) {
        if (verb.equals("step")) {
            return values.signedDuration(argument.getValue());
        } else if (verb.equals("quota")) {
            return argument.getPreposition().equals("per")
                    ? values.duration(
                            argument.getValue(),
                            "a quota's period",
                            GroupResolver.SHORTEST_PERIOD,
                            GroupResolver.LONGEST_PERIOD)
                    : values.duration(argument.getValue(), "a quota", GroupResolver.SHORTEST_PERIOD, Duration.MAX);
        }
        return values.duration(argument.getValue(), "this time");
    }

    private Optional<Object> cpus(Argument argument, Clause clause, List<SubjectPath> targets) {
        if (clause.value() != Clause.Value.CPUS || argument.getCpus() == null) {
            findings.error(
                    Codes.EVENT_CLAUSE,
                    argument,
                    "this is not " + clause.value().expectation(),
                    "after " + clause.preposition() + " stands "
                            + clause.value().expectation());
            return Optional.empty();
        }
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        // Whether the processors are there is decided by the host on which a guest is at that time; see GuestLives.
        return Optional.of(
                numbers.read(argument.getCpus(), HostResolver.MOST_CPUS, Codes.CPU_UNKNOWN, "CPU", "no host"));
    }

    private Optional<Object> number(Argument argument, String verb) {
        OptionalLong number =
                switch (verb) {
                    case "nice" -> values.integer(argument.getValue(), "a nice value", -20, 19);
                    case "weight" -> values.integer(argument.getValue(), "a weight", 1, GroupResolver.LARGEST_WEIGHT);
                    default -> values.integer(argument.getValue(), "this", Long.MIN_VALUE, Long.MAX_VALUE);
                };
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private Optional<Object> host(Argument argument) {
        Optional<Literal> literal = values.literal(argument.getValue());
        if (literal.isEmpty()) {
            return Optional.empty();
        } else if (literal.get().kind() == Literal.Kind.HOST) {
            return Optional.of(literal.get().text());
        }
        List<String> hosts = subjects.hostNames();
        boolean named = literal.get().kind() == Literal.Kind.WORD
                && hosts.contains(literal.get().text());
        if (!named) {
            findings.error(
                    Codes.NAME_UNKNOWN,
                    argument.getValue(),
                    null,
                    "there is no host " + literal.get().source(),
                    Spelling.remedy(literal.get().text(), hosts, "hosts"),
                    Spelling.nearest(literal.get().text(), hosts));
            return Optional.empty();
        }
        return Optional.of(literal.get().text());
    }

    private Optional<Object> name(Argument argument) {
        Optional<Literal> literal = values.literal(argument.getValue());
        boolean isName = literal.isPresent()
                && (literal.get().kind() == Literal.Kind.WORD || literal.get().kind() == Literal.Kind.TEXT);
        if (literal.isPresent() && !isName) {
            findings.error(
                    Codes.EVENT_CLAUSE,
                    argument.getValue(),
                    literal.get().source() + " is not a name",
                    "a name is a word, such as before_upgrade");
            return Optional.empty();
        }
        return literal.map(Literal::text);
    }
}
