package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.foliot.dsl.foliot.Group;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.GuestMember;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.HostMember;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.Process;
import org.foliot.dsl.foliot.Processors;
import org.foliot.dsl.foliot.Region;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.foliot.Task;
import org.foliot.dsl.foliot.VcpuPlacement;
import org.foliot.dsl.resource.ImportedFiles;

/**
 * What {@code like} means: a host, guest or kernel has all members of the one that it is like, except those that it states
 * itself.
 *
 * <p>Members of one kind replace each other, named ones by name. A {@code cpu} or {@code vcpu} statement adds to those
 * before it, and the last one that speaks of a processor wins. A chain that leads back to itself is cut where it closes; to
 * report it is the validator's business.
 */
public final class Refinement {
    private Refinement() {}

    /** A host and what it is like, the most basic first. */
    public static List<Host> lineage(Host host) {
        return lineage(host, Host::getBase);
    }

    /** A guest and what it is like, the most basic first. */
    public static List<Guest> lineage(Guest guest) {
        return lineage(guest, Guest::getBase);
    }

    /** A kernel and what it is like, the most basic first. */
    public static List<KernelDefinition> lineage(KernelDefinition kernel) {
        return lineage(kernel, KernelDefinition::getBase);
    }

    /** An element and what it is like, the most basic first; itself alone where that means nothing. */
    static List<? extends EObject> lineage(EObject element) {
        return element instanceof Host host
                ? lineage(host)
                : element instanceof Guest guest
                        ? lineage(guest)
                        : element instanceof KernelDefinition kernel ? lineage(kernel) : List.of(element);
    }

    private static <T extends EObject> List<T> lineage(T element, UnaryOperator<T> base) {
        Set<T> seen = new LinkedHashSet<>();
        for (T next = element; next != null && !next.eIsProxy() && seen.add(next); ) {
            next = base.apply(next);
        }
        List<T> lineage = new ArrayList<>(seen);
        Collections.reverse(lineage);
        return lineage;
    }

    /** Whether following {@code like} from here comes back here. */
    public static boolean isCyclic(EObject element) {
        return element instanceof Host host
                ? isCyclic(host, Host::getBase)
                : element instanceof Guest guest
                        ? isCyclic(guest, Guest::getBase)
                        : element instanceof KernelDefinition kernel && isCyclic(kernel, KernelDefinition::getBase);
    }

    private static <T extends EObject> boolean isCyclic(T element, UnaryOperator<T> base) {
        Set<T> seen = new LinkedHashSet<>();
        for (T next = base.apply(element);
                next != null && !next.eIsProxy() && seen.add(next);
                next = base.apply(next)) {
            if (next == element) {
                return true;
            }
        }
        return false;
    }

    /** All members that a host has in the end. */
    public static Collection<HostMember> members(Host host) {
        Map<Object, HostMember> members = new LinkedHashMap<>();
        for (Host ancestor : lineage(host)) {
            ancestor.getMembers().forEach(m -> members.put(key(m), m));
        }
        return members.values();
    }

    /** All members that a guest has in the end. */
    public static Collection<GuestMember> members(Guest guest) {
        Map<Object, GuestMember> members = new LinkedHashMap<>();
        for (Guest ancestor : lineage(guest)) {
            ancestor.getMembers().forEach(m -> members.put(key(m), m));
        }
        return members.values();
    }

    /** All members that a host or guest has in the end; none for anything else, null included. */
    public static Collection<? extends EObject> members(EObject root) {
        return root instanceof Host host
                ? members(host)
                : root instanceof Guest guest ? members(guest) : List.<EObject>of();
    }

    /** The statement of a kind that holds, which is the last. */
    public static <T extends EObject> Optional<T> find(Collection<? extends EObject> members, Class<T> type) {
        return members.stream().filter(type::isInstance).map(type::cast).reduce((a, b) -> b);
    }

    private static Object key(EObject member) {
        if (member instanceof Group || member instanceof Task) {
            return Arrays.asList(Host.class, Name.of(member));
        } else if (member instanceof Process process) {
            return Arrays.asList(Process.class, process.getName());
        } else if (member instanceof Region region) {
            return Arrays.asList(Region.class, region.getName());
        } else if (member instanceof Processors || member instanceof VcpuPlacement) {
            return member;
        }
        return member.eClass();
    }

    /** The groups, tasks or processes of a host or guest by name. */
    public static Map<String, Member> namedMembers(EObject root) {
        Map<String, Member> named = new LinkedHashMap<>();
        for (EObject member : members(root)) {
            if (member instanceof Member m && Name.of(m) != null) {
                named.put(Name.of(m), m);
            }
        }
        return named;
    }

    /** The host that a place is in, or that the guest starts on that it is in. */
    public static Optional<Host> hostAround(EObject place) {
        Guest guest = EcoreUtil2.getContainerOfType(place, Guest.class);
        return guest == null ? Optional.ofNullable(EcoreUtil2.getContainerOfType(place, Host.class)) : hostOf(guest);
    }

    /**
     * The host that a guest starts on: the one it names, or the one that its model names, or the only one that its file can
     * see.
     */
    public static Optional<Host> hostOf(Guest guest) {
        List<Guest> lineage = lineage(guest);
        for (int i = lineage.size() - 1; i >= 0; i--) {
            if (lineage.get(i).getHost() != null) {
                Host host = lineage.get(i).getHost();
                return host.eIsProxy() ? Optional.empty() : Optional.of(host);
            }
        }
        List<Host> visible = new ArrayList<>();
        if (guest.eContainer() instanceof ScenarioFile file) {
            for (ScenarioFile seen : ImportedFiles.visibleFrom(file)) {
                seen.getElements().stream()
                        .filter(Host.class::isInstance)
                        .map(Host.class::cast)
                        .forEach(visible::add);
            }
        }
        return visible.size() == 1 ? Optional.of(visible.get(0)) : Optional.empty();
    }
}
