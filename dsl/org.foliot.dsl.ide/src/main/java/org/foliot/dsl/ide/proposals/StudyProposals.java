package org.foliot.dsl.ide.proposals;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.foliot.dsl.foliot.Axis;
import org.foliot.dsl.foliot.DistributionDeclaration;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.MeasureDeclaration;
import org.foliot.dsl.foliot.PairedComparison;
import org.foliot.dsl.foliot.Process;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.Task;
import org.foliot.dsl.foliot.Variation;
import org.foliot.dsl.ide.meaning.KeywordTexts;
import org.foliot.dsl.ide.meaning.Releases;
import org.foliot.dsl.ide.meaning.StudyAxes;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Property;
import org.foliot.dsl.resolve.Refinement;
import org.foliot.dsl.resolve.StudyWords;
import org.foliot.dsl.resolve.Written;
import org.foliot.dsl.resource.ImportedFiles;

/** Proposes what studies say: axes and their values, measures, statistics, and the words of their lists. */
public class StudyProposals {
    private static final String WAITS = "waits";

    private final CatalogProposals catalog;
    private final ParameterProposals parameters;

    @Inject
    StudyProposals(CatalogProposals catalog, ParameterProposals parameters) {
        this.catalog = catalog;
        this.parameters = parameters;
    }

    /** The words of a list, with their meaning. */
    List<Proposal> words(StudyWords list) {
        return list.words().stream()
                .map(w -> Proposal.value(w.text(), list.title(), w.documentation()))
                .toList();
    }

    /** What a study can vary of the host or guest whose path is being written, or else of any. */
    List<Proposal> properties(Place place) {
        Optional<Root> owner = place.path().filter(WrittenPath::isWhole).map(WrittenPath::root);
        if (owner.isPresent()) {
            return properties(owner.get(), Property::word);
        } else if (place.isFollowedBy("of")) {
            return roots(place)
                    .flatMap(r -> properties(r, Property::word).stream())
                    .distinct()
                    .toList();
        }
        return roots(place)
                .flatMap(r -> properties(r, p -> p.word() + " of " + Name.of(r)).stream())
                .toList();
    }

    private static List<Proposal> properties(Root owner, Function<Property, String> text) {
        String kind = owner instanceof Guest ? "of a guest" : "of a host";
        return Property.of(owner).stream()
                .map(p -> Proposal.of(
                        ContentAssistEntry.KIND_PROPERTY,
                        text.apply(p),
                        kind,
                        KeywordTexts.of(p.word()).orElse("")))
                .toList();
    }

    private static Stream<Root> roots(Place place) {
        return place.file().stream()
                .flatMap(ImportedFiles::elementsVisibleFrom)
                .filter(Root.class::isInstance)
                .map(Root.class::cast)
                .filter(r -> Name.of(r) != null);
    }

    /** The axes of the study, by the shortest name that means one alone. */
    List<Proposal> axes(Place place) {
        return axes(place, true);
    }

    /** The axes that a path can go on to; none where no path is being written. */
    List<Proposal> axesOfPath(Place place) {
        return place.path().isPresent() ? axes(place) : List.of();
    }

    private List<Proposal> axes(Place place, boolean shortened) {
        List<Axis> axes = StudyAxes.around(place.current());
        Optional<Root> owner = place.path().filter(WrittenPath::isWhole).map(WrittenPath::root);
        List<Proposal> proposals = new ArrayList<>();
        for (Axis axis : axes) {
            if (owner.isPresent()) {
                if (axis.getRoot() == owner.get()) {
                    proposals.add(axis(axis, axis.getProperty()));
                }
            } else if (axis.getParameter() != null) {
                proposals.add(parameters.of(axis.getParameter()));
            } else {
                long namesakes = axes.stream()
                        .filter(a -> axis.getProperty().equals(a.getProperty()))
                        .count();
                proposals.add(axis(axis, shortened && namesakes == 1 ? axis.getProperty() : StudyAxes.name(axis)));
            }
        }
        return proposals;
    }

    private static Proposal axis(Axis axis, String text) {
        return Proposal.of(
                ContentAssistEntry.KIND_PROPERTY,
                text,
                "axis " + StudyAxes.name(axis),
                KeywordTexts.of(axis.getProperty()).orElse(""));
    }

    /** What conditions and claims of a study speak of: the axes, and in claims statistics of what is measured. */
    List<Proposal> terms(Place place) {
        List<Proposal> terms = new ArrayList<>();
        if (place.path().isEmpty()
                && place.clause().filter(c -> !c.equals("Constraint")).isPresent()) {
            for (StudyWords.Word statistic : StudyWords.STATISTICS.words()) {
                for (String measure : measureNames(place.current())) {
                    terms.add(Proposal.of(
                            ContentAssistEntry.KIND_FUNCTION,
                            place.isFollowedBy("(") ? statistic.text() : statistic.text() + "(" + measure + ")",
                            StudyWords.STATISTICS.title(),
                            statistic.documentation()));
                }
            }
        }
        terms.addAll(axes(place, false));
        return terms;
    }

