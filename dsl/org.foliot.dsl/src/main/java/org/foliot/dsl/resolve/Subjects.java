package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.observation.Subject;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.CpuPart;
import org.foliot.dsl.foliot.Group;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.MemberPart;
import org.foliot.dsl.foliot.Part;
import org.foliot.dsl.foliot.Process;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.Selector;
import org.foliot.dsl.foliot.Target;
import org.foliot.dsl.foliot.Task;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.foliot.VcpuPart;

/** Resolves dotted paths to the things that they name. */
final class Subjects {
    private final Map<Host, ResolvedHost> hosts;
    private final Map<Guest, ResolvedGuest> guests;
    private final Numbers numbers;
    private final Values values;
    private final Findings findings;

    Subjects(
            Map<Host, ResolvedHost> hosts,
            Map<Guest, ResolvedGuest> guests,
            Numbers numbers,
            Values values,
            Findings findings) {
        this.hosts = hosts;
        this.guests = guests;
        this.numbers = numbers;
        this.values = values;
        this.findings = findings;
    }

    /** The host as resolved; null while it could not be. */
    ResolvedHost host(Root root) {
        return root instanceof Host host ? hosts.get(host) : null;
    }

    /** The guest as resolved; null while it could not be. */
    ResolvedGuest guest(Root root) {
        return root instanceof Guest guest ? guests.get(guest) : null;
    }

    /** Names of all hosts. */
    List<String> hostNames() {
        return hosts.keySet().stream().map(Host::getName).toList();
    }

    /** The host of a name, if there is one. */
    Optional<ResolvedHost> host(String name) {
        return hosts.values().stream().filter(h -> h.name().equals(name)).findFirst();
    }

    /** Hosts in the order of the file. */
    List<ResolvedHost> hosts() {
        return new ArrayList<>(hosts.values());
    }

    /** Guests in the order of the file. */
    List<ResolvedGuest> guests() {
        return new ArrayList<>(guests.values());
    }

    /** What a target names; empty where it names nothing, which has been reported. */
    List<SubjectPath> of(Target target) {
        return target == null ? List.of() : of(target.getRoot(), target.getPart(), target);
    }

    /** What a path names; empty where it names nothing, which has been reported. */
    List<SubjectPath> of(Root root, Part part, EObject place) {
        boolean known = root instanceof Host ? hosts.containsKey(root) : guests.containsKey(root);
        if (root == null || root.eIsProxy() || !known) {
            return List.of();
        }
        if (part == null) {
            return List.of(new SubjectPath(root instanceof Host ? Subject.HOST : Subject.GUEST, root, ""));
        } else if (part instanceof CpuPart cpu) {
            return numbered(root, cpu.getSelector(), Subject.CPU, place);
        } else if (part instanceof VcpuPart vcpu) {
            return numbered(root, vcpu.getSelector(), Subject.VCPU, place);
        }
        return members(root, (MemberPart) part);
    }

    private List<SubjectPath> numbered(Root root, Selector selector, Subject kind, EObject place) {
        boolean fits = kind == Subject.CPU ? root instanceof Host : root instanceof Guest;
        if (!fits) {
            findings.error(
                    Codes.EVENT_TARGET,
                    place,
                    Name.of(root) + " is a " + (root instanceof Host ? "host and has CPUs" : "guest and has vCPUs"),
                    "write " + Name.of(root) + (root instanceof Host ? ".cpu[0]" : ".vcpu[0]"));
            return List.of();
        }
        int count =
                kind == Subject.CPU ? host(root).cpus() : guest(root).vcpus().size();
        String owner = (root instanceof Host ? "host " : "guest ") + Name.of(root);
        String code = kind == Subject.CPU ? Codes.CPU_UNKNOWN : Codes.VCPU_UNKNOWN;
        List<SubjectPath> paths = new ArrayList<>();
        for (int n : numbers.read(selector, count, code, kind.title(), owner)) {
            paths.add(new SubjectPath(kind, root, Integer.toString(n)));
        }
        return paths;
    }

    private List<SubjectPath> members(Root root, MemberPart part) {
        Member member = part.getMember();
        if (member == null || member.eIsProxy()) {
            return List.of();
        }
        Subject kind =
                member instanceof Group ? Subject.GROUP : member instanceof Task ? Subject.TASK : Subject.PROCESS;
        Value declared = member instanceof Task task
                ? task.getCount()
                : member instanceof Process process ? process.getCount() : null;
        if (declared == null) {
            if (part.getSelector() != null) {
                findings.error(
                        Codes.SELECTOR,
                        part,
                        Name.of(member) + " is one " + kind.title() + ", not several",
                        "leave the brackets out");
                return List.of();
            }
            return List.of(new SubjectPath(kind, root, Name.of(member)));
        }
        OptionalLong count = values.integer(declared, "the number", 1, HostResolver.MOST_INSTANCES);
        List<SubjectPath> paths = new ArrayList<>();
        String owner = Name.of(root) + "." + Name.of(member);
        if (count.isPresent()) {
            for (int n :
                    numbers.read(part.getSelector(), (int) count.getAsLong(), Codes.SELECTOR, kind.title(), owner)) {
                paths.add(new SubjectPath(kind, root, Name.of(member) + "[" + n + "]"));
            }
        }
        return paths;
    }
}
