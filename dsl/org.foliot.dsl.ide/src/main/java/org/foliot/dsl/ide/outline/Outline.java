package org.foliot.dsl.ide.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.ITextRegion;
import org.eclipse.xtext.util.TextRegion;
import org.foliot.dsl.foliot.Entry;
import org.foliot.dsl.foliot.Erratum;
import org.foliot.dsl.foliot.Expectation;
import org.foliot.dsl.foliot.Expectations;
import org.foliot.dsl.foliot.Group;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.GuestMember;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.HostMember;
import org.foliot.dsl.foliot.HypervisorUse;
import org.foliot.dsl.foliot.Import;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.Process;
import org.foliot.dsl.foliot.PvTime;
import org.foliot.dsl.foliot.Region;
import org.foliot.dsl.foliot.Scenario;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.SchedulerUse;
import org.foliot.dsl.foliot.Study;
import org.foliot.dsl.foliot.StudyClause;
import org.foliot.dsl.foliot.Task;
import org.foliot.dsl.foliot.Timeline;
import org.foliot.dsl.ide.outline.OutlineNode.Kind;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Written;

/** Makes the outline of a file, of one with errors as far as it was understood. */
public class Outline {
    private static final int LONGEST_DETAIL = 80;

    /** The entries of a file in the order of the text. */
    public List<OutlineNode> of(XtextResource file) {
        List<OutlineNode> nodes = new ArrayList<>();
        if (file.getContents().isEmpty() || !(file.getContents().get(0) instanceof ScenarioFile root)) {
            return nodes;
        }
        for (EObject element : root.eContents()) {
            node(element).ifPresent(nodes::add);
        }
        return nodes;
    }

    private Optional<OutlineNode> node(EObject element) {
        if (element instanceof Import statement) {
            return node(Kind.IMPORT, element, "import", quoted(statement.getImportURI()));
        } else if (element instanceof Scenario scenario) {
            return node(Kind.SCENARIO, element, name(scenario), scenario.getOrigin());
        } else if (element instanceof Parameter parameter) {
            return node(Kind.PARAMETER, element, name(parameter), Written.text(parameter.getValue()));
        } else if (element instanceof KernelDefinition kernel) {
            return node(Kind.KERNEL, element, name(kernel), kernel.getRelease());
        } else if (element instanceof Erratum erratum) {
            return node(Kind.ERRATUM, element, name(erratum), "");
        } else if (element instanceof Host host) {
            return node(Kind.HOST, host, name(host), like(host.getBase()), host.getMembers());
        } else if (element instanceof Guest guest) {
            String place = guest.getHost() == null ? like(guest.getBase()) : "on " + Name.of(guest.getHost());
            return node(Kind.GUEST, guest, name(guest), place, guest.getMembers());
        } else if (element instanceof Timeline timeline) {
            return node(Kind.TIMELINE, timeline, "timeline", "", timeline.getEntries());
        } else if (element instanceof Expectations expectations) {
            return node(Kind.EXPECTATIONS, expectations, "expect", "", expectations.getItems());
        } else if (element instanceof Study study) {
            return node(Kind.STUDY, study, name(study), "", study.getClauses());
        } else if (element instanceof StudyClause) {
            return statement(Kind.PROPERTY, element);
        } else if (element instanceof Entry entry) {
            return entry(entry);
        } else if (element instanceof Expectation expectation) {
            return statement(Kind.EXPECTATION, expectation);
        }
        return member(element);
    }

    private Optional<OutlineNode> entry(Entry entry) {
        String trigger = Written.text(entry.getTrigger());
        String events = entry.getEvents().size() == 1
                ? Written.text(entry.getEvents().get(0))
                : entry.getEvents().size() + " events";
        return node(Kind.EVENT, entry, trigger, events);
    }

    private Optional<OutlineNode> member(EObject member) {
        if (member instanceof Group group) {
            return node(Kind.GROUP, group, name(group), rest(group));
        } else if (member instanceof Task task) {
            return node(Kind.TASK, task, name(task) + count(task.getCount()), rest(task));
        } else if (member instanceof Process process) {
            return node(Kind.PROCESS, process, name(process) + count(process.getCount()), rest(process));
        } else if (member instanceof Region region) {
            return node(Kind.REGION, region, name(region), Written.text(region.getSize()));
        } else if (member instanceof HypervisorUse || member instanceof SchedulerUse || member instanceof PvTime) {
            return statement(Kind.EXTENSION, member);
        } else if (member instanceof HostMember || member instanceof GuestMember) {
            return statement(Kind.PROPERTY, member);
        }
        return Optional.empty();
    }

    private Optional<OutlineNode> statement(Kind kind, EObject statement) {
        String words = Written.text(statement);
        int end = words.indexOf(' ');
        return node(
                kind, statement, end < 0 ? words : words.substring(0, end), end < 0 ? "" : words.substring(end + 1));
    }

    private Optional<OutlineNode> node(Kind kind, EObject element, String name, String detail) {
        return node(kind, element, name, detail, List.of());
    }

    private Optional<OutlineNode> node(
            Kind kind, EObject element, String name, String detail, List<? extends EObject> parts) {
        ICompositeNode node = NodeModelUtils.findActualNodeFor(element);
        if (node == null || name.isBlank()) {
            return Optional.empty();
        }
        List<OutlineNode> children = new ArrayList<>();
        parts.forEach(p -> node(p).ifPresent(children::add));
        return Optional.of(new OutlineNode(
                kind,
                name,
                detail == null ? "" : shortened(detail),
                node.getTextRegion(),
                nameRegion(element, node),
                children));
    }

    private static ITextRegion nameRegion(EObject element, ICompositeNode node) {
        if (Name.feature(element) != null) {
            List<INode> names = NodeModelUtils.findNodesForFeature(element, Name.feature(element));
            if (!names.isEmpty()) {
                return names.get(0).getTextRegion();
            }
        }
        String text = NodeModelUtils.getTokenText(node);
        int end = text.indexOf(' ');
        return new TextRegion(node.getOffset(), Math.min(node.getLength(), end < 0 ? text.length() : end));
    }

    private static String name(EObject element) {
        String name = Name.of(element);
        return name == null ? Name.kind(element.eClass()) : name;
    }

    private static String count(EObject count) {
        return count == null ? "" : "[" + Written.text(count) + "]";
    }

    private static String like(EObject base) {
        return base == null || base.eIsProxy() ? "" : "like " + Name.of(base);
    }

    private static String quoted(String text) {
        return text == null ? "" : '"' + text + '"';
    }

    /** What a block holds, on one line. */
    private static String rest(EObject element) {
        String words = Written.text(element);
        int open = words.indexOf('{');
        return open < 0 ? "" : words.substring(open + 1).replaceFirst("}$", "").strip();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}