    /** The measures that the study declares. */
    List<Proposal> measures(Place place) {
        return declarations(place.current())
                .map(m -> Proposal.of(
                        ContentAssistEntry.KIND_REFERENCE,
                        name(m),
                        "= " + Written.text(m.getValue()),
                        "A measure of the study."))
                .toList();
    }

    private static List<String> measureNames(EObject place) {
        return declarations(place).map(StudyProposals::name).toList();
    }

    private static String name(MeasureDeclaration measure) {
        return measure.getRoot() == null ? measure.getName() : measure.getName() + " of " + Name.of(measure.getRoot());
    }

    private static Stream<MeasureDeclaration> declarations(EObject place) {
        Study study = EcoreUtil2.getContainerOfType(place, Study.class);
        return study == null
                ? Stream.empty()
                : study.getClauses().stream()
                        .filter(MeasureDeclaration.class::isInstance)
                        .map(MeasureDeclaration.class::cast)
                        .filter(m -> m.getName() != null && m.getValue() != null);
    }

    /** What an axis can be at a place in its list, or which of its values others can be compared with. */
    List<Proposal> values(Place place) {
        EObject current = place.current();
        Optional<Axis> axis = StudyAxes.of(current);
        if (axis.isEmpty()) {
            return List.of();
        } else if (current instanceof PairedComparison) {
            return written(axis.get());
        } else if (axis.get().getParameter() != null) {
            String declared = Written.text(axis.get().getParameter().getValue());
            return declared.isEmpty() ? List.of() : List.of(Proposal.value(declared, "as it is declared", ""));
        }
        Root owner = axis.get().getRoot();
        return StudyAxes.property(axis.get())
                .map(p -> switch (p.form()) {
                    case EXTENSION -> catalog.extensions(p.extensions(), Releases.at(owner));
                    case KERNEL -> kernels(place);
                    case FREQUENCY -> List.of(Proposal.value("100 MHz", "for example", ""));
                    case COUNT -> List.of(Proposal.value("1", "for example", ""));
                })
                .orElse(List.of());
    }

    private List<Proposal> kernels(Place place) {
        List<Proposal> kernels = new ArrayList<>(catalog.releases());
        place.file().stream()
                .flatMap(ImportedFiles::elementsVisibleFrom)
                .filter(e -> e instanceof KernelDefinition && Name.of(e) != null)
                .forEach(k -> kernels.add(
                        Proposal.of(ContentAssistEntry.KIND_REFERENCE, Name.of(k), "kernel", Written.text(k))));
        return kernels;
    }

    /** The values of an axis that stand in its list one by one. */
    private static List<Proposal> written(Axis axis) {
        if (!(axis.eContainer() instanceof Variation variation)) {
            return List.of();
        }
        int column = variation.getAxes().indexOf(axis);
        return variation.getItems().stream()
                .filter(i -> column < i.getCells().size())
                .map(i -> Written.text(i.getCells().get(column).getValue()))
                .filter(t -> !t.isEmpty())
                .distinct()
                .map(t -> Proposal.value(t, "a value of this axis", ""))
                .toList();
    }

    /** Paths to what has many of the quantity that a distribution is of. */
    List<Proposal> owners(Place place) {
        return roots(place)
                .flatMap(r -> isOfWaits(place) ? vcpus(r) : members(r).map(m -> Name.of(r) + "." + m))
                .map(t -> Proposal.value(t, isOfWaits(place) ? "each of its vCPUs" : "", ""))
                .toList();
    }

    private static boolean isOfWaits(Place place) {
        return place.in(DistributionDeclaration.class)
                .filter(d -> WAITS.equals(d.getQuantity()))
                .isPresent();
    }

    private static Stream<String> vcpus(Root root) {
        return root instanceof Guest ? Stream.of(Name.of(root) + ".vcpu[*]") : Stream.empty();
    }

    private static Stream<String> members(Root root) {
        return Refinement.namedMembers(root).values().stream()
                .filter(m -> m instanceof Task || m instanceof Process)
                .map(Name::of);
    }

    /** The members of a path in a distribution that have many of its quantity. */
    List<Proposal> members(Place place) {
        return isOfWaits(place)
                ? List.of()
                : place.path().filter(WrittenPath::isWhole).stream()
                        .flatMap(p -> members(p.root()))
                        .map(m -> Proposal.of(ContentAssistEntry.KIND_REFERENCE, m, "", ""))
                        .toList();
    }
}
