package org.foliot.dsl.ide.proposals;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.Assignment;
import org.eclipse.xtext.CrossReference;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.documentation.IEObjectDocumentationProvider;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScopeProvider;
import org.eclipse.xtext.xtext.CurrentTypeFinder;
import org.foliot.api.observation.Metrics;
import org.foliot.api.observation.Subject;
import org.foliot.api.timeline.Clause;
import org.foliot.api.timeline.EventKind;
import org.foliot.api.timeline.Events;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.foliot.Act;
import org.foliot.dsl.foliot.Argument;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.ide.meaning.Counts;
import org.foliot.dsl.ide.meaning.Descriptions;
import org.foliot.dsl.ide.meaning.ExpectedDimension;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Refinement;
import org.foliot.time.Dimension;

/** Proposes what the scenario itself declares: names, processors and vCPUs, and what can be read of each. */
public class ModelProposals {
    private static final int MOST_NUMBERS = 16;
    private static final int DEEPEST_FOLDER = 3;
    private static final int MOST_FILES = 200;

    private final IScopeProvider scopes;
    private final IEObjectDocumentationProvider documentation;
    private final CurrentTypeFinder types;
    private final ExpectedDimension dimensions;
    private final ParameterProposals parameters;

    @Inject
    ModelProposals(
            IScopeProvider scopes,
            IEObjectDocumentationProvider documentation,
            CurrentTypeFinder types,
            ExpectedDimension dimensions,
            ParameterProposals parameters) {
        this.scopes = scopes;
        this.documentation = documentation;
        this.types = types;
        this.dimensions = dimensions;
        this.parameters = parameters;
    }

    /** What a reference can name. */
    List<Proposal> references(CrossReference reference, Place place) {
        EObject context = place.current();
        if (!(types.findCurrentTypeAfter(reference) instanceof EClass type) || context == null) {
            return List.of();
        }
        EReference feature = GrammarUtil.getReference(reference, type);
        if (feature == null) {
            return List.of();
        }
        Optional<EventKind> event = place.in(Act.class).map(Act::getVerb).flatMap(Events::find);
        boolean root = feature == FoliotPackage.Literals.TARGET__ROOT;
        List<Proposal> proposals = new ArrayList<>();
        for (IEObjectDescription each : scopes.getScope(context, feature).getAllElements()) {
            EObject target = each.getEObjectOrProxy();
            boolean fits = target instanceof Parameter parameter
                    ? fits(feature, parameter.getValue())
                    : !root || event.isEmpty() || fits(event.get(), target);
            if (fits && !(each.getEObjectOrProxy() == context)) {
                proposals.add(named(each));
            }
        }
        return proposals;
    }

    private static boolean fits(EReference feature, Value value) {
        if (feature == FoliotPackage.Literals.KERNEL_USE__SOURCE) {
            return ParameterProposals.isRelease(value);
        }
        return feature != FoliotPackage.Literals.BOUND__PARAMETER || ParameterProposals.isCount(value);
    }

    private static boolean fits(EventKind event, EObject root) {
        boolean guest =
                event.targets().stream().anyMatch(t -> t == Subject.GUEST || t == Subject.VCPU || t == Subject.PROCESS);
        boolean host = event.targets().stream()
                .anyMatch(t -> t == Subject.HOST || t == Subject.CPU || t == Subject.GROUP || t == Subject.TASK);
        return root instanceof Guest ? guest : host;
    }

    private Proposal named(IEObjectDescription each) {
        EObject element = each.getEObjectOrProxy();
        String kind = Name.kind(element.eClass());
        return Proposal.of(ContentAssistEntry.KIND_REFERENCE, each.getName().getFirstSegment(), kind, text(element));
    }

    private String text(EObject element) {
        String text = documentation.getDocumentation(element);
        return text == null ? "" : text;
    }

    /** Parameters that can stand where a quantity is about to be written, and an example of one. */
    List<Proposal> quantities(Assignment assignment, Place place) {
        EObject current = place.current();
        EStructuralFeature part = types.findCurrentTypeAfter(assignment) instanceof EClass type
                ? type.getEStructuralFeature(assignment.getFeature())
                : null;
        Optional<Dimension> dimension = dimensions.of(current, part);
        Predicate<Value> fits = dimension
                .map(ParameterProposals::measures)
                .orElse(ExpectedDimension.isCount(part) ? ParameterProposals::isCount : value -> true);
        List<Proposal> proposals = new ArrayList<>(parameters.of(current, fits));
        dimension.ifPresent(d -> proposals.add(Proposal.value(d.example(), d.phrase(), "")));
        return proposals;
    }

