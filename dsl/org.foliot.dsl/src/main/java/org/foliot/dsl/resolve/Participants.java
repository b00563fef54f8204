package org.foliot.dsl.resolve;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.foliot.dsl.foliot.Argument;
import org.foliot.dsl.foliot.Element;
import org.foliot.dsl.foliot.Expectations;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Targets;
import org.foliot.dsl.foliot.Timeline;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.resource.ImportedFiles;

/**
 * Which hosts and guests take part: all that a file declares, and of what it imports those that its guests, its timeline or
 * its expectations name. What is only there to be {@code like} takes no part.
 */
final class Participants {
    private final Set<Host> hosts = new LinkedHashSet<>();
    private final Set<Guest> guests = new LinkedHashSet<>();

    Participants(ScenarioFile file, Values values) {
        for (Element element : file.getElements()) {
            if (element instanceof Host host && host.getName() != null) {
                hosts.add(host);
            } else if (element instanceof Guest guest && guest.getName() != null) {
                guests.add(guest);
            }
        }
        Map<String, Host> imported = importedHosts(file);
        for (Element element : file.getElements()) {
            if (element instanceof Timeline || element instanceof Expectations) {
                EcoreUtil.getAllContents(element, true).forEachRemaining(o -> mention((EObject) o, imported, values));
            }
        }
        for (Guest guest : guests) {
            Refinement.hostOf(guest).filter(h -> h.getName() != null).ifPresent(hosts::add);
            Refinement.find(Refinement.members(guest), Targets.class).ifPresent(t -> t.getHosts().stream()
                    .filter(h -> !h.eIsProxy() && h.getName() != null)
                    .forEach(hosts::add));
        }
    }

    private static Map<String, Host> importedHosts(ScenarioFile file) {
        Map<String, Host> imported = new LinkedHashMap<>();
        for (ScenarioFile visible : ImportedFiles.visibleFrom(file)) {
            for (Element element : visible.getElements()) {
                if (element instanceof Host host && host.getName() != null) {
                    imported.putIfAbsent(host.getName(), host);
                }
            }
        }
        return imported;
    }

    private void mention(EObject element, Map<String, Host> imported, Values values) {
        for (EObject mentioned : element.eCrossReferences()) {
            if (mentioned instanceof Root root && !root.eIsProxy() && Name.of(root) != null) {
                add(root);
            }
        }
        if (element instanceof Argument argument) {
            Value value = argument.getValue();
            values.literal(value)
                    .filter(l -> l.kind() == Literal.Kind.WORD && imported.containsKey(l.text()))
                    .ifPresent(l -> add(imported.get(l.text())));
        }
    }

    private void add(Root root) {
        if (root instanceof Host host) {
            hosts.add(host);
        } else if (root instanceof Guest guest) {
            guests.add(guest);
        }
    }

    /** The hosts, those of the file first. */
    Set<Host> hosts() {
        return hosts;
    }

    /** The guests, those of the file first. */
    Set<Guest> guests() {
        return guests;
    }
}
