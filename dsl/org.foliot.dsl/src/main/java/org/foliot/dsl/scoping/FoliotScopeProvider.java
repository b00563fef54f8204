package org.foliot.dsl.scoping;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.util.IResourceScopeCache;
import org.eclipse.xtext.util.Tuples;
import org.foliot.dsl.foliot.Argument;
import org.foliot.dsl.foliot.Axis;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Group;
import org.foliot.dsl.foliot.MeasureDeclaration;
import org.foliot.dsl.foliot.MeasureUse;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.MemberPart;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.StudyClause;
import org.foliot.dsl.foliot.Variation;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Paths;
import org.foliot.dsl.resolve.Refinement;
import org.foliot.dsl.resource.ImportedFiles;

/**
 * Decides which elements a reference can mean.
 *
 * <p>Parameters, kernels, hosts and guests share one set of names, across a file and all that it imports. Groups, tasks and
 * processes belong to their host or guest, with those of what it is {@code like}; a guest's groups are those of its host.
 * Measures belong to their study; there, axes are the parameters that it varies.
 */
public class FoliotScopeProvider extends AbstractFoliotScopeProvider {
    @Inject
    private IResourceScopeCache cache;

    @Override
    public IScope getScope(EObject context, EReference reference) {
        EClass type = reference.getEReferenceType();
        if (reference == FoliotPackage.Literals.MEMBER_PART__MEMBER) {
            return context instanceof MemberPart part
                    ? members(part, Paths.root(part), Member.class)
                    : IScope.NULLSCOPE;
        } else if (type == FoliotPackage.Literals.GROUP) {
            return members(context, Refinement.hostAround(context).orElse(null), Group.class);
        } else if (reference == FoliotPackage.Literals.MEASURE_USE__DECLARATION) {
            return new Names(measures((MeasureUse) context));
        } else if (reference == FoliotPackage.Literals.AXIS_USE__PARAMETER) {
            return new Names(axes(context));
        } else if (type == FoliotPackage.Literals.SCENARIO) {
            return new Names(scenarios(context));
        } else if (type == FoliotPackage.Literals.REFERABLE) {
            return EcoreUtil2.getContainerOfType(context, Argument.class) == null
                    ? elements(context, FoliotPackage.Literals.PARAMETER)
                    : elements(context, type);
        }
        return elements(context, type);
    }

    private IScope members(EObject context, EObject root, Class<? extends Member> type) {
        if (root == null || root.eIsProxy()) {
            return IScope.NULLSCOPE;
        }
        return cache.get(Tuples.pair(root, type), context.eResource(), () -> {
            Map<String, Member> members = new LinkedHashMap<>(Refinement.namedMembers(root));
            members.values().removeIf(m -> !type.isInstance(m));
            return new Names(members);
        });
    }

    private static Map<String, EObject> scenarios(EObject context) {
        Map<String, EObject> scenarios = new LinkedHashMap<>();
        ScenarioFile home = (ScenarioFile) context.eResource().getContents().get(0);
        for (ScenarioFile file : ImportedFiles.visibleFrom(home)) {
            if (file.getScenario() != null && file.getScenario().getName() != null) {
                scenarios.putIfAbsent(file.getScenario().getName(), file.getScenario());
            }
        }
        return scenarios;
    }

    /** What the study measures; of a host or guest where that is written, else the first of each name. */
    private static Map<String, EObject> measures(MeasureUse use) {
        Map<String, EObject> measures = new LinkedHashMap<>();
        clauses(use, MeasureDeclaration.class)
                .filter(m -> m.getName() != null)
                .filter(m -> use.getRoot() == null || use.getRoot() == m.getRoot())
                .forEach(m -> measures.putIfAbsent(m.getName(), m));
        return measures;
    }

    /** The parameters that the study varies. */
    private static Map<String, EObject> axes(EObject context) {
        Map<String, EObject> axes = new LinkedHashMap<>();
        clauses(context, Variation.class)
                .flatMap(v -> v.getAxes().stream())
                .map(Axis::getParameter)
                .filter(p -> p != null && p.getName() != null)
                .forEach(p -> axes.putIfAbsent(p.getName(), p));
        return axes;
    }

    private static <T extends StudyClause> Stream<T> clauses(EObject place, Class<T> type) {
        Study study = EcoreUtil2.getContainerOfType(place, Study.class);
        return study == null
                ? Stream.empty()
                : study.getClauses().stream().filter(type::isInstance).map(type::cast);
    }

    private IScope elements(EObject context, EClass type) {
        return cache.get(
                Tuples.pair("elements", type),
                context.eResource(),
                () -> new Names(elements(
                        (ScenarioFile) context.eResource().getContents().get(0), type)));
    }

    private static Map<String, EObject> elements(ScenarioFile home, EClass type) {
        Map<String, EObject> elements = new LinkedHashMap<>();
        for (ScenarioFile file : ImportedFiles.visibleFrom(home)) {
            for (Element element : file.getElements()) {
                if (type.isInstance(element)) {
                    if (Name.of(element) != null) {
                        elements.putIfAbsent(Name.of(element), element);
                    }
                }
            }
        }
        return elements;
    }
}
