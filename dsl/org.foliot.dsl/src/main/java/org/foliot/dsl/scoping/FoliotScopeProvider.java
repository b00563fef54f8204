package org.foliot.dsl.scoping;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.util.IResourceScopeCache;
import org.eclipse.xtext.util.Tuples;
import org.foliot.dsl.foliot.Argument;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Group;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.MemberPart;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Paths;
import org.foliot.dsl.resolve.Refinement;
import org.foliot.dsl.resource.ImportedFiles;

/**
 * Decides which elements a reference can mean.
 *
 * <p>Parameters, kernels, hosts and guests share one set of names, across a file and all that it imports. Groups, tasks and
 * processes belong to their host or guest, with those of what it is {@code like}; a guest's groups are those of its host.
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