    /** Whether what is being said of an event is a list of processors. */
    boolean takesProcessors(Place place) {
        return clause(place).filter(c -> c.value() == Clause.Value.CPUS).isPresent();
    }

    private static Optional<Clause> clause(Place place) {
        Optional<Argument> argument = place.in(Argument.class);
        return place.in(Act.class)
                .map(Act::getVerb)
                .flatMap(Events::find)
                .flatMap(e -> argument.flatMap(a -> e.clause(a.getPreposition())));
    }

    /** What can follow a preposition. */
    List<Proposal> arguments(Place place) {
        Optional<Argument> argument = place.in(Argument.class);
        Optional<Clause> clause = clause(place);
        if (clause.isEmpty()) {
            return List.of();
        }
        EObject current = argument.get();
        List<Proposal> proposals = new ArrayList<>();
        if (clause.get().value() == Clause.Value.HOST) {
            for (IEObjectDescription each : scopes.getScope(current, FoliotPackage.Literals.WORD_VALUE__REFERENCE)
                    .getAllElements()) {
                if (each.getEObjectOrProxy() instanceof Host) {
                    proposals.add(named(each));
                }
            }
        } else if (clause.get().value() == Clause.Value.DURATION) {
            proposals.add(Proposal.value(Dimension.DURATION.example(), "for example", ""));
            proposals.addAll(parameters.of(current, ParameterProposals.measures(Dimension.DURATION)));
        }
        return proposals;
    }

    /** Paths into the numbered processors of a host or vCPUs of a guest. */
    List<Proposal> numbered(String word, Place place) {
        Optional<WrittenPath> path = place.path().filter(WrittenPath::isWhole);
        if (path.isEmpty() || (path.get().root() instanceof Guest) != word.equals("vcpu")) {
            return List.of();
        }
        int count = Counts.processors(path.get().root());
        String detail = count == 1 ? "there is 1" : "there are " + count;
        return List.of(Proposal.value(word + "[*]", detail, ""), Proposal.value(word + "[0]", detail, ""));
    }

    /** Numbers of processors and vCPUs. */
    List<Proposal> numbers(Place place) {
        int count = Counts.selectable(place.current(), place.part(), place.root());
        return IntStream.range(0, Math.min(count, MOST_NUMBERS))
                .mapToObj(n -> Proposal.value(Integer.toString(n), "of 0.." + (count - 1), ""))
                .toList();
    }

    /** What can be read of a path. */
    List<Proposal> metrics(Place place) {
        Optional<WrittenPath> path = place.path();
        if (path.isEmpty()) {
            return List.of();
        }
        Subject subject = path.get().subject();
        List<Proposal> proposals = new ArrayList<>();
        Metrics.all().stream()
                .filter(m -> m.subject() == subject)
                .map(m -> Proposal.of(
                        ContentAssistEntry.KIND_FIELD, m.name(), "metric of a " + subject.title(), Descriptions.of(m)))
                .forEach(proposals::add);
        return proposals;
    }

    /** The groups, tasks and processes that a path can go on with. */
    List<Proposal> members(Place place) {
        List<Proposal> proposals = new ArrayList<>();
        place.path()
                .filter(WrittenPath::isWhole)
                .map(p -> Refinement.namedMembers(p.root()))
                .ifPresent(members -> members.forEach((name, member) -> proposals.add(Proposal.of(
                        ContentAssistEntry.KIND_REFERENCE, name, Name.kind(member.eClass()), text(member)))));
        return proposals;
    }

    /** Files that an import can name, by their path from here. */
    List<Proposal> files(Place place) {
        URI home = place.current().eResource().getURI();
        if (!home.isFile()) {
            return List.of();
        }
        Path file = Path.of(home.toFileString());
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder, DEEPEST_FOLDER)) {
            return found.filter(f -> f.toString().endsWith(FoliotLanguage.FILE_ENDING) && !f.equals(file))
                    .limit(MOST_FILES)
                    .map(f -> folder.relativize(f).toString().replace('\\', '/'))
                    .sorted()
                    .map(f -> Proposal.of(ContentAssistEntry.KIND_FILE, '"' + f + '"', "", ""))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // A folder that cannot be read has nothing to propose.
            return List.of();
        }
    }
}
