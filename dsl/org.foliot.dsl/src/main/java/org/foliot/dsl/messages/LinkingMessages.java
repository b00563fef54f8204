package org.foliot.dsl.messages;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.diagnostics.DiagnosticMessage;
import org.eclipse.xtext.diagnostics.Severity;
import org.eclipse.xtext.linking.impl.LinkingDiagnosticMessageProvider;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScopeProvider;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.MemberPart;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.WordValue;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Paths;
import org.foliot.dsl.resolve.Refinement;

/** Says that there is nothing of a name, and what there is. */
public class LinkingMessages extends LinkingDiagnosticMessageProvider {
    private static final Map<EClass, String> PLURALS = Map.of(
            FoliotPackage.Literals.HOST, "hosts",
            FoliotPackage.Literals.GUEST, "guests",
            FoliotPackage.Literals.GROUP, "groups",
            FoliotPackage.Literals.ERRATUM, "errata",
            FoliotPackage.Literals.PARAMETER, "parameters",
            FoliotPackage.Literals.KERNEL_DEFINITION, "kernels",
            FoliotPackage.Literals.KERNEL_SOURCE, "kernels and parameters",
            FoliotPackage.Literals.ROOT, "hosts and guests",
            FoliotPackage.Literals.MEMBER, "groups, tasks and processes",
            FoliotPackage.Literals.SCENARIO, "scenarios");

    @Inject
    private IScopeProvider scopes;

    /**
     * The message, or nothing for a word that may as well be one of a catalogue, a metric or a property, which only the place
     * where it stands can tell.
     */
    @Override
    public DiagnosticMessage getUnresolvedProxyMessage(ILinkingDiagnosticContext context) {
        EObject place = context.getContext();
        if (mayBeAnyWord(context) || context.getLinkText().isEmpty() || hangsOnAnUnresolvedOne(place)) {
            return null;
        }
        String name = context.getLinkText();
        EClass type = context.getReference().getEReferenceType();
        List<String> known = new ArrayList<>();
        for (IEObjectDescription each :
                scopes.getScope(place, context.getReference()).getAllElements()) {
            known.add(each.getName().getFirstSegment());
        }
        String plurals = PLURALS.getOrDefault(type, "names");
        String remedy = Spelling.remedy(name, known, plurals);
        List<String> data = new ArrayList<>(List.of(remedy));
        data.addAll(Spelling.nearest(name, known));
        String message = "there is no " + singular(type) + " " + name + where(place);
        return new DiagnosticMessage(
                message + "; " + remedy, Severity.ERROR, Codes.NAME_UNKNOWN, data.toArray(new String[0]));
    }

    private static boolean mayBeAnyWord(ILinkingDiagnosticContext context) {
        return context.getContext() instanceof WordValue
                || context.getReference() == FoliotPackage.Literals.MEASURE_USE__DECLARATION
                || context.getReference() == FoliotPackage.Literals.AXIS_USE__PARAMETER;
    }

    private static boolean hangsOnAnUnresolvedOne(EObject place) {
        if (place instanceof MemberPart part) {
            Root root = Paths.root(part);
            return root == null || root.eIsProxy();
        }
        return false;
    }

    private static String where(EObject place) {
        if (place instanceof MemberPart part) {
            return " in " + Name.of(Paths.root(part));
        }
        Guest guest = EcoreUtil2.getContainerOfType(place, Guest.class);
        if (place instanceof org.foliot.dsl.foliot.GroupUse && guest != null) {
            return Refinement.hostOf(guest).map(h -> " on host " + h.getName()).orElse("");
        }
        return "";
    }

    private static String singular(EClass type) {
        if (type == FoliotPackage.Literals.ROOT) {
            return "host or guest";
        } else if (type == FoliotPackage.Literals.MEMBER) {
            return "group, task or process";
        } else if (type == FoliotPackage.Literals.KERNEL_SOURCE) {
            return "kernel";
        }
        return Name.kind(type);
    }
}
